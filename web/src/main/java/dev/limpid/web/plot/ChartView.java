package dev.limpid.web.plot;

import dev.limpid.charts.ChartResult;
import dev.limpid.charts.ChartResult.Bucket;
import dev.limpid.charts.ChartResult.Histogram;
import dev.limpid.charts.ChartResult.HistogramBucket;
import dev.limpid.charts.ChartResult.Partition;
import dev.limpid.charts.ChartResult.Ratio;
import dev.limpid.charts.ChartResult.Stacks;
import dev.limpid.charts.Estimate;
import dev.limpid.charts.NetworkDominance;
import dev.limpid.charts.Reweighting;
import dev.limpid.charts.Trend;
import dev.limpid.web.words.IntervalText;
import dev.limpid.web.words.Numbers;
import dev.limpid.web.words.SiteMessages;
import dev.limpid.web.words.chart.BucketRanges;
import dev.limpid.web.words.chart.ClipWords;
import dev.limpid.web.words.chart.FigureNames;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The view of a chart for a page: rows with their bars, headline figures, trend panels, each with their own scales.
 *
 * @param chart the chart
 * @param weeks the number of weeks that it covers
 * @param scale the scale of the bars
 * @param rows the buckets in their order
 * @param figures the figures that are not buckets, such as a pooled ratio
 * @param reweighting the outcome of matching known margins, if there are any
 * @param panels the trend, the most common series first, each on its own scale
 */
public record ChartView(
        ChartResult chart,
        int weeks,
        Scale scale,
        List<ChartRow> rows,
        List<Figure> figures,
        Optional<Reweighting> reweighting,
        List<TrendPanel> panels) {

    /** The largest number of rows that are shown at once; the others are collapsed. */
    public static final int ROWS = 40;
    /** The largest number of ordered buckets that are shown at once. */
    public static final int ORDERED = 80;
    /** The largest number of trend panels that are shown at once. */
    public static final int PANELS = 12;

    public ChartView {
        rows = List.copyOf(rows);
        figures = List.copyOf(figures);
        panels = List.copyOf(panels);
    }

    /** A figure that is not a bucket. */
    public record Figure(String name, Estimate estimate) {
        /** The figure as a sentence without its full stop. */
        public String words() {
            return Numbers.percent(estimate.value()) + " (" + IntervalText.words(estimate) + ") " + name;
        }
    }

    /** The view of a chart of one week in English. */
    public static ChartView of(ChartResult chart) {
        return of(chart, 1, SiteMessages.ENGLISH);
    }

    /** The view of a chart of this many weeks in a language. */
    public static ChartView of(ChartResult chart, int weeks, SiteMessages words) {
        if (chart instanceof Partition partition) {
            return buckets(chart, weeks, partition.buckets(), List.of(), partition.reweighting(), words);
        }
        if (chart instanceof Histogram histogram) {
            return histogram(histogram, weeks, words);
        }
        if (chart instanceof Ratio ratio) {
            List<Figure> figures = List.of(
                    new Figure(words.say("figure.ratio", "over", ratio.over()), ratio.installations()),
                    new Figure(ClipWords.overall(ratio, words), ratio.pooled()));
            return buckets(chart, weeks, ratio.distribution(), figures, ratio.reweighting(), words);
        }
        Stacks stacks = (Stacks) chart;
        return buckets(
                chart,
                weeks,
                List.of(),
                List.of(new Figure(words.say("figure.stack"), stacks.installations())),
                Optional.empty(),
                words);
    }

    /** Whether there are answers, but none has what the figures are parts of. */
    public boolean hasNoEvents() {
        return chart.hasNoData() && !isEmpty();
    }

    /** Whether there is nothing to show yet. */
    public boolean isEmpty() {
        return chart.answers() == 0;
    }

    /** Whether the rows also have a share of all events. */
    public boolean isPooled() {
        return chart instanceof Histogram;
    }

    /** Whether the rows also have reweighted shares. */
    public boolean isReweighted() {
        return rows.stream().anyMatch(row -> row.reweighted().isPresent());
    }

    /** Whether the buckets have an order of their own, which every picture keeps. */
    public boolean isOrdered() {
        return chart instanceof Histogram || chart instanceof Ratio;
    }

    /** Whether one network may have given most of the answers of some bar. */
    public boolean mayBeDominatedByOneNetwork() {
        return rows.stream().anyMatch(ChartRow::mayBeOfOneNetwork);
    }

    /** Whether some rows are on other pages. */
    public boolean isLong() {
        return rows.size() > most();
    }

    /**
     * The rows that are shown at once: all if there are few; otherwise the most common ones, or the adjacent ordered ones that contain
     * most.
     */
    public List<ChartRow> shown() {
        if (!isLong()) {
            return rows;
        }
        return isOrdered() ? fullest(ORDERED) : commonest(ROWS);
    }

    /** Says which rows are shown, if some are not. */
    public String which(SiteMessages words) {
        return words.say(isOrdered() ? "chart.neighbours" : "chart.commonest", "n", most());
    }

    private int most() {
        return isOrdered() ? ORDERED : ROWS;
    }

    /** The most common rows, the most common first. */
    public List<ChartRow> commonest(int most) {
        return rows.stream()
                .sorted(Comparator.comparingDouble(
                        (ChartRow row) -> -row.share().value()))
                .limit(most)
                .toList();
    }

    /** The adjacent rows that contain most, in their order, at most this many. */
    private List<ChartRow> fullest(int most) {
        int best = 0;
        double fullest = -1;
        for (int from = 0; from + most <= rows.size(); from++) {
            double held = rows.subList(from, from + most).stream()
                    .mapToDouble(row -> row.share().value())
                    .sum();
            if (held > fullest) {
                best = from;
                fullest = held;
            }
        }
        return rows.subList(best, Math.min(rows.size(), best + most));
    }

    /** The most important rows if there is room for few: ordered buckets in their order, others with the most common first. */
    public List<ChartRow> overview(int most) {
        return isOrdered() ? fullest(most) : commonest(most);
    }

    /** The label of the bucket or figure with this name. */
    public String label(String name) {
        return rows.stream()
                .filter(row -> row.name().equals(name))
                .map(ChartRow::label)
                .findFirst()
                .orElse(name);
    }

    /** The chart split by each attribute. */
    public List<HeatMap> splits(SiteMessages words) {
        return chart.splits().stream()
                .filter(split -> split.cells().size() > 1)
                .map(split -> HeatMap.of(chart, weeks, split, words))
                .toList();
    }

    /** The kind of chart, in one word. */
    public String kind() {
        if (chart instanceof Partition) {
            return "partition";
        }
        if (chart instanceof Histogram) {
            return "histogram";
        }
        return chart instanceof Ratio ? "ratio" : "stack";
    }

    private static ChartView buckets(
            ChartResult chart,
            int weeks,
            List<Bucket> buckets,
            List<Figure> figures,
            Optional<Reweighting> reweighting,
            SiteMessages words) {
        List<Double> ends = new ArrayList<>();
        for (Bucket bucket : buckets) {
            ends.add(IntervalText.top(bucket.share()));
            bucket.reweighted().ifPresent(other -> ends.add(other.value()));
        }
        Scale scale = Scale.forShares(ends);
        List<ChartRow> rows = buckets.stream()
                .map(bucket -> new ChartRow(
                        bucket.name(),
                        BucketRanges.label(chart, bucket.name(), words),
                        bucket.answers(),
                        OptionalLong.empty(),
                        bucket.share(),
                        Optional.empty(),
                        bucket.reweighted(),
                        Bar.of(bucket.share(), bucket.reweighted(), scale),
                        NetworkDominance.mayDominate(bucket.answers(), chart.answers(), weeks)))
                .toList();
        return withTrend(chart, weeks, scale, rows, figures, reweighting, words);
    }

    private static ChartView histogram(Histogram histogram, int weeks, SiteMessages words) {
        List<Double> ends = new ArrayList<>();
        for (HistogramBucket bucket : histogram.buckets()) {
            ends.add(IntervalText.top(bucket.mean()));
            ends.add(bucket.pooled().value());
        }
        Scale scale = Scale.forShares(ends);
        List<String> labels = BucketRanges.of(histogram, words);
        List<ChartRow> rows = new ArrayList<>();
        for (HistogramBucket bucket : histogram.buckets()) {
            rows.add(new ChartRow(
                    bucket.name(),
                    labels.get(rows.size()),
                    bucket.answers(),
                    OptionalLong.of(bucket.events()),
                    bucket.mean(),
                    Optional.of(bucket.pooled()),
                    bucket.reweighted(),
                    Bar.of(bucket.mean(), Optional.of(bucket.pooled()), scale),
                    NetworkDominance.mayDominate(bucket, histogram, weeks)));
        }
        return withTrend(histogram, weeks, scale, rows, List.of(), histogram.reweighting(), words);
    }

    private static ChartView withTrend(
            ChartResult chart,
            int weeks,
            Scale scale,
            List<ChartRow> rows,
            List<Figure> figures,
            Optional<Reweighting> reweighting,
            SiteMessages words) {
        Trend trend = chart.trend();
        Map<String, String> labels = new HashMap<>();
        rows.forEach(row -> labels.put(row.name(), row.label()));
        List<TrendPanel> panels = trend.weeks().isEmpty()
                ? List.of()
                : trend.series().stream()
                        .map(series -> TrendPanel.of(
                                labels.getOrDefault(series.name(), FigureNames.inWords(chart, series.name(), words)),
                                trend.weeks(),
                                series.points(),
                                scale(series)))
                        .sorted(Comparator.comparingDouble(panel -> -panel.now().value()))
                        .toList();
        boolean ofNobody = chart.hasNoData();
        return new ChartView(
                chart,
                weeks,
                ofNobody ? Scale.forShares(List.of()) : scale,
                ofNobody ? List.of() : rows,
                ofNobody ? List.of() : figures,
                reweighting,
                panels);
    }

    private static Scale scale(Trend.Series series) {
        return Scale.forShares(series.points().stream().map(IntervalText::top).toList());
    }
}
