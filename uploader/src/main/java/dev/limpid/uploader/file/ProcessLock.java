package dev.limpid.uploader.file;

import dev.limpid.counter.file.SharedState;
import dev.limpid.countfile.HomeFiles;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A lock that one process holds at a time, and within it one thread. The operating system releases it when the process
 * ends, however it ends: no stale lock can remain, only a file that can be locked again.
 */
public final class ProcessLock implements AutoCloseable {

    private final SharedState sharedState;
    private final String key;
    private final FileChannel channel;
    private final AtomicBoolean closed = new AtomicBoolean();

    private ProcessLock(SharedState sharedState, String key, FileChannel channel) {
        this.sharedState = sharedState;
        this.key = key;
        this.channel = channel;
    }

    /**
     * Takes the lock, or returns empty at once if another process or thread has it.
     *
     * @param file the file to lock; it is created if it is missing, its folder is not
     */
    public static Optional<ProcessLock> tryAcquire(Path file) throws IOException {
        Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file is in a folder");
        Path real = folder.toRealPath().resolve(file.getFileName());
        // Locks of the operating system belong to the process: opening and closing a file that this process has locked,
        // even in another class loader, would release the lock.
        SharedState sharedState = SharedState.take();
        String key = "process " + real;
        if (!hold(sharedState, key)) {
            sharedState.leave();
            return Optional.empty();
        }
        FileChannel channel = null;
        boolean held = false;
        try {
            HomeFiles.checkRegular(file);
            channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
            FileLock lock = channel.tryLock();
            held = lock != null;
            return held ? Optional.of(new ProcessLock(sharedState, key, channel)) : Optional.empty();
        } catch (OverlappingFileLockException e) {
            return Optional.empty();
        } finally {
            if (!held) {
                if (channel != null) {
                    channel.close();
                }
                release(sharedState, key);
            }
        }
    }

    /** Releases the lock. The file stays: deleting it would let two processes lock two files of the same name. */
    @Override
    public void close() throws IOException {
        if (closed.compareAndSet(false, true)) {
            try {
                channel.close();
            } finally {
                release(sharedState, key);
            }
        }
    }

    private static boolean hold(SharedState sharedState, String key) {
        synchronized (sharedState.get()) {
            return sharedState.get().putIfAbsent(key, key) == null;
        }
    }

    private static void release(SharedState sharedState, String key) {
        synchronized (sharedState.get()) {
            sharedState.get().remove(key);
        }
        sharedState.leave();
    }
}
