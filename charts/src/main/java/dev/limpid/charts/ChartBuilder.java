package dev.limpid.charts;

import dev.limpid.charts.DrawnChart.Basis;
import dev.limpid.charts.DrawnChart.Bucket;
import dev.limpid.charts.DrawnChart.Cell;
import dev.limpid.charts.DrawnChart.Figure;
import dev.limpid.charts.DrawnChart.Histogram;
import dev.limpid.charts.DrawnChart.HistogramBucket;
import dev.limpid.charts.DrawnChart.Partition;
import dev.limpid.charts.DrawnChart.Quantile;
import dev.limpid.charts.DrawnChart.Ratio;
import dev.limpid.charts.DrawnChart.Split;
import dev.limpid.charts.DrawnChart.Stacks;
import dev.limpid.protocol.text.Counted;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Draws up one chart from its answers. */
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
            certainty.note().ifPresent(notes::add);
        }
        return switch (chart.type()) {
            case PARTITION -> partition();
            case HISTOGRAM -> histogram();
            case RATIO -> ratio();
            case STACK -> stacks();
        };
    }

    private Basis basis() {
        return new Basis(estimates.answers(), estimates.answered(), Figures.round(estimates.effective()));
    }

    private Partition partition() {
        List<Bucket> buckets = new ArrayList<>();
        for (int i = 0; i < chart.columns().size(); i++) {
            int bucket = i;
            // Of what every configuration lists, only what occurs is shown.
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
            notes.add("There were too many stacks to look at all: "
                    + Figures.decimal(100 * stacks.sampled()).toPlainString()
                    + "% of the answers that have any were, chosen at random once the week was published");
        }
        long leftOut = estimates.leftOut();
        if (leftOut > 0) {
            notes.add(Counted.of(leftOut, "answer") + " left out stacks: of more than 64 the most frequent are sent");
        }
        return new Stacks(
                chart.title(),
                basis(),
                certainty.of(estimates.answeredShare()),
                stacks.stacks(),
                stacks.distinct(),
                stacks.sampled(),
                leftOut,
                splits(),
                trend,
                notes);
    }

    private long clip() {
        if (!estimates.isClipped()) {
            return 0;
        }
        long clip = (long) Math.ceil(estimates.clip());
        notes.add("In figures over all events no machine counts for more than " + Counted.of(clip, "event")
                + "; all of its counts shrink alike");
        return clip;
    }

    private List<Split> splits() {
        List<Split> splits = new ArrayList<>();
        for (SplitPlan split : chart.splits()) {
            List<Cell> cells = new ArrayList<>();
            for (int value = 0; value < split.values().size(); value++) {
                AnswerEstimates of = weeks.cell(split.cell(value));
                if (of.answers() > 0) {
                    boolean tooSmall = of.effective() < Cell.LEAST;
                    List<Figure> figures = tooSmall ? List.of() : ShownFigures.of(chart, of, certainty);
                    cells.add(new Cell(split.values().get(value), of.answers(), figures));
                }
            }
            splits.add(new Split(split.attribute(), cells));
        }
        return splits;
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
                                .map(one -> Figures.round(one.effective()))
                                .orElse(0.0),
                        raking.sentence()));
    }
}
