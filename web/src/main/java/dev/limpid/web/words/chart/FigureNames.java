package dev.limpid.web.words.chart;

import dev.limpid.charts.ChartResult;
import dev.limpid.charts.ChartResult.Ratio;
import dev.limpid.charts.ChartResult.Stacks;
import dev.limpid.charts.compare.TrendHistory;
import dev.limpid.web.words.SiteMessages;
import java.util.Optional;

/** The names of the figures of ratios and stack charts where several are shown together; buckets have their own names. */
public final class FigureNames {
    private FigureNames() {}

    /** The name of a figure of this chart. */
    public static String inWords(ChartResult chart, String name, SiteMessages words) {
        boolean isFigure = chart instanceof Ratio || chart instanceof Stacks;
        return switch (isFigure ? name : "") {
            case "pooled" -> words.say("figure.events");
            case "installations" -> words.say("figure.installations");
            default -> BucketRanges.label(chart, name, words);
        };
    }

    /** What these names mean, if it needs an explanation. */
    public static Optional<String> explained(ChartResult chart, SiteMessages words) {
        if (chart instanceof Ratio ratio) {
            return Optional.of(words.say("figure.ratio.explained", "over", ratio.over()));
        }
        return chart instanceof Stacks ? Optional.of(words.say("figure.stack.explained")) : Optional.empty();
    }

    /** The same for all lines of a trend. */
    public static TrendHistory inWords(ChartResult chart, TrendHistory history, SiteMessages words) {
        return new TrendHistory(
                history.weeks(),
                history.answers(),
                history.lines().stream()
                        .map(line -> new TrendHistory.Line(
                                inWords(chart, line.name(), words), line.points(), line.reweighted()))
                        .toList(),
                history.since());
    }
}
