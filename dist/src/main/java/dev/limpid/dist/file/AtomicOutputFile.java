package dev.limpid.dist.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A file that a command writes atomically: it is written next to its destination and then renamed, so that a failure
 * leaves no partial file and does not touch an earlier one. {@link #close} without {@link #commit} counts as a failure.
 * Not forced to the disk, unlike {@code DurableFile} of the server: after a power cut, the user runs the command again.
 */
public final class AtomicOutputFile implements AutoCloseable {

    private final Path file;
    private final Path temporaryFile;

    private AtomicOutputFile(Path file, Path unfinished) {
        this.file = file;
        this.temporaryFile = unfinished;
    }

    /**
     * Begins to write a file.
     *
     * @throws IOException if it cannot be written there
     */
    public static AtomicOutputFile begin(Path file) throws IOException {
        Path whole = file.toAbsolutePath().normalize();
        Path folder = whole.getParent();
        if (folder == null || Files.isDirectory(whole)) {
            throw new IOException(file + " is a folder, expected a file to write");
        }
        if (!Files.isDirectory(folder)) {
            throw new NoSuchFileException(folder.toString(), null, "there is no such folder");
        }
        Path unfinished = Files.createTempFile(folder, whole.getFileName() + ".", ".tmp");
        Files.delete(unfinished); // the writer creates it, with the default permissions of a new file
        return new AtomicOutputFile(whole, unfinished);
    }

    /** Writes a whole file. */
    public static void write(Path file, byte[] content) throws IOException {
        try (AtomicOutputFile whole = begin(file)) {
            Files.write(whole.temporaryFile(), content);
            whole.commit();
        }
    }

    /** The temporary file to write to. */
    public Path temporaryFile() {
        return temporaryFile;
    }

    /** Renames the temporary file to its destination. */
    public void commit() throws IOException {
        Files.move(temporaryFile, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(temporaryFile);
    }
}
