package dev.limpid.server.storage;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The first 128 bits of the SHA-256 of a report's bytes: by it the same report is recognised. Nobody can make a report
 * that passes for another's (that takes 2^128 tries), and two honest ones never meet.
 */
record Fingerprint(long high, long low) {

    static final int BYTES = 16;

    private static final ThreadLocal<MessageDigest> SHA256 = ThreadLocal.withInitial(Fingerprint::sha256);

    static Fingerprint of(byte[] report) {
        ByteBuffer digest = ByteBuffer.wrap(SHA256.get().digest(report));
        return new Fingerprint(digest.getLong(), digest.getLong());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
