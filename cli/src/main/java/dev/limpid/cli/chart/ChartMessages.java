package dev.limpid.cli.chart;

import dev.limpid.charts.Estimate;
import dev.limpid.charts.Period;
import dev.limpid.protocol.answer.Attribute;
import dev.limpid.protocol.text.MessageBundle;
import dev.limpid.web.layout.PeriodChoice;
import dev.limpid.web.words.IntervalText;
import dev.limpid.web.words.Numbers;
import dev.limpid.web.words.SiteMessages;

/** The texts of a chart in one language: those that pages use, too, and those of the terminal only. Immutable. */
final class ChartMessages {

    private final MessageBundle own;
    private final SiteMessages figures;

    private ChartMessages(MessageBundle own, SiteMessages figures) {
        this.own = own;
        this.figures = figures;
    }

    static ChartMessages in(String language) {
        return new ChartMessages(
                MessageBundle.of(ChartMessages.class, "chart", language), SiteMessages.figures(language));
    }

    /** The words that pages use, too. */
    SiteMessages figures() {
        return figures;
    }

    String say(String key, Object... values) {
        return own.format(key, values);
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
        return own.format("by." + attribute.word());
    }

    /** A percentage without the per cent sign. */
    String number(double number) {
        return Numbers.amount(number, figures.locale());
    }

    /** {@code 43.2% (41.1–45.3%)}, padded to the width of the widest figure. */
    String estimate(Estimate estimate) {
        int widest = Numbers.percent(1, figures.locale()).length();
        int width = Numbers.percent(estimate.value(), figures.locale()).length();
        return " ".repeat(Math.max(0, widest - width)) + IntervalText.beside(estimate, figures);
    }
}
