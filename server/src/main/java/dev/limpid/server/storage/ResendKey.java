package dev.limpid.server.storage;

import dev.limpid.protocol.text.Quoted;
import dev.limpid.tlog.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Lets a store recognise a resent answer: a digest of what all sendings of the answer have in common, and of nothing
 * else. No store keeps this key: it keeps a digest of the key under a secret of the answer's week. Once the secret is
 * gone, that digest tells nobody anything, not even somebody who has the token. Immutable.
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
     * The key of an answer that was sent with a token.
     *
     * @throws IllegalArgumentException if the text is not a token
     */
    public static ResendKey ofToken(String token) {
        if (!isToken(token)) {
            throw new IllegalArgumentException(
                    "the token is " + Quoted.of(token) + ", expected 32 digits of lower-case hexadecimal");
        }
        return of("token", HexFormat.of().parseHex(token), "");
    }

    /** The key of the answer to one chart that a report of golang.org/x/telemetry contained. */
    public static ResendKey ofReport(byte[] canonicalReport, String chart) {
        return of("report", canonicalReport, chart);
    }

    /** The key of an answer that is sent only once. */
    public static ResendKey unique() {
        return new ResendKey(WeekSecret.draw());
    }

    private static ResendKey of(String kind, byte[] of, String chart) {
        MessageDigest sha256 = SHA256.get();
        byte[] first = sha256.digest(of);
        sha256.update((kind + "\n").getBytes(StandardCharsets.UTF_8));
        sha256.update(first);
        return new ResendKey(sha256.digest(chart.getBytes(StandardCharsets.UTF_8)));
    }

    /** What a store keeps of the key under a week's secret, which has as many bytes as the result. */
    public byte[] digestWith(byte[] secret) {
        if (secret.length != WeekSecret.BYTES) {
            throw new IllegalArgumentException(
                    "the secret has " + secret.length + " bytes, expected " + WeekSecret.BYTES);
        }
        MessageDigest sha256 = SHA256.get();
        sha256.update(secret);
        return sha256.digest(digest);
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
