package dev.limpid.web.page;

import dev.limpid.charts.DrawnChart;
import dev.limpid.charts.compare.TrendHistory;
import dev.limpid.web.facts.ConfigVersion;
import dev.limpid.web.frame.Frame;
import dev.limpid.web.plot.TrendLines;
import dev.limpid.web.plot.TrendMarks;
import dev.limpid.web.words.FigureNames;
import dev.limpid.web.words.SiteWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The trend on a chart's page, on one axis, and the pages with more.
 *
 * @param lines the most common figures; empty if a line would have only one point
 * @param below the pages below the chart's page
 */
public record TrendSection(Optional<TrendLines> lines, List<Below> below) {
    public TrendSection {
        below = List.copyOf(below);
    }

    /** A page below the chart's page. */
    public record Below(String path, String words) {}

    static TrendSection of(Frame frame, DrawnChart chart, PeriodChoice choice, List<ConfigVersion> configurations) {
        TrendHistory history = FigureNames.inWords(chart, TrendHistory.of(List.of(chart.trend())), frame.words());
        TrendMarks marks = TrendPage.marks(history, chart, configurations);
        boolean isLine = history.weeks().size() > 1 && !history.lines().isEmpty();
        return new TrendSection(
                isLine ? Optional.of(TrendLines.of(history, marks)) : Optional.empty(), below(frame, chart, choice));
    }

    /**
     * The pages below the chart's page. A file host has them for the newest period only, so that a site does not grow by several pages
     * per chart each week.
     */
    private static List<Below> below(Frame frame, DrawnChart chart, PeriodChoice choice) {
        List<Below> below = new ArrayList<>();
        boolean isNewest =
                PeriodChoice.latest(choice.all()).map(choice.shown()::equals).orElse(false);
        if (!frame.isServed() && !isNewest) {
            return below;
        }
        String path = "charts/" + choice.shown().name() + "/" + chart.title().id() + "/";
        SiteWords words = frame.words();
        below.add(new Below(path + TrendPage.View.ONE_AXIS.path(), words.say("below.trend")));
        CompareChoice compare = new CompareChoice(chart, choice);
        if (frame.isServed()) {
            compare.first().ifPresent(pair -> below.add(new Below(path + "compare", words.say("below.compare"))));
        } else {
            compare.weeks().ifPresent(pair -> below.add(new Below(path + "compare-weeks", words.say("below.weeks"))));
            compare.versions()
                    .ifPresent(pair -> below.add(new Below(path + "compare-versions", words.say("below.versions"))));
        }
        return below;
    }
}
