package dev.limpid.server.storage;

import java.security.SecureRandom;

/**
 * The secret of one week under which a store keeps {@link ResendKey}s: random bytes, drawn before the week's first
 * answer and deleted when none of its answers can be resent any more. Without it, what the store keeps of the keys means
 * nothing.
 */
public final class WeekSecret {

    /** How many bytes a secret has. */
    public static final int BYTES = 32;

    private static final SecureRandom RANDOM = new SecureRandom();

    private WeekSecret() {}

    /** A new secret. */
    public static byte[] draw() {
        byte[] secret = new byte[BYTES];
        RANDOM.nextBytes(secret);
        return secret;
    }
}
