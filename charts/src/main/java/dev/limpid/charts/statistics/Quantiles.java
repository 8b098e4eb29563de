package dev.limpid.charts.statistics;

import dev.limpid.charts.ChartResult.BucketRange;
import dev.limpid.charts.Estimate;
import java.util.List;

/**
 * Quantiles of a distribution over ordered buckets: the first bucket up to which the cumulated share reaches q. Its
 * interval inverts the intervals of the cumulated shares (R. S. Woodruff, Confidence intervals for medians and other
 * position measures, JASA 47 (1952)): from the first bucket up to which the share may reach q, to the first up to which
 * it certainly does. No answer may have events in that bucket.
 */
public final class Quantiles {

    public static final List<Double> SHOWN = List.of(0.5, 0.9, 0.99);

    private static final BucketRange NONE = new BucketRange(-1, -1, -1);

    /** Tolerates rounding: shares were rounded before, so a bound that is missed only by rounding counts as reached. */
    private static final double ROUNDING = 1e-6;

    private Quantiles() {}

    /**
     * The bucket of a quantile.
     *
     * @param upTo for each bucket the share of it and all buckets before it; empty if nothing was counted
     */
    public static BucketRange of(double q, List<Estimate> upTo) {
        int last = upTo.size() - 1;
        if (last < 0 || upTo.get(last).value() == 0) {
            return NONE;
        }
        int bucket = last;
        int low = last;
        int high = last;
        for (int i = last; i >= 0; i--) {
            bucket = upTo.get(i).value() >= q - ROUNDING ? i : bucket;
            low = upTo.get(i).high() >= q - ROUNDING ? i : low;
            high = upTo.get(i).low() >= q - ROUNDING ? i : high;
        }
        return new BucketRange(bucket, low, high);
    }
}
