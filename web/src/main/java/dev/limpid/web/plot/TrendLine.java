package dev.limpid.web.plot;

import dev.limpid.charts.Estimate;
import dev.limpid.charts.TrendHistory;
import dev.limpid.web.words.Dates;
import dev.limpid.web.words.Intervals;
import dev.limpid.web.words.Numbers;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One of several lines on an axis.
 *
 * @param style which dash, marker and colour it has
 * @param name what it shows
 * @param label its name as far as there is room for it
 * @param labelY where the label stands
 * @param path the line, broken where a week is missing
 * @param band its 99% intervals
 * @param reweighted the line reweighted to known margins; empty without one
 * @param markers some of its figures, so that each stretch of the line has one
 * @param newest its newest figure
 * @param summary what it shows, for those who do not see it
 */
public record TrendLine(
        int style,
        String name,
        String label,
        String labelY,
        String path,
        String band,
        String reweighted,
        List<Marker> markers,
        Estimate newest,
        String summary) {

    private static final int LABEL_LENGTH = 14;

    /** About so many markers a line has. */
    private static final int MARKERS = 9;

    /** Around the middle: disc, square, triangle, rhombus, upright cross, wedge. */
    private static final List<String> SHAPES = List.of(
            "M-3.5 0a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0-7 0z",
            "M-3.2-3.2h6.4v6.4h-6.4z",
            "M0-4.2L4.2 3.2h-8.4z",
            "M0-4.6L4.6 0 0 4.6-4.6 0z",
            "M-1.4-4.4h2.8v3h3v2.8h-3v3h-2.8v-3h-3v-2.8h3z",
            "M0 4.2L4.2-3.2h-8.4z");

    public TrendLine {
        markers = List.copyOf(markers);
    }

    /** A figure that is marked; an open one may still change. */
    public record Marker(String x, String y, boolean isOpen) {}

    /** The outline of its markers. */
    public String shape() {
        return SHAPES.get(style % SHAPES.size());
    }

    static TrendLine of(
            TrendHistory.Line line, TrendHistory history, int style, int lines, Scale scale, double labelPlace) {
        List<LocalDate> weeks = history.weeks();
        return new TrendLine(
                style,
                line.name(),
                ChartSvg.shortened(line.name(), LABEL_LENGTH),
                Weeks.percent(labelPlace),
                path(line.points(), weeks, scale),
                band(line.points(), weeks, scale),
                path(line.reweighted(), weeks, scale),
                markers(line.points(), weeks, style, lines, scale),
                line.newest().orElseThrow(),
                summary(line, weeks));
    }

    private static String path(List<Optional<Estimate>> points, List<LocalDate> weeks, Scale scale) {
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < weeks.size(); i++) {
            if (points.get(i).isPresent()) {
                boolean on = Weeks.follows(weeks, i) && points.get(i - 1).isPresent();
                path.append(on ? 'L' : 'M')
                        .append(place(weeks, i, points.get(i).get().value(), scale));
            }
        }
        return path.toString();
    }

    /** Around each run of weeks that have an interval. */
    private static String band(List<Optional<Estimate>> points, List<LocalDate> weeks, Scale scale) {
        StringBuilder band = new StringBuilder();
        int begin = 0;
        for (int i = 0; i < weeks.size(); i++) {
            if (hasBand(points, i) && (i == 0 || !hasBand(points, i - 1) || !Weeks.follows(weeks, i))) {
                begin = i;
            }
            boolean goesOn = i + 1 < weeks.size() && hasBand(points, i + 1) && Weeks.follows(weeks, i + 1);
            if (hasBand(points, i) && !goesOn) {
                for (int at = begin; at <= i; at++) {
                    band.append(at == begin ? 'M' : 'L')
                            .append(place(
                                    weeks, at, points.get(at).orElseThrow().high(), scale));
                }
                for (int at = i; at >= begin; at--) {
                    band.append('L')
                            .append(place(
                                    weeks, at, points.get(at).orElseThrow().low(), scale));
                }
                band.append('Z');
            }
        }
        return band.toString();
    }

    private static boolean hasBand(List<Optional<Estimate>> points, int i) {
        return points.get(i).map(Estimate::hasInterval).orElse(false);
    }

    /** Those of the lines stand in different weeks, so that no marker hides another one. */
    private static List<Marker> markers(
            List<Optional<Estimate>> points, List<LocalDate> weeks, int style, int lines, Scale scale) {
        List<Marker> markers = new ArrayList<>();
        int every = Math.max(1, weeks.size() / MARKERS);
        for (int i = 0; i < weeks.size(); i++) {
            if (points.get(i).isPresent()) {
                boolean begins = !Weeks.follows(weeks, i) || points.get(i - 1).isEmpty();
                boolean ends = i + 1 == weeks.size()
                        || !Weeks.follows(weeks, i + 1)
                        || points.get(i + 1).isEmpty();
                boolean isOpen = !hasBand(points, i);
                if (begins || ends || isOpen || (i + style * every / lines) % every == 0) {
                    double x = Weeks.x(weeks, weeks.get(i));
                    double y = 1 - scale.fraction(points.get(i).get().value());
                    markers.add(new Marker(Weeks.percent(x), Weeks.percent(y), isOpen));
                }
            }
        }
        return markers;
    }

    private static String place(List<LocalDate> weeks, int i, double figure, Scale scale) {
        return Weeks.place(Weeks.x(weeks, weeks.get(i)), 1 - scale.fraction(figure));
    }

    private static String summary(TrendHistory.Line line, List<LocalDate> weeks) {
        int first = -1;
        int last = -1;
        int lowest = -1;
        int highest = -1;
        for (int i = 0; i < weeks.size(); i++) {
            if (line.points().get(i).isPresent()) {
                first = first < 0 ? i : first;
                last = i;
                lowest = lowest < 0 || value(line, i) < value(line, lowest) ? i : lowest;
                highest = highest < 0 || value(line, i) > value(line, highest) ? i : highest;
            }
        }
        if (first == last) {
            return line.name() + ": " + figure(line, weeks, first) + ".";
        }
        boolean isMonotonous = Math.min(lowest, highest) == first && Math.max(lowest, highest) == last;
        String between = isMonotonous
                ? ""
                : ", lowest " + Numbers.percent(value(line, lowest)) + " and highest "
                        + Numbers.percent(value(line, highest));
        return line.name() + ": from " + figure(line, weeks, first) + " to " + figure(line, weeks, last) + between
                + ".";
    }

    private static double value(TrendHistory.Line line, int i) {
        return line.points().get(i).orElseThrow().value();
    }

    private static String figure(TrendHistory.Line line, List<LocalDate> weeks, int i) {
        Estimate estimate = line.points().get(i).orElseThrow();
        return Numbers.percent(estimate.value()) + " (" + Intervals.words(estimate) + ") in the week of "
                + Dates.day(weeks.get(i));
    }
}
