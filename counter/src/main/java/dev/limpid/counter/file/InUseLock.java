package dev.limpid.counter.file;

import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
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

    /** Never closed: closing any channel of a file would release all of this process's locks on it. */
    private static final Map<Path, FileChannel> CHANNELS = new HashMap<>();

    /** How often this process holds each byte: the JVM takes a lock only once. */
    private static final Map<String, Integer> SHARED = new HashMap<>();

    private final String key;
    private final @Nullable FileLock lock;

    private InUseLock(String key, @Nullable FileLock lock) {
        this.key = key;
        this.lock = lock;
    }

    /** Marks the files of this count file's week as in use; where the file system knows no locks, does nothing. */
    public static InUseLock share(File countFile) {
        Path path = countFile.toPath().toAbsolutePath();
        String key = path.toString();
        synchronized (CHANNELS) {
            FileLock lock = null;
            if (SHARED.merge(key, 1, Integer::sum) == 1) {
                try {
                    lock = channel(path).tryLock(place(path), 1, true);
                } catch (IOException | OverlappingFileLockException | UnsupportedOperationException e) {
                    lock = null;
                }
            }
            return new InUseLock(key, lock);
        }
    }

    /** Whether any process, this one included, has these files in use. */
    public static boolean isShared(Path countFile) {
        Path path = countFile.toAbsolutePath();
        synchronized (CHANNELS) {
            if (SHARED.containsKey(path.toString())) {
                return true;
            }
            try (FileLock lock = channel(path).tryLock(place(path), 1, false)) {
                return lock == null;
            } catch (OverlappingFileLockException e) {
                return true;
            } catch (IOException | UnsupportedOperationException e) {
                return false;
            }
        }
    }

    /** The right to fold this count file's journals, or null if somebody else has it or there are no locks here. */
    static @Nullable InUseLock fold(Path countFile) {
        Path path = countFile.toAbsolutePath();
        synchronized (CHANNELS) {
            try {
                FileLock lock = channel(path).tryLock(place(path) + FOLD, 1, false);
                return lock == null ? null : new InUseLock("", lock);
            } catch (IOException | OverlappingFileLockException | UnsupportedOperationException e) {
                return null;
            }
        }
    }

    /** Ends the use. */
    public void release() {
        synchronized (CHANNELS) {
            if (!key.isEmpty() && SHARED.merge(key, -1, Integer::sum) == 0) {
                SHARED.remove(key);
            }
            try {
                if (lock != null) {
                    lock.release();
                }
            } catch (IOException e) {
                return;
            }
        }
    }

    private static FileChannel channel(Path countFile) throws IOException {
        Path file = countFile.resolveSibling(FILE);
        FileChannel channel = CHANNELS.get(file);
        if (channel == null || !channel.isOpen()) {
            channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            CHANNELS.put(file, channel);
        }
        return channel;
    }

    private static long place(Path countFile) {
        byte[] name = String.valueOf(countFile.getFileName()).getBytes(StandardCharsets.UTF_8);
        return Journal.fnv(name, 0, name.length) & 0x7fffffffL;
    }
}
