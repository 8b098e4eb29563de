package dev.limpid.web.page;

import dev.limpid.charts.DrawnChart;
import dev.limpid.charts.DrawnChart.Ratio;
import dev.limpid.charts.DrawnChart.Stacks;
import dev.limpid.charts.TrendHistory;
import java.util.Optional;

/** What the figures of ratios and stack charts are called where they stand beside each other; buckets have names of their own. */
final class FigureNames {
    private FigureNames() {}

    /** The name of a figure of this chart. */
    static String inWords(DrawnChart chart, String name) {
        return chart instanceof Ratio && name.equals("pooled") ? "all events" : name;
    }

    /** What these names mean, where it must be said. */
    static Optional<String> explained(DrawnChart chart) {
        if (chart instanceof Ratio ratio) {
            return Optional.of("“installations” is, of the installations that count “" + ratio.over()
                    + "”, the share that has it at all; “all events” is how often it happens over all “" + ratio.over()
                    + "” of all installations.");
        }
        return chart instanceof Stacks
                ? Optional.of("“installations” is the share of installations that had one.")
                : Optional.empty();
    }

    /** The same of all lines of a trend. */
    static TrendHistory inWords(DrawnChart chart, TrendHistory history) {
        return new TrendHistory(
                history.weeks(),
                history.answers(),
                history.lines().stream()
                        .map(line ->
                                new TrendHistory.Line(inWords(chart, line.name()), line.points(), line.reweighted()))
                        .toList(),
                history.since());
    }
}
