package dev.limpid.web.plot;

import dev.limpid.charts.ChartResult;
import dev.limpid.charts.ChartResult.Bucket;
import dev.limpid.charts.ChartResult.Histogram;
import dev.limpid.charts.ChartResult.Partition;
import dev.limpid.charts.ChartResult.Quantile;
import dev.limpid.charts.ChartResult.Ratio;
import dev.limpid.charts.ChartResult.Stacks;
import dev.limpid.charts.Estimate;
import dev.limpid.web.words.IntervalText;
import dev.limpid.web.words.Numbers;
import dev.limpid.web.words.SiteMessages;
import dev.limpid.web.words.chart.BucketRanges;
import dev.limpid.web.words.chart.ClipWords;
import dev.limpid.web.words.chart.SmallSample;
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
    public static Headline of(ChartResult chart) {
        return of(chart, SiteMessages.ENGLISH);
    }

    /** The headline of a chart in a language. */
    public static Headline of(ChartResult chart, SiteMessages words) {
        if (chart.answers() == 0) {
            return new Headline(words.say("headline.empty"), "", words.say("headline.empty"));
        }
        if (chart.hasNoData()) {
            return of(chart, words.say("figure.nothing"), "", words);
        }
        if (chart instanceof Partition partition) {
            return partition.buckets().stream()
                    .max(Comparator.comparingDouble(
                            (Bucket bucket) -> bucket.share().value()))
                    .map(bucket -> of(
                            chart,
                            words.say("headline.value", "name", bucket.name(), "figure", percent(bucket.share())),
                            IntervalText.words(bucket.share(), words),
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
        return of(chart, brief, IntervalText.words(figure, words), words);
    }

    private static Headline of(ChartResult chart, String brief, String interval, SiteMessages words) {
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
    public static String figures(ChartResult chart, int most) {
        if (chart instanceof Partition partition && chart.answers() > 0) {
            return partition.buckets().stream()
                    .sorted(Comparator.comparingDouble(bucket -> -bucket.share().value()))
                    .limit(most)
                    .filter(bucket -> bucket.share().value() > 0)
                    .map(bucket -> bucket.name() + " " + IntervalText.beside(bucket.share(), SiteMessages.ENGLISH))
                    .collect(Collectors.joining(", "));
        }
        Headline headline = of(chart);
        return headline.brief() + (headline.interval().isEmpty() ? "" : " (" + headline.interval() + ")");
    }

    private static Optional<String> median(Histogram histogram, SiteMessages words) {
        List<String> labels = BucketRanges.of(histogram, words);
        return histogram.quantiles().stream()
                .filter(quantile -> quantile.q() == MEDIAN)
                .findFirst()
                .map(Quantile::mean)
                .map(ChartResult.BucketRange::bucket)
                .filter(at -> at >= 0 && at < labels.size())
                .map(labels::get);
    }
}
