package dev.limpid.web.plot;

import dev.limpid.charts.ChartResult;
import dev.limpid.charts.ChartResult.BucketRange;
import dev.limpid.charts.ChartResult.Cell;
import dev.limpid.charts.ChartResult.CellQuantile;
import dev.limpid.charts.ChartResult.Figure;
import dev.limpid.charts.ChartResult.Histogram;
import dev.limpid.charts.ChartResult.Ratio;
import dev.limpid.charts.ChartResult.Split;
import dev.limpid.charts.ChartResult.Stacks;
import dev.limpid.charts.Difference;
import dev.limpid.charts.Estimate;
import dev.limpid.charts.NaturalOrder;
import dev.limpid.protocol.answer.Attribute;
import dev.limpid.protocol.sampling.NetworkShare;
import dev.limpid.web.words.SiteMessages;
import dev.limpid.web.words.chart.BucketRanges;
import dev.limpid.web.words.chart.ClipWords;
import dev.limpid.web.words.chart.QuantileWords;
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
 * figure. Every cell shows its share with the interval; the larger the share, the stronger its background.
 *
 * @param by the attribute
 * @param scale from no background to the strongest
 * @param columns the titles of the most common figures; of a histogram, all buckets
 * @param quantiles the quantiles of a histogram that have a column
 * @param rows the values
 * @param left how many figures have no column
 */
public record HeatMap(
        Attribute by, Scale scale, List<String> columns, List<String> quantiles, List<Row> rows, int left) {

    /** The largest number of figures of a partition that have a column. */
    private static final int COLUMNS = 8;

    /** The largest number of values that are shown at once: the last ones in their order, which are the newest versions. */
    private static final int ROWS = 20;

    private static final int STRENGTHS = 10;

    /** A row is marked if one network may have given more than this share of its answers. */
    private static final double MUCH = 0.1;

    public HeatMap {
        columns = List.copyOf(columns);
        quantiles = List.copyOf(quantiles);
        rows = List.copyOf(rows);
    }

    /**
     * One value.
     *
     * @param shares one for each column, empty if the figure is missing; an empty list if too few machines have the value
     * @param quantiles the buckets of a histogram's quantiles
     * @param mayBeOfOneNetwork whether one network may have given more than a tenth of the answers
     */
    public record Row(
            String value,
            long answers,
            List<Optional<Share>> shares,
            List<Place> quantiles,
            boolean mayBeOfOneNetwork) {
        public Row {
            shares = List.copyOf(shares);
            quantiles = List.copyOf(quantiles);
        }

        /** Whether too few machines have the value to show figures. */
        public boolean isTooSmall() {
            return shares.isEmpty();
        }
    }

    /**
     * A cell.
     *
     * @param strength the strength of the background, from 0 to {@value HeatMap#STRENGTHS}
     * @param difference the certain difference, if there is one
     */
    public record Share(Estimate estimate, int strength, Optional<Difference> difference) {}

    /**
     * The bucket of a quantile.
     *
     * @param range the range of buckets if the bucket is not certain; otherwise empty
     */
    public record Place(String bucket, String range) {}

    /** The rows that are shown at once. */
    public List<Row> shown() {
        return rows.subList(Math.max(0, rows.size() - ROWS), rows.size());
    }

    /** The rows before them. */
    public List<Row> earlier() {
        return rows.subList(0, Math.max(0, rows.size() - ROWS));
    }

    /** Whether any cell is certainly larger or smaller than elsewhere. */
    public boolean isMarked() {
        return rows.stream()
                .flatMap(row -> row.shares().stream())
                .anyMatch(share -> share.isPresent() && share.get().difference().isPresent());
    }

    /** Whether one network may have given much of a row that shows figures. */
    public boolean mayBeDominatedByOneNetwork() {
        return rows.stream().anyMatch(row -> row.mayBeOfOneNetwork() && !row.isTooSmall());
    }

    static HeatMap of(ChartResult chart, int weeks, Split split, SiteMessages words) {
        double ofNetwork = NetworkShare.maxAnswers(chart.answers(), weeks);
        List<String> names = names(split);
        List<String> columns = chart instanceof Histogram ? names : commonest(split, names);
        Scale scale = Scale.forShares(split.cells().stream()
                .flatMap(cell -> cell.figures().stream())
                .filter(figure -> columns.contains(figure.name()))
                .map(figure -> figure.estimate().value())
                .toList());
        List<String> buckets = chart instanceof Histogram histogram ? BucketRanges.of(histogram, words) : List.of();
        List<Row> rows = split.cells().stream()
                .sorted(Comparator.comparing((Cell cell) -> cell.value().equals(Cell.OTHER))
                        .thenComparing(Cell::value, NaturalOrder.INSTANCE))
                .map(cell -> new Row(
                        cell.value(),
                        cell.answers(),
                        shares(split, cell, columns, scale),
                        cell.quantiles().stream()
                                .map(quantile -> place(quantile.mean(), buckets, words))
                                .toList(),
                        ofNetwork > MUCH * cell.answers()))
                .toList();
        return new HeatMap(
                split.by(),
                scale,
                columns.stream().map(name -> title(chart, name, words)).toList(),
                quantiles(split, words),
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
        // A certain difference gets a column, however rare its figure is.
        split.differences().stream()
                .filter(one -> one.since().isEmpty())
                .limit(COLUMNS)
                .forEach(one -> shown.add(one.figure()));
        return names.stream().filter(shown::contains).toList();
    }

    private static String title(ChartResult chart, String name, SiteMessages words) {
        if (chart instanceof Ratio ratio) {
            return name.equals("pooled") ? ClipWords.ofAll(ratio, words) : words.say("figure.column.ratio");
        }
        return chart instanceof Stacks ? words.say("figure.column.stack") : BucketRanges.label(chart, name, words);
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
                        .filter(estimate -> !estimate.isUnknown())
                        .map(estimate ->
                                new Share(estimate, strength.apply(estimate), split.difference(cell.value(), name))))
                .toList();
    }

    private static List<String> quantiles(Split split, SiteMessages words) {
        return split.cells().stream()
                .map(Cell::quantiles)
                .filter(some -> !some.isEmpty())
                .findFirst()
                .map(some -> some.stream()
                        .map(CellQuantile::q)
                        .map(q -> QuantileWords.name(q, words))
                        .toList())
                .orElse(List.of());
    }

    private static Place place(BucketRange range, List<String> buckets, SiteMessages words) {
        boolean sure = range.low() < 0 || range.low() == range.high();
        return new Place(
                name(range.bucket(), buckets, words),
                sure
                        ? ""
                        : words.say(
                                "range.between",
                                "begin",
                                name(range.low(), buckets, words),
                                "end",
                                name(range.high(), buckets, words)));
    }

    private static String name(int bucket, List<String> buckets, SiteMessages words) {
        return bucket < 0 || bucket >= buckets.size() ? words.say("range.none") : buckets.get(bucket);
    }
}
