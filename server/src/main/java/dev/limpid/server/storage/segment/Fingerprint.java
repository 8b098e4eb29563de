package dev.limpid.server.storage.segment;

import dev.limpid.server.storage.ResendKey;
import java.nio.ByteBuffer;

/**
 * The first 128 bits of what a week keeps of a {@link ResendKey}: it identifies a resent answer. Two answers never have
 * the same one by chance.
 */
public record Fingerprint(long high, long low) {

    /** How many bytes it has in a frame. */
    public static final int BYTES = 16;

    /** The fingerprint of an answer with this key under the secret of its week. */
    public static Fingerprint of(ResendKey key, byte[] secret) {
        ByteBuffer kept = ByteBuffer.wrap(key.digestWith(secret));
        return new Fingerprint(kept.getLong(), kept.getLong());
    }
}
