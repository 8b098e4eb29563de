package dev.limpid.web;

import dev.limpid.charts.ChartCsv;
import dev.limpid.charts.ChartSet;
import dev.limpid.charts.ChartSetCodec;
import dev.limpid.charts.DrawnChart;
import dev.limpid.charts.Period;
import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.web.asset.Asset;
import dev.limpid.web.facts.ConfigVersion;
import dev.limpid.web.frame.Frame;
import dev.limpid.web.frame.LinkStyle;
import dev.limpid.web.frame.Links;
import dev.limpid.web.page.AboutPage;
import dev.limpid.web.page.ChartPage;
import dev.limpid.web.page.ChartsPage;
import dev.limpid.web.page.ConfigPage;
import dev.limpid.web.page.DataPage;
import dev.limpid.web.page.DatesPage;
import dev.limpid.web.page.HomePage;
import dev.limpid.web.page.LogPage;
import dev.limpid.web.page.MissingPage;
import dev.limpid.web.page.PeriodChoice;
import dev.limpid.web.page.PrivacyPage;
import dev.limpid.web.page.StackVersions;
import dev.limpid.web.page.StacksPage;
import dev.limpid.web.plot.ChartSvg;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every page by its path. Safe for use by many threads. */
public final class Site {
    private static final String LATEST = "latest";
    private static final List<String> DOWNLOADS = List.of(".csv", ".json", ".svg");

    private final Contents contents;
    private final LinkStyle style;
    private final ChartPages chartPages;

    public Site(Contents contents, LinkStyle style) {
        this.contents = contents;
        this.style = style;
        this.chartPages = new ChartPages(contents);
    }

    /**
     * The page at a path, which is given without the leading slash; a 404 where a page of the site could be and is not;
     * empty where no page of the site can be.
     *
     * @throws IOException if what a page shows cannot be read
     */
    public Optional<Page> page(String path) throws IOException {
        return switch (path) {
            case "" ->
                Optional.of(Page.html(HomePage.render(frame(path), newestConfig(), newestCharts(), contents.rules())));
            case "data/" ->
                Optional.of(Page.html(DataPage.render(frame(path), contents.data(), contents.log(), contents.rules())));
            case "log/" -> Optional.of(Page.html(LogPage.render(frame(path), contents.log())));
            case "privacy" -> Optional.of(Page.html(PrivacyPage.render(frame(path), newestConfig(), contents.rules())));
            case "about" -> Optional.of(Page.html(AboutPage.render(frame(path), contents.rules())));
            case "stacks/" -> Optional.of(Page.html(StacksPage.render(frame(path), newestCharts())));
            case "charts/dates" -> Optional.of(Page.html(DatesPage.render(frame(path), contents.periods())));
            case "charts", "data", "log", "stacks", "config" -> Optional.of(Page.elsewhere(path + "/"));
            default -> below(path);
        };
    }

    /**
     * The page at a path as asked by a form: {@code charts/?kind=week&date=2026-11-20} leads to the charts that hold the
     * date, {@code charts/<period>/<chart>/compare?a=os:darwin&b=os:linux} compares; other parameters change nothing.
     *
     * @throws IOException if what a page shows cannot be read
     */
    public Optional<Page> page(String path, Map<String, String> query) throws IOException {
        if (path.equals("charts/") && query.containsKey("date")) {
            return Optional.of(dated(query));
        }
        return path.startsWith("charts/") && path.endsWith("/compare")
                ? charts(path, path.substring("charts/".length()), query)
                : page(path);
    }

    private Page dated(Map<String, String> query) throws IOException {
        String below = query.getOrDefault("chart", "");
        Optional<LocalDate> day = day(query.getOrDefault("date", ""));
        Optional<Period> found = day.isEmpty()
                ? Optional.empty()
                : PeriodChoice.holding(contents.periods(), day.get(), query.getOrDefault("kind", ""));
        return found.map(period -> Page.elsewhere(Links.escaped(period.name() + (below.isEmpty() ? "" : "/" + below))))
                .orElseGet(() -> Page.missing(MissingPage.render(
                        frame("charts/"), "There are no charts for the date “" + query.get("date") + "”.")));
    }

    /**
     * The path of every page and of every file that belongs to one, for a static export.
     *
     * @throws IOException if the list of charts or configurations cannot be read
     */
    public List<String> paths() throws IOException {
        List<String> paths = new ArrayList<>(
                List.of("", "charts/", "charts/dates", "stacks/", "data/", "config/", "log/", "privacy", "about"));
        Asset.ALL.forEach(asset -> paths.add("assets/" + asset.name()));
        contents.configurations().forEach(version -> paths.add("config/" + version.version()));
        newestCharts().ifPresent(set -> StackVersions.of(set).forEach(version -> paths.add(version.path())));
        Optional<Period> latest = PeriodChoice.latest(contents.periods());
        if (latest.isPresent()) {
            addCharts("charts/" + LATEST, latest.get(), paths);
            addBelow(latest.get(), paths);
        }
        for (Period period : contents.periods()) {
            addCharts("charts/" + period.name(), period, paths);
        }
        return paths;
    }

    private void addCharts(String page, Period period, List<String> paths) throws IOException {
        paths.add(page);
        for (ChartSet.ProgramCharts program :
                contents.charts(period).orElseThrow().programs()) {
            for (DrawnChart chart : program.charts()) {
                String path = page + "/" + chart.title().id();
                paths.add(path);
                DOWNLOADS.forEach(form -> paths.add(path + form));
            }
        }
    }

    /** Pages below a chart's are of the newest period alone: others would multiply the files of a site. */
    private void addBelow(Period period, List<String> paths) throws IOException {
        PeriodChoice choice = new PeriodChoice(contents.periods(), period);
        for (ChartSet.ProgramCharts program :
                contents.charts(period).orElseThrow().programs()) {
            for (DrawnChart chart : program.charts()) {
                String path = "charts/" + period.name() + "/" + chart.title().id();
                paths.addAll(ChartPages.paths(path, chart, choice));
            }
        }
    }

    /** The page that says that there is nothing at a path. */
    public Page missing(String path) {
        return Page.missing(MissingPage.render(frame(path), "There is no page at this address."));
    }

    private Optional<Page> below(String path) throws IOException {
        if (path.startsWith("assets/")) {
            return Asset.named(path.substring("assets/".length()))
                    .map(asset -> Page.immutable(asset.contentType(), asset.body()));
        }
        if (path.startsWith("config/")) {
            return config(path, path.substring("config/".length()));
        }
        if (path.startsWith("stacks/")) {
            return Optional.of(stacks(path, path.substring("stacks/".length())));
        }
        return path.startsWith("charts/")
                ? charts(path, path.substring("charts/".length()), Map.of())
                : Optional.empty();
    }

    private Optional<Page> config(String path, String version) throws IOException {
        List<ConfigVersion> all = contents.configurations();
        if (version.isEmpty()) {
            Optional<ConfigVersion> newest = all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
            return Optional.of(Page.html(ConfigPage.render(frame(path), all, newest)));
        }
        return Optional.of(all.stream()
                .filter(one -> one.version().equals(version))
                .findFirst()
                .map(one -> Page.html(ConfigPage.render(frame(path), all, Optional.of(one))))
                .orElseGet(() -> Page.missing(
                        MissingPage.render(frame(path), "There is no version " + version + " of the configuration."))));
    }

    private Page stacks(String path, String version) throws IOException {
        return newestCharts()
                .flatMap(set -> StacksPage.render(frame(path), set, version))
                .map(Page::html)
                .orElseGet(() -> Page.missing(MissingPage.render(
                        frame(path), "There is no stack in a version “" + version + "” in the newest charts.")));
    }

    private Optional<Page> charts(String path, String rest, Map<String, String> query) throws IOException {
        List<Period> periods = contents.periods();
        int slash = rest.indexOf('/');
        String name = slash < 0 ? rest : rest.substring(0, slash);
        if (rest.isEmpty() && periods.isEmpty()) {
            return Optional.of(Page.html(ChartsPage.none(frame(path))));
        }
        Optional<Period> period = name.isEmpty() || name.equals(LATEST) ? PeriodChoice.latest(periods) : period(name);
        Optional<ChartSet> set = period.isPresent() ? contents.charts(period.get()) : Optional.empty();
        if (set.isEmpty()) {
            return Optional.of(
                    Page.missing(MissingPage.render(frame(path), "There are no charts for “" + name + "”.")));
        }
        PeriodChoice choice = new PeriodChoice(periods, set.get().period());
        if (name.equals(LATEST)) { // the page says its lasting address
            String lasting = choice.shown().name() + rest.substring(LATEST.length());
            return charts("charts/" + lasting, lasting, query);
        }
        if (slash < 0) {
            return Optional.of(Page.html(ChartsPage.render(frame(path), set.get(), choice)));
        }
        return Optional.of(chart(path, set.get(), choice, rest.substring(slash + 1), query));
    }

    private Page chart(String path, ChartSet set, PeriodChoice choice, String name, Map<String, String> query)
            throws IOException {
        for (ChartSet.ProgramCharts program : set.programs()) {
            for (DrawnChart chart : program.charts()) {
                String id = chart.title().id();
                if (name.equals(id)) {
                    return Page.html(ChartPage.render(frame(path), set, chart, choice, contents.configurations()));
                }
                if (name.equals(id + ".csv")) {
                    return Page.file("text/csv; charset=utf-8", ChartCsv.toCsv(set, chart));
                }
                if (name.equals(id + ".svg")) {
                    return Page.file("image/svg+xml", ChartSvg.of(set, chart).getBytes(StandardCharsets.UTF_8));
                }
                if (name.equals(id + ".json")) {
                    return Page.file("application/json", ChartSetCodec.toJson(only(set, program, chart)));
                }
                Optional<Page> below = name.startsWith(id + "/")
                        ? chartPages.page(frame(path), set, chart, choice, name.substring(id.length() + 1), query)
                        : Optional.empty();
                if (below.isPresent()) {
                    return below.get();
                }
            }
        }
        return Page.missing(MissingPage.render(frame(path), "There is no chart “" + name + "” in this period."));
    }

    private static ChartSet only(ChartSet set, ChartSet.ProgramCharts program, DrawnChart chart) {
        return new ChartSet(
                set.collection(),
                set.config(),
                set.period(),
                set.answers(),
                set.weeks(),
                List.of(new ChartSet.ProgramCharts(
                        program.program(), program.answers(), program.installations(), List.of(chart))),
                set.notes());
    }

    private static Optional<LocalDate> day(String text) {
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty(); // not a date: the visitor is told that there are no charts for it
        }
    }

    private static Optional<Period> period(String name) {
        try {
            return Optional.of(Period.parse(name));
        } catch (DateTimeException | IllegalArgumentException e) {
            return Optional.empty(); // not a period: the visitor is told that there are no charts under this name
        }
    }

    private Optional<CollectionConfig> newestConfig() throws IOException {
        List<ConfigVersion> all = contents.configurations();
        return all.isEmpty()
                ? Optional.empty()
                : Optional.of(all.get(all.size() - 1).config());
    }

    private Optional<ChartSet> newestCharts() throws IOException {
        Optional<Period> period = PeriodChoice.latest(contents.periods());
        return period.isPresent() ? contents.charts(period.get()) : Optional.empty();
    }

    private Frame frame(String path) {
        return Frame.of(contents.facts(), path, style);
    }
}
