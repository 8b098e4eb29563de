package dev.limpid.charts;

/**
 * Intervals that hold the truth in 99 of 100 samples. Only operations that IEEE 754 and {@link StrictMath} define to the
 * bit are used, so that every machine gets the same ends.
 */
final class Intervals {

    /** The two-sided 99% point of the normal distribution: Φ(z) = 0.995. */
    static final double Z = 2.5758293035489004;

    /** One side's share of the error. */
    private static final double TAIL = 0.005;

    /** Up to this many observations the exact limit is looked at too; beyond it, both agree within a hundredth. */
    private static final int FEW = 60;

    private static final double[] LOWER_LIMITS = lowerLimits();

    private Intervals() {}

    /**
     * The interval of a share: Wilson's score interval
     * <pre>(p + z²/2n ± z·√(p(1−p)/n + z²/4n²)) / (1 + z²/n)</pre>
     * E. B. Wilson, Probable inference, the law of succession, and statistical inference, JASA 22 (1927). Assumes n
     * independent observations; for weighted ones n is the effective number of them. Where a bucket or its complement was
     * seen only a few times the score interval is too narrow towards 0 or 1 (Brown, Cai and DasGupta, Interval estimation
     * for a binomial proportion, Statistical Science 16 (2001), section 4.1.1), so that end is moved out to the exact
     * limit of the Poisson distribution where that lies further (F. Garwood, Fiducial limits for the Poisson
     * distribution, Biometrika 28 (1936)).
     *
     * @param share the estimate, in [0,1]
     * @param n the effective number of observations; without any, the interval is all of [0,1]
     */
    static Estimate share(double share, double n) {
        double p = Math.min(1, Math.max(0, share));
        if (!(n > 0)) {
            return Figures.estimate(p, 0, 1);
        }
        double square = Z * Z;
        double centre = p + square / (2 * n);
        double half = Z * Math.sqrt(p * (1 - p) / n + square / (4 * n * n));
        double low = (centre - half) / (1 + square / n);
        double high = (centre + half) / (1 + square / n);
        low = Math.min(low, lowerLimit(p * n) / n);
        high = Math.max(high, 1 - lowerLimit((1 - p) * n) / n);
        return Figures.estimate(p, Math.max(0, p == 0 ? 0 : low), Math.min(1, p == 1 ? 1 : high));
    }

    /** The interval of a figure that may be anything from 0 upwards: on a logarithmic scale, by the delta method. */
    static Estimate positive(double value, double standardError) {
        if (!(value > 0)) {
            return Figures.estimate(0, 0, Math.max(0, Z * standardError));
        }
        double factor = StrictMath.exp(Z * standardError / value);
        return Figures.estimate(value, value / factor, value * factor);
    }

    /** The expected number at which so many observations, or more, are a surprise of 0.5%. */
    private static double lowerLimit(double observations) {
        // The estimate of a share of n comes back a little below the whole number it was made of.
        int whole = (int) Math.floor(observations + 1e-9);
        return whole >= LOWER_LIMITS.length ? Double.POSITIVE_INFINITY : LOWER_LIMITS[whole];
    }

    private static double[] lowerLimits() {
        double[] limits = new double[FEW];
        for (int count = 1; count < limits.length; count++) {
            double low = 0;
            double high = count;
            for (int i = 0; i < Double.SIZE; i++) {
                double middle = (low + high) / 2;
                if (atLeast(count, middle) < TAIL) {
                    low = middle;
                } else {
                    high = middle;
                }
            }
            limits[count] = low;
        }
        return limits;
    }

    /** The probability that a Poisson variable with this mean is at least {@code count}. */
    private static double atLeast(int count, double mean) {
        double term = StrictMath.exp(-mean);
        double below = 0;
        for (int i = 0; i < count; i++) {
            below += term;
            term *= mean / (i + 1);
        }
        return 1 - below;
    }
}
