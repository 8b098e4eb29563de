package dev.limpid.charts.statistics;

/**
 * How clearly two shares of different machines differ. They are apart by z standard deviations if their difference is
 * larger than √((r₁ − l₁)² + (u₀ − r₀)²), where r₁ is the larger share, l₁ its lower end and u₀ the smaller one's upper
 * end at z: the score-like interval of a difference, derived from the intervals of its two parts (R. G. Newcombe,
 * Interval estimation for the difference between independent proportions, Statistics in Medicine 17 (1998); G. Y. Zou
 * and A. Donner, Construction of confidence limits about effect measures, ibid. 27 (2008), for parts of any kind). The
 * parts' ends are those of {@link Moments#share}: exact if one group is much larger than the other, and never narrower
 * than the exact ones.
 */
public final class Separation {

    /** A difference with a smaller z is never certain, and its z is not computed. */
    public static final double LEAST = 2;

    private static final double MOST = 40;
    private static final int HALVINGS = 40;

    private Separation() {}

    /** The z up to which two shares are apart; 0 if that is less than {@link #LEAST}. */
    public static double of(Moments one, Moments other) {
        if (!(one.x() > 0 && other.x() > 0)) {
            return 0;
        }
        boolean inOrder = one.value() >= other.value();
        Moments more = inOrder ? one : other;
        Moments less = inOrder ? other : one;
        if (!areApart(more, less, LEAST)) {
            return 0;
        }
        double low = LEAST;
        double high = MOST;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (low + high) / 2;
            if (areApart(more, less, middle)) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static boolean areApart(Moments more, Moments less, double z) {
        double apart = more.value() - less.value();
        double down = more.value() - more.low(z);
        double up = less.high(z) - less.value();
        return apart * apart > down * down + up * up;
    }

    /** The inverse of {@link #probability}, for probabilities up to that of {@link #LEAST}. */
    public static double z(double probability) {
        double low = LEAST;
        double high = MOST;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (low + high) / 2;
            if (probability(middle) > probability) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    /**
     * The probability that a standard normal variable is at least z off on either side: 2(1 − Φ(z)), by Laplace's
     * continued fraction, which only needs operations that are defined to the bit. 1 for z below {@link #LEAST}.
     */
    public static double probability(double z) {
        if (z < LEAST) {
            return 1;
        }
        double fraction = z;
        for (int i = 200; i >= 1; i--) {
            fraction = z + i / fraction;
        }
        return 2 * StrictMath.exp(-z * z / 2) / (fraction * Math.sqrt(2 * Math.PI));
    }
}
