package dev.limpid.server.upstream;

import dev.limpid.protocol.config.Chart;
import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.protocol.text.Quantity;
import dev.limpid.server.configuration.ConfigModule;
import dev.limpid.server.configuration.ConfigSource;
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
 * The configurations of a log that another node owns, read over HTTP and believed only as far as they are proven: the
 * head by the policy, every entry by the head's root, every module by its entry's hash. All entries are read, of which
 * there are as many as configurations; so that a head that forgot one that was seen before shows by its hash.
 *
 * <pre>
 * head            the last head that was proven
 * entries-&lt;n&gt;     its entries, 256 in a file
 * &lt;version&gt;.zip   its modules, and when each was published by the log's own word
 * &lt;version&gt;.info
 * ahead-head      the last head that was dated in the future
 * refused-head    a head that contradicts the one before: evidence against the log
 * </pre>
 *
 * <p>What is in the folder is proven again at every start. Safe for use by many threads: this object's monitor guards what is proven and whether the last look failed.
 */
public final class FollowedLog implements ConfigSource {

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
    private @Nullable Proven proven;
    private boolean failed;
    private long failedAt;

    /** A head and the records below it. */
    private record Proven(Checkpoint head, List<ModuleRecord> records) {}

    private FollowedLog(
            LogAddress address, ModulePath module, Policy policy, Path folder, Clock clock, LongSupplier nanoTime) {
        this.address = address;
        this.module = module;
        this.policy = policy;
        this.folder = folder;
        this.clock = clock;
        this.nanoTime = nanoTime;
    }

    /**
     * Opens what is known of the log; nothing is asked yet.
     *
     * @param policyText the policy that the log's head has to meet, as programs carry it
     * @param folder where the proven configurations are kept
     * @throws IOException if the policy or the folder cannot be read, or what is in the folder is not proven
     */
    public static FollowedLog open(
            String collection, LogAddress address, String policyText, Path folder, Clock clock, LongSupplier nanoTime)
            throws IOException {
        Policy policy;
        try {
            policy = Policy.parse(policyText);
        } catch (LogFormatException e) {
            throw new IOException("the policy of the log of " + collection + " cannot be read: " + e.getMessage(), e);
        }
        Files.createDirectories(folder);
        FollowedLog log =
                new FollowedLog(address, new ModulePath(collection + "/config"), policy, folder, clock, nanoTime);
        if (Files.exists(folder.resolve("head"))) {
            Checkpoint head = log.accepted(Files.readAllBytes(folder.resolve("head")), "the kept head")
                    .checkpoint();
            log.proven = log.prove(head, log::keptEntries);
        }
        return log;
    }

    @Override
    public synchronized SortedMap<ConfigVersion, Instant> versions() throws IOException {
        // While the log's owner is away, no sender can make this node wait for it again and again.
        if (failed && nanoTime.getAsLong() - failedAt < REST_NANOS) {
            throw new IOException(address + " could not be asked a moment ago, and is asked again in 10 s");
        }
        try {
            refresh();
            failed = false;
        } catch (IOException e) {
            failed = true;
            failedAt = nanoTime.getAsLong();
            throw e;
        }
        return known();
    }

    /** The versions that were proven so far; the network is not touched. */
    public synchronized SortedMap<ConfigVersion, Instant> known() throws IOException {
        SortedMap<ConfigVersion, Instant> versions = new TreeMap<>();
        if (proven != null) {
            for (ModuleRecord record : proven.records()) {
                Optional<ConfigVersion> version =
                        ConfigVersion.parse(record.version().toString());
                if (version.isPresent()) {
                    versions.put(
                            version.get(),
                            ModuleTime.read(kept(record, ".info"), version.get().text()));
                }
            }
        }
        return versions;
    }

    @Override
    public Optional<CollectionConfig> load(ConfigVersion version) throws IOException {
        Optional<byte[]> json = file(version, ConfigModule.CONFIG_FILE);
        return json.isPresent()
                ? Optional.of(ConfigModule.config(module + "@" + version, version, json.get()))
                : Optional.empty();
    }

    @Override
    public List<Chart> charts(ConfigVersion version) throws IOException {
        return ConfigModule.charts(
                module + "@" + version, file(version, ConfigModule.CHARTS_FILE).orElse(new byte[0]));
    }

    /** A file of a version that was proven. */
    private synchronized Optional<byte[]> file(ConfigVersion version, String name) throws IOException {
        for (ModuleRecord record : proven == null ? List.<ModuleRecord>of() : proven.records()) {
            if (record.version().toString().equals(version.text())) {
                byte[] file = zip(record, kept(record, ".zip")).files().get(name);
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
        if (proven != null && head.sameTree(proven.head())) {
            return;
        }
        if (proven != null && head.size() <= proven.head().size()) {
            throw contradiction(note, head, proven.head());
        }
        List<byte[]> tiles = new ArrayList<>();
        Proven next = prove(head, tile -> {
            byte[] bytes = address.fetch("config/" + tile.path(), LARGEST_ENTRIES);
            tiles.add(bytes);
            return bytes;
        });
        if (proven != null
                && !root(next.records(), proven.head().size())
                        .equals(proven.head().root())) {
            throw contradiction(note, head, proven.head());
        }
        for (ModuleRecord record : next.records()) {
            keepModule(record);
        }
        for (int i = 0; i < tiles.size(); i++) {
            keep("entries-" + i, tiles.get(i));
        }
        keep("head", note);
        proven = next;
    }

    /** The head without cosignatures from the future; kept and refused if it is nothing without them. */
    private Policy.Accepted current(byte[] note, Policy.Accepted served) throws IOException {
        Instant now = clock.instant();
        Optional<Policy.Accepted> current = policy.asOf(served, now);
        if (current.isEmpty()) {
            keep("ahead-head", note);
            throw new IOException(address + " served a head that is dated in the future, "
                    + Policy.datedAhead(served, now) + ": it is " + now + " here. It is kept in " + folder
                    + " and not believed");
        }
        return current.get();
    }

    private IOException contradiction(byte[] note, Checkpoint head, Checkpoint before) throws IOException {
        keep("refused-head", note);
        return new IOException(
                address + " signed a head of " + Quantity.of(head.size(), "entry") + " that contradicts the one of "
                        + before.size() + " it signed before; both are kept in " + folder
                        + ", and no newer configuration is believed");
    }

    private interface Entries {
        byte[] of(Tile tile) throws IOException;
    }

    private byte[] keptEntries(Tile tile) throws IOException {
        return Files.readAllBytes(folder.resolve("entries-" + tile.index()));
    }

    private Proven prove(Checkpoint head, Entries entries) throws IOException {
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
            throw new IOException("the entries of " + address + " are not those of its head of " + head.size());
        }
        for (ModuleRecord record : records) {
            if (!record.path().equals(module)) {
                throw new IOException(address + " holds " + record.key() + ", expected only " + module);
            }
        }
        return new Proven(head, List.copyOf(records));
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
            throw new IOException(what + " proves nothing: " + e.getMessage(), e);
        }
    }

    private void keepModule(ModuleRecord record) throws IOException {
        if (!Files.exists(folder.resolve(record.version() + ".zip"))) {
            String place = record.path().escaped() + "/@v/" + record.version().escaped();
            byte[] zip = address.fetch(place + ".zip", LARGEST_MODULE);
            zip(record, zip);
            keep(record.version() + ".info", address.fetch(place + ".info", LARGEST_HEAD));
            keep(record.version() + ".zip", zip);
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

    private byte[] kept(ModuleRecord record, String ending) throws IOException {
        return Files.readAllBytes(folder.resolve(record.version() + ending));
    }

    private void keep(String name, byte[] bytes) throws IOException {
        DurableFile.write(folder.resolve(name), bytes);
    }
}
