package dev.limpid.tlog.note;

import java.nio.charset.StandardCharsets;

/**
 * The signed message and the layout of a cosignature (C2SP tlog-cosignature).
 *
 * <pre>
 *  +0  time       8   seconds since 1970, big-endian
 *  +8  signature 64   Ed25519 over "cosignature/v1\ntime &lt;seconds&gt;\n" and the checkpoint
 * </pre>
 */
final class Cosignature {

    static final int BYTES = Long.BYTES + Ed25519.SIGNATURE_BYTES;

    private Cosignature() {}

    static byte[] message(long seconds, String checkpoint) {
        String header = "cosignature/v1\ntime " + Long.toUnsignedString(seconds) + "\n";
        return (header + checkpoint).getBytes(StandardCharsets.UTF_8);
    }

    /** The last second of the year 9999. A later date is not meaningful. */
    static final long LATEST = 253_402_300_799L;

    /** The time of a cosignature, read as an unsigned number; a time after {@link #LATEST} becomes {@link #LATEST}. */
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
