package dev.limpid.web.page;

import dev.limpid.charts.DrawnChart;
import dev.limpid.charts.DrawnChart.Ratio;
import dev.limpid.charts.DrawnChart.Stacks;
import dev.limpid.charts.TrendHistory;

/** What the figures of ratios and stack charts are called where they stand beside each other; buckets have names of their own. */
final class FigureNames {
    private FigureNames() {}

    /** The name of a figure of this chart. */
    static String inWords(DrawnChart chart, String name) {
        if (chart instanceof Ratio) {
            return name.equals("pooled") ? "all events together" : "installations that have it";
        }
        return chart instanceof Stacks ? "installations that had one" : name;
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
