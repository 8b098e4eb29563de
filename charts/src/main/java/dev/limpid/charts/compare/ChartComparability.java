package dev.limpid.charts.compare;

import dev.limpid.charts.DrawnChart;
import java.util.List;

/**
 * Whether a chart counts in one week what it counts in another. A chart keeps its name when its text is changed: it may
 * count another thing from then on, or a ratio be over another one, and then a figure that moved says nothing of what people
 * do. Where weeks are held against each other, or put on one line, this is asked first.
 */
public final class ChartComparability {

    private ChartComparability() {}

    /** Whether figures of these two may stand beside each other. Buckets may differ: a share of machines does not go by what the others are. */
    public static boolean areComparable(DrawnChart one, DrawnChart other) {
        return one.getClass().equals(other.getClass())
                && one.title().counter().equals(other.title().counter())
                && over(one).equals(over(other));
    }

    /** Whether they may be on one line too. A machine's part of its events in a bucket goes by what the other buckets are. */
    public static boolean areOnOneLine(DrawnChart one, DrawnChart other) {
        return areComparable(one, other) && buckets(one).equals(buckets(other));
    }

    /** The names of a histogram's buckets from the smallest bound to the largest; none of another chart. */
    static List<String> buckets(DrawnChart chart) {
        return chart instanceof DrawnChart.Histogram histogram
                ? histogram.buckets().stream()
                        .map(DrawnChart.HistogramBucket::name)
                        .toList()
                : List.of();
    }

    private static String over(DrawnChart chart) {
        return chart instanceof DrawnChart.Ratio ratio ? ratio.over() : "";
    }
}
