package dev.limpid.charts.compare;

import dev.limpid.charts.Estimate;
import dev.limpid.charts.Trend;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A chart's figures over up to two years, combined from the trends of several periods. Each week has the figures of the
 * newest trend that contains it. Every trend computes them by the week's own configurations and rates, so they agree
 * unless more answers arrived. Each trend clips figures over all events at one number, which may differ in an older
 * trend.
 *
 * @param weeks the Mondays of the weeks in which the chart's question was answered, oldest first
 * @param answers how many answers each of these weeks has
 * @param lines the figures by name, those of the newest trend first
 * @param since for each version, the first week in which any answer names it. For versions that occur in the very first
 *     week this is not known, and they are left out
 */
public record TrendHistory(List<LocalDate> weeks, List<Long> answers, List<Line> lines, List<Trend.FirstSeen> since) {

    /** How many weeks it goes back at most. */
    public static final int WEEKS = 104;

    public TrendHistory {
        weeks = List.copyOf(weeks);
        answers = List.copyOf(answers);
        lines = List.copyOf(lines);
        since = List.copyOf(since);
    }

    /**
     * One figure over the weeks, with a gap where nobody was asked for it, or nobody had it within half a year.
     *
     * @param points one for each week
     * @param reweighted the same, reweighted to known margins; empty in weeks that could not be matched
     */
    public record Line(String name, List<Optional<Estimate>> points, List<Optional<Estimate>> reweighted) {
        public Line {
            points = List.copyOf(points);
            reweighted = List.copyOf(reweighted);
        }

        /** The newest figure there is. */
        public Optional<Estimate> newest() {
            return points.stream().flatMap(Optional::stream).reduce((older, newer) -> newer);
        }

        /** Whether any week is reweighted. */
        public boolean isReweighted() {
            return reweighted.stream().anyMatch(Optional::isPresent);
        }
    }

    /** Whether answers to a week can still arrive, so that none of its figures has an interval. */
    public boolean isProvisional(int week) {
        List<Estimate> known =
                lines.stream().flatMap(line -> line.points().get(week).stream()).toList();
        return !known.isEmpty() && known.stream().noneMatch(Estimate::hasInterval);
    }

    /** Combines the trends of one chart, newest first. */
    public static TrendHistory of(List<Trend> newestFirst) {
        SortedMap<LocalDate, Week> byWeek = new TreeMap<>();
        Map<String, LocalDate> first = new LinkedHashMap<>();
        List<String> names = new ArrayList<>();
        for (Trend trend : newestFirst) {
            for (int i = 0; i < trend.weeks().size(); i++) {
                byWeek.putIfAbsent(trend.weeks().get(i), Week.of(trend, i));
            }
            trend.series().stream()
                    .map(Trend.Series::name)
                    .filter(name -> !names.contains(name))
                    .forEach(names::add);
            trend.firstSeen().forEach(one -> first.merge(one.version(), one.week(), TrendHistory::earlier));
        }
        if (!byWeek.isEmpty()) {
            byWeek.headMap(byWeek.lastKey().minusWeeks(WEEKS - 1L)).clear();
        }
        List<LocalDate> weeks = List.copyOf(byWeek.keySet());
        List<Trend.FirstSeen> since = first.entrySet().stream()
                .filter(one -> !weeks.isEmpty() && one.getValue().isAfter(weeks.get(0)))
                .map(one -> new Trend.FirstSeen(one.getKey(), one.getValue()))
                .toList();
        List<Line> lines = names.stream()
                .map(name -> new Line(
                        name,
                        byWeek.values().stream().map(week -> week.point(name)).toList(),
                        byWeek.values().stream()
                                .map(week -> week.reweighted(name))
                                .toList()))
                .filter(line -> line.newest().isPresent())
                .toList();
        return new TrendHistory(
                weeks, byWeek.values().stream().map(Week::answers).toList(), lines, since);
    }

    private static LocalDate earlier(LocalDate one, LocalDate other) {
        return one.isBefore(other) ? one : other;
    }

    /** One week of a trend. */
    private record Week(long answers, Map<String, Estimate> points, Map<String, Estimate> reweighted) {

        static Week of(Trend trend, int at) {
            Map<String, Estimate> points = new HashMap<>();
            Map<String, Estimate> reweighted = new HashMap<>();
            for (Trend.Series series : trend.series()) {
                points.put(series.name(), series.points().get(at));
            }
            for (Trend.Reweighted series : trend.reweighted()) {
                series.points().get(at).ifPresent(point -> reweighted.put(series.name(), point));
            }
            return new Week(trend.answers().get(at), points, reweighted);
        }

        /** Empty before the bucket was asked for, which is not the same as 0. */
        Optional<Estimate> point(String name) {
            return Optional.ofNullable(points.get(name)).filter(point -> !point.isUnknown());
        }

        Optional<Estimate> reweighted(String name) {
            return Optional.ofNullable(reweighted.get(name));
        }
    }
}
