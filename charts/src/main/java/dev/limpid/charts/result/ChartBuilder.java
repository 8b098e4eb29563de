package dev.limpid.charts.result;

import dev.limpid.charts.ChartNote;
import dev.limpid.charts.ChartResult;
import dev.limpid.charts.ChartResult.Basis;
import dev.limpid.charts.ChartResult.Bucket;
import dev.limpid.charts.ChartResult.Cell;
import dev.limpid.charts.ChartResult.CellQuantile;
import dev.limpid.charts.ChartResult.Figure;
import dev.limpid.charts.ChartResult.Histogram;
import dev.limpid.charts.ChartResult.HistogramBucket;
import dev.limpid.charts.ChartResult.Partition;
import dev.limpid.charts.ChartResult.Quantile;
import dev.limpid.charts.ChartResult.Ratio;
import dev.limpid.charts.ChartResult.Split;
import dev.limpid.charts.ChartResult.StackCount;
import dev.limpid.charts.ChartResult.Stacks;
import dev.limpid.charts.DecimalFormatting;
import dev.limpid.charts.Estimate;
import dev.limpid.charts.Reweighting;
import dev.limpid.charts.Trend;
import dev.limpid.charts.difference.DifferenceDetector;
import dev.limpid.charts.estimate.AnswerEstimates;
import dev.limpid.charts.estimate.ChartWeeks;
import dev.limpid.charts.estimate.IntervalStatus;
import dev.limpid.charts.estimate.ShownFigures;
import dev.limpid.charts.fold.AnswerFold;
import dev.limpid.charts.plan.PlannedChart;
import dev.limpid.charts.plan.RatioBins;
import dev.limpid.charts.plan.SplitPlan;
import dev.limpid.charts.statistics.Quantiles;
import dev.limpid.protocol.chart.ChartType;
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
    private final IntervalStatus intervalStatus;
    private final Trend trend;
    private final List<String> notes = new ArrayList<>();

    ChartBuilder(AnswerFold fold, ChartWeeks weeks, IntervalStatus intervalStatus, Trend trend) {
        this.fold = fold;
        this.weeks = weeks;
        this.chart = weeks.chart();
        this.estimates = weeks.estimates();
        this.intervalStatus = estimates.intervalStatus(intervalStatus);
        this.trend = trend;
    }

    ChartResult build() {
        if (estimates.answers() > 0) {
            intervalStatus.note().map(ChartNote::text).ifPresent(notes::add);
        }
        long others = weeks.allMachines().answers() - estimates.answers();
        if (others > 0) {
            note(ChartNote.Kind.OTHER_COUNTERS, "left", others);
        }
        return switch (chart.type()) {
            case PARTITION -> partition();
            case HISTOGRAM -> histogram();
            case RATIO -> ratio();
            case STACK -> stacks();
        };
    }

    private void note(ChartNote.Kind kind, Object... values) {
        notes.add(ChartNote.of(kind, values).text());
    }

    private Basis basis() {
        return new Basis(
                estimates.answers(), estimates.answered(), DecimalFormatting.round(estimates.effectiveSampleSize()));
    }

    private Partition partition() {
        List<Bucket> buckets = new ArrayList<>();
        for (int i = 0; i < chart.columns().size(); i++) {
            int bucket = i;
            // Configurations list values that never occur; these are not shown.
            if (chart.chart().builtIn().isEmpty() || estimates.answersInBucket(i) > 0) {
                buckets.add(new Bucket(
                        chart.columns().get(i),
                        estimates.answersInBucket(i),
                        intervalStatus.applyTo(estimates.share(i)),
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
                    estimates.answersInBucket(i),
                    estimates.events(i),
                    intervalStatus.applyTo(estimates.mean(i)),
                    intervalStatus.applyTo(estimates.pooled(i)),
                    reweighted(one -> one.mean(bucket))));
            mean.add(estimates.meanUpTo(i));
            pooled.add(estimates.pooledUpTo(i));
        }
        List<Quantile> quantiles = Quantiles.SHOWN.stream()
                .map(q -> new Quantile(
                        q,
                        intervalStatus.applyTo(Quantiles.of(q, mean)),
                        intervalStatus.applyTo(Quantiles.of(q, pooled))))
                .toList();
        return new Histogram(chart.title(), basis(), buckets, quantiles, clip(), reweighting(), splits(), trend, notes);
    }

    private Ratio ratio() {
        List<Bucket> distribution = new ArrayList<>();
        for (int i = 0; i < RatioBins.NAMES.size(); i++) {
            int bin = i;
            distribution.add(new Bucket(
                    RatioBins.NAMES.get(i),
                    estimates.answersInBucket(i),
                    intervalStatus.applyTo(estimates.bin(i)),
                    reweighted(one -> one.bin(bin))));
        }
        return new Ratio(
                chart.title(),
                chart.chart().over(),
                basis(),
                intervalStatus.applyTo(estimates.shareWithNumerator()),
                distribution,
                intervalStatus.applyTo(estimates.ratio()),
                clip(),
                reweighting(),
                splits(),
                trend,
                notes);
    }

    private Stacks stacks() {
        StackChartBuilder stacks = new StackChartBuilder(fold, weeks, intervalStatus);
        if (stacks.sampled() < 1) {
            note(
                    ChartNote.Kind.SAMPLED,
                    "percent",
                    DecimalFormatting.decimal(100 * stacks.sampled()).toPlainString());
        }
        List<StackCount> listed = stacks.stacks();
        if (listed.size() < stacks.distinct()) {
            note(ChartNote.Kind.LISTED, "distinct", stacks.distinct(), "listed", (long) listed.size());
        }
        long leftOut = estimates.leftOut();
        if (leftOut > 0) {
            note(ChartNote.Kind.LEFT_OUT, "left", leftOut);
        }
        return new Stacks(
                chart.title(),
                basis(),
                intervalStatus.applyTo(estimates.answeredShare()),
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
        double clip = estimates.clip().limit();
        if (estimates.isClipped()) {
            note(ChartNote.Kind.CLIPPED, "most", (long) Math.ceil(clip));
        }
        return clip;
    }

    private List<Split> splits() {
        Optional<DifferenceDetector> comparisons = comparisons();
        List<Split> splits = new ArrayList<>();
        for (int at = 0; at < chart.splits().size(); at++) {
            SplitPlan split = chart.splits().get(at);
            List<Cell> cells = new ArrayList<>();
            for (int value = 0; value < split.values().size(); value++) {
                AnswerEstimates of = weeks.cell(split.cell(value));
                if (of.answers() > 0) {
                    boolean tooSmall = of.effectiveSampleSize() < Cell.LEAST;
                    List<Figure> figures = tooSmall ? List.of() : ShownFigures.of(chart, of, intervalStatus);
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
    private Optional<DifferenceDetector> comparisons() {
        if (intervalStatus != IntervalStatus.SURE) {
            return Optional.empty();
        }
        DifferenceDetector detector = new DifferenceDetector(weeks);
        for (String attribute : detector.uncomparedAttributes()) {
            note(ChartNote.Kind.UNSAID, "attribute", attribute);
        }
        detector.withheld().forEach(this::note);
        return Optional.of(detector);
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
                .map(q -> new CellQuantile(q, intervalStatus.applyTo(Quantiles.of(q, mean))))
                .toList();
    }

    private Optional<Estimate> reweighted(Function<AnswerEstimates, Estimate> figure) {
        return weeks.reweighted().map(figure).map(intervalStatus::applyTo);
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
                                .map(one -> DecimalFormatting.round(one.effectiveSampleSize()))
                                .orElse(0.0),
                        raking.sentence()));
    }
}
