package dev.limpid.protocol.answer;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;

/**
 * The calendar week, Monday to Sunday in UTC, that an answer is filed under: the week with the last day of the home's
 * own week. The weekday on which a home's weeks end stays private, since it would help to tell homes apart.
 */
public final class AnswerWeek {

    private AnswerWeek() {}

    /**
     * The Monday of the calendar week.
     *
     * @param end the first day after the home's week
     */
    public static LocalDate of(LocalDate end) {
        return end.minusDays(1).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    }

    /** Whether a date can name a calendar week. */
    public static boolean isMonday(LocalDate week) {
        return week.getDayOfWeek() == DayOfWeek.MONDAY;
    }
}
