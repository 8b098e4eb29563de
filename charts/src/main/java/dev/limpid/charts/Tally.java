package dev.limpid.charts;

/**
 * Sums as whole numbers in an array of longs: plain ones, 128-bit ones in two neighbouring places, and maxima. Merging
 * is commutative and associative to the bit, which sums of floating-point numbers are not.
 */
final class Tally {

    static final byte PLAIN = 0;
    /** The high half of a 128-bit sum, whose low half follows. */
    static final byte WIDE = 1;

    static final byte MAX = 2;

    private Tally() {}

    /** Adds {@code from} to {@code to}, slot by slot. */
    static void merge(long[] to, long[] from, byte[] merges) {
        for (int i = 0; i < to.length; i++) {
            switch (merges[i]) {
                case WIDE -> {
                    addWide(to, i, from[i], from[i + 1]);
                    i++;
                }
                case MAX -> to[i] = Math.max(to[i], from[i]);
                default -> to[i] += from[i];
            }
        }
    }

    /** Adds the product of two numbers that are not negative to a 128-bit sum. */
    static void addProduct(long[] to, int at, long a, long b) {
        addWide(to, at, Math.multiplyHigh(a, b), a * b);
    }

    static void addWide(long[] to, int at, long high, long low) {
        long sum = to[at + 1] + low;
        to[at] += high + (Long.compareUnsigned(sum, low) < 0 ? 1 : 0);
        to[at + 1] = sum;
    }

    /** A 128-bit sum, to the precision of a double. */
    static double wide(long[] from, int at) {
        double low = (double) (from[at + 1] >>> 1) * 2 + (from[at + 1] & 1);
        return (double) from[at] * 0x1p64 + low;
    }

    /** A 128-bit sum as far as it fits into a long. */
    static long saturated(long[] from, int at) {
        return from[at] != 0 || from[at + 1] < 0 ? Long.MAX_VALUE : from[at + 1];
    }
}
