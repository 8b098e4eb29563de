package dev.limpid.server.log;

import dev.limpid.server.http.Resource;
import dev.limpid.server.log.serve.LogResource;
import dev.limpid.server.log.tree.AppendRule;
import dev.limpid.server.log.tree.CorruptLogException;
import dev.limpid.server.log.tree.Cosigners;
import dev.limpid.server.log.tree.PublishedLog;
import dev.limpid.server.log.tree.RecordedHeads;
import dev.limpid.server.log.tree.TransparencyLog;
import dev.limpid.server.log.tree.TreeFiles;
import dev.limpid.tlog.module.ModulePath;
import dev.limpid.tlog.note.VerifierKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The log of a collection: one tree for its configurations, one for its published data. With two trees, a client's path
 * to the newest configuration stays short however much data is published.
 *
 * <pre>
 * keys/config, keys/data          private keys
 * policy                          the witness policy, if the log has outside witnesses
 * config/, data/                  tiles, state and heads of the two trees
 * modules/&lt;path&gt;/@v/              the modules of both trees
 * ../log-seen/config, …/data      the largest heads ever signed
 * </pre>
 */
public final class CollectionLog implements AutoCloseable {

    /** The names of the two trees. */
    public static final List<String> TREES = List.of("config", "data");

    private final String collection;
    private final LogKeyring keyring;
    private final LogPolicy policy;
    private final TransparencyLog config;
    private final TransparencyLog data;

    private CollectionLog(
            String collection, LogKeyring keyring, LogPolicy policy, TransparencyLog config, TransparencyLog data) {
        this.collection = collection;
        this.keyring = keyring;
        this.policy = policy;
        this.config = config;
        this.data = data;
    }

    /** Makes keys for an empty log; does nothing if it has keys. */
    public static void init(String collection, Path folder, SecureRandom random) throws IOException {
        for (String tree : TREES) {
            String origin = PublishedLog.module(collection, tree).text();
            requireNoHeads(folder, tree);
            LogKeyring.create(folder.resolve("keys"), tree, origin, random);
        }
    }

    /** A log whose keys are lost must not continue with new ones: every client would refuse it. */
    private static void requireNoHeads(Path folder, String tree) throws IOException {
        Path key = folder.resolve("keys").resolve(tree);
        TreeFiles place = TreeFiles.of(folder, tree);
        if (!Files.exists(key) && (Files.exists(place.checkpoint()) || Files.exists(place.state()))) {
            throw new CorruptLogException(key + " is missing, but the tree has heads: restore it from a backup");
        }
    }

    /**
     * Checks both trees and everything that {@link #open} reads, with the same code and without writing; a server can
     * run at the same time.
     *
     * @return the outcomes by the names of the trees
     * @throws IOException if it is another collection's log
     */
    public static Map<String, LogCheck.Outcome> check(String collection, Path folder) throws IOException {
        requireNoOtherName(collection, folder);
        Map<String, LogCheck.Outcome> found = new LinkedHashMap<>();
        for (String tree : TREES) {
            AppendRule rule = tree.equals("config") ? AppendRule.ASCENDING : AppendRule.ANY;
            found.put(tree, LogCheck.check(collection, folder, tree, rule));
        }
        return found;
    }

    /**
     * Adds a signer key to a tree and keeps the old ones. After the next opening of the log all keys sign its heads, so
     * that clients with the old key and clients with the new one both accept them.
     */
    public static void addKey(Path folder, String tree, SecureRandom random) throws IOException {
        LogKeyring.add(folder.resolve("keys"), tree, random);
    }

    /** Removes the oldest signer key of a tree, when no client needs it any more. */
    public static void retireKey(Path folder, String tree) throws IOException {
        LogKeyring.dropOldest(folder.resolve("keys"), tree);
    }

    /** When the newest head was signed, by its own date; empty if there is none. */
    public static Optional<Instant> lastSigned(Path folder) throws IOException {
        LogKeyring keyring = LogKeyring.read(folder.resolve("keys"));
        Optional<Instant> last = Optional.empty();
        for (String tree : TREES) {
            Optional<Instant> dated = RecordedHeads.headDated(TreeFiles.of(folder, tree), keyring.keys(tree));
            last = Stream.concat(last.stream(), dated.stream()).max(Comparator.naturalOrder());
        }
        return last;
    }

    /** The public keys of a tree, the oldest first; the private ones must be readable. */
    public static List<VerifierKey> verifierKeys(Path folder, String tree) throws IOException {
        return LogKeyring.read(folder.resolve("keys")).keys(tree).verifierKeys();
    }

    /**
     * Opens both trees; heads of the configuration tree are cosigned as the log's policy file requires, if there is
     * one.
     *
     * @throws IOException as {@link TransparencyLog#open} does, or if the policy cannot be read
     */
    public static CollectionLog open(String collection, Path folder, Clock clock) throws IOException {
        LogKeyring keyring = LogKeyring.read(folder.resolve("keys"));
        return open(collection, folder, LogPolicy.read(folder).cosigners(keyring.keys("config")), clock);
    }

    /**
     * Opens both trees.
     *
     * @param cosigners who cosigns the heads of the configuration tree
     * @throws IOException as {@link TransparencyLog#open} does
     */
    public static CollectionLog open(String collection, Path folder, Cosigners cosigners, Clock clock)
            throws IOException {
        LogKeyring keyring = LogKeyring.read(folder.resolve("keys"));
        LogPolicy policy = LogPolicy.read(folder);
        requireName(collection, folder, keyring);
        TransparencyLog config = tree(folder, "config", keyring, AppendRule.ASCENDING, cosigners, clock);
        TransparencyLog data;
        try {
            data = tree(folder, "data", keyring, AppendRule.ANY, Cosigners.NONE, clock);
        } catch (IOException | RuntimeException | Error e) {
            config.close();
            throw e;
        }
        return new CollectionLog(collection, keyring, policy, config, data);
    }

    /** Keys that cannot be read have no name to compare; the check of the trees reports them. */
    private static void requireNoOtherName(String collection, Path folder) throws IOException {
        LogKeyring keyring = LogKeyring.read(folder.resolve("keys"));
        try {
            keyring.keys("config");
        } catch (IOException e) {
            return;
        }
        requireName(collection, folder, keyring);
    }

    /** A renamed collection, or a mistyped folder, must not continue to sign under another name. */
    private static void requireName(String collection, Path folder, LogKeyring keyring) throws IOException {
        String expected = PublishedLog.module(collection, "config").text();
        String origin = keyring.keys("config").origin();
        if (!origin.equals(expected)) {
            throw new IOException(folder + " is the log of " + origin + ", expected " + expected);
        }
    }

    private static TransparencyLog tree(
            Path folder, String tree, LogKeyring keyring, AppendRule rule, Cosigners cosigners, Clock clock)
            throws IOException {
        TreeFiles place = TreeFiles.of(folder, tree);
        return TransparencyLog.open(place, keyring.keys(tree), rule, cosigners, clock);
    }

    public String collection() {
        return collection;
    }

    /** The tree of configurations; its newest entry is its last. */
    public TransparencyLog config() {
        return config;
    }

    /** The tree of published data. */
    public TransparencyLog data() {
        return data;
    }

    /** What readers may see of both trees. */
    public PublishedLog published() {
        return new PublishedLog(collection, config.published(), data.published());
    }

    /** The module that contains the configuration: {@code <collection>/config}. */
    public ModulePath configModule() {
        return PublishedLog.module(collection, "config");
    }

    /** The module that contains the published data: {@code <collection>/data}. */
    public ModulePath dataModule() {
        return PublishedLog.module(collection, "data");
    }

    /** What users and programs need to verify this log, served at this address. */
    public LogInfo facts(String logUrl) throws IOException {
        return LogInfo.of(published(), keyring, policy, logUrl);
    }

    /** Everything below {@code /log/}. */
    public Resource resource() {
        return new LogResource(published());
    }

    /** Signs new heads of both trees even if nothing was appended. */
    public void renewHeads() throws IOException {
        config.publish();
        data.publish();
    }

    @Override
    public void close() throws IOException {
        try (config) {
            data.close();
        }
    }
}
