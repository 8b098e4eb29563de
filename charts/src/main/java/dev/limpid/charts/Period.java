package dev.limpid.charts;

import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;

/**
 * The days whose reports a chart shows. A report belongs to the day on which its week ended.
 *
 * @param kind how long the period is
 * @param from the first day
 * @param to the last day, part of the period
 */
public record Period(Kind kind, LocalDate from, LocalDate to) {

    /** How long a period is. */
    public enum Kind {
        /** One day: the installations whose week ended on it, about a seventh of all. */
        DAY,
        /** Seven days: every installation that reported, once. */
        WEEK,
        /** A calendar month: an installation may have reported up to five times. */
        MONTH,
        /** Any other run of days, as somebody asked for. */
        SPAN
    }

    public Period {
        if (to.isBefore(from)) {
            throw new IllegalArgumentException("a period from " + from + " to " + to + ", expected from before to");
        }
    }

    /** One day. */
    public static Period day(LocalDate date) {
        return new Period(Kind.DAY, date, date);
    }

    /** The seven days that end with {@code to}. */
    public static Period weekTo(LocalDate to) {
        return new Period(Kind.WEEK, to.minusDays(6), to);
    }

    /** The calendar month that holds {@code date}. */
    public static Period monthOf(LocalDate date) {
        return new Period(Kind.MONTH, date.withDayOfMonth(1), date.with(TemporalAdjusters.lastDayOfMonth()));
    }

    /** Any run of days; a single day, seven days and calendar months are recognised as such. */
    public static Period of(LocalDate from, LocalDate to) {
        if (from.equals(to)) {
            return day(to);
        }
        if (weekTo(to).from().equals(from)) {
            return weekTo(to);
        }
        Period month = monthOf(to);
        return month.from().equals(from) && month.to().equals(to) ? month : new Period(Kind.SPAN, from, to);
    }

    /**
     * Reads a period as {@link #name} writes it.
     *
     * @throws java.time.format.DateTimeParseException if it is not one
     */
    public static Period parse(String name) {
        int between = name.indexOf('_');
        return between < 0
                ? day(LocalDate.parse(name))
                : of(LocalDate.parse(name.substring(0, between)), LocalDate.parse(name.substring(between + 1)));
    }

    /** How the period is named in addresses: {@code 2026-08-20} or {@code 2026-08-14_2026-08-20}. */
    public String name() {
        return kind == Kind.DAY ? to.toString() : from + "_" + to;
    }

    /** Whether reports of this day belong to the period. */
    public boolean contains(LocalDate day) {
        return !day.isBefore(from) && !day.isAfter(to);
    }
}
