package dev.limpid.protocol.hpke;

import static java.nio.charset.StandardCharsets.US_ASCII;

/** HKDF as RFC 9180, section 4, uses it: every step is bound to the algorithms and to what it is for. */
final class Labeled {

    private static final byte[] VERSION = "HPKE-v1".getBytes(US_ASCII);

    private final byte[] suite;

    private Labeled(byte[] suite) {
        this.suite = suite;
    }

    /** The steps of {@code name} with these algorithms. */
    static Labeled of(String name, int... algorithms) {
        byte[] start = name.getBytes(US_ASCII);
        byte[] suite = new byte[start.length + 2 * algorithms.length];
        System.arraycopy(start, 0, suite, 0, start.length);
        for (int i = 0; i < algorithms.length; i++) {
            suite[start.length + 2 * i] = (byte) (algorithms[i] >>> Byte.SIZE);
            suite[start.length + 2 * i + 1] = (byte) algorithms[i];
        }
        return new Labeled(suite);
    }

    byte[] extract(byte[] salt, String label, byte[] material) {
        return Hkdf.extract(salt, VERSION, suite, label.getBytes(US_ASCII), material);
    }

    byte[] expand(byte[] key, String label, byte[] context, int length) {
        byte[] two = {(byte) (length >>> Byte.SIZE), (byte) length};
        return Hkdf.expand(key, length, two, VERSION, suite, label.getBytes(US_ASCII), context);
    }
}
