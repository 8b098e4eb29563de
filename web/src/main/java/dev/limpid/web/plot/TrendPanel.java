package dev.limpid.web.plot;

import dev.limpid.charts.Estimate;
import dev.limpid.web.words.Dates;
import dev.limpid.web.words.IntervalText;
import dev.limpid.web.words.Numbers;
import dev.limpid.web.words.SiteMessages;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * One line with its band over the weeks. The lines are drawn in a box of 1000 by 1000 that stretches with the page; dots and texts are
 * placed over it in per cent, so that they do not stretch.
 *
 * @param name what the line shows
 * @param line the path of the line; broken where a week is missing
 * @param band the path of the interval around it
 * @param dots the figures themselves
 * @param scale the scale, from 0
 */
public record TrendPanel(String name, String line, String band, List<Dot> dots, Scale scale) {
    private static final double BOX = 1000;

    public TrendPanel {
        dots = List.copyOf(dots);
    }

    /** One week's figure: its position and its value. */
    public record Dot(String x, String y, LocalDate week, Estimate estimate) {
        private String words(SiteMessages words) {
            return words.say(
                    "trend.point", "figure", IntervalText.beside(estimate, words), "week", Dates.day(week, words));
        }
    }

    /** Draws a series. */
    public static TrendPanel of(String name, List<LocalDate> weeks, List<Estimate> points, Scale scale) {
        List<Dot> dots = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        StringBuilder band = new StringBuilder();
        int begin = 0;
        for (int i = 0; i < weeks.size(); i++) {
            if (points.get(i).isUnknown()) {
                if (begin < i) {
                    bands(band, weeks, points, begin, i - 1, scale);
                }
                dots.add(new Dot(percent(x(weeks, i)), percent(1), weeks.get(i), points.get(i)));
                begin = i + 1;
                continue;
            }
            double x = x(weeks, i);
            double y = y(points.get(i).value(), scale);
            dots.add(new Dot(percent(x), percent(y), weeks.get(i), points.get(i)));
            boolean follows = i > begin;
            line.append(follows ? 'L' : 'M').append(place(x, y));
            boolean last = i + 1 == weeks.size() || ChronoUnit.DAYS.between(weeks.get(i), weeks.get(i + 1)) > 7;
            if (last) {
                bands(band, weeks, points, begin, i, scale);
                begin = i + 1;
            }
        }
        return new TrendPanel(name, line.toString(), band.toString(), dots, scale);
    }

    /** The newest figure. */
    public Estimate now() {
        return dots.get(dots.size() - 1).estimate();
    }

    /** The text alternative of the panel. */
    public String summary(SiteMessages words) {
        Dot first = dots.get(0);
        Dot last = dots.get(dots.size() - 1);
        if (dots.size() == 1) {
            return words.say("trend.panel.single", "name", name, "now", last.words(words));
        }
        return words.say("trend.panel", "name", name, "then", first.words(words), "now", last.words(words));
    }

    /** A band over each run of weeks that have an interval; the newest week has none while it is provisional. */
    private static void bands(
            StringBuilder band, List<LocalDate> weeks, List<Estimate> points, int from, int to, Scale scale) {
        int begin = from;
        for (int i = from; i <= to + 1; i++) {
            if (i > to || !points.get(i).hasInterval()) {
                if (begin < i) {
                    appendBand(band, weeks, points, begin, i - 1, scale);
                }
                begin = i + 1;
            }
        }
    }

    private static void appendBand(
            StringBuilder band, List<LocalDate> weeks, List<Estimate> points, int from, int to, Scale scale) {
        for (int i = from; i <= to; i++) {
            band.append(i == from ? 'M' : 'L')
                    .append(place(x(weeks, i), y(points.get(i).high(), scale)));
        }
        for (int i = to; i >= from; i--) {
            band.append('L').append(place(x(weeks, i), y(points.get(i).low(), scale)));
        }
        band.append('Z');
    }

    private static double x(List<LocalDate> weeks, int i) {
        LocalDate first = weeks.get(0);
        long days = ChronoUnit.DAYS.between(first, weeks.get(weeks.size() - 1));
        double along = days == 0 ? 0.5 : (double) ChronoUnit.DAYS.between(first, weeks.get(i)) / days;
        return 0.02 + 0.96 * along;
    }

    private static double y(double figure, Scale scale) {
        return 1 - scale.fraction(figure);
    }

    private static String percent(double fraction) {
        return Numbers.coordinate(fraction * 100) + "%";
    }

    private static String place(double x, double y) {
        return Numbers.coordinate(x * BOX) + " " + Numbers.coordinate(y * BOX);
    }
}
