package dev.limpid.web.plot;

import dev.limpid.charts.Difference;
import dev.limpid.charts.DrawnChart;
import dev.limpid.charts.DrawnChart.BucketRange;
import dev.limpid.charts.DrawnChart.Cell;
import dev.limpid.charts.DrawnChart.CellQuantile;
import dev.limpid.charts.DrawnChart.Figure;
import dev.limpid.charts.DrawnChart.Histogram;
import dev.limpid.charts.DrawnChart.HistogramBucket;
import dev.limpid.charts.DrawnChart.Ratio;
import dev.limpid.charts.DrawnChart.Split;
import dev.limpid.charts.DrawnChart.Stacks;
import dev.limpid.charts.Estimate;
import dev.limpid.charts.Margin;
import dev.limpid.charts.NaturalOrder;
import dev.limpid.protocol.answer.Attribute;
import dev.limpid.web.words.Numbers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A chart by the values of one attribute, as a heat table: a row for each value in natural order, a column for each
 * figure. Every cell says its share with the interval; its background is the stronger the larger the share is.
 *
 * @param by the attribute
 * @param scale from no background to the strongest
 * @param columns what the figures are called, those of the most machines; a histogram's buckets are all there
 * @param quantiles the quantiles of a histogram that have a column
 * @param rows the values
 * @param left how many figures there are besides
 */
public record HeatTable(
        Attribute by, Scale scale, List<String> columns, List<String> quantiles, List<Row> rows, int left) {

    /** The most figures of a partition that have a column. */
    private static final int COLUMNS = 8;

    /** The most values that are shown at once; of more, the last ones in their order: the newest versions. */
    private static final int ROWS = 30;

    private static final int STRENGTHS = 10;

    public HeatTable {
        columns = List.copyOf(columns);
        quantiles = List.copyOf(quantiles);
        rows = List.copyOf(rows);
    }

    /**
     * One value.
     *
     * @param shares one for each column, empty where there is none; none at all if too few machines have the value
     * @param quantiles where a histogram's quantiles lie, in words
     */
    public record Row(String value, long answers, List<Optional<Share>> shares, List<String> quantiles) {
        public Row {
            shares = List.copyOf(shares);
            quantiles = List.copyOf(quantiles);
        }

        /** Whether too few machines have the value to say anything of them. */
        public boolean isTooSmall() {
            return shares.isEmpty();
        }
    }

    /**
     * A cell.
     *
     * @param strength of the background, from 0 to {@value HeatTable#STRENGTHS}
     * @param difference what is certain of it
     */
    public record Share(Estimate estimate, int strength, Optional<Difference> difference) {}

    /** The rows that are shown at once. */
    public List<Row> shown() {
        return rows.subList(Math.max(0, rows.size() - ROWS), rows.size());
    }

    /** Those before them. */
    public List<Row> earlier() {
        return rows.subList(0, Math.max(0, rows.size() - ROWS));
    }

    /** Whether any cell is certainly larger or smaller than elsewhere. */
    public boolean isMarked() {
        return rows.stream()
                .flatMap(row -> row.shares().stream())
                .anyMatch(share -> share.isPresent() && share.get().difference().isPresent());
    }

    static HeatTable of(DrawnChart chart, Split split) {
        List<String> names = names(split);
        List<String> columns = chart instanceof Histogram ? names : commonest(split, names);
        Scale scale = Scale.forShares(split.cells().stream()
                .flatMap(cell -> cell.figures().stream())
                .filter(figure -> columns.contains(figure.name()))
                .map(figure -> figure.estimate().value())
                .toList());
        List<String> buckets = chart instanceof Histogram histogram
                ? histogram.buckets().stream().map(HistogramBucket::name).toList()
                : List.of();
        List<Row> rows = split.cells().stream()
                .sorted(Comparator.comparing((Cell cell) -> cell.value().equals(Margin.OTHER))
                        .thenComparing(Cell::value, NaturalOrder.INSTANCE))
                .map(cell -> new Row(
                        cell.value(),
                        cell.answers(),
                        shares(split, cell, columns, scale),
                        cell.quantiles().stream()
                                .map(quantile -> words(quantile.mean(), buckets))
                                .toList()))
                .toList();
        return new HeatTable(
                split.by(),
                scale,
                columns.stream().map(name -> title(chart, name)).toList(),
                quantiles(split),
                rows,
                names.size() - columns.size());
    }

    /** All figures that any cell has, in their order. */
    private static List<String> names(Split split) {
        return split.cells().stream()
                .flatMap(cell -> cell.figures().stream())
                .map(Figure::name)
                .distinct()
                .toList();
    }

    private static List<String> commonest(Split split, List<String> names) {
        Map<String, Double> highest = new TreeMap<>();
        split.cells().stream()
                .flatMap(cell -> cell.figures().stream())
                .forEach(
                        figure -> highest.merge(figure.name(), figure.estimate().value(), Math::max));
        Set<String> shown = new HashSet<>(names.stream()
                .sorted(Comparator.comparingDouble((String name) -> -highest.getOrDefault(name, 0.0)))
                .limit(COLUMNS)
                .toList());
        // What is certain is worth a column, however rare it is.
        split.differences().stream()
                .filter(one -> one.since().isEmpty())
                .limit(COLUMNS)
                .forEach(one -> shown.add(one.figure()));
        return names.stream().filter(shown::contains).toList();
    }

    private static String title(DrawnChart chart, String name) {
        if (chart instanceof Ratio ratio) {
            return name.equals("pooled") ? "of all “" + ratio.over() + "”" : "have it at all";
        }
        return chart instanceof Stacks ? "had one" : name;
    }

    private static List<Optional<Share>> shares(Split split, Cell cell, List<String> columns, Scale scale) {
        if (cell.isTooSmall()) {
            return List.of();
        }
        Map<String, Estimate> estimates =
                cell.figures().stream().collect(Collectors.toMap(Figure::name, Figure::estimate, (one, same) -> one));
        Function<Estimate, Integer> strength =
                estimate -> (int) Math.ceil(STRENGTHS * scale.fraction(estimate.value()) - 1e-9);
        return columns.stream()
                .map(name -> Optional.ofNullable(estimates.get(name))
                        .map(estimate ->
                                new Share(estimate, strength.apply(estimate), split.difference(cell.value(), name))))
                .toList();
    }

    private static List<String> quantiles(Split split) {
        return split.cells().stream()
                .map(Cell::quantiles)
                .filter(some -> !some.isEmpty())
                .findFirst()
                .map(some -> some.stream()
                        .map(CellQuantile::q)
                        .map(q -> q == 0.5
                                ? "Median"
                                : Numbers.percent(q).replace(".0%", "%").replace(".00%", "%") + " lie in or below")
                        .toList())
                .orElse(List.of());
    }

    /** {@code <1s}, and between which buckets it lies if that is not sure. */
    private static String words(BucketRange range, List<String> buckets) {
        List<String> words = new ArrayList<>();
        words.add(name(range.bucket(), buckets));
        if (range.low() >= 0 && range.low() < range.high()) {
            words.add("(" + name(range.low(), buckets) + " to " + name(range.high(), buckets) + ")");
        }
        return String.join(" ", words);
    }

    private static String name(int bucket, List<String> buckets) {
        return bucket < 0 || bucket >= buckets.size() ? "no bucket" : buckets.get(bucket);
    }
}
