package dev.limpid.counter.file;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells whoever reads an ended week whether a process still counts into it. All locks of a home are one byte each of the
 * file {@code locks}, which stays empty. The operating system releases them when a process ends, however it ends.
 */
public final class InUseLock {
    private static final String FILE = "locks";

    /** The bytes of those who fold lie beyond those of those who count. */
    private static final long FOLD = 1L << 31;

    /** By folder. Never closed: closing any channel of a file would release all of this process's locks on it. */
    private static final Map<File, FileChannel> CHANNELS = new HashMap<>();

    /** Those of this process by count file: the JVM takes a lock only once. */
    private static final Map<File, InUseLock> SHARED = new HashMap<>();

    private final File file;
    private final @Nullable FileLock lock;
    private int holders;

    private InUseLock(File file, @Nullable FileLock lock) {
        this.file = file;
        this.lock = lock;
    }

    /** Marks the files of this count file's week as in use; where the file system knows no locks, does nothing. */
    public static InUseLock share(File countFile) {
        synchronized (CHANNELS) {
            File file = countFile.getAbsoluteFile();
            InUseLock shared = SHARED.get(file);
            if (shared == null) {
                shared = new InUseLock(file, lock(file, 0, true));
                SHARED.put(file, shared);
            }
            shared.holders++;
            return shared;
        }
    }

    /** Whether any process, this one included, has these files in use. */
    public static boolean isShared(File countFile) {
        synchronized (CHANNELS) {
            File key = countFile.getAbsoluteFile();
            if (SHARED.containsKey(key)) {
                return true;
            }
            try (FileLock lock = channel(key).tryLock(place(key), 1, false)) {
                return lock == null;
            } catch (OverlappingFileLockException e) {
                return true;
            } catch (IOException e) {
                return false;
            }
        }
    }

    /** The right to fold this count file's journals, or null if somebody else has it or there are no locks here. */
    static @Nullable InUseLock fold(File countFile) {
        synchronized (CHANNELS) {
            File file = countFile.getAbsoluteFile();
            FileLock lock = lock(file, FOLD, false);
            return lock == null ? null : new InUseLock(file, lock);
        }
    }

    private static @Nullable FileLock lock(File countFile, long from, boolean shared) {
        try {
            return channel(countFile).tryLock(from + place(countFile), 1, shared);
        } catch (IOException | OverlappingFileLockException e) {
            return null;
        }
    }

    /** Ends the use; the last of this process gives up the lock. */
    public void release() {
        synchronized (CHANNELS) {
            if (holders > 0 && --holders > 0) {
                return;
            }
            SHARED.remove(file, this);
            try {
                if (lock != null) {
                    lock.release();
                }
            } catch (IOException e) {
                return;
            }
        }
    }

    private static FileChannel channel(File countFile) throws IOException {
        File folder = countFile.getParentFile();
        FileChannel channel = CHANNELS.get(folder);
        if (channel == null || !channel.isOpen()) {
            channel = new RandomAccessFile(new File(folder, FILE), "rw").getChannel();
            CHANNELS.put(folder, channel);
        }
        return channel;
    }

    private static long place(File countFile) {
        byte[] name = Journal.utf8(countFile.getName());
        return Journal.fnv(name, 0, name.length) & 0x7fffffffL;
    }
}
