package dev.limpid.web.plot;

import dev.limpid.charts.DrawnChart;
import dev.limpid.charts.DrawnChart.Bucket;
import dev.limpid.charts.DrawnChart.Histogram;
import dev.limpid.charts.DrawnChart.HistogramBucket;
import dev.limpid.charts.DrawnChart.Partition;
import dev.limpid.charts.DrawnChart.Ratio;
import dev.limpid.charts.DrawnChart.Stacks;
import dev.limpid.charts.Estimate;
import dev.limpid.charts.Reweighting;
import dev.limpid.charts.Trend;
import dev.limpid.web.words.Intervals;
import dev.limpid.web.words.Numbers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A chart made ready for a page: rows with their bars, headline figures, trend panels; all on scales of their own.
 *
 * @param chart what is shown
 * @param scale the scale of the bars
 * @param rows the buckets in their order
 * @param figures the figures that are no bucket, such as a pooled ratio
 * @param reweighting what became of matching known margins, where anything was to be matched
 * @param panels the trend, the commonest series first, each on a scale of its own
 */
public record ChartView(
        DrawnChart chart,
        Scale scale,
        List<ChartRow> rows,
        List<Figure> figures,
        Optional<Reweighting> reweighting,
        List<TrendPanel> panels) {

    /** The most rows that are shown at once; further ones wait behind a click. */
    public static final int ROWS = 40;
    /** The most trend panels that are shown at once. */
    public static final int PANELS = 12;

    public ChartView {
        rows = List.copyOf(rows);
        figures = List.copyOf(figures);
        panels = List.copyOf(panels);
    }

    /** A figure that is no bucket. */
    public record Figure(String name, Estimate estimate) {
        /** The figure as a sentence without its stop. */
        public String words() {
            return Numbers.percent(estimate.value()) + " (" + Intervals.words(estimate) + ") " + name;
        }
    }

    /** Makes a chart ready. */
    public static ChartView of(DrawnChart chart) {
        if (chart instanceof Partition partition) {
            return buckets(chart, partition.buckets(), List.of(), partition.reweighting());
        }
        if (chart instanceof Histogram histogram) {
            return histogram(histogram);
        }
        if (chart instanceof Ratio ratio) {
            List<Figure> figures = List.of(
                    new Figure(
                            "of installations that count “" + ratio.over() + "” have it at all", ratio.installations()),
                    new Figure("of all “" + ratio.over() + "”, over all installations", ratio.pooled()));
            return buckets(chart, ratio.distribution(), figures, ratio.reweighting());
        }
        Stacks stacks = (Stacks) chart;
        return buckets(
                chart,
                List.of(),
                List.of(new Figure("of installations had one", stacks.installations())),
                Optional.empty());
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

    /** Whether some rows wait behind a click. */
    public boolean isLong() {
        return rows.size() > ROWS;
    }

    /** The rows that are shown at once: all of few, the commonest of many. */
    public List<ChartRow> shown() {
        return isLong() ? commonest(ROWS) : rows;
    }

    /** The commonest rows, commonest first. */
    public List<ChartRow> commonest(int most) {
        return rows.stream()
                .sorted(Comparator.comparingDouble(
                        (ChartRow row) -> -row.share().value()))
                .limit(most)
                .toList();
    }

    /** The rows worth showing where there is room for few: ordered buckets in their order, others commonest first. */
    public List<ChartRow> overview(int most) {
        return chart instanceof Partition || rows.size() > most ? commonest(most) : rows;
    }

    /** The chart by each attribute that tells builds apart. */
    public List<HeatTable> splits() {
        return chart.splits().stream()
                .filter(split -> split.cells().size() > 1)
                .map(split -> HeatTable.of(chart, split))
                .toList();
    }

    /** What kind of chart it is, in one word. */
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
            DrawnChart chart, List<Bucket> buckets, List<Figure> figures, Optional<Reweighting> reweighting) {
        List<Double> ends = new ArrayList<>();
        for (Bucket bucket : buckets) {
            ends.add(Intervals.top(bucket.share()));
            bucket.reweighted().ifPresent(other -> ends.add(other.value()));
        }
        Scale scale = Scale.forShares(ends);
        List<ChartRow> rows = buckets.stream()
                .map(bucket -> new ChartRow(
                        bucket.name(),
                        bucket.answers(),
                        OptionalLong.empty(),
                        bucket.share(),
                        Optional.empty(),
                        bucket.reweighted(),
                        Bar.of(bucket.share(), bucket.reweighted(), scale)))
                .toList();
        return withTrend(chart, scale, rows, figures, reweighting);
    }

    private static ChartView histogram(Histogram histogram) {
        List<Double> ends = new ArrayList<>();
        for (HistogramBucket bucket : histogram.buckets()) {
            ends.add(Intervals.top(bucket.mean()));
            ends.add(bucket.pooled().value());
        }
        Scale scale = Scale.forShares(ends);
        List<ChartRow> rows = histogram.buckets().stream()
                .map(bucket -> new ChartRow(
                        bucket.name(),
                        bucket.answers(),
                        OptionalLong.of(bucket.events()),
                        bucket.mean(),
                        Optional.of(bucket.pooled()),
                        bucket.reweighted(),
                        Bar.of(bucket.mean(), Optional.of(bucket.pooled()), scale)))
                .toList();
        return withTrend(histogram, scale, rows, List.of(), histogram.reweighting());
    }

    private static ChartView withTrend(
            DrawnChart chart,
            Scale scale,
            List<ChartRow> rows,
            List<Figure> figures,
            Optional<Reweighting> reweighting) {
        Trend trend = chart.trend();
        List<TrendPanel> panels = trend.weeks().isEmpty()
                ? List.of()
                : trend.series().stream()
                        .map(series -> TrendPanel.of(series.name(), trend.weeks(), series.points(), scale(series)))
                        .sorted(Comparator.comparingDouble(panel -> -panel.now().value()))
                        .toList();
        return new ChartView(chart, scale, rows, figures, reweighting, panels);
    }

    private static Scale scale(Trend.Series series) {
        return Scale.forShares(series.points().stream().map(Intervals::top).toList());
    }
}
