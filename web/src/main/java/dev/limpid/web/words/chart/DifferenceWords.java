package dev.limpid.web.words.chart;

import dev.limpid.charts.ChartResult;
import dev.limpid.charts.ChartResult.Histogram;
import dev.limpid.charts.ChartResult.Partition;
import dev.limpid.charts.Difference;
import dev.limpid.protocol.answer.Attribute;
import dev.limpid.web.words.IntervalText;
import dev.limpid.web.words.SiteMessages;
import java.util.List;

/** Certain differences between machines in words: the same on pages, in feeds and in a terminal. */
public final class DifferenceWords {

    /** How many differences a reader can take in at a glance. */
    private static final int MOST = 3;

    private DifferenceWords() {}

    /** The certain differences between a chart's machines: a few sentences without their full stops, the most telling first. */
    public static List<String> sentences(ChartResult chart) {
        return sentences(chart, SiteMessages.ENGLISH);
    }

    /** The same in another language. */
    public static List<String> sentences(ChartResult chart, SiteMessages words) {
        return Difference.mostNotable(chart, MOST).stream()
                .map(difference -> sentence(chart, difference, words))
                .toList();
    }

    /** {@code “miss” on darwin since 1.14: 100.0% (97.0–100.0%), elsewhere 3.1% (2.0–5.0%)}. */
    public static String sentence(ChartResult chart, Difference difference) {
        return sentence(chart, difference, SiteMessages.ENGLISH);
    }

    private static String sentence(ChartResult chart, Difference difference, SiteMessages words) {
        return words.say(
                key(difference),
                "figure",
                figure(chart, difference.figure(), words),
                "value",
                difference.value().orElse(""),
                "since",
                difference.since().orElse(""),
                "here",
                IntervalText.beside(difference.here(), words),
                "there",
                IntervalText.beside(difference.elsewhere(), words));
    }

    /** The key of the sentence, which depends on which machines differ and how the others are described. */
    private static String key(Difference difference) {
        if (difference.value().isEmpty()) {
            return "difference.since";
        }
        if (difference.by() == Attribute.VERSION) {
            return difference.since().isEmpty() ? "difference.in" : "difference.in.since";
        }
        return difference.since().isEmpty() ? "difference.on" : "difference.on.since";
    }

    /** The name of a figure where its chart's title is not next to it. */
    static String figure(ChartResult chart, String name, SiteMessages words) {
        if (chart instanceof Partition || chart instanceof Histogram) {
            return words.say("difference.figure", "name", BucketRanges.label(chart, name, words));
        }
        String counter = chart.title().counter();
        return name.equals("pooled") && chart instanceof ChartResult.Ratio ratio
                ? words.say("difference.figure.all", "counter", counter, "all", ClipWords.ofAll(ratio, words))
                : words.say("difference.figure.installations", "counter", counter);
    }
}
