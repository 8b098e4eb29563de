package dev.limpid.server.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * The secret of one week under which a store keeps {@link ResendKey}s: 32 random bytes, drawn before the week's first
 * answer and deleted when none of its answers can come again. Without it the fingerprints in the segments are numbers
 * like any other.
 *
 * <pre>
 *   +0  secret    32
 *  +32  checksum   4   CRC-32C of the secret
 * </pre>
 */
public final class WeekSecret {

    /** How many bytes it has. */
    public static final int BYTES = 32;

    static final String FILE = "resends";

    private static final SecureRandom RANDOM = new SecureRandom();

    private WeekSecret() {}

    /** A new one. */
    public static byte[] draw() {
        byte[] secret = new byte[BYTES];
        RANDOM.nextBytes(secret);
        return secret;
    }

    /** The week's, if its file is there and whole. */
    static Optional<byte[]> read(Path folder) throws IOException {
        try {
            byte[] file = Files.readAllBytes(folder.resolve(FILE));
            byte[] secret = Arrays.copyOf(file, BYTES);
            return Arrays.equals(file, file(secret)) ? Optional.of(secret) : Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** Draws one and makes it durable. */
    static byte[] make(Path folder, Disk disk) throws IOException {
        byte[] secret = draw();
        try (Disk.WritableFile file = disk.open(folder.resolve(FILE))) {
            file.truncate(0);
            file.write(ByteBuffer.wrap(file(secret)), 0);
            file.force();
            return secret;
        } catch (IOException e) {
            forgetTried(folder, e);
            throw new StoreFullException("the disk took no secret for a new week: " + e.getMessage(), e);
        }
    }

    /** Makes the one that is there durable: a process that was killed may have left what only the kernel has. */
    static void force(Path folder, Disk disk) throws IOException {
        try (Disk.WritableFile file = disk.open(folder.resolve(FILE))) {
            file.force();
        } catch (IOException e) {
            throw new StoreFullException("the disk cannot keep the secret of a week: " + e.getMessage(), e);
        }
    }

    /** One that may not be durable is not used: after a power cut nobody would know what came under it. */
    private static void forgetTried(Path folder, IOException why) {
        try {
            Files.deleteIfExists(folder.resolve(FILE));
        } catch (IOException e) {
            why.addSuppressed(e);
        }
    }

    /** Deletes it for good, as far as a disk can. */
    static void forget(Path folder, Disk disk) throws IOException {
        if (Files.deleteIfExists(folder.resolve(FILE))) {
            disk.forceFolder(folder);
        }
    }

    private static byte[] file(byte[] secret) {
        CRC32C crc = new CRC32C();
        crc.update(secret);
        return ByteBuffer.allocate(BYTES + Integer.BYTES)
                .put(secret)
                .putInt((int) crc.getValue())
                .array();
    }
}
