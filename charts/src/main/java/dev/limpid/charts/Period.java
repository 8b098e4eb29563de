package dev.limpid.charts;

import dev.limpid.protocol.answer.AnswerWeek;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;

/**
 * The weeks whose answers a chart shows: whole calendar weeks, Monday to Sunday.
 *
 * @param kind how long the period is
 * @param from the first week's Monday
 * @param to the last week's Sunday
 */
public record Period(Kind kind, LocalDate from, LocalDate to) {

    /** How long a period is. */
    public enum Kind {
        /** One week: every machine answers a question at most once. */
        WEEK,
        /** The weeks whose Monday is in one calendar month: a machine can have answered up to five times. */
        MONTH,
        /** Any other run of weeks. */
        SPAN
    }

    private static final int DAYS_OF_WEEK = 7;

    /** @throws IllegalArgumentException if the days do not begin with a Monday and end with a Sunday after it */
    public Period {
        if (!AnswerWeek.isMonday(from) || to.getDayOfWeek() != DayOfWeek.SUNDAY || to.isBefore(from)) {
            throw new IllegalArgumentException(
                    "the period is " + from + " to " + to + ", expected a Monday to a later Sunday");
        }
    }

    /** The week that begins with a Monday. */
    public static Period week(LocalDate monday) {
        return new Period(Kind.WEEK, monday, monday.plusDays(DAYS_OF_WEEK - 1));
    }

    /** The weeks whose Monday is in the calendar month of {@code date}. */
    public static Period monthOf(LocalDate date) {
        LocalDate first = date.with(TemporalAdjusters.firstInMonth(DayOfWeek.MONDAY));
        LocalDate last = date.with(TemporalAdjusters.lastInMonth(DayOfWeek.MONDAY));
        return new Period(Kind.MONTH, first, last.plusDays(DAYS_OF_WEEK - 1));
    }

    /**
     * Any run of weeks. A single week becomes a {@link Kind#WEEK}, the weeks of a calendar month a {@link Kind#MONTH}.
     *
     * @param from the first week's Monday
     * @param to the last week's Sunday
     * @throws IllegalArgumentException if the days are not a Monday and a later Sunday
     */
    public static Period of(LocalDate from, LocalDate to) {
        Period span = new Period(Kind.SPAN, from, to);
        if (span.weeks() == 1) {
            return week(from);
        }
        Period month = monthOf(from);
        return month.from().equals(from) && month.to().equals(to) ? month : span;
    }

    /**
     * Reads a period as {@link #name} writes it.
     *
     * @throws java.time.format.DateTimeParseException if a day is not a date
     * @throws IllegalArgumentException if it is not a run of whole weeks
     */
    public static Period parse(String name) {
        int between = name.indexOf('_');
        return between < 0
                ? week(LocalDate.parse(name))
                : of(LocalDate.parse(name.substring(0, between)), LocalDate.parse(name.substring(between + 1)));
    }

    /** The period's name in addresses: {@code 2026-11-16} for a week, otherwise {@code 2026-11-02_2026-12-06}. */
    public String name() {
        return kind == Kind.WEEK ? from.toString() : from + "_" + to;
    }

    /** How many weeks the period has. */
    public int weeks() {
        return (int) (ChronoUnit.DAYS.between(from, to) + 1) / DAYS_OF_WEEK;
    }

    /** The Monday of its last week. */
    public LocalDate lastWeek() {
        return to.minusDays(DAYS_OF_WEEK - 1);
    }

    /** Whether a week belongs to the period. */
    public boolean contains(LocalDate week) {
        return !week.isBefore(from) && !week.isAfter(to);
    }
}
