package dev.limpid.charts;

import dev.limpid.charts.DrawnChart.BucketRange;
import java.util.List;

/**
 * Quantiles of a distribution over ordered buckets: the first bucket at which the cumulated shares reach q. Its interval
 * inverts that of the cumulated share (R. S. Woodruff, Confidence intervals for medians and other position measures,
 * JASA 47 (1952)).
 */
final class Quantiles {

    static final List<Double> SHOWN = List.of(0.5, 0.9, 0.99);

    private static final BucketRange NONE = new BucketRange(-1, -1, -1);

    private Quantiles() {}

    /**
     * The bucket of a quantile.
     *
     * @param shares the buckets' shares, in order
     * @param n the effective number of observations
     */
    static BucketRange of(double q, double[] shares, double n) {
        double sum = 0;
        for (double share : shares) {
            sum += share;
        }
        if (!(sum > 0) || !(n > 0)) {
            return NONE;
        }
        Estimate around = Intervals.share(q, n);
        return new BucketRange(at(q, shares, sum), at(around.low(), shares, sum), at(around.high(), shares, sum));
    }

    private static int at(double q, double[] shares, double sum) {
        // Shares were rounded on their way; a bound that is reached but for that is reached.
        double target = Math.max(q * sum - 1e-9, Double.MIN_VALUE);
        double cumulated = 0;
        int last = 0;
        for (int i = 0; i < shares.length; i++) {
            cumulated += shares[i];
            if (shares[i] > 0) {
                last = i;
            }
            if (cumulated >= target) {
                return i;
            }
        }
        return last;
    }
}
