package dev.limpid.server.oblivious;

import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;

/**
 * Remembers the last messages by their ephemeral keys. No two honest messages share a key, so a second message with the
 * same key is a copy. It remembers between {@value #HALF} and twice as many. Safe for use by many threads: this
 * object's monitor guards both sets.
 */
final class ReplayWindow {

    static final int HALF = 1 << 16;

    private Set<Long> newer = new HashSet<>();
    private Set<Long> older = new HashSet<>();

    /** Whether none of the last messages had this key; remembers it. */
    synchronized boolean isNew(byte[] ephemeralKey) {
        // A sender that makes colliding keys only blocks its own messages.
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
