package dev.limpid.charts.draw;

import dev.limpid.charts.DecimalFormatting;
import dev.limpid.charts.DrawnChart;
import dev.limpid.charts.DrawnChart.Basis;
import dev.limpid.charts.DrawnChart.Bucket;
import dev.limpid.charts.DrawnChart.Cell;
import dev.limpid.charts.DrawnChart.CellQuantile;
import dev.limpid.charts.DrawnChart.Figure;
import dev.limpid.charts.DrawnChart.Histogram;
import dev.limpid.charts.DrawnChart.HistogramBucket;
import dev.limpid.charts.DrawnChart.Partition;
import dev.limpid.charts.DrawnChart.Quantile;
import dev.limpid.charts.DrawnChart.Ratio;
import dev.limpid.charts.DrawnChart.Split;
import dev.limpid.charts.DrawnChart.StackCount;
import dev.limpid.charts.DrawnChart.Stacks;
import dev.limpid.charts.Estimate;
import dev.limpid.charts.Note;
import dev.limpid.charts.Reweighting;
import dev.limpid.charts.Trend;
import dev.limpid.charts.difference.Comparisons;
import dev.limpid.charts.estimate.AnswerEstimates;
import dev.limpid.charts.estimate.Certainty;
import dev.limpid.charts.estimate.ChartWeeks;
import dev.limpid.charts.estimate.ShownFigures;
import dev.limpid.charts.fold.AnswerFold;
import dev.limpid.charts.plan.PlannedChart;
import dev.limpid.charts.plan.RatioBins;
import dev.limpid.charts.plan.SplitPlan;
import dev.limpid.charts.statistics.Quantiles;
import dev.limpid.protocol.config.ChartType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Builds one chart from its answers. For one thread at a time. */
final class ChartBuilder {

    private final AnswerFold fold;
    private final ChartWeeks weeks;
    private final PlannedChart chart;
    private final AnswerEstimates estimates;
    private final Certainty certainty;
    private final Trend trend;
    private final List<String> notes = new ArrayList<>();

    ChartBuilder(AnswerFold fold, ChartWeeks weeks, Certainty certainty, Trend trend) {
        this.fold = fold;
        this.weeks = weeks;
        this.chart = weeks.chart();
        this.estimates = weeks.estimates();
        this.certainty = estimates.certainty(certainty);
        this.trend = trend;
    }

    DrawnChart build() {
        if (estimates.answers() > 0) {
            certainty.note().map(Note::text).ifPresent(notes::add);
        }
        long others = weeks.everybody().answers() - estimates.answers();
        if (others > 0) {
            note(Note.Kind.OTHER_COUNTERS, "left", others);
        }
        return switch (chart.type()) {
            case PARTITION -> partition();
            case HISTOGRAM -> histogram();
            case RATIO -> ratio();
            case STACK -> stacks();
        };
    }

    private void note(Note.Kind kind, Object... values) {
        notes.add(Note.of(kind, values).text());
    }

    private Basis basis() {
        return new Basis(estimates.answers(), estimates.answered(), DecimalFormatting.round(estimates.effective()));
    }

    private Partition partition() {
        List<Bucket> buckets = new ArrayList<>();
        for (int i = 0; i < chart.columns().size(); i++) {
            int bucket = i;
            // Configurations list values that never occur; these are not shown.
            if (chart.chart().builtIn().isEmpty() || estimates.hits(i) > 0) {
                buckets.add(new Bucket(
                        chart.columns().get(i),
                        estimates.hits(i),
                        certainty.of(estimates.share(i)),
                        reweighted(one -> one.share(bucket))));
            }
        }
        return new Partition(chart.title(), basis(), buckets, reweighting(), splits(), trend, notes);
    }

    private Histogram histogram() {
        List<HistogramBucket> buckets = new ArrayList<>();
        List<Estimate> mean = new ArrayList<>();
        List<Estimate> pooled = new ArrayList<>();
        for (int i = 0; i < chart.columns().size(); i++) {
            int bucket = i;
            buckets.add(new HistogramBucket(
                    chart.columns().get(i),
                    estimates.hits(i),
                    estimates.events(i),
                    certainty.of(estimates.mean(i)),
                    certainty.of(estimates.pooled(i)),
                    reweighted(one -> one.mean(bucket))));
            mean.add(estimates.meanUpTo(i));
            pooled.add(estimates.pooledUpTo(i));
        }
        List<Quantile> quantiles = Quantiles.SHOWN.stream()
                .map(q -> new Quantile(q, certainty.of(Quantiles.of(q, mean)), certainty.of(Quantiles.of(q, pooled))))
                .toList();
        return new Histogram(chart.title(), basis(), buckets, quantiles, clip(), reweighting(), splits(), trend, notes);
    }

    private Ratio ratio() {
        List<Bucket> distribution = new ArrayList<>();
        for (int i = 0; i < RatioBins.NAMES.size(); i++) {
            int bin = i;
            distribution.add(new Bucket(
                    RatioBins.NAMES.get(i),
                    estimates.hits(i),
                    certainty.of(estimates.bin(i)),
                    reweighted(one -> one.bin(bin))));
        }
        return new Ratio(
                chart.title(),
                chart.chart().over(),
                basis(),
                certainty.of(estimates.withP()),
                distribution,
                certainty.of(estimates.ratio()),
                clip(),
                reweighting(),
                splits(),
                trend,
                notes);
    }

    private Stacks stacks() {
        StackChartBuilder stacks = new StackChartBuilder(fold, weeks, certainty);
        if (stacks.sampled() < 1) {
            note(
                    Note.Kind.SAMPLED,
                    "percent",
                    DecimalFormatting.decimal(100 * stacks.sampled()).toPlainString());
        }
        List<StackCount> listed = stacks.stacks();
        if (listed.size() < stacks.distinct()) {
            note(Note.Kind.LISTED, "distinct", stacks.distinct(), "listed", (long) listed.size());
        }
        long leftOut = estimates.leftOut();
        if (leftOut > 0) {
            note(Note.Kind.LEFT_OUT, "left", leftOut);
        }
        return new Stacks(
                chart.title(),
                basis(),
                certainty.of(estimates.answeredShare()),
                listed,
                stacks.groups(),
                stacks.distinct(),
                stacks.sampled(),
                leftOut,
                splits(),
                trend,
                notes);
    }

    /**
     * Published wherever there are events, so that readers can check whether two figures are clipped at the same
     * number.
     */
    private double clip() {
        if (estimates.answered() == 0) {
            return 0;
        }
        double clip = estimates.clip().most();
        if (estimates.isClipped()) {
            note(Note.Kind.CLIPPED, "most", (long) Math.ceil(clip));
        }
        return clip;
    }

    private List<Split> splits() {
        Optional<Comparisons> comparisons = comparisons();
        List<Split> splits = new ArrayList<>();
        for (int at = 0; at < chart.splits().size(); at++) {
            SplitPlan split = chart.splits().get(at);
            List<Cell> cells = new ArrayList<>();
            for (int value = 0; value < split.values().size(); value++) {
                AnswerEstimates of = weeks.cell(split.cell(value));
                if (of.answers() > 0) {
                    boolean tooSmall = of.effective() < Cell.LEAST;
                    List<Figure> figures = tooSmall ? List.of() : ShownFigures.of(chart, of, certainty);
                    cells.add(new Cell(
                            split.values().get(value), of.answers(), figures, tooSmall ? List.of() : quantiles(of)));
                }
            }
            int place = at;
            splits.add(new Split(
                    split.attribute(),
                    cells,
                    comparisons.map(of -> of.comparisonCount(place)).orElse(0L),
                    comparisons.map(of -> of.differences(place)).orElse(List.of())));
        }
        return splits;
    }

    /** Where no interval is reliable, no difference is certain. */
    private Optional<Comparisons> comparisons() {
        if (certainty != Certainty.SURE) {
            return Optional.empty();
        }
        Comparisons comparisons = new Comparisons(weeks);
        for (String attribute : comparisons.uncomparedAttributes()) {
            note(Note.Kind.UNSAID, "attribute", attribute);
        }
        comparisons.withheld().forEach(this::note);
        return Optional.of(comparisons);
    }

    private List<CellQuantile> quantiles(AnswerEstimates of) {
        if (chart.type() != ChartType.HISTOGRAM) {
            return List.of();
        }
        List<Estimate> mean = new ArrayList<>();
        for (int i = 0; i < chart.columns().size(); i++) {
            mean.add(of.meanUpTo(i));
        }
        return Quantiles.SHOWN.stream()
                .map(q -> new CellQuantile(q, certainty.of(Quantiles.of(q, mean))))
                .toList();
    }

    private Optional<Estimate> reweighted(Function<AnswerEstimates, Estimate> figure) {
        return weeks.reweighted().map(figure).map(certainty::of);
    }

    private Optional<Reweighting> reweighting() {
        return weeks.raking()
                .map(raking -> new Reweighting(
                        chart.raking().margins().stream()
                                .map(margin -> margin.split().attribute().word())
                                .toList(),
                        raking.factors().isPresent(),
                        raking.rounds(),
                        weeks.reweighted()
                                .map(one -> DecimalFormatting.round(one.effective()))
                                .orElse(0.0),
                        raking.sentence()));
    }
}
