package dev.limpid.web.page.chart;

import dev.limpid.charts.ChartResult;
import dev.limpid.charts.Period;
import dev.limpid.web.layout.Markup;
import dev.limpid.web.layout.PageContext;
import dev.limpid.web.layout.Paging;
import dev.limpid.web.layout.PeriodChoice;
import dev.limpid.web.plot.ChartRow;
import dev.limpid.web.plot.ChartView;
import dev.limpid.web.template.JtevaluesGenerated;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A page of all values of a chart that has too many for its own page, in their order.
 *
 * @param view the view of the chart
 * @param choice the period among the others
 * @param rows the rows of this page
 * @param paging the page among the others
 */
public record ValuesPage(ChartView view, PeriodChoice choice, List<ChartRow> rows, Paging paging) {
    private static final int ROWS = 80;

    public ValuesPage {
        rows = List.copyOf(rows);
    }

    /** The path of the first page. */
    public static String path(String period, ChartResult chart) {
        return "charts/" + period + "/" + chart.title().id() + "/values";
    }

    /** The paths of these pages; empty if the chart's own page has all values. */
    public static List<String> paths(Period period, ChartResult chart) {
        ChartView view = ChartView.of(chart);
        if (!view.isLong()) {
            return List.of();
        }
        String path = path(period.name(), chart);
        Paging paging = new Paging(path, path, 1, Paging.count(view.rows().size(), ROWS));
        return IntStream.rangeClosed(1, paging.pages()).mapToObj(paging::path).toList();
    }

    /** One of these pages, if there is a page with this number. */
    public static Optional<String> render(PageContext pageContext, ChartResult chart, PeriodChoice choice, int number) {
        ChartView view = ChartView.of(chart, choice.shown().weeks(), pageContext.words());
        if (!view.isLong() || !Paging.has(number, view.rows().size(), ROWS)) {
            return Optional.empty();
        }
        String path = path(choice.shown().name(), chart);
        Paging paging = new Paging(path, path, number, Paging.count(view.rows().size(), ROWS));
        ValuesPage page = new ValuesPage(view, choice, paging.part(view.rows(), ROWS), paging);
        return Optional.of(Markup.of((out, plain) -> JtevaluesGenerated.render(out, plain, pageContext, page)));
    }
}
