package dev.limpid.web.words.chart;

import dev.limpid.charts.ChartResult;
import dev.limpid.charts.Estimate;
import dev.limpid.charts.compare.LongTermChange;
import dev.limpid.charts.compare.WeekChange;
import dev.limpid.web.words.Dates;
import dev.limpid.web.words.IntervalText;
import dev.limpid.web.words.Numbers;
import dev.limpid.web.words.SiteMessages;
import java.time.LocalDate;

/** Certain changes from week to week, and over quarters and years, in words. */
public final class ChangeWords {
    private ChangeWords() {}

    /** {@code “vim” rose from 10.1% (9.2–11.0%) in the week of 9 Nov 2026 to 14.3% (13.1–15.5%) in the next}. */
    public static String sentence(WeekChange change) {
        LocalDate before = change.week().minusWeeks(1);
        return sentence(
                change.chart(),
                change.figure(),
                change.before(),
                before,
                change.now(),
                change.week(),
                change.mayBeOfOneNetwork(),
                SiteMessages.ENGLISH);
    }

    /** {@code “vim” rose from 10.1% to 14.3%}, and whether one network may have caused it. */
    public static String brief(WeekChange change) {
        return brief(change.chart(), change.figure(), change.before(), change.now())
                + ofOneNetwork(change.mayBeOfOneNetwork());
    }

    /** {@code “vim” rose from 10.1% (9.2–11.0%) in the week of 10 Nov 2025 to 14.3% (13.1–15.5%) in the week of 9 Nov 2026}. */
    public static String sentence(LongTermChange change) {
        return sentence(change, SiteMessages.ENGLISH);
    }

    /** The same in another language. */
    public static String sentence(LongTermChange change, SiteMessages words) {
        return sentence(
                change.chart(),
                change.figure(),
                change.before(),
                change.week().minusWeeks(change.weeks()),
                change.now(),
                change.week(),
                change.mayBeOfOneNetwork(),
                words);
    }

    /** {@code “vim” rose from 10.1% to 14.3% in 52 weeks}. */
    public static String brief(LongTermChange change) {
        return brief(change.chart(), change.figure(), change.before(), change.now()) + " in "
                + Numbers.of(change.weeks(), "week")
                + ofOneNetwork(change.mayBeOfOneNetwork());
    }

    private static String ofOneNetwork(boolean mayBe) {
        return mayBe ? " (one network may have caused it)" : "";
    }

    private static String sentence(
            ChartResult chart,
            String figure,
            Estimate before,
            LocalDate then,
            Estimate now,
            LocalDate week,
            boolean mayBeOfOneNetwork,
            SiteMessages words) {
        String sentence = words.say(
                now.value() > before.value() ? "change.rose" : "change.fell",
                "figure",
                DifferenceWords.figure(chart, figure, words),
                "before",
                IntervalText.beside(before, words),
                "then",
                Dates.day(then, words),
                "now",
                IntervalText.beside(now, words),
                "week",
                Dates.day(week, words));
        return mayBeOfOneNetwork ? words.say("change.network", "change", sentence) : sentence;
    }

    private static String brief(ChartResult chart, String figure, Estimate before, Estimate now) {
        return DifferenceWords.figure(chart, figure, SiteMessages.ENGLISH) + " " + verb(before, now) + " from "
                + Numbers.percent(before.value()) + " to " + Numbers.percent(now.value());
    }

    private static String verb(Estimate before, Estimate now) {
        return now.value() > before.value() ? "rose" : "fell";
    }
}
