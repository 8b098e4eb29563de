package dev.limpid.server.oblivious;

import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;

/**
 * The last messages, by the key that each was sealed with, which no two honest ones share: what comes again as the same
 * bytes was copied on its way. Between {@value #HALF} and twice as many are remembered. Safe for use by many threads:
 * this object's monitor guards both sets.
 */
final class ReplayWindow {

    static final int HALF = 1 << 16;

    private Set<Long> newer = new HashSet<>();
    private Set<Long> older = new HashSet<>();

    /** Whether this key is none of the last messages'. From now on it is. */
    synchronized boolean isNew(byte[] ephemeralKey) {
        // Whoever makes keys that collide keeps nothing out but messages of their own.
        long first = ByteBuffer.wrap(ephemeralKey).getLong();
        if (older.contains(first) || !newer.add(first)) {
            return false;
        }
        if (newer.size() >= HALF) {
            older = newer;
            newer = new HashSet<>();
        }
        return true;
    }
}
