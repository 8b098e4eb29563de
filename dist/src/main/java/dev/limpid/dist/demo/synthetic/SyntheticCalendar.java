package dev.limpid.dist.demo.synthetic;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The calendar of the made-up collection. It has {@link #ALL} weeks, numbered from 0; a shorter calendar has only the
 * last of them.
 *
 * @param last the Monday of the last week
 * @param count how many weeks are answered
 */
record SyntheticCalendar(LocalDate last, int count) {

    static final int ALL = 104;

    SyntheticCalendar {
        if (count < 1 || count > ALL) {
            throw new IllegalArgumentException(count + " weeks, expected 1 to " + ALL);
        }
    }

    /** The number of the first week that is answered. */
    int first() {
        return ALL - count;
    }

    /** The Monday of a week; those before the first have one, too. */
    LocalDate monday(int week) {
        return last.plusWeeks(week - (ALL - 1L));
    }

    int number(LocalDate monday) {
        return ALL - 1 + (int) ChronoUnit.WEEKS.between(last, monday);
    }

    SortedSet<LocalDate> mondays() {
        SortedSet<LocalDate> mondays = new TreeSet<>();
        for (int week = first(); week < ALL; week++) {
            mondays.add(monday(week));
        }
        return mondays;
    }
}
