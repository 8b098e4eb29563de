package dev.limpid.charts;

import dev.limpid.charts.ChartSet.ProgramCharts;
import dev.limpid.charts.DrawnChart.Bucket;
import dev.limpid.charts.DrawnChart.Histogram;
import dev.limpid.charts.DrawnChart.HistogramBucket;
import dev.limpid.charts.DrawnChart.Partition;
import dev.limpid.charts.DrawnChart.Quantile;
import dev.limpid.charts.DrawnChart.Ratio;
import dev.limpid.charts.Estimators.Part;
import dev.limpid.charts.Estimators.Share;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Draws up one program's charts from its sums. */
final class ProgramChartsBuilder {

    /** From this part of all events on, one installation's is worth a note. */
    private static final double LARGE = 0.1;

    private final ProgramPlan program;
    private final ChartFold fold;
    private final List<LocalDate> days;
    private final ProgramSums sums;
    private final TrendBuilder trends;
    private final Raking.@Nullable Outcome raking;

    ProgramChartsBuilder(
            ProgramPlan program, ChartFold fold, List<LocalDate> days, ProgramSums sums, TrendBuilder trends) {
        this.program = program;
        this.fold = fold;
        this.days = days;
        this.sums = sums;
        this.trends = trends;
        this.raking = program.cells.margins().isEmpty() ? null : Raking.fit(program.cells, sums.cellWeights());
    }

    /** @param notes is given a sentence for each chart that cannot be computed; it is left out, and the others stay */
    ProgramCharts build(List<String> notes) {
        List<DrawnChart> charts = new ArrayList<>();
        for (Slots chart : program.charts) {
            try {
                charts.add(build(chart));
            } catch (ArithmeticException | IllegalArgumentException e) {
                notes.add("The chart \"" + chart.title().title() + "\" of " + program.name
                        + " is left out: it cannot be computed from these reports");
            }
        }
        Slots presence = program.charts.get(0);
        List<Part> parts = sums.parts(presence);
        return new ProgramCharts(
                program.name, ProgramSums.sum(parts, presence.asked()), installations(presence), charts);
    }

    private DrawnChart build(Slots chart) {
        return switch (chart.type()) {
            case PARTITION -> partition(chart);
            case HISTOGRAM -> histogram(chart);
            case RATIO -> ratio(chart);
            case STACK -> new StackChartBuilder(program, fold, days, sums).build(chart, trends.trend(chart));
        };
    }

    private Estimate installations(Slots presence) {
        InstallationCount count = new InstallationCount(days);
        for (int config = 0; config < fold.plan().configCount(); config++) {
            for (LocalDate day : days) {
                Stratum stratum = fold.find(day, config);
                ProgramPlan.Asked by = program.asked(config, day.toEpochDay());
                double rate =
                        by == null ? 0 : by.byChart().get(presence.index()).rate();
                for (int cell = 0; stratum != null && rate > 0 && cell < program.cells.count(); cell++) {
                    long[] tally = stratum.find(program, cell);
                    count.add(day, rate, tally == null ? 0 : tally[presence.asked()]);
                }
            }
        }
        return count.estimate();
    }

    private Partition partition(Slots chart) {
        List<Part> all = sums.parts(chart);
        boolean everyProgram = chart.index() < Platform.values().length;
        List<Bucket> buckets = new ArrayList<>();
        for (int i = 0; i < chart.buckets().size(); i++) {
            List<Part> parts = sums.parts(chart, i, null);
            long reports = ProgramSums.sum(parts, chart.bucket(i));
            // Of what every configuration lists, only what occurs is shown.
            if (reports > 0 || !everyProgram) {
                buckets.add(bucket(chart, i, parts, new Share(chart.bucket(i), chart.asked())));
            }
        }
        return new Partition(
                chart.title(),
                ProgramSums.sum(all, chart.asked()),
                ProgramSums.sum(all, chart.answered()),
                buckets,
                reweighting(chart, chart.asked()),
                trends.trend(chart),
                List.of());
    }

    private Bucket bucket(Slots chart, int bucket, List<Part> parts, Share of) {
        return new Bucket(
                chart.buckets().get(bucket),
                ProgramSums.sum(parts, of.hits()),
                Estimators.share(parts, of),
                reweighted(chart, bucket, reweighted -> Estimators.share(reweighted, of)));
    }

    private Histogram histogram(Slots chart) {
        List<Part> parts = sums.parts(chart);
        List<HistogramBucket> buckets = new ArrayList<>();
        List<Estimate> mean = new ArrayList<>();
        List<Estimate> pooled = new ArrayList<>();
        for (int i = 0; i < chart.buckets().size(); i++) {
            int bucket = i;
            int at = chart.bucket(i);
            HistogramBucket drawn = new HistogramBucket(
                    chart.buckets().get(i),
                    ProgramSums.sum(parts, at),
                    ProgramSums.wideSum(parts, at + Slots.Y),
                    Estimators.mean(parts, chart, i),
                    Estimators.pooled(parts, chart, at + Slots.Y),
                    reweighted(chart, -1, reweighted -> Estimators.mean(reweighted, chart, bucket)));
            buckets.add(drawn);
            mean.add(Estimators.meanUpTo(parts, chart, i));
            pooled.add(Estimators.pooledUpTo(parts, chart, i));
        }
        List<Quantile> quantiles = Quantiles.SHOWN.stream()
                .map(q -> new Quantile(q, Quantiles.of(q, mean), Quantiles.of(q, pooled)))
                .toList();
        double largest = largest(parts, chart);
        return new Histogram(
                chart.title(),
                ProgramSums.sum(parts, chart.asked()),
                ProgramSums.sum(parts, chart.answered()),
                buckets,
                quantiles,
                largest,
                reweighting(chart, chart.answered()),
                trends.trend(chart),
                largestNote(largest));
    }

    private Ratio ratio(Slots chart) {
        List<Part> parts = sums.parts(chart);
        List<Bucket> distribution = new ArrayList<>();
        for (int i = 0; i < chart.buckets().size(); i++) {
            Share of = new Share(chart.bucket(i), chart.answered());
            distribution.add(new Bucket(
                    chart.buckets().get(i),
                    ProgramSums.sum(parts, of.hits()),
                    Estimators.share(parts, of),
                    reweighted(chart, -1, reweighted -> Estimators.share(reweighted, of))));
        }
        double largest = largest(parts, chart);
        return new Ratio(
                chart.title(),
                chart.over(),
                ProgramSums.sum(parts, chart.asked()),
                ProgramSums.sum(parts, chart.answered()),
                Estimators.share(parts, new Share(chart.withP(), chart.answered())),
                distribution,
                TrendBuilder.pooledRatio(parts, chart),
                largest,
                reweighting(chart, chart.answered()),
                trends.trend(chart),
                largestNote(largest));
    }

    private Optional<Estimate> reweighted(Slots chart, int bucket, Function<List<Part>, Estimate> estimate) {
        return raking == null
                ? Optional.empty()
                : raking.factors().map(factors -> estimate.apply(sums.parts(chart, bucket, factors)));
    }

    private Optional<Reweighting> reweighting(Slots chart, int base) {
        if (raking == null) {
            return Optional.empty();
        }
        double reports = raking.factors()
                .map(factors -> Estimators.effective(sums.parts(chart, -1, factors), base))
                .orElse(0.0);
        return Optional.of(new Reweighting(
                program.cells.margins().stream()
                        .map(margin -> margin.platform().word())
                        .toList(),
                raking.factors().isPresent(),
                raking.rounds(),
                Figures.round(reports),
                raking.sentence()));
    }

    private static double largest(List<Part> parts, Slots chart) {
        double events = 0;
        long largest = 0;
        for (Part part : parts) {
            events += Tally.wide(part.tally(), chart.x());
            largest = Math.max(largest, part.tally()[chart.max()]);
        }
        return events > 0 ? Figures.round(largest / events) : 0;
    }

    private static List<String> largestNote(double largest) {
        return largest < LARGE
                ? List.of()
                : List.of("One installation holds " + Math.round(largest * 100)
                        + "% of all events; the pooled figures follow it");
    }
}
