package dev.limpid.countfile;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Writes files atomically: a file is there wholly or not at all, even if the process is killed. It is written under a
 * temporary name in the same folder, forced to the disk and renamed; then the folder is forced, too.
 *
 * <p>The server has {@code DurableFile} for the same: client and server share no module that touches files, and several
 * processes of a user may write one file here, so each uses a temporary name of its own.
 */
public final class AtomicFile {

    /** The suffix of an unfinished file. Old files with this suffix may be deleted. */
    public static final String UNFINISHED = ".tmp";

    private AtomicFile() {}

    /** Writes these bytes as the whole file, in place of what was there. The folder must exist. */
    public static void write(Path file, byte[] content) throws IOException {
        Path unfinished = Files.createTempFile(folder(file), file.getFileName() + ".", UNFINISHED);
        try {
            fill(unfinished, file, content);
            move(unfinished, file);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    /**
     * Writes the content. A failure names the file, which the JDK's message about a full disk does not. Uses no
     * channel, since the JDK closes channels when the thread is interrupted, and the user's choice must be written even
     * then.
     */
    private static void fill(Path unfinished, Path file, byte[] content) throws IOException {
        try (FileOutputStream out = new FileOutputStream(unfinished.toFile())) {
            out.write(content);
            out.getFD().sync();
        } catch (IOException e) {
            throw named(file, e);
        }
    }

    /**
     * Reads the whole file by {@link HomeFiles#read}, up to {@link HomeFiles#maxReadableSize} bytes. A failure names the file;
     * the JDK's message does so only if the file cannot be opened.
     */
    public static byte[] read(Path file) throws IOException {
        try {
            return HomeFiles.read(file, HomeFiles.maxReadableSize());
        } catch (IOException e) {
            throw named(file, e);
        }
    }

    /**
     * The whole file as text in UTF-8.
     *
     * @throws CharacterCodingException if it is not UTF-8
     */
    public static String readText(Path file) throws IOException {
        byte[] bytes = read(file);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new MalformedUtf8Exception(file, e);
        }
    }

    private static FileSystemException named(Path file, IOException failure) {
        if (failure instanceof FileSystemException named) {
            return named;
        }
        FileSystemException named = new FileSystemException(file.toString(), null, failure.getMessage());
        named.initCause(failure);
        return named;
    }

    /** Writes this text in UTF-8, like {@link #write(Path, byte[])}. */
    public static void write(Path file, String text) throws IOException {
        write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Renames a file on the same file system, replaces any file with the new name, and forces both folders. */
    public static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
        force(folder(to));
        if (!folder(from).equals(folder(to))) {
            force(folder(from));
        }
    }

    /** Makes one folder in an existing one: a home that somebody is deleting must not be made again. */
    public static void ensureFolder(Path folder) throws IOException {
        try {
            Files.createDirectory(folder);
        } catch (FileAlreadyExistsException e) {
            if (!HomeFiles.isFolder(folder)) {
                throw new FileAlreadyExistsException(folder.toString(), null, "found a file, expected a folder");
            }
        }
    }

    private static Path folder(Path file) {
        Path parent = file.toAbsolutePath().getParent();
        return parent == null ? file.toAbsolutePath() : parent;
    }

    /** Windows cannot open folders; there the file system's journal makes the rename durable. */
    private static void force(Path folder) {
        boolean interrupted = Thread.interrupted();
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            // The file is renamed; whether that survives a power cut depends on the file system.
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
