package dev.limpid.charts.fold;

/**
 * Arithmetic on 128-bit sums in an array of longs: each takes two neighbouring elements, the high half first. Merging
 * is commutative and associative to the bit, which sums of floating-point numbers are not.
 */
final class Sums128 {

    private Sums128() {}

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

    /** A 128-bit sum, or the largest long if it does not fit. */
    static long saturated(long[] from, int at) {
        return from[at] != 0 || from[at + 1] < 0 ? Long.MAX_VALUE : from[at + 1];
    }
}
