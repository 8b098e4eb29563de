package dev.limpid.charts;

/**
 * An estimate with its 99% interval. If nobody was asked, it is {@link #UNKNOWN}. If the error cannot be bounded, there
 * is no interval, and both ends are {@link Double#NaN}.
 *
 * @param value the estimate
 * @param low the lower end of the interval
 * @param high the upper end of the interval
 */
public record Estimate(double value, double low, double high) {

    /** The estimate of a count if there is nothing to count. */
    public static final Estimate NONE = new Estimate(0, 0, 0);

    /** A share that nobody was asked about: it could have any value. */
    public static final Estimate UNKNOWN = new Estimate(0, 0, 1);

    /** Ratios are cut off here; the interval of a ratio whose denominator nobody has ends here. */
    public static final double MOST_RATIO = 1e6;

    public Estimate {
        boolean without = Double.isNaN(low) && Double.isNaN(high) && !Double.isNaN(value);
        if (!without && !(low <= value && value <= high)) {
            throw new IllegalArgumentException("estimate " + value + " is outside its interval " + low + " to " + high);
        }
    }

    /** An estimate whose error nobody can bound. */
    public static Estimate withoutInterval(double value) {
        return new Estimate(value, Double.NaN, Double.NaN);
    }

    /** Whether nothing is known, because no machine was counted. It must not be shown as a 0. */
    public boolean isUnknown() {
        return value == 0 && low == 0 && (high == 1 || high == MOST_RATIO);
    }

    /** Whether there is an interval. */
    public boolean hasInterval() {
        return !Double.isNaN(low);
    }
}
