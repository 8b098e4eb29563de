package dev.limpid.uploader.config;

import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.protocol.question.codec.CollectionConfigCodec;
import dev.limpid.tlog.LogFormatException;
import dev.limpid.tlog.checkpoint.Checkpoint;
import dev.limpid.tlog.merkle.Hash;
import dev.limpid.tlog.merkle.MerkleTree;
import dev.limpid.tlog.module.ModulePath;
import dev.limpid.tlog.module.ModuleRecord;
import dev.limpid.tlog.module.ModuleVersion;
import dev.limpid.tlog.module.ModuleZip;
import dev.limpid.tlog.note.KeyType;
import dev.limpid.tlog.note.Note;
import dev.limpid.tlog.note.SignerKey;
import dev.limpid.tlog.tile.EntryTile;
import dev.limpid.tlog.tile.Tile;
import dev.limpid.uploader.config.source.LogFetcher;
import dev.limpid.uploader.config.source.NotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A log that serves whatever a test wants, honest or not, and counts its requests. */
public final class InMemoryLog implements LogFetcher {

    public static final String COLLECTION = "telemetry.example.org";

    private final SignerKey signer;
    private final SignerKey timekeeper;
    private final List<ModuleRecord> records = new ArrayList<>();
    private final Map<String, byte[]> modules = new HashMap<>();
    public final Map<String, byte[]> overrides = new HashMap<>();
    final List<String> asked = new ArrayList<>();
    int bytes;
    boolean offline;
    public Instant now = Instant.parse("2026-11-21T02:00:00Z");
    private final Map<String, Hash> nodes = new HashMap<>();
    private Instant signedAt = now;
    private @Nullable Note head;

    public InMemoryLog() {
        this(
                SignerKey.generate(COLLECTION + "/config", KeyType.ED25519, new SecureRandom()),
                SignerKey.generate(COLLECTION + "/config/time", KeyType.COSIGNATURE, new SecureRandom()));
    }

    private InMemoryLog(SignerKey signer, SignerKey timekeeper) {
        this.signer = signer;
        this.timekeeper = timekeeper;
    }

    /** Another log with the same keys and the first entries of this one: what a dishonest operator would make. */
    InMemoryLog fork(int shared) {
        InMemoryLog fork = new InMemoryLog(signer, timekeeper);
        fork.records.addAll(records.subList(0, shared));
        fork.modules.putAll(modules);
        fork.now = now;
        fork.renew();
        return fork;
    }

    public String policy() {
        return "log " + signer.verifierKey() + "\nwitness own " + timekeeper.verifierKey()
                + "\nquorum own\nmax-age 30d\n";
    }

    /** Publishes a configuration under its own version. */
    public void publish(CollectionConfig config) {
        publish(config.version(), new String(CollectionConfigCodec.toJson(config), StandardCharsets.UTF_8));
    }

    public void publish(String version, String json) {
        publish(COLLECTION + "/config", version, Map.of("config.json", json.getBytes(StandardCharsets.UTF_8)));
    }

    public void publish(String path, String version, Map<String, byte[]> files) {
        ModuleZip zip = ModuleZip.pack(new ModulePath(path), version(version), files);
        records.add(ModuleRecord.of(zip));
        modules.put(path + "/@v/" + version + ".zip", zip.bytes());
        renew();
    }

    /** The tree as it is, cosigned now: it is signed when somebody requests it. */
    void renew() {
        head = null;
        signedAt = now;
    }

    private Note head() {
        if (head == null) {
            head = sign();
        }
        return head;
    }

    private Note sign() {
        try {
            String text = new Checkpoint(
                            signer.verifierKey().name(),
                            records.size(),
                            new MerkleTree(records.size(), this::node).root())
                    .text();
            return Note.unsigned(text).with(signer.sign(text)).with(timekeeper.cosign(text, signedAt));
        } catch (IOException | LogFormatException e) {
            throw new IllegalStateException(e);
        }
    }

    private Hash node(int level, long index) {
        if (level == 0) {
            return records.get((int) index).leaf();
        }
        Hash known = nodes.get(level + "/" + index);
        if (known == null) {
            known = Hash.ofNode(node(level - 1, 2 * index), node(level - 1, 2 * index + 1));
            nodes.put(level + "/" + index, known);
        }
        return known;
    }

    @Override
    public byte[] fetch(String path, int mostBytes) throws IOException {
        asked.add(path);
        if (offline) {
            throw new IOException("no route to host");
        }
        byte[] answer = overrides.containsKey(path) ? overrides.get(path) : answer(path);
        if (answer == null) {
            throw new NotFoundException(path);
        }
        if (answer.length > mostBytes) {
            throw new IOException(path + " is too long");
        }
        bytes += answer.length;
        return answer;
    }

    @Override
    public byte[] fetchEnd(String path, int lastBytes, int mostBytes) throws IOException {
        byte[] whole = fetch(path, mostBytes);
        int cut = Math.max(0, whole.length - lastBytes);
        bytes -= cut;
        return java.util.Arrays.copyOfRange(whole, cut, whole.length);
    }

    private byte @Nullable [] answer(String path) {
        if (path.equals("config/checkpoint")) {
            return head().toBytes();
        }
        if (!path.startsWith("config/tile/")) {
            return modules.get(path);
        }
        try {
            return tile(Tile.parse(path.substring("config/".length())));
        } catch (LogFormatException e) {
            return null;
        }
    }

    private byte @Nullable [] tile(Tile tile) {
        if (!tile.isWithin(records.size())) {
            return null;
        }
        int first = (int) tile.index() * Tile.FULL;
        if (tile.level() == Tile.ENTRIES) {
            List<byte[]> entries = new ArrayList<>();
            records.subList(first, first + tile.width()).forEach(record -> entries.add(record.entry()));
            return EntryTile.encode(entries);
        }
        List<Hash> hashes = new ArrayList<>();
        for (int i = first; i < first + tile.width(); i++) {
            hashes.add(node(Tile.HEIGHT * tile.level(), i));
        }
        return Hash.join(hashes);
    }

    public static ModuleVersion version(String text) {
        try {
            return ModuleVersion.parse(text);
        } catch (LogFormatException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
