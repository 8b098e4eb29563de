package dev.limpid.charts.compare;

import dev.limpid.charts.ChartResult;
import dev.limpid.charts.ChartResult.BucketRange;
import dev.limpid.charts.ChartResult.Cell;
import dev.limpid.charts.ChartResult.CellQuantile;
import dev.limpid.charts.ChartResult.Figure;
import dev.limpid.charts.ChartResult.Histogram;
import dev.limpid.charts.ChartResult.Partition;
import dev.limpid.charts.ChartResult.Ratio;
import dev.limpid.charts.ChartResult.Split;
import dev.limpid.charts.ChartResult.Stacks;
import dev.limpid.charts.Estimate;
import dev.limpid.charts.Period;
import dev.limpid.charts.Trend;
import dev.limpid.protocol.answer.Attribute;
import dev.limpid.protocol.sampling.NetworkShare;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One side of a {@link Comparison}: a chart of a period, of all machines or of those with one value of an attribute.
 *
 * @param period the weeks
 * @param chart the chart in these weeks
 * @param selected the value; empty for all machines
 */
public record ComparisonSide(Period period, ChartResult chart, Optional<Selected> selected) {

    /** The machines with one value of an attribute. */
    public record Selected(Attribute by, Cell cell) {}

    /** All machines. */
    public static ComparisonSide all(Period period, ChartResult chart) {
        return new ComparisonSide(period, chart, Optional.empty());
    }

    /** The machines with a value; empty if no answer of the period has it. */
    public static Optional<ComparisonSide> with(Period period, ChartResult chart, Attribute by, String value) {
        return chart.splits().stream()
                .filter(split -> split.by() == by)
                .flatMap(split -> split.cells().stream())
                .filter(cell -> cell.value().equals(value))
                .findFirst()
                .map(cell -> new ComparisonSide(period, chart, Optional.of(new Selected(by, cell))));
    }

    /** How many answers there are. */
    public long answers() {
        return selected.map(one -> one.cell().answers()).orElse(chart.answers());
    }

    /** The approximate effective sample size: for a value, the same proportion of its answers as for all machines. */
    double effectiveSampleSize() {
        return chart.answers() == 0 ? 0 : chart.effectiveSampleSize() * answers() / chart.answers();
    }

    /** Whether there are too few machines to show figures. */
    public boolean isTooSmall() {
        return selected.map(one -> one.cell().isTooSmall()).orElse(chart.effectiveSampleSize() < Cell.LEAST);
    }

    /**
     * How many more values there are than machines, since some machines have several; empty if some answers do not name
     * theirs.
     */
    Optional<Long> duplicateValues() {
        for (Split split : chart.splits()) {
            if (selected.isPresent() && split.by() == selected.get().by()) {
                long in = split.cells().stream().mapToLong(Cell::answers).sum();
                return in < chart.answers() ? Optional.empty() : Optional.of(in - chart.answers());
            }
        }
        return Optional.empty();
    }

    /** The most that one machine's events count as in figures over all events. */
    double clip() {
        return chart instanceof Ratio ratio
                ? ratio.clip()
                : chart instanceof Histogram histogram ? histogram.clip() : 0;
    }

    /** The figures by name, as {@link Trend.Series} names them, without those that describe nobody. */
    List<Figure> figures() {
        return allFigures().stream()
                .filter(figure -> !figure.estimate().isUnknown())
                .filter(figure -> selected.isPresent() || !chart.hasNoData())
                .toList();
    }

    private List<Figure> allFigures() {
        if (selected.isPresent()) {
            return selected.get().cell().figures();
        }
        List<Figure> figures = new ArrayList<>();
        if (chart instanceof Partition partition) {
            partition.buckets().forEach(bucket -> figures.add(new Figure(bucket.name(), bucket.share())));
        } else if (chart instanceof Histogram histogram) {
            histogram.buckets().forEach(bucket -> figures.add(new Figure(bucket.name(), bucket.mean())));
        } else if (chart instanceof Ratio ratio) {
            figures.add(new Figure("installations", ratio.installations()));
            figures.add(new Figure(Trend.POOLED, ratio.pooled()));
        } else if (chart instanceof Stacks stacks) {
            figures.add(new Figure("installations", stacks.installations()));
        }
        return figures;
    }

    /**
     * This side's figure over all events, clipped as another chart clips it. The trend of a later week has it, if this
     * side is all machines in one week of that trend.
     */
    Optional<Estimate> pooledClippedLike(ChartResult later) {
        int week = later.trend().weeks().indexOf(period.from());
        if (selected.isPresent() || period.weeks() != 1 || week < 0) {
            return Optional.empty();
        }
        return later.trend().series().stream()
                .filter(series -> series.name().equals(Trend.POOLED))
                .map(series -> series.points().get(week))
                .findFirst();
    }

    /** The most answers that one network may have given to the chart. */
    double maxAnswersOfOneNetwork() {
        return NetworkShare.maxAnswers(chart.answers(), period.weeks());
    }

    /** For a histogram, the bucket of a quantile of an average machine's events. */
    Optional<BucketRange> quantile(double q) {
        if (selected.isPresent()) {
            return selected.get().cell().quantiles().stream()
                    .filter(one -> one.q() == q)
                    .map(CellQuantile::mean)
                    .findFirst();
        }
        return chart instanceof Histogram histogram
                ? histogram.quantiles().stream()
                        .filter(one -> one.q() == q)
                        .map(ChartResult.Quantile::mean)
                        .findFirst()
                : Optional.empty();
    }
}
