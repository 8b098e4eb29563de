package dev.limpid.web;

import dev.limpid.charts.ChartSet;
import dev.limpid.charts.Period;
import dev.limpid.charts.compare.LongTermChanges;
import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.web.asset.Asset;
import dev.limpid.web.facts.PublishedConfig;
import dev.limpid.web.feed.ChartsFeed;
import dev.limpid.web.feed.ConfigFeed;
import dev.limpid.web.layout.LinkStyle;
import dev.limpid.web.layout.Links;
import dev.limpid.web.layout.NotFoundPage;
import dev.limpid.web.layout.PageContext;
import dev.limpid.web.layout.Paging;
import dev.limpid.web.layout.PeriodChoice;
import dev.limpid.web.page.AboutPage;
import dev.limpid.web.page.ConfigPage;
import dev.limpid.web.page.DataPage;
import dev.limpid.web.page.HomePage;
import dev.limpid.web.page.LogPage;
import dev.limpid.web.page.PrivacyPage;
import dev.limpid.web.page.chart.DatesPage;
import dev.limpid.web.page.stacks.StacksPage;
import dev.limpid.web.words.SiteMessages;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Serves every page by its path. Safe for use by many threads. */
public final class Site {
    private static final Set<String> FROM_ELSEWHERE = Set.of("none", "cross-site");

    private final SiteSource siteSource;
    private final LinkStyle style;
    private final ChartPaths charts;

    public Site(SiteSource siteSource, LinkStyle style) {
        this.siteSource = siteSource;
        this.style = style;
        this.charts = new ChartPaths(siteSource, style);
    }

    /**
     * The page at a path, which is given without the leading slash; a 404 page if the path is one of the site's but has no page; empty
     * if the path is not one of the site's.
     *
     * @throws IOException if what a page shows cannot be read
     */
    public Optional<Page> page(String path) throws IOException {
        String folder = folder(path);
        String own = path.substring(folder.length());
        if (!folder.isEmpty() && !isTranslated(own)) {
            boolean isPart = own.indexOf('/') < 0 && isTranslated(own + "/"); // charts for charts/
            return Optional.of(Page.redirect(isPart ? own + "/" : new Links(path, style).root() + Links.escaped(own)));
        }
        return switch (own) {
            case "data/" ->
                Optional.of(Page.html(
                        DataPage.render(contextOf(path), siteSource.data(), siteSource.log(), siteSource.rules())));
            case "log/" -> Optional.of(Page.html(LogPage.render(contextOf(path), siteSource.log())));
            case "", "privacy", "about" -> Optional.of(ofLanguages(contextOf(path)));
            case "config/feed.atom" ->
                Optional.of(Page.feed(ConfigFeed.of(contextOf(path), siteSource.configurations())));
            case "charts/feed.atom" -> Optional.of(chartsFeed(path));
            case "stacks/" -> Optional.of(Page.html(StacksPage.render(contextOf(path), newestCharts())));
            case "charts/dates" -> Optional.of(Page.html(DatesPage.render(contextOf(path), siteSource.periods())));
            case "charts", "data", "log", "stacks", "config", "de", "ja" -> Optional.of(Page.redirect(path + "/"));
            default -> below(folder, own);
        };
    }

    /** The folder of a path's language with its slash; empty for English. */
    private static String folder(String path) {
        return SiteMessages.folder(path).map(language -> language.tag() + "/").orElse("");
    }

    private boolean isTranslated(String page) {
        return SiteMessages.isTranslated(page, style == LinkStyle.SERVED);
    }

    private static String belowCharts(String path) {
        return path.substring("charts/".length());
    }

    /** The pages of {@link SiteMessages#PAGES}. */
    private Page ofLanguages(PageContext pageContext) throws IOException {
        return Page.html(
                switch (pageContext.path()) {
                    case "privacy" -> PrivacyPage.render(pageContext, newestConfig(), siteSource.rules());
                    case "about" -> AboutPage.render(pageContext, siteSource.rules());
                    default -> HomePage.render(pageContext, newestConfig(), newestCharts(), siteSource.rules());
                });
    }

    /** Whether the response for a path depends on the reader's preferred languages. */
    public static boolean variesByLanguage(String path) {
        return SiteMessages.PAGES.contains(path);
    }

    /**
     * Redirects readers who come from elsewhere and prefer another language than English, so that each page stays the same for
     * everybody. Readers who move within the site have already chosen a language, and so have those who request a page with
     * {@code ?lang=en}. If a browser does not say where its reader comes from, there is no redirect.
     *
     * @param accepted the header {@code Accept-Language}
     * @param from the header {@code Sec-Fetch-Site} (W3C Fetch Metadata)
     */
    public Optional<Page> redirectToLanguage(String path, Map<String, String> query, String accepted, String from) {
        if (!variesByLanguage(path) || query.containsKey(SiteMessages.CHOSEN) || !FROM_ELSEWHERE.contains(from)) {
            return Optional.empty();
        }
        return SiteMessages.preferred(accepted)
                .map(language -> Page.redirect(new Links(path, style).page(language.tag() + "/" + path)));
    }

    /**
     * The page at a path as requested by a form: {@code charts/?kind=week&date=2026-11-20} leads to the charts of the period that
     * contains the date, {@code charts/?q=editor} to the charts that contain the words,
     * {@code charts/<period>/<chart>/compare?a=os:darwin&b=os:linux} compares; other parameters change nothing.
     *
     * @throws IOException if what a page shows cannot be read
     */
    public Optional<Page> page(String path, Map<String, String> query) throws IOException {
        String folder = folder(path);
        String own = path.substring(folder.length());
        if (!folder.isEmpty() && !isTranslated(own)) {
            return page(path);
        }
        if (own.equals("charts/") && query.containsKey("date")) {
            return Optional.of(dated(folder, query));
        }
        if (own.equals("charts/") && query.containsKey("q")) {
            return Optional.of(charts.found(folder, query.get("q"), query.getOrDefault("in", "")));
        }
        return own.startsWith("charts/") && own.endsWith("/compare")
                ? Optional.of(charts.page(folder, belowCharts(own), query))
                : page(path);
    }

    private Page dated(String folder, Map<String, String> query) throws IOException {
        PageContext pageContext = contextOf(folder + "charts/");
        String below = query.getOrDefault("chart", "");
        Optional<LocalDate> day = day(query.getOrDefault("date", ""));
        Optional<Period> found = day.isEmpty()
                ? Optional.empty()
                : PeriodChoice.containing(siteSource.periods(), day.get(), query.getOrDefault("kind", ""));
        return found.map(period -> Page.redirect(Links.escaped(period.name() + (below.isEmpty() ? "" : "/" + below))))
                .orElseGet(() -> Page.notFound(NotFoundPage.render(
                        pageContext, pageContext.words().say("missing.date", "date", query.getOrDefault("date", "")))));
    }

    /**
     * The path of every page and of every file that belongs to one, for a static export.
     *
     * @throws IOException if the list of charts or configurations cannot be read
     */
    public List<String> paths() throws IOException {
        List<String> paths = new ArrayList<>(List.of(
                "",
                "charts/",
                "charts/dates",
                "charts/feed.atom",
                "stacks/",
                "data/",
                "config/",
                "config/feed.atom",
                "log/",
                "privacy",
                "about"));
        SiteMessages.LANGUAGES.stream()
                .skip(1)
                .forEach(language ->
                        SiteMessages.PAGES.stream().sorted().forEach(page -> paths.add(language.tag() + "/" + page)));
        Asset.ALL.forEach(asset -> paths.add("assets/" + asset.name()));
        siteSource.configurations().forEach(version -> paths.addAll(ConfigPage.paths(version)));
        newestCharts().ifPresent(set -> paths.addAll(StacksPage.paths(set)));
        paths.addAll(charts.paths());
        return paths;
    }

    private Page chartsFeed(String path) throws IOException {
        List<Period> weeks = siteSource.periods().stream()
                .filter(period -> period.kind() == Period.Kind.WEEK)
                .sorted(Comparator.comparing(Period::from))
                .toList();
        ChartsFeed feed = new ChartsFeed();
        for (Period week : weeks.subList(Math.max(0, weeks.size() - ChartsFeed.WEEKS), weeks.size())) {
            Optional<ChartSet> set = siteSource.charts(week);
            if (set.isPresent()) {
                feed.add(set.get());
                List<Integer> distances = ChartsFeed.distances(
                        set.get(), weeks.get(weeks.size() - 1).from());
                LongTermChanges.from(set.get(), distances, monday -> siteSource.charts(Period.week(monday)))
                        .ifPresent(found -> feed.lookBack(set.get(), found));
            }
        }
        return Page.feed(feed.xml(contextOf(path)));
    }

    /** The page with status 404 for a path. */
    public Page missing(String path) {
        return Page.notFound(
                NotFoundPage.render(contextOf(path), contextOf(path).words().say("missing.page")));
    }

    private Optional<Page> below(String folder, String own) throws IOException {
        if (own.startsWith("assets/")) {
            return Asset.named(own.substring("assets/".length()))
                    .map(asset -> Page.immutable(asset.contentType(), asset.body()));
        }
        if (own.startsWith("config/")) {
            return config(folder + own, own.substring("config/".length()));
        }
        if (own.startsWith("stacks/")) {
            return Optional.of(stacks(folder + own, own.substring("stacks/".length())));
        }
        return own.startsWith("charts/")
                ? Optional.of(charts.page(folder, belowCharts(own), Map.of()))
                : Optional.empty();
    }

    private Optional<Page> config(String path, String version) throws IOException {
        List<PublishedConfig> all = siteSource.configurations();
        if (version.isEmpty()) {
            Optional<PublishedConfig> newest = all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
            return Optional.of(Page.html(ConfigPage.render(contextOf(path), all, newest)));
        }
        int slash = version.indexOf('/');
        String name = slash < 0 ? version : version.substring(0, slash);
        int number = slash < 0 ? 1 : Paging.number(version.substring(slash + 1)).orElse(0);
        PageContext pageContext = contextOf(path);
        return Optional.of(all.stream()
                .filter(one -> one.version().equals(name))
                .findFirst()
                .flatMap(one -> ConfigPage.render(pageContext, all, one, number))
                .map(Page::html)
                .orElseGet(() -> Page.notFound(NotFoundPage.render(
                        pageContext, pageContext.words().say("missing.config", "version", version)))));
    }

    /** {@code 2.4}, {@code 2.4/2}, {@code chart/tool-crash}, {@code chart/tool-crash/2}. */
    private Page stacks(String path, String rest) throws IOException {
        boolean ofChart = rest.startsWith("chart/");
        String named = ofChart ? rest.substring("chart/".length()) : rest;
        int slash = named.indexOf('/');
        String name = slash < 0 ? named : named.substring(0, slash);
        int number = slash < 0 ? 1 : Paging.number(named.substring(slash + 1)).orElse(0);
        PageContext pageContext = contextOf(path);
        return newestCharts()
                .flatMap(set -> ofChart
                        ? StacksPage.ofChart(pageContext, set, name, number)
                        : StacksPage.ofVersion(pageContext, set, name, number))
                .map(Page::html)
                .orElseGet(() -> Page.notFound(NotFoundPage.render(
                        pageContext,
                        pageContext
                                .words()
                                .say(ofChart ? "missing.stack.chart" : "missing.stack.version", "name", named))));
    }

    private static Optional<LocalDate> day(String text) {
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty(); // not a date: the visitor is told that there are no charts for it
        }
    }

    private Optional<CollectionConfig> newestConfig() throws IOException {
        List<PublishedConfig> all = siteSource.configurations();
        return all.isEmpty()
                ? Optional.empty()
                : Optional.of(all.get(all.size() - 1).config());
    }

    private Optional<ChartSet> newestCharts() throws IOException {
        Optional<Period> period = PeriodChoice.latest(siteSource.periods());
        return period.isPresent() ? siteSource.charts(period.get()) : Optional.empty();
    }

    private PageContext contextOf(String path) {
        return PageContext.of(siteSource.facts(), path, style);
    }
}
