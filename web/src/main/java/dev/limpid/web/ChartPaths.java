package dev.limpid.web;

import dev.limpid.charts.ChartCsv;
import dev.limpid.charts.ChartResult;
import dev.limpid.charts.ChartSet;
import dev.limpid.charts.ChartSetCodec;
import dev.limpid.charts.Period;
import dev.limpid.web.layout.LinkStyle;
import dev.limpid.web.layout.NotFoundPage;
import dev.limpid.web.layout.PageContext;
import dev.limpid.web.layout.Paging;
import dev.limpid.web.layout.PeriodChoice;
import dev.limpid.web.page.chart.ChartEmbed;
import dev.limpid.web.page.chart.ChartPage;
import dev.limpid.web.page.chart.ChartSearch;
import dev.limpid.web.page.chart.ChartsPage;
import dev.limpid.web.page.chart.ValuesPage;
import dev.limpid.web.plot.BadgeSvg;
import dev.limpid.web.plot.ChartSvg;
import dev.limpid.web.plot.SvgTheme;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The pages and files below {@code charts/}:
 *
 * <pre>
 * PERIOD                       all charts of a period; "latest" is the newest
 * PERIOD/all/2                 further pages of them
 * PERIOD/CHART                 one chart
 * PERIOD/CHART.csv .json .svg  to take along
 * PERIOD/CHART/values[/2]      all values of a chart that has many
 * PERIOD/CHART/badge.svg       a small picture for other people's pages
 * PERIOD/CHART/embed.svg       a larger one, with the trend
 * PERIOD/CHART/…               its last two years, and comparisons of two sides: see {@link ChartSubpages}
 * </pre>
 */
final class ChartPaths {
    static final String LATEST = "latest";

    private static final List<String> DOWNLOADS = List.of(".csv", ".json", ".svg");
    private static final List<String> PICTURES = List.of("/badge.svg", "/embed.svg");

    private final SiteSource siteSource;
    private final LinkStyle style;
    private final ChartSubpages below;

    ChartPaths(SiteSource siteSource, LinkStyle style) {
        this.siteSource = siteSource;
        this.style = style;
        this.below = new ChartSubpages(siteSource);
    }

    /**
     * The page or file at a path below {@code charts/}, or a page with status 404 if there is none.
     *
     * @param folder the folder of a language, such as {@code de/}; empty for English
     */
    Page page(String folder, String rest, Map<String, String> query) throws IOException {
        List<Period> periods = siteSource.periods();
        String path = folder + "charts/" + rest;
        int slash = rest.indexOf('/');
        String name = slash < 0 ? rest : rest.substring(0, slash);
        if (rest.isEmpty() && periods.isEmpty()) {
            return Page.html(ChartsPage.renderEmpty(contextOf(path)));
        }
        Optional<Period> period = name.isEmpty() || name.equals(LATEST) ? PeriodChoice.latest(periods) : period(name);
        Optional<ChartSet> set = period.isPresent() ? siteSource.charts(period.get()) : Optional.empty();
        if (set.isEmpty()) {
            return missing(path, "missing.charts", name);
        }
        PeriodChoice choice = new PeriodChoice(periods, set.get().period());
        if (name.equals(LATEST)) { // the page shows its permanent address
            return page(folder, choice.shown().name() + rest.substring(LATEST.length()), query);
        }
        if (slash < 0) {
            return list(path, set.get(), choice, 1);
        }
        String further = rest.substring(slash + 1);
        return further.startsWith("all/")
                ? list(
                        path,
                        set.get(),
                        choice,
                        Paging.number(further.substring("all/".length())).orElse(0))
                : chart(path, set.get(), choice, further, query);
    }

    /** The charts that match a search, of a period or of the newest one. */
    Page found(String folder, String query, String in) throws IOException {
        List<Period> periods = siteSource.periods();
        Optional<Period> asked = in.isEmpty() ? Optional.empty() : period(in);
        Optional<Period> period = asked.isPresent() ? asked : PeriodChoice.latest(periods);
        Optional<ChartSet> set = period.isPresent() ? siteSource.charts(period.get()) : Optional.empty();
        if (set.isEmpty()) {
            return page(folder, "", Map.of());
        }
        PeriodChoice choice = new PeriodChoice(periods, set.get().period());
        PageContext pageContext = contextOf(folder + "charts/").withQuery(Map.of("q", query, "in", in), "q", "in");
        return Page.html(ChartSearch.render(pageContext, set.get(), choice, query));
    }

    /** Every path of the charts of all periods, for a static export. */
    List<String> paths() throws IOException {
        List<String> paths = new ArrayList<>();
        Optional<Period> latest = PeriodChoice.latest(siteSource.periods());
        if (latest.isPresent()) {
            add("charts/" + LATEST, latest.get(), paths);
        }
        for (Period period : siteSource.periods()) {
            add("charts/" + period.name(), period, paths);
        }
        return paths;
    }

    private void add(String page, Period period, List<String> paths) throws IOException {
        boolean isLatest = page.endsWith("/" + LATEST);
        paths.add(page);
        ChartSet set = siteSource.charts(period).orElseThrow();
        if (!isLatest) {
            paths.addAll(ChartsPage.further(set));
        }
        for (ChartSet.ProgramCharts program : set.programs()) {
            for (ChartResult chart : program.charts()) {
                String path = page + "/" + chart.title().id();
                paths.add(path);
                DOWNLOADS.forEach(form -> paths.add(path + form));
                if (isLatest) { // other people's pages always show the newest
                    PICTURES.forEach(picture -> paths.add(path + picture));
                } else {
                    paths.addAll(ValuesPage.paths(set.period(), chart));
                    if (isNewest(period)) { // for all periods there would be many times as many files
                        paths.addAll(ChartSubpages.paths(path, chart, new PeriodChoice(siteSource.periods(), period)));
                    }
                }
            }
        }
    }

    private boolean isNewest(Period period) throws IOException {
        return PeriodChoice.latest(siteSource.periods()).equals(Optional.of(period));
    }

    private Page list(String path, ChartSet set, PeriodChoice choice, int number) {
        return ChartsPage.render(contextOf(path), set, choice, number)
                .map(Page::html)
                .orElseGet(() -> missing(path, "missing.list", ""));
    }

    private Page chart(String path, ChartSet set, PeriodChoice choice, String name, Map<String, String> query)
            throws IOException {
        for (ChartSet.ProgramCharts program : set.programs()) {
            for (ChartResult chart : program.charts()) {
                String id = chart.title().id();
                if (name.startsWith(id)) {
                    Optional<Page> found = chart(path, set, choice, chart, name.substring(id.length()), query);
                    if (found.isPresent()) {
                        return found.get();
                    }
                }
            }
        }
        return missing(path, "missing.chart", name);
    }

    private Optional<Page> chart(
            String path, ChartSet set, PeriodChoice choice, ChartResult chart, String form, Map<String, String> query)
            throws IOException {
        return switch (form) {
            case "" ->
                Optional.of(Page.html(ChartPage.render(
                        contextOf(path), set, chart, choice, siteSource.configurations(), embed(path, chart))));
            case ".csv", ".json" -> figures(set, chart.title().id(), form);
            case ".svg" ->
                Optional.of(Page.file("image/svg+xml", ChartSvg.of(set, chart).getBytes(StandardCharsets.UTF_8)));
            case "/badge.svg" -> Optional.of(Page.picture(BadgeSvg.of(set, chart), SvgTheme.POLICY));
            case "/embed.svg" -> Optional.of(Page.picture(ChartSvg.embedded(set, chart), SvgTheme.POLICY));
            default -> {
                Optional<Page> values = values(path, choice, chart, form).map(Page::html);
                yield values.isPresent() || !form.startsWith("/")
                        ? values
                        : below.page(contextOf(path), set, chart, choice, form.substring(1), query);
            }
        };
    }

    /** Downloads have the figures as published, whatever names the pages show. */
    private Optional<Page> figures(ChartSet shown, String id, String form) throws IOException {
        ChartSet set = siteSource.published(shown.period()).orElse(shown);
        return set.programs().stream()
                .flatMap(program -> program.charts().stream())
                .filter(chart -> chart.title().id().equals(id))
                .findFirst()
                .map(chart -> form.equals(".csv")
                        ? Page.file("text/csv; charset=utf-8", ChartCsv.toCsv(set, chart))
                        : Page.file("application/json", ChartSetCodec.toJson(set.only(chart))));
    }

    private Optional<String> values(String path, PeriodChoice choice, ChartResult chart, String form) {
        if (form.equals("/values")) {
            return ValuesPage.render(contextOf(path), chart, choice, 1);
        }
        OptionalInt number =
                form.startsWith("/values/") ? Paging.number(form.substring("/values/".length())) : OptionalInt.empty();
        return number.isPresent()
                ? ValuesPage.render(contextOf(path), chart, choice, number.getAsInt())
                : Optional.empty();
    }

    /** How to embed the chart elsewhere, if the newest charts include it. */
    private Optional<ChartEmbed> embed(String path, ChartResult chart) throws IOException {
        Optional<Period> latest = PeriodChoice.latest(siteSource.periods());
        Optional<ChartSet> set = latest.isPresent() ? siteSource.charts(latest.get()) : Optional.empty();
        return set.flatMap(newest -> newest.programs().stream()
                .flatMap(program -> program.charts().stream())
                .filter(one -> one.title().id().equals(chart.title().id()))
                .findFirst()
                .map(one -> ChartEmbed.of(contextOf(path), newest, one)));
    }

    private static Optional<Period> period(String name) {
        try {
            return Optional.of(Period.parse(name));
        } catch (DateTimeException | IllegalArgumentException e) {
            return Optional.empty(); // not a period: the visitor is told that there are no charts under this name
        }
    }

    private Page missing(String path, String what, String name) {
        return Page.notFound(
                NotFoundPage.render(contextOf(path), contextOf(path).words().say(what, "name", name)));
    }

    private PageContext contextOf(String path) {
        return PageContext.of(siteSource.facts(), path, style);
    }
}
