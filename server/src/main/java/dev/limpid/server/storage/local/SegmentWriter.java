package dev.limpid.server.storage.local;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The segment that grows. Its frames are followed by zeros that were written ahead, so that most frames are written
 * where the file has blocks already: then forcing it to the disk writes only the frame, and neither a new length nor
 * the places of new blocks, which would take several times as long (docs/decisions/0516). The zeros are cut off when
 * the segment is sealed, and when the store is closed. Mutable; one thread at a time.
 */
final class SegmentWriter implements Closeable {

    private static final Logger LOG = LoggerFactory.getLogger(SegmentWriter.class);

    private static final ByteBuffer ZEROS = ByteBuffer.allocateDirect(1 << 16).asReadOnlyBuffer();
    /**
     * As many zeros are written ahead as the segment has bytes, but at most this many times {@link #ZEROS}, and at
     * least once: most weeks are small.
     */
    private static final int MOST_AHEAD = 16;

    private final Disk.WritableFile file;
    private final int number;
    private long length;
    private long allocated;
    private long durable;

    /** @param file contains only frames, all of them durable */
    SegmentWriter(int number, Disk.WritableFile file) throws IOException {
        this.number = number;
        this.file = file;
        this.length = file.size();
        this.allocated = length;
        this.durable = length;
    }

    int number() {
        return number;
    }

    /** Where its last frame ends. */
    long length() {
        return length;
    }

    /** Writes a frame after the last; it is not durable before {@link #force}. */
    void write(ByteBuffer frame) throws IOException {
        int bytes = frame.remaining();
        file.write(frame, length);
        length += bytes;
        if (length > allocated) {
            allocated = length;
            for (long left = Math.max(1, Math.min(MOST_AHEAD, length / ZEROS.capacity())); left > 0; left--) {
                file.write(ZEROS.duplicate(), allocated);
                allocated += ZEROS.capacity();
            }
        }
    }

    /** Makes all frames durable. */
    void force() throws IOException {
        file.force();
        durable = length;
    }

    /** Makes all frames durable, and cuts the file to their length, with one fsync as well. */
    void seal() throws IOException {
        cut();
        force();
    }

    /** Takes back what was written since the last {@link #force}. */
    void rollBack() throws IOException {
        length = durable;
        allocated = Long.MAX_VALUE; // it is not known how much of it was written
        cut();
    }

    private void cut() throws IOException {
        if (allocated > length) {
            file.truncate(length);
            allocated = length;
        }
    }

    /** Cuts the file to its frames, if the disk allows it; otherwise, opening the store does that. */
    @Override
    public void close() throws IOException {
        try (file) {
            cut();
        } catch (IOException e) {
            LOG.warn("segment {} keeps the zeros after its answers until it is opened: {}", number, e.toString());
        }
    }
}
