package dev.limpid.counter.file;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Shows readers of an ended week whether a process still counts into it. Each lock of a home is one byte of the file
 * {@code locks}, which stays empty. The operating system releases them when a process ends, however it ends.
 *
 * <p>It gives them to the process, not to the code that took them: one release applies to all holders, and closing any
 * channel of the file releases all its locks. So one channel and one lock serve all copies of this library in the JVM,
 * and the last holder releases them.
 *
 * <p>Safe for use by many threads: the monitor of the shared map, which all copies share, guards {@code released}, too.
 */
public final class InUseLock {
    private static final String FILE = "locks";

    /** The locked bytes for folding come after those for counting. */
    private static final long FOLD = 1L << 31;

    private final SharedState sharedState;
    private final String key;
    private boolean released;

    private InUseLock(SharedState sharedState, String key) {
        this.sharedState = sharedState;
        this.key = key;
    }

    /**
     * Marks the files of this count file's week as in use; if the file system does not support locks, only in this
     * process.
     */
    public static InUseLock share(File countFile) {
        SharedState sharedState = SharedState.take();
        String key = key(countFile, 0);
        synchronized (sharedState.get()) {
            Object[] held = (Object[]) sharedState.get().get(key);
            if (held == null) {
                held = new Object[] {lock(sharedState, countFile, 0, true), new int[1]};
                sharedState.get().put(key, held);
            }
            ((int[]) held[1])[0]++;
        }
        return new InUseLock(sharedState, key);
    }

    /** Whether any process, including this one, uses these files. */
    public static boolean isShared(File countFile) {
        SharedState sharedState = SharedState.take();
        try {
            synchronized (sharedState.get()) {
                if (sharedState.get().containsKey(key(countFile, 0))) {
                    return true;
                }
                FileChannel channel = channel(sharedState, countFile);
                try (FileLock lock = channel.tryLock(place(countFile), 1, false)) {
                    return lock == null;
                } finally {
                    leave(sharedState, channel);
                }
            }
        } catch (OverlappingFileLockException e) {
            return true;
        } catch (IOException e) {
            return false;
        } finally {
            sharedState.leave();
        }
    }

    /**
     * The right to fold this count file's journals, or null if somebody else has it or the file system does not support
     * locks.
     */
    static @Nullable InUseLock tryFold(File countFile) {
        SharedState sharedState = SharedState.take();
        String key = key(countFile, FOLD);
        synchronized (sharedState.get()) {
            FileLock lock = sharedState.get().containsKey(key) ? null : lock(sharedState, countFile, FOLD, false);
            if (lock != null) {
                sharedState.get().put(key, new Object[] {lock, new int[] {1}});
                return new InUseLock(sharedState, key);
            }
        }
        sharedState.leave();
        return null;
    }

    private static @Nullable FileLock lock(SharedState sharedState, File countFile, long from, boolean shared) {
        FileChannel channel = null;
        FileLock lock = null;
        try {
            channel = channel(sharedState, countFile);
            lock = channel.tryLock(from + place(countFile), 1, shared);
        } catch (IOException | OverlappingFileLockException e) {
            lock = null;
        }
        if (lock == null && channel != null) {
            leave(sharedState, channel);
        }
        return lock;
    }

    /** Ends the use; the last user in this process releases the lock. */
    public void release() {
        synchronized (sharedState.get()) {
            if (released) {
                return;
            }
            released = true;
            Object[] held = (Object[]) sharedState.get().get(key);
            if (held != null && --((int[]) held[1])[0] == 0) {
                sharedState.get().remove(key);
                if (held[0] instanceof FileLock lock) {
                    end(lock);
                    leave(sharedState, lock.channel());
                }
            }
        }
        sharedState.leave();
    }

    private static void end(FileLock lock) {
        try {
            lock.release();
        } catch (IOException e) {
            // Closing the channel, or the end of the process, releases it.
            return;
        }
    }

    /** The channel that all users in this process share; adds one user. */
    private static FileChannel channel(SharedState sharedState, File countFile) throws IOException {
        String key = "channel " + folder(countFile);
        Map<String, Object> shared = sharedState.get();
        Object[] used = (Object[]) shared.get(key);
        if (used == null) {
            File locks = new File(countFile.getParentFile(), FILE);
            NewFile.check(locks);
            RandomAccessFile file = new RandomAccessFile(locks, "rw");
            used = new Object[] {file.getChannel(), new int[1]};
            shared.put(key, used);
        }
        ((int[]) used[1])[0]++;
        return (FileChannel) used[0];
    }

    /** Removes one user; the last one closes the channel. */
    private static void leave(SharedState sharedState, java.nio.channels.Channel channel) {
        for (Map.Entry<String, Object> entry : sharedState.get().entrySet()) {
            if (entry.getValue() instanceof Object[] used && used[0] == channel) {
                if (--((int[]) used[1])[0] == 0) {
                    sharedState.get().remove(entry.getKey());
                    try {
                        channel.close();
                    } catch (IOException e) {
                        return;
                    }
                }
                return;
            }
        }
    }

    private static String key(File countFile, long from) {
        return (from == 0 ? "lock " : "fold ") + folder(countFile) + File.separator + countFile.getName();
    }

    /** One name for one folder, whichever path leads to it: it identifies the channel. */
    private static String folder(File countFile) {
        File folder = countFile.getAbsoluteFile().getParentFile();
        try {
            return folder.getCanonicalPath();
        } catch (IOException e) {
            return folder.getPath();
        }
    }

    private static long place(File countFile) {
        byte[] name = Journal.utf8(countFile.getName());
        return Journal.fnv(name, 0, name.length) & 0x7fffffffL;
    }
}
