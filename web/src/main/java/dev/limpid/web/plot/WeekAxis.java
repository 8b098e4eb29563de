package dev.limpid.web.plot;

import dev.limpid.web.words.Numbers;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** The position of a day between the first and the last week of a trend. */
final class WeekAxis {
    /** The side of the box in which lines are drawn. */
    static final double BOX = 1000;

    private static final int DAYS = 7;

    private WeekAxis() {}

    /** From 0 to 1, with a little room at both ends. */
    static double x(List<LocalDate> weeks, LocalDate day) {
        LocalDate first = weeks.get(0);
        long days = ChronoUnit.DAYS.between(first, weeks.get(weeks.size() - 1));
        double along = days == 0 ? 0.5 : (double) ChronoUnit.DAYS.between(first, day) / days;
        return 0.02 + 0.96 * along;
    }

    /** Whether a week comes right after the one before it in the list. */
    static boolean isNextWeek(List<LocalDate> weeks, int i) {
        return i > 0 && ChronoUnit.DAYS.between(weeks.get(i - 1), weeks.get(i)) <= DAYS;
    }

    static String percent(double fraction) {
        return Numbers.coordinate(fraction * 100) + "%";
    }

    static String place(double x, double y) {
        return Math.round(x * BOX) + " " + Math.round(y * BOX);
    }
}
