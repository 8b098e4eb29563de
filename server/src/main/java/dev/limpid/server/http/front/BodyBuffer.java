package dev.limpid.server.http.front;

import dev.limpid.server.http.limit.FairShareBudget.Acquisition;
import dev.limpid.server.http.limit.MemoryReservation;
import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/**
 * Collects the bytes of a body as they arrive. It reserves memory for bytes that have arrived, not for those announced:
 * a body that is announced and never sent takes almost none. Used by one event loop.
 */
final class BodyBuffer {

    private static final int FIRST_BYTES = 16 << 10;

    /** Whether bytes were added, and if not, why. */
    enum Adding {
        ADDED,
        TOO_LONG,
        OVER_SHARE,
        FULL
    }

    private final MemoryReservation held;
    private final int longest;
    private byte[] bytes = {};
    private int size;

    /** @param longest the announced length, or the longest allowed if none was announced */
    BodyBuffer(MemoryReservation held, int longest) {
        this.held = held;
        this.longest = longest;
    }

    Adding add(ByteBuf arrived) {
        int length = arrived.readableBytes();
        if (length > longest - size) {
            return Adding.TOO_LONG;
        }
        if (size + length > bytes.length) {
            int capacity = Math.min(longest, Math.max(Math.max(FIRST_BYTES, 2 * bytes.length), size + length));
            Acquisition acquisition = held.more(capacity - bytes.length);
            if (acquisition != Acquisition.TAKEN) {
                return acquisition == Acquisition.FULL ? Adding.FULL : Adding.OVER_SHARE;
            }
            bytes = Arrays.copyOf(bytes, capacity);
        }
        arrived.getBytes(arrived.readerIndex(), bytes, size, length);
        size += length;
        return Adding.ADDED;
    }

    int size() {
        return size;
    }

    MemoryReservation held() {
        return held;
    }

    byte[] whole() {
        return size == bytes.length ? bytes : Arrays.copyOf(bytes, size);
    }
}
