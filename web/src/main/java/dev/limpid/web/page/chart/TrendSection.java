package dev.limpid.web.page.chart;

import dev.limpid.charts.ChartResult;
import dev.limpid.charts.compare.TrendHistory;
import dev.limpid.web.facts.PublishedConfig;
import dev.limpid.web.layout.PageContext;
import dev.limpid.web.layout.PeriodChoice;
import dev.limpid.web.page.compare.CompareChoice;
import dev.limpid.web.page.compare.TrendPage;
import dev.limpid.web.plot.TrendLines;
import dev.limpid.web.plot.TrendMarks;
import dev.limpid.web.words.SiteMessages;
import dev.limpid.web.words.chart.FigureNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The trend on a chart's page, on one axis, and the pages with more.
 *
 * @param lines the most common figures; empty if a line would have only one point
 * @param below the pages below the chart's page
 */
public record TrendSection(Optional<TrendLines> lines, List<Subpage> below) {
    public TrendSection {
        below = List.copyOf(below);
    }

    /** A page below the chart's page. */
    public record Subpage(String path, String words) {}

    static TrendSection of(
            PageContext pageContext, ChartResult chart, PeriodChoice choice, List<PublishedConfig> configurations) {
        TrendHistory history = FigureNames.inWords(chart, TrendHistory.of(List.of(chart.trend())), pageContext.words());
        TrendMarks marks = TrendPage.marks(history, chart, configurations);
        boolean isLine = history.weeks().size() > 1 && !history.lines().isEmpty();
        return new TrendSection(
                isLine ? Optional.of(TrendLines.of(history, marks)) : Optional.empty(),
                below(pageContext, chart, choice));
    }

    /**
     * The pages below the chart's page. A file host has them for the newest period only, so that a site does not grow by several pages
     * per chart each week.
     */
    private static List<Subpage> below(PageContext pageContext, ChartResult chart, PeriodChoice choice) {
        List<Subpage> below = new ArrayList<>();
        boolean isNewest =
                PeriodChoice.latest(choice.all()).map(choice.shown()::equals).orElse(false);
        if (!pageContext.isServed() && !isNewest) {
            return below;
        }
        String path = "charts/" + choice.shown().name() + "/" + chart.title().id() + "/";
        SiteMessages words = pageContext.words();
        below.add(new Subpage(path + TrendPage.View.ONE_AXIS.path(), words.say("below.trend")));
        CompareChoice compare = new CompareChoice(chart, choice);
        if (pageContext.isServed()) {
            compare.first().ifPresent(pair -> below.add(new Subpage(path + "compare", words.say("below.compare"))));
        } else {
            compare.weeks().ifPresent(pair -> below.add(new Subpage(path + "compare-weeks", words.say("below.weeks"))));
            compare.versions()
                    .ifPresent(pair -> below.add(new Subpage(path + "compare-versions", words.say("below.versions"))));
        }
        return below;
    }
}
