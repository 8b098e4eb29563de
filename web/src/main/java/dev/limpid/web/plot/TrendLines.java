package dev.limpid.web.plot;

import dev.limpid.charts.Estimate;
import dev.limpid.charts.compare.TrendHistory;
import dev.limpid.web.words.Dates;
import dev.limpid.web.words.IntervalText;
import dev.limpid.web.words.Numbers;
import dev.limpid.web.words.SiteMessages;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Several lines on one axis, with their bands. Each has its own dash, marker and label, so that lines can be distinguished without
 * colour. Lines are drawn in a box of 1000 by 1000 that stretches with the page, as in {@link TrendPanel}.
 *
 * @param lines the lines, the most common in the last week first
 * @param marks the events in these weeks
 * @param provisional the left and the right edge of the part that can still get answers; two texts or none
 * @param scale the common scale of all lines, from 0
 * @param weeks the weeks
 * @param left how many lines are not shown
 */
public record TrendLines(
        List<TrendLine> lines,
        TrendMarks marks,
        List<String> provisional,
        Scale scale,
        List<LocalDate> weeks,
        int left) {

    /** The largest number of lines that can be distinguished on one axis. */
    public static final int MOST = 6;

    /** The least distance between labels, as a fraction of the height. */
    private static final double LABEL = 0.08;

    public TrendLines {
        lines = List.copyOf(lines);
        provisional = List.copyOf(provisional);
        weeks = List.copyOf(weeks);
    }

    /** The most common lines of a chart on one axis. */
    public static TrendLines of(TrendHistory history, TrendMarks marks) {
        List<TrendHistory.Line> shown = commonest(history).stream().limit(MOST).toList();
        return of(history, shown, marks, scale(shown), history.lines().size() - shown.size());
    }

    /** Each of the most common lines on its own axis, from 0 to a common end or to its own; without marks. */
    public static List<TrendLines> onSeparateAxes(TrendHistory history, int most, boolean sameScale) {
        List<TrendHistory.Line> shown = commonest(history).stream().limit(most).toList();
        int left = history.lines().size() - shown.size();
        return shown.stream()
                .map(line ->
                        of(history, List.of(line), TrendMarks.NONE, scale(sameScale ? shown : List.of(line)), left))
                .toList();
    }

    /** Lines by their newest figure; those that ended earlier come last. */
    private static List<TrendHistory.Line> commonest(TrendHistory history) {
        int last = history.weeks().size() - 1;
        return history.lines().stream()
                .sorted(Comparator.comparing((TrendHistory.Line line) ->
                                line.points().get(last).isEmpty())
                        .thenComparing(
                                line -> -line.newest().map(Estimate::value).orElse(0.0)))
                .toList();
    }

    private static Scale scale(List<TrendHistory.Line> lines) {
        return Scale.forShares(lines.stream()
                .flatMap(line -> java.util.stream.Stream.concat(
                        line.points().stream().flatMap(Optional::stream).map(IntervalText::top),
                        line.reweighted().stream().flatMap(Optional::stream).map(Estimate::value)))
                .toList());
    }

    private static TrendLines of(
            TrendHistory history, List<TrendHistory.Line> shown, TrendMarks marks, Scale scale, int left) {
        List<Double> places = labelPlaces(shown, scale);
        List<TrendLine> lines = new ArrayList<>();
        for (int i = 0; i < shown.size(); i++) {
            lines.add(TrendLine.of(shown.get(i), history, i, shown.size(), scale, places.get(i)));
        }
        return new TrendLines(lines, marks, provisional(history), scale, history.weeks(), left);
    }

    /** The position of each line's label: next to its last figure, moved if other labels are there. */
    private static List<Double> labelPlaces(List<TrendHistory.Line> shown, Scale scale) {
        List<Integer> order = new ArrayList<>();
        List<Double> wanted = new ArrayList<>();
        for (int i = 0; i < shown.size(); i++) {
            order.add(i);
            double newest = shown.get(i).newest().map(Estimate::value).orElse(0.0);
            wanted.add(1 - scale.fraction(newest));
        }
        order.sort(Comparator.comparing(wanted::get));
        List<Double> places = new ArrayList<>(wanted);
        double before = -1;
        for (int i : order) {
            before = Math.max(wanted.get(i), before + LABEL);
            places.set(i, before);
        }
        double after = 1 + LABEL;
        for (int at = order.size() - 1; at >= 0; at--) {
            int i = order.get(at);
            after = Math.min(places.get(i), after - LABEL);
            places.set(i, after);
        }
        return places;
    }

    private static List<String> provisional(TrendHistory history) {
        int first = history.weeks().size();
        while (first > 0 && history.isProvisional(first - 1)) {
            first--;
        }
        return first == history.weeks().size()
                ? List.of()
                : List.of(
                        WeekAxis.percent(
                                WeekAxis.x(history.weeks(), history.weeks().get(first)) - 0.01),
                        "100%");
    }

    /** The width of the provisional part. */
    public String provisionalWidth() {
        double from = Double.parseDouble(
                provisional.get(0).substring(0, provisional.get(0).length() - 1));
        return Numbers.coordinate(100 - from) + "%";
    }

    /** The weeks whose dates are written below the axis: the first, the last, and one between. */
    public List<Tick> ticks() {
        LocalDate first = weeks.get(0);
        LocalDate last = weeks.get(weeks.size() - 1);
        if (first.equals(last)) {
            return List.of(new Tick(WeekAxis.percent(0.5), "middle", false, first));
        }
        List<Tick> ticks =
                new ArrayList<>(List.of(new Tick("0", "start", false, first), new Tick("100%", "end", false, last)));
        if (weeks.size() > 8) {
            LocalDate middle = weeks.get(weeks.size() / 2);
            ticks.add(1, new Tick(WeekAxis.percent(WeekAxis.x(weeks, middle)), "middle", true, middle));
        }
        return ticks;
    }

    /** A date below the axis; one between the ends is left out if there is little room. */
    public record Tick(String x, String anchor, boolean isBetween, LocalDate week) {}

    /** Whether any line is also drawn reweighted. */
    public boolean isReweighted() {
        return lines.stream().anyMatch(line -> !line.reweighted().isEmpty());
    }

    /** The title, with the first and the last week. */
    public String title(String of, SiteMessages words) {
        return words.say(
                "trend.title",
                "title",
                of,
                "first",
                Dates.day(weeks.get(0), words),
                "last",
                Dates.day(weeks.get(weeks.size() - 1), words));
    }

    /** The text alternative of the drawing. */
    public String summary(SiteMessages words) {
        return lines.stream().map(line -> line.summary(words)).collect(Collectors.joining(" "))
                + (marks.isEmpty() ? "" : " " + marks.summary(words));
    }
}
