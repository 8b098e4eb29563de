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
 * A chart's figures over up to two years, put together from the trends of several periods. A week has the figures that the
 * newest of these trends gives it: each is computed by its week's own configurations and rates, so all say the same unless
 * more answers came. Figures over all events are clipped at one number in each trend, which may be another in an older one.
 *
 * @param weeks the Mondays of the weeks in which the chart's question was answered, oldest first
 * @param answers how many answers each of these weeks has
 * @param lines the figures by name, those of the newest trend first
 * @param since the first week in which any answer names a version. Of versions that the very first week has it is not
 *     known, and they are left out
 */
public record TrendHistory(List<LocalDate> weeks, List<Long> answers, List<Line> lines, List<Trend.Since> since) {

    /** How many weeks it goes back at most. */
    public static final int WEEKS = 104;

    public TrendHistory {
        weeks = List.copyOf(weeks);
        answers = List.copyOf(answers);
        lines = List.copyOf(lines);
        since = List.copyOf(since);
    }

    /**
     * One figure over the weeks, with a gap where nobody was asked for it, or nobody had it in half a year around.
     *
     * @param points one for each week
     * @param reweighted the same reweighted to known margins, empty in weeks that could not be matched to them
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

    /** Whether a week's answers may still come, so that none of its figures has an interval. */
    public boolean isProvisional(int week) {
        List<Estimate> known =
                lines.stream().flatMap(line -> line.points().get(week).stream()).toList();
        return !known.isEmpty() && known.stream().noneMatch(Estimate::hasInterval);
    }

    /** Puts the trends of one chart together, the newest first. */
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
            trend.since().forEach(one -> first.merge(one.version(), one.week(), TrendHistory::earlier));
        }
        if (!byWeek.isEmpty()) {
            byWeek.headMap(byWeek.lastKey().minusWeeks(WEEKS - 1L)).clear();
        }
        List<LocalDate> weeks = List.copyOf(byWeek.keySet());
        List<Trend.Since> since = first.entrySet().stream()
                .filter(one -> !weeks.isEmpty() && one.getValue().isAfter(weeks.get(0)))
                .map(one -> new Trend.Since(one.getKey(), one.getValue()))
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

    /** What one trend says of a week. */
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

        /** Before a bucket was asked for there is nothing, which is not 0. */
        Optional<Estimate> point(String name) {
            return Optional.ofNullable(points.get(name)).filter(point -> !point.isUnknown());
        }

        Optional<Estimate> reweighted(String name) {
            return Optional.ofNullable(reweighted.get(name));
        }
    }
}
