package dev.limpid.server.storage;

import dev.limpid.protocol.text.Quoted;
import dev.limpid.tlog.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * By what a store knows that an answer comes again: a digest of what all sendings of it have in common, and of nothing
 * else. No store keeps it: what it keeps is a digest under a secret of the answer's week, and once the secret is gone the
 * rest tells nobody anything, not even one who has the token. Immutable.
 */
public final class ResendKey {

    /** How many hexadecimal digits a token has: 128 random bits. */
    private static final int TOKEN_DIGITS = 32;

    private static final ThreadLocal<MessageDigest> SHA256 = ThreadLocal.withInitial(Sha256::digest);

    private final byte[] digest;

    private ResendKey(byte[] digest) {
        this.digest = digest;
    }

    /** Whether a text is a token: 32 lower-case hexadecimal digits. */
    public static boolean isToken(String text) {
        if (text.length() != TOKEN_DIGITS) {
            return false;
        }
        for (int i = 0; i < TOKEN_DIGITS; i++) {
            char digit = text.charAt(i);
            if ((digit < '0' || digit > '9') && (digit < 'a' || digit > 'f')) {
                return false;
            }
        }
        return true;
    }

    /**
     * Of an answer that was sent with a token.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static ResendKey ofToken(String token) {
        if (!isToken(token)) {
            throw new IllegalArgumentException(
                    "the token is " + Quoted.of(token) + ", expected 32 digits of lower-case hexadecimal");
        }
        return of("token", HexFormat.of().parseHex(token), "");
    }

    /** Of the answer to one chart that a report of golang.org/x/telemetry held. */
    public static ResendKey ofReport(byte[] canonicalReport, String chart) {
        return of("report", canonicalReport, chart);
    }

    /** Of an answer that comes once. */
    public static ResendKey once() {
        return new ResendKey(WeekSecret.draw());
    }

    private static ResendKey of(String kind, byte[] of, String chart) {
        MessageDigest sha256 = SHA256.get();
        byte[] first = sha256.digest(of);
        sha256.update((kind + "\n").getBytes(StandardCharsets.UTF_8));
        sha256.update(first);
        return new ResendKey(sha256.digest(chart.getBytes(StandardCharsets.UTF_8)));
    }

    /** What a store keeps of it under a week's secret, which has as many bytes as this. */
    public byte[] under(byte[] secret) {
        if (secret.length != WeekSecret.BYTES) {
            throw new IllegalArgumentException(
                    "the secret has " + secret.length + " bytes, expected " + WeekSecret.BYTES);
        }
        MessageDigest sha256 = SHA256.get();
        sha256.update(secret);
        return sha256.digest(digest);
    }

    Fingerprint fingerprint(byte[] secret) {
        ByteBuffer kept = ByteBuffer.wrap(under(secret));
        return new Fingerprint(kept.getLong(), kept.getLong());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ResendKey that && Arrays.equals(digest, that.digest);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(digest);
    }
}
