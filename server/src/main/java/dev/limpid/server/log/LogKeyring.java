package dev.limpid.server.log;

import dev.limpid.server.file.PrivateFile;
import dev.limpid.server.log.tree.CorruptLogException;
import dev.limpid.server.log.tree.LogKeys;
import dev.limpid.server.log.tree.StoredFile;
import dev.limpid.tlog.LogFormatException;
import dev.limpid.tlog.note.KeyType;
import dev.limpid.tlog.note.SignerKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;

/**
 * The private keys of a log, one file per tree, which only its owner can read: a line for each signer key, the oldest
 * first, and one for the cosignature key. Every tree has its own keys, because the signed text for Go clients does not
 * name the tree: with a shared key, one tree's head could pass as the other's.
 */
public final class LogKeyring {

    private final Path folder;

    private LogKeyring(Path folder) {
        this.folder = folder;
    }

    static LogKeyring read(Path folder) {
        return new LogKeyring(folder);
    }

    /** Makes the keys of a tree, unless it has some. */
    static void create(Path folder, String tree, String origin, SecureRandom random) throws IOException {
        Path file = folder.resolve(tree);
        if (Files.exists(file)) {
            return;
        }
        Files.createDirectories(folder);
        List<SignerKey> keys = List.of(
                SignerKey.generate(origin, KeyType.ED25519, random),
                SignerKey.generate(origin + "/time", KeyType.COSIGNATURE, random));
        write(file, keys);
    }

    /** Adds a new signer key to a tree, which signs together with the old ones from the next head on. */
    static void add(Path folder, String tree, SecureRandom random) throws IOException {
        LogKeys old = new LogKeyring(folder).keys(tree);
        List<SignerKey> keys = new ArrayList<>(old.signers());
        keys.add(SignerKey.generate(old.origin(), KeyType.ED25519, random));
        keys.add(old.cosigner());
        write(folder.resolve(tree), keys);
    }

    /** Drops the oldest signer key of a tree; there must be a newer one. */
    static void dropOldest(Path folder, String tree) throws IOException {
        LogKeys old = new LogKeyring(folder).keys(tree);
        if (old.signers().size() < 2) {
            throw new IOException(folder.resolve(tree) + " has only one signer key: add a new one first");
        }
        List<SignerKey> keys =
                new ArrayList<>(old.signers().subList(1, old.signers().size()));
        keys.add(old.cosigner());
        write(folder.resolve(tree), keys);
    }

    private static void write(Path file, List<SignerKey> keys) throws IOException {
        StringBuilder text = new StringBuilder();
        for (SignerKey key : keys) {
            text.append(key.secretText()).append('\n');
        }
        PrivateFile.write(file, text.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** The keys of a tree. */
    public LogKeys keys(String tree) throws IOException {
        Path file = folder.resolve(tree);
        List<SignerKey> signers = new ArrayList<>();
        SignerKey timekeeper = null;
        for (String line : StoredFile.text(file).split("\n", -1)) {
            if (line.isBlank()) {
                continue;
            }
            try {
                SignerKey key = SignerKey.parse(line);
                if (key.verifierKey().type() == KeyType.COSIGNATURE) {
                    timekeeper = key;
                } else {
                    signers.add(key);
                }
            } catch (LogFormatException e) {
                throw new CorruptLogException(file + ": " + e.getMessage());
            }
        }
        if (signers.isEmpty() || timekeeper == null) {
            throw new CorruptLogException(file + " has no signer key or no cosignature key");
        }
        return new LogKeys(signers, timekeeper);
    }
}
