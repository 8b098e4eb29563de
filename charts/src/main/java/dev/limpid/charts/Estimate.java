package dev.limpid.charts;

/**
 * An estimate with its 99% interval. Of what nobody was asked it is {@link #UNKNOWN}. Where it cannot be said how far the
 * truth may be away there is no interval, and both ends are {@link Double#NaN}.
 *
 * @param value the estimate
 * @param low the lower end of the interval
 * @param high the upper end of the interval
 */
public record Estimate(double value, double low, double high) {

    /** A number where there is nothing to count. */
    public static final Estimate NONE = new Estimate(0, 0, 0);

    /** A share of which nobody was asked: it may be anything. */
    public static final Estimate UNKNOWN = new Estimate(0, 0, 1);

    /** No ratio is told to be larger; one whose denominator nobody has reaches up to this. */
    public static final double MOST_RATIO = 1e6;

    public Estimate {
        boolean without = Double.isNaN(low) && Double.isNaN(high) && !Double.isNaN(value);
        if (!without && !(low <= value && value <= high)) {
            throw new IllegalArgumentException("estimate " + value + " is outside its interval " + low + " to " + high);
        }
    }

    /** An estimate of which nobody can say how far the truth may be away. */
    public static Estimate withoutInterval(double value) {
        return new Estimate(value, Double.NaN, Double.NaN);
    }

    /** Whether nothing is known of it, as it is a share or a ratio of nobody. That is no 0, and nobody is to read one. */
    public boolean isUnknown() {
        return value == 0 && low == 0 && (high == 1 || high == MOST_RATIO);
    }

    /** Whether there is an interval. */
    public boolean hasInterval() {
        return !Double.isNaN(low);
    }
}
