package dev.limpid.protocol.answer;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;

/**
 * The calendar week, Monday to Sunday in UTC, that an answer is filed under: the one that holds the last day of the
 * home's own week. On which weekday a home's weeks end is its own affair, and would tell homes apart.
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
