package dev.limpid.web.plot;

import dev.limpid.charts.DrawnChart;
import dev.limpid.charts.DrawnChart.Bucket;
import dev.limpid.charts.DrawnChart.Histogram;
import dev.limpid.charts.DrawnChart.Partition;
import dev.limpid.charts.DrawnChart.Quantile;
import dev.limpid.charts.DrawnChart.Ratio;
import dev.limpid.charts.DrawnChart.Stacks;
import dev.limpid.charts.Estimate;
import dev.limpid.web.words.BucketRanges;
import dev.limpid.web.words.Few;
import dev.limpid.web.words.Intervals;
import dev.limpid.web.words.Numbers;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The figure that says most about a chart, where there is room for one line.
 *
 * @param name what the figure is of, such as the commonest bucket; may be empty
 * @param figure the figure in words
 * @param interval its 99% interval in words, or that there is none; empty where the figure is no share
 * @param few that the figure comes from few answers, if it does; else empty
 */
public record Headline(String name, String figure, String interval, String few) {
    private static final double MEDIAN = 0.5;

    /** That of a chart. */
    public static Headline of(DrawnChart chart) {
        if (chart.answers() == 0) {
            return new Headline("", "no answer yet", "", "");
        }
        String few = Few.are(chart.answers()) ? Few.from(chart.answers()) : "";
        if (chart instanceof Partition partition) {
            return commonest(partition.buckets(), few);
        }
        if (chart instanceof Histogram histogram) {
            return median(histogram, few);
        }
        if (chart instanceof Ratio ratio) {
            return of("of all “" + ratio.over() + "”", ratio.pooled(), few);
        }
        return of("of installations", ((Stacks) chart).installations(), few);
    }

    /** {@code vim 43.2% (41.1–45.3%)}, and that it comes from few answers. */
    public String words() {
        return brief() + (interval.isEmpty() ? "" : " (" + interval + ")") + (few.isEmpty() ? "" : ", " + few);
    }

    /** {@code vim 43.2%}. */
    public String brief() {
        if (name.isEmpty()) {
            return figure;
        }
        return name.startsWith("of ") ? figure + " " + name : name + " " + figure;
    }

    /** The figures of the commonest values with their intervals, as a sentence without its stop. */
    public static String figures(DrawnChart chart, int most) {
        if (chart instanceof Partition partition && chart.answers() > 0) {
            return partition.buckets().stream()
                    .sorted(Comparator.comparingDouble(bucket -> -bucket.share().value()))
                    .limit(most)
                    .filter(bucket -> bucket.share().value() > 0)
                    .map(bucket -> bucket.name() + " " + words(bucket.share()))
                    .collect(Collectors.joining(", "));
        }
        Headline headline = of(chart);
        return headline.brief() + (headline.interval().isEmpty() ? "" : " (" + headline.interval() + ")");
    }

    private static String words(Estimate share) {
        return Numbers.percent(share.value()) + " (" + Intervals.words(share) + ")";
    }

    private static Headline of(String name, Estimate estimate, String few) {
        return new Headline(name, Numbers.percent(estimate.value()), Intervals.words(estimate), few);
    }

    private static Headline commonest(List<Bucket> buckets, String few) {
        return buckets.stream()
                .max(Comparator.comparingDouble(
                        (Bucket bucket) -> bucket.share().value()))
                .map(bucket -> of(bucket.name(), bucket.share(), few))
                .orElse(new Headline("", "nothing counted", "", few));
    }

    private static Headline median(Histogram histogram, String few) {
        List<String> labels = BucketRanges.of(histogram);
        Optional<Integer> bucket = histogram.quantiles().stream()
                .filter(quantile -> quantile.q() == MEDIAN)
                .findFirst()
                .map(Quantile::mean)
                .map(DrawnChart.BucketRange::bucket)
                .filter(at -> at >= 0 && at < labels.size());
        return bucket.map(at -> new Headline("median", labels.get(at), "", few))
                .orElse(new Headline("", "nothing counted", "", few));
    }
}
