package dev.limpid.server.storage;

import dev.limpid.tlog.Sha256;
import java.nio.ByteBuffer;
import java.security.MessageDigest;

/**
 * The first 128 bits of the SHA-256 of a report's bytes: by it the same report is recognised. Nobody can make a report
 * that passes for another's (that takes 2^128 tries), and two honest ones never meet.
 */
record Fingerprint(long high, long low) {

    static final int BYTES = 16;

    private static final ThreadLocal<MessageDigest> SHA256 = ThreadLocal.withInitial(Sha256::digest);

    static Fingerprint of(byte[] report) {
        ByteBuffer digest = ByteBuffer.wrap(SHA256.get().digest(report));
        return new Fingerprint(digest.getLong(), digest.getLong());
    }
}
