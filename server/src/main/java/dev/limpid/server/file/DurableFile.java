package dev.limpid.server.file;

import dev.limpid.tlog.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * Writes files so that a crash leaves the old one or the new one, never a part. Only one process at a time may write a
 * file. An interrupt of the caller aborts nothing, and the caller stays interrupted.
 *
 * <p>{@code AtomicFile} of module countfile does the same on users' machines; the server does not depend on that module.
 */
public final class DurableFile {

    /** The suffix of files that are being written; one that a killed process left behind is overwritten. */
    public static final String UNFINISHED = ".unfinished";

    private DurableFile() {}

    /** Writes a file, or replaces its content with these bytes; durable when this returns. */
    public static void write(Path file, byte[] bytes) throws IOException {
        Uninterruptibly.write(() -> {
            Path unfinished = begin(file, bytes);
            force(unfinished);
            replace(unfinished, file);
        });
    }

    /**
     * Writes the new content of a file under another name, and does not force it yet: a caller that replaces many files
     * forces all of them together.
     */
    public static Path begin(Path file, byte[] bytes) throws IOException {
        return Uninterruptibly.read(() -> Files.write(unfinished(file), bytes));
    }

    /** The name of a file while it is being written. */
    public static Path unfinished(Path file) {
        return file.resolveSibling(file.getFileName() + UNFINISHED);
    }

    /** Replaces another file with a durable one, durably. */
    public static void replace(Path file, Path target) throws IOException {
        Files.move(file, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        forceFolder(target.resolveSibling("."));
    }

    /** Makes what was written to a file durable. */
    public static void force(Path file) throws IOException {
        force(file, StandardOpenOption.WRITE);
    }

    /** Makes the names in a folder durable. */
    public static void forceFolder(Path folder) throws IOException {
        // Windows cannot open a folder, and keeps names durable on its own.
        if (!System.getProperty("os.name", "").startsWith("Windows")) {
            force(folder, StandardOpenOption.READ);
        }
    }

    private static void force(Path path, StandardOpenOption how) throws IOException {
        Uninterruptibly.write(() -> {
            try (FileChannel channel = FileChannel.open(path, how)) {
                channel.force(true);
            }
        });
    }

    /** The SHA-256 of a file's content, as 64 hexadecimal digits. */
    public static String sha256(Path file) throws IOException {
        return Uninterruptibly.read(() -> {
            MessageDigest digest = Sha256.digest();
            try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
                in.transferTo(OutputStream.nullOutputStream());
            }
            return HexFormat.of().formatHex(digest.digest());
        });
    }
}
