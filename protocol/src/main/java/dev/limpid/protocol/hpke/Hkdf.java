package dev.limpid.protocol.hpke;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HKDF with SHA-256 (RFC 5869). */
public final class Hkdf {

    /** The length of the result of {@link #extract}, in bytes. */
    public static final int HASH_BYTES = 32;

    private static final String HMAC = "HmacSHA256";
    private static final int MOST_BLOCKS = 255;

    private Hkdf() {}

    /** A pseudorandom key from the concatenated parts of keying material. An empty salt stands for zeros. */
    public static byte[] extract(byte[] salt, byte[]... material) {
        Mac mac = hmac(salt.length == 0 ? new byte[HASH_BYTES] : salt);
        for (byte[] part : material) {
            mac.update(part);
        }
        return mac.doFinal();
    }

    /** {@code length} bytes for the purpose that the concatenated parts of {@code info} name. */
    public static byte[] expand(byte[] key, int length, byte[]... info) {
        if (length > MOST_BLOCKS * HASH_BYTES) {
            throw new IllegalArgumentException(
                    "asked for " + length + " bytes, expected at most " + MOST_BLOCKS * HASH_BYTES);
        }
        Mac mac = hmac(key);
        byte[] all = new byte[length];
        byte[] block = {};
        int filled = 0;
        for (int number = 1; filled < length; number++) {
            mac.update(block);
            for (byte[] part : info) {
                mac.update(part);
            }
            mac.update((byte) number);
            block = mac.doFinal();
            int taken = Math.min(block.length, length - filled);
            System.arraycopy(block, 0, all, filled, taken);
            filled += taken;
        }
        Arrays.fill(block, (byte) 0);
        return all;
    }

    private static Mac hmac(byte[] key) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new UnsupportedOperationException("this JDK has no " + HMAC + ", expected one", e);
        }
    }
}
