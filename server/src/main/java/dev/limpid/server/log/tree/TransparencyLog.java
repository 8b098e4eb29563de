package dev.limpid.server.log.tree;

import dev.limpid.server.file.ProcessLock;
import dev.limpid.server.log.tree.LogIndex.Place;
import dev.limpid.tlog.merkle.Hash;
import dev.limpid.tlog.module.ModulePath;
import dev.limpid.tlog.module.ModuleRecord;
import dev.limpid.tlog.module.ModuleVersion;
import dev.limpid.tlog.module.ModuleZip;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One tree of the log with one writer. An append makes durable, one after another: the module, its entry, the tiles,
 * the state; then {@link HeadPublisher} signs and publishes the head. After an interruption at any step, opening the
 * log runs the same steps again from what the state covers; what is beyond was never acknowledged and is overwritten.
 *
 * <p>Safe for use by many threads: this object's monitor guards the state and the failure, so appends wait for each
 * other, and readers see the published tree, which is replaced as a whole.
 */
public final class TransparencyLog implements AutoCloseable {

    private final TreeFiles place;
    private final AppendRule rule;
    private final Clock clock;
    private final LogDisk disk;
    private final ProcessLock lock;
    private final StoredTree tree;
    private final HeadPublisher publisher;
    private final PublishedTree published;
    private TreeState state;
    private Optional<Throwable> failure = Optional.empty();

    private TransparencyLog(
            TreeFiles place,
            LogKeys keys,
            AppendRule rule,
            Cosigners cosigners,
            Clock clock,
            LogDisk disk,
            ProcessLock lock)
            throws IOException {
        this.place = place;
        this.rule = rule;
        this.clock = clock;
        this.disk = disk;
        this.lock = lock;
        this.tree = new StoredTree(place.folder());
        this.publisher = new HeadPublisher(place, keys, cosigners, tree, clock, disk);
        this.state = Files.exists(place.state()) ? TreeState.read(place.state()) : begin();
        this.published = new PublishedTree(tree, new ModuleFiles(place.modules()), publisher.recover(state));
        published.readIndex(state.size());
    }

    /**
     * Opens a tree, or begins one if nothing was ever published, and publishes what is durable but not yet public.
     *
     * @throws CorruptLogException if the stored tree contradicts itself
     * @throws RolledBackLogException if it is older than a head that was signed
     * @throws IOException if another process writes this tree, or it cannot be read
     */
    public static TransparencyLog open(TreeFiles place, LogKeys keys, AppendRule rule, Cosigners cosigners, Clock clock)
            throws IOException {
        return open(place, keys, rule, cosigners, clock, new LocalDisk());
    }

    static TransparencyLog open(
            TreeFiles place, LogKeys keys, AppendRule rule, Cosigners cosigners, Clock clock, LogDisk disk)
            throws IOException {
        ProcessLock lock = ProcessLock.acquire(place.lock(), "this log");
        boolean opened = false;
        try {
            TransparencyLog log = new TransparencyLog(place, keys, rule, cosigners, clock, disk, lock);
            log.publish();
            opened = true;
            return log;
        } finally {
            if (!opened) {
                lock.close();
            }
        }
    }

    private TreeState begin() throws IOException {
        if (Files.exists(place.checkpoint()) || Files.exists(place.goHead())) {
            throw new CorruptLogException(place.folder() + " has a head but no state");
        }
        disk.write(Map.of(place.state(), TreeState.EMPTY.encode()));
        return TreeState.EMPTY;
    }

    /**
     * Appends modules, except those that are already there with the same bytes. When this returns, all are durable.
     *
     * @throws RefusedAppendException if a version is already used for other bytes, or the rule of the tree forbids
     *     it; then nothing was appended
     * @throws StoppedLogException if an earlier write failed
     * @throws InterruptedIOException if the thread was interrupted while cosigners were asked; then the modules are
     *     durable, and will be published with the next head
     * @throws IOException if a write fails; only the next opening shows whether the modules are in the log
     */
    public synchronized List<AppendResult> append(List<ModuleZip> zips) throws IOException, RefusedAppendException {
        requireRunning();
        List<Place> places = new ArrayList<>();
        Map<String, Place> fresh = new LinkedHashMap<>();
        Map<Path, byte[]> moduleFiles = new LinkedHashMap<>();
        for (ModuleZip zip : zips) {
            ModuleRecord record = ModuleRecord.of(zip);
            Place known = published.stored(record.path(), record.version()).orElse(fresh.get(record.key()));
            if (known == null) {
                requireOrder(record, fresh);
                known = new Place(state.size() + fresh.size(), record);
                fresh.put(record.key(), known);
                moduleFiles.putAll(published.files().files(zip, clock.instant()));
            } else if (!known.record().equals(record)) {
                throw new RefusedAppendException(record.key() + " is entry " + known.index() + " with zip "
                        + known.record().zipHash() + "; it cannot become " + record.zipHash());
            }
            places.add(known);
        }
        if (!fresh.isEmpty()) {
            running(() -> store(moduleFiles, List.copyOf(fresh.values())));
        }
        publish();
        List<AppendResult> results = new ArrayList<>();
        for (Place known : places) {
            boolean added = fresh.containsKey(known.record().key());
            results.add(new AppendResult(known.index(), added, known.index() < head().size()));
        }
        return results;
    }

    private void requireOrder(ModuleRecord record, Map<String, Place> fresh) throws RefusedAppendException {
        if (rule == AppendRule.ANY) {
            return;
        }
        Optional<Place> before = published.last(state.size());
        for (Place each : fresh.values()) {
            before = Optional.of(each);
        }
        if (before.isEmpty()) {
            return;
        }
        ModuleRecord last = before.get().record();
        if (!last.path().equals(record.path()) || last.version().compareTo(record.version()) >= 0) {
            throw new RefusedAppendException(record.key() + " cannot follow " + last.key()
                    + ": this tree accepts only ascending versions of one module");
        }
    }

    /** The order of durability: module, entry, tiles, state. Nothing acknowledged depends on a later write. */
    private void store(Map<Path, byte[]> moduleFiles, List<Place> fresh) throws IOException {
        List<byte[]> entries = new ArrayList<>();
        List<Hash> leaves = new ArrayList<>();
        for (Place added : fresh) {
            entries.add(added.record().entry());
            leaves.add(added.record().leaf());
        }
        disk.write(moduleFiles);
        disk.write(tree.entryFiles(state.size(), entries));
        disk.write(tree.hashFiles(state.size(), leaves));
        long size = state.size() + fresh.size();
        TreeState next = new TreeState(size, tree.root(size));
        disk.write(Map.of(place.state(), next.encode()));
        state = next;
        for (Place added : fresh) {
            published.add(added);
        }
    }

    /**
     * Signs and publishes the head of everything durable, with new cosignatures. Call it now and then while nothing is
     * appended, so that clients see that the log is alive.
     *
     * @return whether the published head covers everything; false while witnesses are missing
     * @throws InterruptedIOException if the thread was interrupted while cosigners were asked; the last head stays
     */
    public synchronized boolean publish() throws IOException {
        requireRunning();
        running(() -> publisher.publish(state, head()).ifPresent(published::publish));
        return head().size() == state.size();
    }

    /** How many entries are durable but not published yet, as their head waits for cosignatures. */
    public synchronized long unpublishedEntries() {
        return state.size() - head().size();
    }

    /** What the unpublished entries wait for, such as {@code witness lite (quorum 1 of 2)}. */
    public synchronized Optional<String> missingCosignatures() {
        return unpublishedEntries() > 0 ? Optional.of(publisher.missing().orElse("its head")) : Optional.empty();
    }

    /** The newest entry, published or not. */
    public synchronized Optional<ModuleRecord> newest() {
        return published.last(state.size()).map(Place::record);
    }

    private interface Step {
        void run() throws IOException;
    }

    /** Runs a step; after a failed write the state of the disk is unknown, so nothing more is written. */
    private void running(Step step) throws IOException {
        try {
            step.run();
        } catch (InterruptedIOException e) {
            throw e; // while cosigners were asked: interrupts do not affect writes
        } catch (IOException | RuntimeException | Error e) {
            failure = Optional.of(e);
            throw e;
        }
    }

    private void requireRunning() throws StoppedLogException {
        if (failure.isPresent()) {
            throw new StoppedLogException(
                    place.folder() + " stopped after: " + failure.get().getMessage(), failure.get());
        }
    }

    /** The newest published head. */
    public PublishedHead head() {
        return published.head();
    }

    /** The published part of the tree. */
    public PublishedTree published() {
        return published;
    }

    /** The published versions of a module; see {@link PublishedTree#versions}. */
    public List<ModuleVersion> versions(ModulePath path) {
        return published.versions(path);
    }

    /** A published module; see {@link PublishedTree#module}. */
    public ModuleZip module(ModulePath path, ModuleVersion version) throws IOException {
        return published.module(path, version);
    }

    /** The module proxy's info of a version; see {@link PublishedTree#info}. */
    public byte[] info(ModulePath path, ModuleVersion version) throws IOException {
        return published.info(path, version);
    }

    @Override
    public synchronized void close() throws IOException {
        failure = Optional.of(new IllegalStateException("it was closed"));
        lock.close();
    }
}
