package dev.limpid.server.oblivious;

import dev.limpid.tlog.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * A relay that may send messages, and how many.
 *
 * @param name its name in metrics and published figures
 * @param digest the digest of its secret; empty for an account without a secret
 * @param perMinute how many messages it may send in a minute, 0 for any number
 * @param perDay how many in a day, 0 for any number
 */
public record RelayAccount(String name, Optional<Secret> digest, int perMinute, int perDay) {

    /** The digest of a secret, which is enough to recognise it. {@link #toString} shows nothing of it. */
    public static final class Secret {

        private final byte[] digest;

        private Secret(byte[] digest) {
            this.digest = digest;
        }

        /** The digest of this secret. */
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
