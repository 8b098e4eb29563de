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

    /** Whether there is an interval. */
    public boolean hasInterval() {
        return !Double.isNaN(low);
    }
}
