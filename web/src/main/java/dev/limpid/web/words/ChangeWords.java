package dev.limpid.web.words;

import dev.limpid.charts.Estimate;
import dev.limpid.charts.WeekChange;

/** Certain changes from week to week in words. */
public final class ChangeWords {
    private ChangeWords() {}

    /** {@code “vim” rose from 10.1% (9.2–11.0%) in the week of 9 Nov 2026 to 14.3% (13.1–15.5%) in the next}. */
    public static String sentence(WeekChange change) {
        return figure(change) + " " + verb(change) + " from " + words(change.before()) + " in the week of "
                + Dates.day(change.week().minusWeeks(1)) + " to " + words(change.now()) + " in the week of "
                + Dates.day(change.week());
    }

    /** {@code “vim” rose from 10.1% to 14.3%}. */
    public static String brief(WeekChange change) {
        return figure(change) + " " + verb(change) + " from "
                + Numbers.percent(change.before().value()) + " to "
                + Numbers.percent(change.now().value());
    }

    private static String verb(WeekChange change) {
        return change.now().value() > change.before().value() ? "rose" : "fell";
    }

    private static String words(Estimate estimate) {
        return Numbers.percent(estimate.value()) + " (" + Intervals.words(estimate) + ")";
    }

    private static String figure(WeekChange change) {
        return DifferenceWords.figure(change.chart(), change.figure());
    }
}
