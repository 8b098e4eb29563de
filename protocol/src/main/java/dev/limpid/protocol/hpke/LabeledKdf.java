package dev.limpid.protocol.hpke;

import static java.nio.charset.StandardCharsets.US_ASCII;

/** HKDF as used in RFC 9180, section 4: every step is bound to the algorithms and to its purpose. */
final class LabeledKdf {

    private static final byte[] VERSION = "HPKE-v1".getBytes(US_ASCII);

    private final byte[] suite;

    private LabeledKdf(byte[] suite) {
        this.suite = suite;
    }

    /** HKDF for the suite {@code name} with these algorithms. */
    static LabeledKdf of(String name, int... algorithms) {
        byte[] start = name.getBytes(US_ASCII);
        byte[] suite = new byte[start.length + 2 * algorithms.length];
        System.arraycopy(start, 0, suite, 0, start.length);
        for (int i = 0; i < algorithms.length; i++) {
            suite[start.length + 2 * i] = (byte) (algorithms[i] >>> Byte.SIZE);
            suite[start.length + 2 * i + 1] = (byte) algorithms[i];
        }
        return new LabeledKdf(suite);
    }

    byte[] extract(byte[] salt, String label, byte[] material) {
        return Hkdf.extract(salt, VERSION, suite, label.getBytes(US_ASCII), material);
    }

    byte[] expand(byte[] key, String label, byte[] context, int length) {
        byte[] two = {(byte) (length >>> Byte.SIZE), (byte) length};
        return Hkdf.expand(key, length, two, VERSION, suite, label.getBytes(US_ASCII), context);
    }
}
