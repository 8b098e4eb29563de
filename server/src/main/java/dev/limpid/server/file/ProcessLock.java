package dev.limpid.server.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Allows one process for each folder: files in it are replaced by name, and two processes that do so would remove each
 * other's files. The operating system releases the lock when the process ends, however it ends. Safe for use by many
 * threads.
 */
public final class ProcessLock implements AutoCloseable {

    private final FileChannel channel;

    private ProcessLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes the lock file, and creates it with its folder if it is missing.
     *
     * @param guarded what it guards, as the exception names it
     * @throws IOException if another process has it, or this one has it already
     */
    public static ProcessLock acquire(Path file, String guarded) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = null;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // This process has it already: the same result as if another had it.
            lock = null;
        } finally {
            if (lock == null) {
                channel.close();
            }
        }
        if (lock == null) {
            throw new IOException(
                    file + " is locked: another process uses " + guarded + ", expected to be its only user");
        }
        return new ProcessLock(channel);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
