package dev.limpid.web.page.chart;

import dev.limpid.charts.ChartResult;
import dev.limpid.charts.ChartResult.Title;
import dev.limpid.charts.ChartSet;
import dev.limpid.web.layout.Markup;
import dev.limpid.web.layout.PageContext;
import dev.limpid.web.layout.PeriodChoice;
import dev.limpid.web.plot.Headline;
import dev.limpid.web.template.JtefoundGenerated;
import dev.limpid.web.words.SiteMessages;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * The results of a search for charts: all words of the query occur in a chart's title, counter, description or program. Charts with the
 * words in the title come first.
 *
 * @param query the query
 * @param choice the period whose charts were searched
 * @param all how many charts were found
 * @param found the charts that are shown
 */
public record ChartSearch(String query, PeriodChoice choice, int all, List<Found> found) {
    private static final int SHOWN = 40;
    private static final int LONGEST = 200;
    private static final int DESCRIPTION = 240;

    public ChartSearch {
        found = List.copyOf(found);
    }

    /** A chart that was found. */
    public record Found(Title title, Headline headline) {
        /** The description, or its beginning. */
        public String description() {
            String all = title.description();
            return all.length() <= DESCRIPTION
                    ? all
                    : all.substring(0, all.offsetByCodePoints(0, all.codePointCount(0, DESCRIPTION))) + "…";
        }
    }

    /** The page of results. */
    public static String render(PageContext pageContext, ChartSet set, PeriodChoice choice, String query) {
        ChartSearch page = of(set, choice, query, pageContext.words());
        return Markup.of((out, plain) -> JtefoundGenerated.render(out, plain, pageContext, page));
    }

    /** Searches a set of charts. */
    static ChartSearch of(ChartSet set, PeriodChoice choice, String query, SiteMessages say) {
        String asked = query.substring(0, Math.min(query.length(), LONGEST)).strip();
        List<String> words = List.of(folded(asked).split("\\s+"));
        List<ChartResult> hits = new ArrayList<>();
        for (ChartSet.ProgramCharts program : set.programs()) {
            for (ChartResult chart : program.charts()) {
                String text = text(chart.title());
                if (!asked.isEmpty() && words.stream().allMatch(text::contains)) {
                    hits.add(chart);
                }
            }
        }
        List<Found> shown = hits.stream()
                .sorted(Comparator.comparingLong((ChartResult chart) -> -inTitle(chart.title(), words)))
                .limit(SHOWN)
                .map(chart -> new Found(chart.title(), Headline.of(chart, say)))
                .toList();
        return new ChartSearch(asked, choice, hits.size(), shown);
    }

    private static long inTitle(Title title, List<String> words) {
        String text = folded(title.title());
        return words.stream().filter(text::contains).count();
    }

    private static String text(Title title) {
        return folded(
                String.join(" ", title.title(), title.counter(), title.description(), title.program(), title.chart()));
    }

    /** The form for comparison: without case, with letters and accents composed in one way. */
    private static String folded(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }
}
