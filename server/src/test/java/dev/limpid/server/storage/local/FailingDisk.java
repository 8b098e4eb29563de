package dev.limpid.server.storage.local;

import dev.limpid.server.storage.segment.Acknowledged;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** The real disk, until a test makes it fail. */
final class FailingDisk implements Disk {

    volatile boolean full;
    volatile boolean indexFull;
    /** There is no room for the line of an earlier segment in {@code acknowledged}. */
    volatile boolean endsFull;

    volatile boolean readOnly;
    volatile boolean forceFails;
    volatile boolean truncateFails;
    volatile boolean forceFolderFails;
    volatile long usable = Long.MAX_VALUE;
    volatile @Nullable Error error;
    volatile @Nullable CountDownLatch slow;
    volatile int forces;
    /** How long the last segment was when it was last forced. */
    volatile long forcedLength;

    final Set<Path> forcedFolders = ConcurrentHashMap.newKeySet();
    /** Everything that was forced, except folders. */
    final Set<Path> forcedFiles = ConcurrentHashMap.newKeySet();

    /** Released once a force waits for {@link #slow}. */
    final CountDownLatch waits = new CountDownLatch(1);

    @Override
    public WritableFile open(Path file) throws IOException {
        if (readOnly) {
            throw new IOException("Read-only file system");
        }
        WritableFile real = REAL.open(file);
        return new WritableFile() {
            @Override
            public long size() throws IOException {
                return real.size();
            }

            @Override
            public void write(ByteBuffer bytes, long at) throws IOException {
                if (readOnly) {
                    throw new IOException("Read-only file system");
                }
                if (full
                        || (indexFull && file.getFileName().toString().startsWith("index"))
                        || (endsFull && at > 0 && file.endsWith(Acknowledged.FILE))) {
                    // Some of it is written, as on a real disk.
                    real.write(bytes.slice().limit(bytes.remaining() / 2), at);
                    throw new IOException("No space left on device");
                }
                real.write(bytes, at);
            }

            @Override
            public void truncate(long size) throws IOException {
                if (truncateFails) {
                    throw new IOException("Input/output error");
                }
                real.truncate(size);
            }

            @Override
            @SuppressWarnings("NonAtomicVolatileUpdate") // one thread commits
            public void force() throws IOException {
                CountDownLatch latch = slow;
                if (latch != null) {
                    waits.countDown();
                    try {
                        latch.await();
                    } catch (InterruptedException e) {
                        throw new IOException(e);
                    }
                }
                if (forceFails) {
                    throw new IOException("Input/output error");
                }
                forces++;
                forcedFiles.add(file);
                if (file.toString().endsWith(".seg")) {
                    forcedLength = real.size();
                }
                real.force();
            }

            @Override
            public void close() throws IOException {
                real.close();
            }
        };
    }

    @Override
    public FreeSpace freeSpace(Path folder) {
        return () -> {
            Error now = error;
            if (now != null) {
                throw now;
            }
            return usable;
        };
    }

    @Override
    public void forceFolder(Path folder) throws IOException {
        if (forceFolderFails) {
            throw new IOException("Input/output error");
        }
        forcedFolders.add(folder.normalize());
        REAL.forceFolder(folder);
    }
}
