package dev.limpid.web;

import dev.limpid.charts.ChartResult;
import dev.limpid.charts.ChartSet;
import dev.limpid.charts.Period;
import dev.limpid.charts.compare.ChartComparability;
import dev.limpid.charts.compare.Comparison;
import dev.limpid.charts.compare.ComparisonSide;
import dev.limpid.charts.compare.LongTermChanges;
import dev.limpid.web.layout.NotFoundPage;
import dev.limpid.web.layout.PageContext;
import dev.limpid.web.layout.PeriodChoice;
import dev.limpid.web.page.compare.CompareChoice;
import dev.limpid.web.page.compare.CompareChoice.Pair;
import dev.limpid.web.page.compare.ComparePage;
import dev.limpid.web.page.compare.SideName;
import dev.limpid.web.page.compare.TrendPage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The pages below a chart's page: its last two years, and comparisons of two sides. A server compares any two sides
 * that a query names; a file host has two fixed comparisons.
 */
final class ChartSubpages {
    private static final String COMPARE = "compare";
    private static final String COMPARE_WEEKS = "compare-weeks";
    private static final String COMPARE_VERSIONS = "compare-versions";

    private final SiteSource siteSource;

    ChartSubpages(SiteSource siteSource) {
        this.siteSource = siteSource;
    }

    /** The page at a path below a chart's page, if there is one. */
    Optional<Page> page(
            PageContext pageContext,
            ChartSet set,
            ChartResult chart,
            PeriodChoice periods,
            String below,
            Map<String, String> query)
            throws IOException {
        Optional<TrendPage.View> view = TrendPage.View.at(below);
        if (view.isPresent()) {
            return Optional.of(Page.html(TrendPage.render(
                    pageContext,
                    set,
                    chart,
                    TrendParts.of(siteSource, chart),
                    LongTermChanges.mostRecent(
                            set.period().lastWeek(), monday -> siteSource.charts(Period.week(monday))),
                    view.get(),
                    siteSource.configurations())));
        }
        CompareChoice choice = new CompareChoice(chart, periods);
        return switch (below) {
            case COMPARE -> Optional.of(asked(pageContext.withQuery(query, "a", "b"), chart, periods, query));
            case COMPARE_WEEKS -> pair(pageContext, chart, periods, choice.weeks());
            case COMPARE_VERSIONS -> pair(pageContext, chart, periods, choice.versions());
            default -> Optional.empty();
        };
    }

    /** The paths below a chart's page on a file host. */
    static List<String> paths(String path, ChartResult chart, PeriodChoice periods) {
        List<String> paths = new ArrayList<>();
        for (TrendPage.View view : TrendPage.View.values()) {
            paths.add(path + "/" + view.path());
        }
        CompareChoice choice = new CompareChoice(chart, periods);
        choice.weeks().ifPresent(pair -> paths.add(path + "/" + COMPARE_WEEKS));
        choice.versions().ifPresent(pair -> paths.add(path + "/" + COMPARE_VERSIONS));
        return paths;
    }

    private Page asked(PageContext pageContext, ChartResult chart, PeriodChoice periods, Map<String, String> query)
            throws IOException {
        Optional<Pair> first = new CompareChoice(chart, periods).first();
        if (first.isEmpty() && !(query.containsKey("a") && query.containsKey("b"))) {
            return Page.html(ComparePage.render(
                    pageContext,
                    new ComparePage(
                            chart,
                            periods,
                            new CompareChoice(chart, periods),
                            Optional.empty(),
                            Optional.empty(),
                            pageContext.words())));
        }
        Optional<SideName> a = name("a", query, first.map(Pair::a), periods);
        Optional<SideName> b = name("b", query, first.map(Pair::b), periods);
        for (String side : List.of("a", "b")) {
            if ((side.equals("a") ? a : b).isEmpty()) {
                return missing(
                        pageContext,
                        pageContext
                                .words()
                                .say(
                                        "missing.side",
                                        "side",
                                        query.getOrDefault(side, ""),
                                        "week",
                                        periods.shown().from()));
            }
        }
        return compared(pageContext, chart, periods, new Pair(a.orElseThrow(), b.orElseThrow()));
    }

    private static Optional<SideName> name(
            String side, Map<String, String> query, Optional<SideName> otherwise, PeriodChoice periods) {
        String asked = query.get(side);
        return asked == null || asked.isBlank() ? otherwise : SideName.parse(asked, periods.shown());
    }

    private Optional<Page> pair(PageContext pageContext, ChartResult chart, PeriodChoice periods, Optional<Pair> pair)
            throws IOException {
        return pair.isEmpty() ? Optional.empty() : Optional.of(compared(pageContext, chart, periods, pair.get()));
    }

    private Page compared(PageContext pageContext, ChartResult chart, PeriodChoice periods, Pair pair)
            throws IOException {
        Optional<ComparisonSide> a = side(chart, pair.a());
        Optional<ComparisonSide> b = side(chart, pair.b());
        if (a.isPresent()
                && b.isPresent()
                && !ChartComparability.areComparable(a.get().chart(), b.get().chart())) {
            return missing(
                    pageContext,
                    pageContext
                            .words()
                            .say(
                                    "missing.alike",
                                    "a",
                                    pair.a().inWords(periods.shown(), pageContext.words()),
                                    "b",
                                    pair.b().inWords(periods.shown(), pageContext.words())));
        }
        if (a.isEmpty() || b.isEmpty()) {
            SideName none = a.isEmpty() ? pair.a() : pair.b();
            return missing(
                    pageContext,
                    pageContext
                            .words()
                            .say("missing.answers", "side", none.inWords(periods.shown(), pageContext.words())));
        }
        return Page.html(ComparePage.render(
                pageContext,
                new ComparePage(
                        chart,
                        periods,
                        new CompareChoice(chart, periods),
                        Optional.of(pair),
                        pair.a().equals(pair.b()) ? Optional.empty() : Optional.of(Comparison.of(a.get(), b.get())),
                        pageContext.words())));
    }

    private Optional<ComparisonSide> side(ChartResult chart, SideName name) throws IOException {
        Optional<ChartSet> set = siteSource.charts(name.period());
        Optional<ChartResult> found = set.stream()
                .flatMap(one -> one.programs().stream())
                .flatMap(program -> program.charts().stream())
                .filter(one -> one.title().chart().equals(chart.title().chart()))
                .findFirst();
        return found.flatMap(one -> name.value().isEmpty()
                ? Optional.of(ComparisonSide.all(name.period(), one))
                : ComparisonSide.with(
                        name.period(),
                        one,
                        name.value().get().by(),
                        name.value().get().value()));
    }

    private static Page missing(PageContext pageContext, String sentence) {
        return Page.notFound(NotFoundPage.render(pageContext, sentence));
    }
}
