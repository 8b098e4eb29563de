package dev.limpid.server.oblivious;

import dev.limpid.tlog.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * A relay that may bring messages, and how many.
 *
 * @param name what metrics and published figures call it
 * @param digest of the secret that it shows; empty for whoever shows none
 * @param perMinute how many messages it may bring in a minute, 0 for any number
 * @param perDay how many in a day, 0 for any number
 */
public record RelayAccount(String name, Optional<Secret> digest, int perMinute, int perDay) {

    /** What is kept of a secret: enough to know it again. Its text holds nothing of it. */
    public static final class Secret {

        private final byte[] digest;

        private Secret(byte[] digest) {
            this.digest = digest;
        }

        /** What is kept of this text. */
        public static Secret of(String text) {
            return new Secret(digest(text));
        }

        boolean is(String shown) {
            return MessageDigest.isEqual(digest, digest(shown));
        }

        private static byte[] digest(String text) {
            return Sha256.digest().digest(text.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public String toString() {
            return "Secret";
        }
    }
}
