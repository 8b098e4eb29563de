package dev.limpid.server.storage.local;

import dev.limpid.server.storage.StoreFullException;
import dev.limpid.server.storage.WeekSecret;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * The file with the {@link WeekSecret} of a week: without it the fingerprints in the segments mean nothing.
 *
 * <pre>
 *   +0  secret    32
 *  +32  checksum   4   CRC-32C of the secret
 * </pre>
 */
final class SecretFile {

    static final String FILE = "resends";

    private SecretFile() {}

    /** The week's secret, if its file exists and is complete. */
    static Optional<byte[]> read(Path folder) throws IOException {
        try {
            byte[] file = Files.readAllBytes(folder.resolve(FILE));
            byte[] secret = Arrays.copyOf(file, WeekSecret.BYTES);
            return Arrays.equals(file, file(secret)) ? Optional.of(secret) : Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** Draws a secret and makes it durable. */
    static byte[] make(Path folder, Disk disk) throws IOException {
        byte[] secret = WeekSecret.draw();
        try (Disk.WritableFile file = disk.open(folder.resolve(FILE))) {
            file.truncate(0);
            file.write(ByteBuffer.wrap(file(secret)), 0);
            file.force();
            return secret;
        } catch (IOException e) {
            forgetTried(folder, e);
            throw new StoreFullException("the secret of a new week could not be written: " + e.getMessage(), e);
        }
    }

    /** Makes the existing secret durable: a process that was killed may have left it only in the kernel's memory. */
    static void force(Path folder, Disk disk) throws IOException {
        try (Disk.WritableFile file = disk.open(folder.resolve(FILE))) {
            file.force();
        } catch (IOException e) {
            throw new StoreFullException("the secret of a week could not be kept: " + e.getMessage(), e);
        }
    }

    /**
     * A secret that may not be durable is not used: after a power cut, the answers that came under it could not be
     * recognised.
     */
    private static void forgetTried(Path folder, IOException why) {
        try {
            Files.deleteIfExists(folder.resolve(FILE));
        } catch (IOException e) {
            why.addSuppressed(e);
        }
    }

    /** Deletes the secret permanently, as far as a disk can. */
    static void forget(Path folder, Disk disk) throws IOException {
        if (Files.deleteIfExists(folder.resolve(FILE))) {
            disk.forceFolder(folder);
        }
    }

    private static byte[] file(byte[] secret) {
        CRC32C crc = new CRC32C();
        crc.update(secret);
        return ByteBuffer.allocate(WeekSecret.BYTES + Integer.BYTES)
                .put(secret)
                .putInt((int) crc.getValue())
                .array();
    }
}
