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
import dev.limpid.web.words.ClipWords;
import dev.limpid.web.words.Intervals;
import dev.limpid.web.words.Numbers;
import dev.limpid.web.words.SiteWords;
import dev.limpid.web.words.SmallSample;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The most important figure of a chart, for one line of text.
 *
 * @param brief the figure with its name: {@code vim 43.2%}
 * @param interval its 99% interval in words, or that there is none; empty if the figure is not a share
 * @param words the same with the interval, and that it comes from few answers if it does
 */
public record Headline(String brief, String interval, String words) {
    private static final double MEDIAN = 0.5;

    /** The headline of a chart in English. */
    public static Headline of(DrawnChart chart) {
        return of(chart, SiteWords.ENGLISH);
    }

    /** The headline of a chart in a language. */
    public static Headline of(DrawnChart chart, SiteWords words) {
        if (chart.answers() == 0) {
            return new Headline(words.say("headline.empty"), "", words.say("headline.empty"));
        }
        if (chart.isOfNobody()) {
            return of(chart, words.say("figure.nothing"), "", words);
        }
        if (chart instanceof Partition partition) {
            return partition.buckets().stream()
                    .max(Comparator.comparingDouble(
                            (Bucket bucket) -> bucket.share().value()))
                    .map(bucket -> of(
                            chart,
                            words.say("headline.value", "name", bucket.name(), "figure", percent(bucket.share())),
                            Intervals.words(bucket.share(), words),
                            words))
                    .orElseGet(() -> of(chart, words.say("figure.nothing"), "", words));
        }
        if (chart instanceof Histogram histogram) {
            String brief = median(histogram, words)
                    .map(bucket -> words.say("headline.median", "bucket", bucket))
                    .orElseGet(() -> words.say("figure.nothing"));
            return of(chart, brief, "", words);
        }
        Estimate figure = chart instanceof Ratio ratio ? ratio.pooled() : ((Stacks) chart).installations();
        String brief = chart instanceof Ratio ratio
                ? words.say("headline.of.all", "figure", percent(figure), "all", ClipWords.ofAll(ratio, words))
                : words.say("headline.installations", "figure", percent(figure));
        return of(chart, brief, Intervals.words(figure, words), words);
    }

    private static Headline of(DrawnChart chart, String brief, String interval, SiteWords words) {
        String all = brief + (interval.isEmpty() ? "" : " (" + interval + ")");
        return new Headline(
                brief,
                interval,
                SmallSample.isSmall(chart.answers())
                        ? words.say(
                                "headline.few", "headline", all, "few", SmallSample.answerCount(chart.answers(), words))
                        : all);
    }

    private static String percent(Estimate figure) {
        return Numbers.percent(figure.value());
    }

    /** The figures of the most common values with their intervals, as a sentence without its full stop. */
    public static String figures(DrawnChart chart, int most) {
        if (chart instanceof Partition partition && chart.answers() > 0) {
            return partition.buckets().stream()
                    .sorted(Comparator.comparingDouble(bucket -> -bucket.share().value()))
                    .limit(most)
                    .filter(bucket -> bucket.share().value() > 0)
                    .map(bucket -> bucket.name() + " " + Intervals.beside(bucket.share(), SiteWords.ENGLISH))
                    .collect(Collectors.joining(", "));
        }
        Headline headline = of(chart);
        return headline.brief() + (headline.interval().isEmpty() ? "" : " (" + headline.interval() + ")");
    }

    private static Optional<String> median(Histogram histogram, SiteWords words) {
        List<String> labels = BucketRanges.of(histogram, words);
        return histogram.quantiles().stream()
                .filter(quantile -> quantile.q() == MEDIAN)
                .findFirst()
                .map(Quantile::mean)
                .map(DrawnChart.BucketRange::bucket)
                .filter(at -> at >= 0 && at < labels.size())
                .map(labels::get);
    }
}
