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
        /** The weeks whose Monday lies in one calendar month: a machine may have answered up to five times. */
        MONTH,
        /** Any other run of weeks, as somebody asked for. */
        SPAN
    }

    private static final int DAYS_OF_WEEK = 7;

    /** @throws IllegalArgumentException if the days do not begin with a Monday and end with a Sunday after it */
    public Period {
        if (!AnswerWeek.isMonday(from) || to.getDayOfWeek() != DayOfWeek.SUNDAY || to.isBefore(from)) {
            throw new IllegalArgumentException(
                    "a period from " + from + " to " + to + ", expected from a Monday to a Sunday after it");
        }
    }

    /** The week that begins with a Monday. */
    public static Period week(LocalDate monday) {
        return new Period(Kind.WEEK, monday, monday.plusDays(DAYS_OF_WEEK - 1));
    }

    /** The weeks whose Monday lies in the calendar month that holds {@code date}. */
    public static Period monthOf(LocalDate date) {
        LocalDate first = date.with(TemporalAdjusters.firstInMonth(DayOfWeek.MONDAY));
        LocalDate last = date.with(TemporalAdjusters.lastInMonth(DayOfWeek.MONDAY));
        return new Period(Kind.MONTH, first, last.plusDays(DAYS_OF_WEEK - 1));
    }

    /**
     * Any run of weeks; a single week and calendar months are recognised as such.
     *
     * @param from the first week's Monday
     * @param to the last week's Sunday
     * @throws IllegalArgumentException if they are not
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
     * @throws java.time.format.DateTimeParseException if a day of it is no date
     * @throws IllegalArgumentException if it is no run of weeks
     */
    public static Period parse(String name) {
        int between = name.indexOf('_');
        return between < 0
                ? week(LocalDate.parse(name))
                : of(LocalDate.parse(name.substring(0, between)), LocalDate.parse(name.substring(between + 1)));
    }

    /** How the period is named in addresses: {@code 2026-11-16} for a week, else {@code 2026-11-02_2026-12-06}. */
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
