package dev.limpid.cli.chart;

import dev.limpid.charts.Estimate;
import dev.limpid.charts.Period;
import dev.limpid.protocol.answer.Attribute;
import dev.limpid.protocol.text.Sentences;
import dev.limpid.web.page.PeriodChoice;
import dev.limpid.web.words.Intervals;
import dev.limpid.web.words.Numbers;
import dev.limpid.web.words.SiteWords;

/** The texts of a chart in one language: those that pages use, too, and those of the terminal only. Immutable. */
final class ChartWords {

    private final Sentences own;
    private final SiteWords figures;

    private ChartWords(Sentences own, SiteWords figures) {
        this.own = own;
        this.figures = figures;
    }

    static ChartWords in(String language) {
        return new ChartWords(Sentences.of(ChartWords.class, "chart", language), SiteWords.figures(language));
    }

    /** The words that pages use, too. */
    SiteWords figures() {
        return figures;
    }

    String say(String key, Object... values) {
        return own.say(key, values);
    }

    String count(String key, long number, Object... values) {
        return own.count(key, number, values);
    }

    /** {@code 1,200 answers}. */
    String answers(long number) {
        return figures.count("of.answer", number);
    }

    /** {@code Week 14 Nov – 20 Nov 2026}. */
    String period(Period period) {
        return PeriodChoice.words(period, figures);
    }

    String attribute(Attribute attribute) {
        return own.say("by." + attribute.word());
    }

    /** A percentage without the per cent sign. */
    String number(double number) {
        return Numbers.amount(number, figures.locale());
    }

    /** {@code 43.2% (41.1–45.3%)}, padded to the width of the widest figure. */
    String estimate(Estimate estimate) {
        int widest = Numbers.percent(1, figures.locale()).length();
        int width = Numbers.percent(estimate.value(), figures.locale()).length();
        return " ".repeat(Math.max(0, widest - width)) + Intervals.beside(estimate, figures);
    }
}
