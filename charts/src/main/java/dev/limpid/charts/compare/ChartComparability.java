package dev.limpid.charts.compare;

import dev.limpid.charts.ChartResult;
import java.util.List;

/**
 * Whether a chart counts the same thing in two weeks. A chart keeps its name when its text changes. From then on it may
 * count something else, or a ratio may have another denominator; a figure that moved then says nothing about what users
 * do. Check this before weeks are compared or drawn as one line.
 */
public final class ChartComparability {

    private ChartComparability() {}

    /**
     * Whether the figures of these two charts can be compared. Buckets may differ: a share of machines does not depend
     * on the other buckets.
     */
    public static boolean areComparable(ChartResult one, ChartResult other) {
        return one.getClass().equals(other.getClass())
                && one.title().counter().equals(other.title().counter())
                && over(one).equals(over(other));
    }

    /**
     * Whether they can also be drawn as one line. The share of a machine's events in a bucket depends on the other
     * buckets.
     */
    public static boolean canShareOneSeries(ChartResult one, ChartResult other) {
        return areComparable(one, other) && buckets(one).equals(buckets(other));
    }

    /** The names of a histogram's buckets from the smallest bound to the largest; empty for other charts. */
    static List<String> buckets(ChartResult chart) {
        return chart instanceof ChartResult.Histogram histogram
                ? histogram.buckets().stream()
                        .map(ChartResult.HistogramBucket::name)
                        .toList()
                : List.of();
    }

    private static String over(ChartResult chart) {
        return chart instanceof ChartResult.Ratio ratio ? ratio.over() : "";
    }
}
