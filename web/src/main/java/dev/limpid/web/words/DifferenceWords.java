package dev.limpid.web.words;

import dev.limpid.charts.Difference;
import dev.limpid.charts.DrawnChart;
import dev.limpid.charts.DrawnChart.Histogram;
import dev.limpid.charts.DrawnChart.Partition;
import dev.limpid.charts.Estimate;
import dev.limpid.protocol.answer.Attribute;
import java.util.List;

/** Certain differences between machines in words: the same on pages, in feeds and in a terminal. */
public final class DifferenceWords {

    /** As many as can be read at a glance. */
    private static final int MOST = 3;

    private DifferenceWords() {}

    /** What is certain of a chart's machines: a few sentences without their stops, what tells most first. */
    public static List<String> sentences(DrawnChart chart) {
        return Difference.named(chart, MOST).stream()
                .map(difference -> sentence(chart, difference))
                .toList();
    }

    /** {@code “miss” on darwin since 1.14: 100.0% (97.0–100.0%), elsewhere 3.1% (2.0–5.0%)}. */
    public static String sentence(DrawnChart chart, Difference difference) {
        return figure(chart, difference.figure()) + " " + machines(difference) + ": " + words(difference.here()) + ", "
                + others(difference) + " " + words(difference.elsewhere());
    }

    private static String words(Estimate estimate) {
        return Numbers.percent(estimate.value()) + " (" + Intervals.words(estimate) + ")";
    }

    /** {@code on darwin since 1.14}. */
    public static String machines(Difference difference) {
        String in = difference.by() == Attribute.VERSION ? "in " : "on ";
        String value = difference.value().map(name -> in + name).orElse("");
        String since = difference.since().map(version -> "since " + version).orElse("");
        return value.isEmpty() || since.isEmpty() ? value + since : value + " " + since;
    }

    /** What those are called whom the machines are compared with: {@code elsewhere}. */
    public static String others(Difference difference) {
        if (difference.by() != Attribute.VERSION) {
            return "elsewhere";
        }
        return difference.value().isPresent() ? "in other versions" : "before";
    }

    /** What a figure is called where its chart's title is not beside it. */
    private static String figure(DrawnChart chart, String name) {
        if (chart instanceof Partition || chart instanceof Histogram) {
            return "“" + name + "”";
        }
        String counter = chart.title().counter();
        return name.equals("pooled") && chart instanceof DrawnChart.Ratio ratio
                ? "“" + counter + "” of all “" + ratio.over() + "”"
                : "Installations with “" + counter + "”";
    }
}
