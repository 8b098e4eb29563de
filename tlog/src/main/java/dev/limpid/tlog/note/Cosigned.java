package dev.limpid.tlog.note;

import java.nio.charset.StandardCharsets;

/**
 * What a cosignature covers and how it is laid out (C2SP tlog-cosignature).
 *
 * <pre>
 *  +0  time       8   seconds since 1970, big-endian
 *  +8  signature 64   Ed25519 over "cosignature/v1\ntime &lt;seconds&gt;\n" and the checkpoint
 * </pre>
 */
final class Cosigned {

    static final int BYTES = Long.BYTES + Ed25519.SIGNATURE_BYTES;

    private Cosigned() {}

    static byte[] message(long seconds, String checkpoint) {
        String header = "cosignature/v1\ntime " + Long.toUnsignedString(seconds) + "\n";
        return (header + checkpoint).getBytes(StandardCharsets.UTF_8);
    }

    /** The last second of the year 9999. Whoever dates later means nothing by it, and no calendar has such a day. */
    static final long LATEST = 253_402_300_799L;

    /** The time of a cosignature, an unsigned number; one beyond {@link #LATEST} counts as that. */
    static java.time.Instant time(byte[] cosignature) {
        long seconds = seconds(cosignature);
        return java.time.Instant.ofEpochSecond(seconds < 0 || seconds > LATEST ? LATEST : seconds);
    }

    static long seconds(byte[] cosignature) {
        long seconds = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            seconds = seconds << 8 | (cosignature[i] & 0xff);
        }
        return seconds;
    }

    static byte[] encode(long seconds, byte[] signature) {
        byte[] bytes = new byte[BYTES];
        for (int i = 0; i < Long.BYTES; i++) {
            bytes[i] = (byte) (seconds >>> (56 - 8 * i));
        }
        System.arraycopy(signature, 0, bytes, Long.BYTES, signature.length);
        return bytes;
    }
}
