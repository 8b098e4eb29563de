package dev.limpid.web.plot;

import dev.limpid.charts.Estimate;
import dev.limpid.charts.compare.TrendHistory;
import dev.limpid.web.words.Dates;
import dev.limpid.web.words.IntervalText;
import dev.limpid.web.words.Numbers;
import dev.limpid.web.words.SiteMessages;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Optional;

/**
 * One of several lines on an axis.
 *
 * @param style the number of its dash, marker and colour
 * @param name the name of what it shows
 * @param label its name, shortened to the available room
 * @param labelY the position of the label
 * @param path the line, broken where a week is missing
 * @param band its 99% intervals
 * @param reweighted the line reweighted to known margins; empty without one
 * @param markers markers at some of its figures, so that each part of the line has one
 * @param newest its newest figure
 * @param shown the figures for its text alternative
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
        Shown shown) {

    private static final int LABEL_LENGTH = 15;

    /** About how many markers a line has. */
    private static final int MARKERS = 9;

    /** Paths around the centre: disc, square, triangle, rhombus, upright cross, wedge. */
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

    /** A marker at a figure; an open one means that the figure may still change. */
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
                WeekAxis.percent(labelPlace),
                path(line.points(), weeks, scale),
                band(line.points(), weeks, scale),
                path(line.reweighted(), weeks, scale),
                markers(line.points(), weeks, style, lines, scale),
                line.newest().orElseThrow(),
                Shown.of(line, weeks));
    }

    private static String path(List<Optional<Estimate>> points, List<LocalDate> weeks, Scale scale) {
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < weeks.size(); i++) {
            if (points.get(i).isPresent()) {
                boolean on = WeekAxis.isNextWeek(weeks, i) && points.get(i - 1).isPresent();
                path.append(on ? 'L' : 'M')
                        .append(place(weeks, i, points.get(i).get().value(), scale));
            }
        }
        return path.toString();
    }

    /** The band around each run of weeks that have an interval. */
    private static String band(List<Optional<Estimate>> points, List<LocalDate> weeks, Scale scale) {
        StringBuilder band = new StringBuilder();
        int begin = 0;
        for (int i = 0; i < weeks.size(); i++) {
            if (hasBand(points, i) && (i == 0 || !hasBand(points, i - 1) || !WeekAxis.isNextWeek(weeks, i))) {
                begin = i;
            }
            boolean goesOn = i + 1 < weeks.size() && hasBand(points, i + 1) && WeekAxis.isNextWeek(weeks, i + 1);
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

    /** Places the markers of different lines in different weeks, so that no marker hides another. */
    private static List<Marker> markers(
            List<Optional<Estimate>> points, List<LocalDate> weeks, int style, int lines, Scale scale) {
        List<Marker> markers = new ArrayList<>();
        int every = Math.max(1, weeks.size() / MARKERS);
        for (int i = 0; i < weeks.size(); i++) {
            if (points.get(i).isPresent()) {
                boolean begins =
                        !WeekAxis.isNextWeek(weeks, i) || points.get(i - 1).isEmpty();
                boolean ends = i + 1 == weeks.size()
                        || !WeekAxis.isNextWeek(weeks, i + 1)
                        || points.get(i + 1).isEmpty();
                boolean isOpen = !hasBand(points, i);
                if (begins || ends || isOpen || (i + style * every / lines) % every == 0) {
                    double x = WeekAxis.x(weeks, weeks.get(i));
                    double y = 1 - scale.fraction(points.get(i).get().value());
                    markers.add(new Marker(WeekAxis.percent(x), WeekAxis.percent(y), isOpen));
                }
            }
        }
        return markers;
    }

    private static String place(List<LocalDate> weeks, int i, double figure, Scale scale) {
        return WeekAxis.place(WeekAxis.x(weeks, weeks.get(i)), 1 - scale.fraction(figure));
    }

    /** The text alternative of the line. */
    public String summary(SiteMessages words) {
        return shown.inWords(name, words);
    }

    /**
     * The figures that summarize a line.
     *
     * @param between the lowest and the highest, if they are not the first and the last
     */
    public record Shown(Point first, Point last, Optional<Between> between) {

        /** A week's figure. */
        public record Point(LocalDate week, Estimate figure) {
            String inWords(SiteMessages words) {
                return words.say(
                        "trend.point", "figure", IntervalText.beside(figure, words), "week", Dates.day(week, words));
            }
        }

        /** The lowest and the highest figure. */
        public record Between(double lowest, double highest) {}

        static Shown of(TrendHistory.Line line, List<LocalDate> weeks) {
            List<Point> points = new ArrayList<>();
            for (int i = 0; i < weeks.size(); i++) {
                LocalDate week = weeks.get(i);
                line.points().get(i).ifPresent(figure -> points.add(new Point(week, figure)));
            }
            DoubleSummaryStatistics all =
                    points.stream().mapToDouble(point -> point.figure().value()).summaryStatistics();
            Point first = points.get(0);
            Point last = points.get(points.size() - 1);
            double least = Math.min(first.figure().value(), last.figure().value());
            double most = Math.max(first.figure().value(), last.figure().value());
            return new Shown(
                    first,
                    last,
                    all.getMin() == least && all.getMax() == most
                            ? Optional.empty()
                            : Optional.of(new Between(all.getMin(), all.getMax())));
        }

        String inWords(String name, SiteMessages words) {
            if (first.equals(last)) {
                return words.say("trend.line.single", "name", name, "now", last.inWords(words));
            }
            return between.map(ends -> words.say(
                            "trend.line.between",
                            "name",
                            name,
                            "then",
                            first.inWords(words),
                            "now",
                            last.inWords(words),
                            "lowest",
                            Numbers.percent(ends.lowest(), words.locale()),
                            "highest",
                            Numbers.percent(ends.highest(), words.locale())))
                    .orElseGet(() -> words.say(
                            "trend.line", "name", name, "then", first.inWords(words), "now", last.inWords(words)));
        }
    }
}
