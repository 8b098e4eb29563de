package dev.limpid.charts;

/**
 * An estimate with its 99% interval. Where nothing was asked, all three are 0 and the chart says that it has no reports.
 *
 * @param value the estimate
 * @param low the lower end of the interval
 * @param high the upper end of the interval
 */
public record Estimate(double value, double low, double high) {

    /** What is said where there is nothing to estimate from. */
    public static final Estimate NONE = new Estimate(0, 0, 0);

    public Estimate {
        if (!(low <= value && value <= high)) {
            throw new IllegalArgumentException("estimate " + value + " is outside its interval " + low + " to " + high);
        }
    }
}
