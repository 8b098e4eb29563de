package dev.limpid.server.witness;

import dev.limpid.server.file.InputFile;
import dev.limpid.tlog.LogFormatException;
import dev.limpid.tlog.note.KeyType;
import dev.limpid.tlog.note.SignerKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;

/** The private key of a witness, in a file that only its owner can read. */
public final class WitnessKey {

    private WitnessKey() {}

    /** The key in the file, or a new one with this name. */
    public static SignerKey openOrCreate(Path file, String name, SecureRandom random) throws IOException {
        if (!Files.exists(file)) {
            Files.createDirectories(file.toAbsolutePath().resolve("..").normalize());
            if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
            Files.writeString(
                    file, SignerKey.generate(name, KeyType.COSIGNATURE, random).secretText() + "\n");
        }
        try {
            SignerKey key = SignerKey.parse(InputFile.text(file).strip());
            if (!key.verifierKey().name().equals(name)) {
                throw new IOException(
                        file + " is the key of " + key.verifierKey().name() + ", expected " + name);
            }
            return key;
        } catch (LogFormatException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }
}
