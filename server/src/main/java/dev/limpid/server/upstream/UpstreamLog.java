package dev.limpid.server.upstream;

import dev.limpid.protocol.chart.Chart;
import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.protocol.text.Quantity;
import dev.limpid.server.configuration.ConfigCatalog;
import dev.limpid.server.configuration.ConfigModuleReader;
import dev.limpid.server.configuration.ConfigVersion;
import dev.limpid.server.file.DurableFile;
import dev.limpid.server.log.ModuleTime;
import dev.limpid.tlog.LogFormatException;
import dev.limpid.tlog.ProofException;
import dev.limpid.tlog.checkpoint.Checkpoint;
import dev.limpid.tlog.checkpoint.Policy;
import dev.limpid.tlog.merkle.Hash;
import dev.limpid.tlog.merkle.MerkleTree;
import dev.limpid.tlog.module.ModulePath;
import dev.limpid.tlog.module.ModuleRecord;
import dev.limpid.tlog.module.ModuleZip;
import dev.limpid.tlog.note.Note;
import dev.limpid.tlog.tile.EntryTile;
import dev.limpid.tlog.tile.Tile;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The configurations of a log that another node owns, read over HTTP and verified: the head against the policy, every
 * entry against the head's root, every module against its entry's hash. It reads all entries, one for each
 * configuration, so that the hash reveals a head that leaves out an entry seen before.
 *
 * <pre>
 * head            the last head that was verified
 * entries-&lt;n&gt;     its entries, 256 in a file
 * &lt;version&gt;.zip   its modules, and when each was published according to the log
 * &lt;version&gt;.info
 * ahead-head      the last head that was dated in the future
 * refused-head    a head that contradicts an earlier one: evidence against the log
 * </pre>
 *
 * <p>The files in the folder are verified again at every start. Safe for use by many threads: this object's monitor
 * guards the verified head and the last failure, and is held while the log is asked.
 */
public final class UpstreamLog implements ConfigCatalog {

    private static final long REST_NANOS = Duration.ofSeconds(10).toNanos();
    private static final int LARGEST_HEAD = 64 << 10;
    private static final int LARGEST_ENTRIES = Tile.FULL * (EntryTile.LONGEST_ENTRY + 2);
    private static final int LARGEST_MODULE = 16 << 20;

    private final LogAddress address;
    private final ModulePath module;
    private final Policy policy;
    private final Path folder;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private @Nullable VerifiedLog verified;
    private @Nullable IOException lastFailure;
    private long failedAt;

    /** A head and the records below it. */
    private record VerifiedLog(Checkpoint head, List<ModuleRecord> records) {}

    private UpstreamLog(
            LogAddress address, ModulePath module, Policy policy, Path folder, Clock clock, LongSupplier nanoTime) {
        this.address = address;
        this.module = module;
        this.policy = policy;
        this.folder = folder;
        this.clock = clock;
        this.nanoTime = nanoTime;
    }

    /**
     * Opens the stored part of the log, without any request.
     *
     * @param policyText the policy that the log's head must meet, as programs contain it
     * @param folder where the verified configurations are stored
     * @throws IOException if the policy or the folder cannot be read, or the files in the folder cannot be verified
     */
    public static UpstreamLog open(
            String collection, LogAddress address, String policyText, Path folder, Clock clock, LongSupplier nanoTime)
            throws IOException {
        Policy policy;
        try {
            policy = Policy.parse(policyText);
        } catch (LogFormatException e) {
            throw new IOException("the policy of the log of " + collection + " cannot be read: " + e.getMessage(), e);
        }
        Files.createDirectories(folder);
        UpstreamLog log =
                new UpstreamLog(address, new ModulePath(collection + "/config"), policy, folder, clock, nanoTime);
        if (Files.exists(folder.resolve("head"))) {
            Checkpoint head = log.accepted(Files.readAllBytes(folder.resolve("head")), "the stored head")
                    .checkpoint();
            log.verified = log.verify(head, log::storedEntries);
        }
        return log;
    }

    @Override
    public synchronized SortedMap<ConfigVersion, Instant> versions() throws IOException {
        // While the log's owner is unreachable, no sender can make this node wait for it again and again.
        IOException last = lastFailure;
        if (last != null && nanoTime.getAsLong() - failedAt < REST_NANOS) {
            throw new IOException(
                    "the last attempt, less than 10 s ago, failed, so none is made now: " + last.getMessage(), last);
        }
        try {
            refresh();
            lastFailure = null;
        } catch (InterruptedIOException e) {
            throw e; // only this caller gave up: the log may well be reachable
        } catch (IOException e) {
            lastFailure = e;
            failedAt = nanoTime.getAsLong();
            throw e;
        }
        return known();
    }

    /** The versions verified so far, without using the network. */
    public synchronized SortedMap<ConfigVersion, Instant> known() throws IOException {
        SortedMap<ConfigVersion, Instant> versions = new TreeMap<>();
        if (verified != null) {
            for (ModuleRecord record : verified.records()) {
                Optional<ConfigVersion> version =
                        ConfigVersion.parse(record.version().toString());
                if (version.isPresent()) {
                    versions.put(
                            version.get(),
                            ModuleTime.read(
                                    stored(record, ".info"), version.get().text()));
                }
            }
        }
        return versions;
    }

    @Override
    public Optional<CollectionConfig> load(ConfigVersion version) throws IOException {
        Optional<byte[]> json = file(version, ConfigModuleReader.CONFIG_FILE);
        return json.isPresent()
                ? Optional.of(ConfigModuleReader.config(module + "@" + version, version, json.get()))
                : Optional.empty();
    }

    @Override
    public List<Chart> charts(ConfigVersion version) throws IOException {
        return ConfigModuleReader.charts(
                module + "@" + version,
                file(version, ConfigModuleReader.CHARTS_FILE).orElse(new byte[0]));
    }

    /** A file of a verified version. */
    private synchronized Optional<byte[]> file(ConfigVersion version, String name) throws IOException {
        for (ModuleRecord record : verified == null ? List.<ModuleRecord>of() : verified.records()) {
            if (record.version().toString().equals(version.text())) {
                byte[] file = zip(record, stored(record, ".zip")).files().get(name);
                if (file == null) {
                    throw new IOException(record.key() + " has no file " + name + ", expected one");
                }
                return Optional.of(file);
            }
        }
        return Optional.empty();
    }

    private void refresh() throws IOException {
        byte[] note = address.fetch("config/checkpoint", LARGEST_HEAD);
        Policy.Accepted served = current(note, accepted(note, address + "config/checkpoint"));
        if (policy.isStale(served, clock.instant())) {
            throw new IOException(address + " served a head that was cosigned at "
                    + served.quorumAt().orElseThrow() + ", longer ago than the policy allows");
        }
        Checkpoint head = served.checkpoint();
        if (verified != null && head.sameTree(verified.head())) {
            return;
        }
        if (verified != null && head.size() <= verified.head().size()) {
            throw contradiction(note, head, verified.head());
        }
        List<byte[]> tiles = new ArrayList<>();
        VerifiedLog next = verify(head, tile -> {
            byte[] bytes = address.fetch("config/" + tile.path(), LARGEST_ENTRIES);
            tiles.add(bytes);
            return bytes;
        });
        if (verified != null
                && !root(next.records(), verified.head().size())
                        .equals(verified.head().root())) {
            throw contradiction(note, head, verified.head());
        }
        for (ModuleRecord record : next.records()) {
            storeModule(record);
        }
        for (int i = 0; i < tiles.size(); i++) {
            store("entries-" + i, tiles.get(i));
        }
        store("head", note);
        verified = next;
    }

    /**
     * The head without cosignatures from the future; if it does not meet the policy without them, it is stored as
     * evidence and refused.
     */
    private Policy.Accepted current(byte[] note, Policy.Accepted served) throws IOException {
        Instant now = clock.instant();
        Optional<Policy.Accepted> current = policy.withoutFutureCosignatures(served, now);
        if (current.isEmpty()) {
            store("ahead-head", note);
            throw new IOException(address + " served a head that is dated in the future, "
                    + Policy.futureCosignatures(served, now) + ": here it is " + now + ". It is kept in " + folder
                    + " and not used");
        }
        return current.get();
    }

    private IOException contradiction(byte[] note, Checkpoint head, Checkpoint before) throws IOException {
        store("refused-head", note);
        return new IOException(
                address + " signed a head of " + Quantity.of(head.size(), "entry") + " that contradicts the one of "
                        + before.size() + " it signed before; both are kept in " + folder
                        + ", and no newer configuration is used");
    }

    private interface Entries {
        byte[] of(Tile tile) throws IOException;
    }

    private byte[] storedEntries(Tile tile) throws IOException {
        return Files.readAllBytes(folder.resolve("entries-" + tile.index()));
    }

    private VerifiedLog verify(Checkpoint head, Entries entries) throws IOException {
        List<ModuleRecord> records = new ArrayList<>();
        try {
            for (long first = 0; first < head.size(); first += Tile.FULL) {
                int width = (int) Math.min(Tile.FULL, head.size() - first);
                byte[] bytes = entries.of(new Tile(Tile.ENTRIES, first / Tile.FULL, width));
                for (byte[] entry : EntryTile.decode(EntryTile.prefix(bytes, width))) {
                    records.add(ModuleRecord.parse(entry));
                }
            }
        } catch (LogFormatException e) {
            throw new IOException("the entries of " + address + " cannot be read: " + e.getMessage(), e);
        }
        if (!root(records, head.size()).equals(head.root())) {
            throw new IOException("the entries of " + address + " do not match its head of " + head.size());
        }
        for (ModuleRecord record : records) {
            if (!record.path().equals(module)) {
                throw new IOException(address + " contains " + record.key() + ", expected only " + module);
            }
        }
        return new VerifiedLog(head, List.copyOf(records));
    }

    private static Hash root(List<ModuleRecord> records, long size) throws IOException {
        try {
            return new MerkleTree(size, (level, index) -> node(records, level, index)).root();
        } catch (LogFormatException e) {
            throw new IOException("a tree of " + size + " has no root: " + e.getMessage(), e);
        }
    }

    private static Hash node(List<ModuleRecord> records, int level, long index) {
        return level == 0
                ? records.get((int) index).leaf()
                : Hash.ofNode(node(records, level - 1, 2 * index), node(records, level - 1, 2 * index + 1));
    }

    private Policy.Accepted accepted(byte[] note, String what) throws IOException {
        try {
            return policy.check(Note.parse(note));
        } catch (LogFormatException | ProofException e) {
            throw new IOException(what + " cannot be verified: " + e.getMessage(), e);
        }
    }

    private void storeModule(ModuleRecord record) throws IOException {
        if (!Files.exists(folder.resolve(record.version() + ".zip"))) {
            String place = record.path().escaped() + "/@v/" + record.version().escaped();
            byte[] zip = address.fetch(place + ".zip", LARGEST_MODULE);
            zip(record, zip);
            store(record.version() + ".info", address.fetch(place + ".info", LARGEST_HEAD));
            store(record.version() + ".zip", zip);
        }
    }

    private static ModuleZip zip(ModuleRecord record, byte[] bytes) throws IOException {
        try {
            ModuleZip zip = ModuleZip.read(record.path(), record.version(), bytes, LARGEST_MODULE);
            if (!ModuleRecord.of(zip).equals(record)) {
                throw new IOException(record.key() + " has the hash " + zip.hash() + ", expected " + record.zipHash());
            }
            return zip;
        } catch (LogFormatException e) {
            throw new IOException(record.key() + ": " + e.getMessage(), e);
        }
    }

    private byte[] stored(ModuleRecord record, String ending) throws IOException {
        return Files.readAllBytes(folder.resolve(record.version() + ending));
    }

    private void store(String name, byte[] bytes) throws IOException {
        DurableFile.write(folder.resolve(name), bytes);
    }
}
