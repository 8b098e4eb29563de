package dev.limpid.cli.chart;

import dev.limpid.charts.ChartResult;
import dev.limpid.charts.ChartResult.Cell;
import dev.limpid.charts.ChartResult.Figure;
import dev.limpid.charts.ChartResult.Split;
import dev.limpid.charts.Trend;
import dev.limpid.charts.compare.ChartComparability;
import dev.limpid.protocol.answer.Attribute;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A chart's figures in the weeks up to the shown one, read from each week's charts. For one thread at a time. */
final class ChartHistory {

    private final ChartSource source;
    private final List<ChartSource.Week> published;
    private final String id;
    private final List<LocalDate> weeks = new ArrayList<>();
    private final Map<LocalDate, Map<String, Double>> figures = new HashMap<>();

    private ChartHistory(ChartSource source, List<ChartSource.Week> published, LocalDate shown, String id, int count) {
        this.source = source;
        this.published = published;
        this.id = id;
        LocalDate oldest = published.stream()
                .map(week -> week.period().from())
                .filter(monday -> monday.isBefore(shown))
                .min(Comparator.naturalOrder())
                .orElse(shown);
        for (LocalDate week = shown; weeks.size() < count && !week.isBefore(oldest); week = week.minusWeeks(1)) {
            weeks.add(0, week);
        }
    }

    /**
     * The history of a chart.
     *
     * @param published the weeks that have charts
     * @param shown the Monday of the shown week
     * @param count the largest number of weeks, including the shown one; none is before the first published week
     */
    static ChartHistory of(
            ChartSource source, List<ChartSource.Week> published, LocalDate shown, ChartResult chart, int count)
            throws IOException {
        ChartHistory history =
                new ChartHistory(source, published, shown, chart.title().id(), count);
        history.readTrends(chart, shown);
        return history;
    }

    /**
     * Reads trends back in time. A trend covers a limited time; older weeks are in the trend of an earlier week's chart set. Each set
     * that is read is of an earlier week than the last, so that this loop ends whatever a site serves as trends.
     */
    private void readTrends(ChartResult newest, LocalDate shown) throws IOException {
        Optional<ChartResult> chart = Optional.of(newest);
        LocalDate reached = shown;
        while (chart.isPresent() && !chart.get().trend().weeks().isEmpty()) {
            Trend trend = chart.get().trend();
            add(trend);
            LocalDate first = trend.weeks().get(0);
            Optional<ChartSource.Week> before = before(first.isBefore(reached) ? first : reached);
            if (before.isEmpty()) {
                return;
            }
            reached = before.get().period().from();
            chart = source.chart(before.get(), id).filter(one -> ChartComparability.canShareOneSeries(one, newest));
        }
    }

    private Optional<ChartSource.Week> before(LocalDate week) {
        return published.stream()
                .filter(one -> one.period().from().isBefore(week)
                        && !one.period().from().isBefore(weeks.get(0)))
                .findFirst();
    }

    private void add(Trend trend) {
        for (int i = 0; i < trend.weeks().size(); i++) {
            Map<String, Double> of = figures.computeIfAbsent(trend.weeks().get(i), week -> new HashMap<>());
            for (Trend.Series series : trend.series()) {
                of.putIfAbsent(series.name(), series.points().get(i).value());
            }
        }
    }

    /** Also reads the cells of every week, one file for each week. */
    void readSplits(ChartResult shown, Attribute by) throws IOException {
        for (ChartSource.Week week : published) {
            LocalDate monday = week.period().from();
            if (weeks.contains(monday)) {
                Optional<ChartResult> chart = source.chart(week, id);
                if (chart.isPresent() && ChartComparability.canShareOneSeries(chart.get(), shown)) {
                    add(monday, by, chart.get().splits());
                }
            }
        }
    }

    private void add(LocalDate week, Attribute by, List<Split> splits) {
        Map<String, Double> of = figures.computeIfAbsent(week, monday -> new HashMap<>());
        for (Split split : splits) {
            if (split.by() == by) {
                for (Cell cell : split.cells()) {
                    for (Figure figure : cell.figures()) {
                        of.put(
                                key(by, cell.value(), figure.name()),
                                figure.estimate().value());
                    }
                }
            }
        }
    }

    private static String key(Attribute by, String value, String figure) {
        return by.word() + "\n" + value + "\n" + figure;
    }

    /** The Mondays of the weeks, the oldest first. */
    List<LocalDate> weeks() {
        return List.copyOf(weeks);
    }

    /** A figure of all machines, week by week. A figure that is missing from a week's trend is 0 in that week. */
    List<Optional<Double>> line(String figure) {
        return weeks.stream()
                .map(week -> Optional.ofNullable(figures.get(week)).map(of -> of.getOrDefault(figure, 0.0)))
                .toList();
    }

    /** A figure of one cell, week by week; a gap where the cell was too small or was not read. */
    List<Optional<Double>> line(Attribute by, String value, String figure) {
        return weeks.stream()
                .map(week -> Optional.ofNullable(figures.get(week)).map(of -> of.get(key(by, value, figure))))
                .toList();
    }
}
