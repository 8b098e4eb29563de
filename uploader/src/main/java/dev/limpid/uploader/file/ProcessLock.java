package dev.limpid.uploader.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A lock that one process holds at a time, and within it one thread. The operating system holds it, so that it ends with
 * the process however that ends: there is no lock file to be left behind, only a file that may be locked.
 */
public final class ProcessLock implements AutoCloseable {

    /** Locks of the operating system belong to the process; two class loaders aside, this one keeps threads apart. */
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    private final Path key;
    private final FileChannel channel;

    private ProcessLock(Path key, FileChannel channel) {
        this.key = key;
        this.channel = channel;
    }

    /**
     * Takes the lock, or answers empty at once if another process or thread has it.
     *
     * @param file what to lock; it is made if it is not there, its folder is not
     */
    public static Optional<ProcessLock> tryAcquire(Path file) throws IOException {
        Path parent = file.toAbsolutePath().getParent();
        Path key = (parent == null ? file.toAbsolutePath() : parent.toRealPath()).resolve(file.getFileName());
        if (!HELD_HERE.add(key)) {
            return Optional.empty();
        }
        FileChannel channel = null;
        boolean held = false;
        try {
            channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            held = lock != null;
            return held ? Optional.of(new ProcessLock(key, channel)) : Optional.empty();
        } catch (OverlappingFileLockException e) {
            return Optional.empty();
        } finally {
            if (!held) {
                HELD_HERE.remove(key);
                if (channel != null) {
                    channel.close();
                }
            }
        }
    }

    /** Lets the lock go. The file stays: deleting it would let two processes lock two files of the same name. */
    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            HELD_HERE.remove(key);
        }
    }
}
