package dev.limpid.web.page.stacks;

import dev.limpid.charts.ChartResult.StackCount;
import dev.limpid.charts.ChartResult.Stacks;
import dev.limpid.charts.ChartSet;
import dev.limpid.charts.Period;
import dev.limpid.web.layout.Markup;
import dev.limpid.web.layout.PageContext;
import dev.limpid.web.layout.Paging;
import dev.limpid.web.template.JtestacksGenerated;
import dev.limpid.web.words.MinorVersion;
import dev.limpid.web.words.SiteMessages;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The stacks of a period, in all versions or in one: by chart, and in each chart by group. If they do not fit on one page, the first
 * page lists the charts, each of which has its own pages.
 *
 * @param period the weeks
 * @param charts the stack charts that have any stack; empty if the stacks are on this page
 * @param groups the stacks of this page, by chart
 * @param versions the versions that have stacks, the newest first
 * @param shown which stacks are shown: all, those of one version, or those of one chart
 * @param paging this page among the others
 */
public record StacksPage(
        Period period,
        List<Stacks> charts,
        List<Group> groups,
        List<StackVersions.Seen> versions,
        Shown shown,
        Paging paging) {
    /** More versions than this are grouped by their minor lines. */
    private static final int VERSIONS = 16;
    /** The largest number of stacks on the pages of one version. */
    private static final int OF_VERSION = 200;
    /** The largest number of charts on the first page. */
    private static final int CHARTS = 100;

    public StacksPage {
        charts = List.copyOf(charts);
        groups = List.copyOf(groups);
        versions = List.copyOf(versions);
    }

    /**
     * Which stacks are shown.
     *
     * @param version the version; empty for all
     * @param chart the chart's ID; empty for all
     * @param all how many stacks there are
     */
    public record Shown(Optional<String> version, Optional<String> chart, int all) {
        String path() {
            return version.map(one -> "stacks/" + one)
                    .or(() -> chart.map(StacksPage::path))
                    .orElse("stacks/");
        }
    }

    /** One stack chart. */
    public record Group(Stacks chart, String anchor, List<StackGroupView> families) {
        public Group {
            families = List.copyOf(families);
        }
    }

    /** The path of the first page of a chart's stacks. */
    public static String path(String chart) {
        return "stacks/chart/" + chart;
    }

    /** The page of all stacks, or of the charts that have any; without charts, a page that says that there are none. */
    public static String render(PageContext pageContext, Optional<ChartSet> charts) {
        return written(pageContext, charts.map(StacksPage::all));
    }

    /** A page of one version's stacks, if there is a page with this number. */
    public static Optional<String> ofVersion(PageContext pageContext, ChartSet set, String version, int number) {
        boolean isKnown =
                StackVersions.of(set).stream().anyMatch(seen -> seen.name().equals(version));
        return isKnown
                ? of(set, new Shown(Optional.of(version), Optional.empty(), 0), number)
                        .map(page -> written(pageContext, Optional.of(page)))
                : Optional.empty();
    }

    /** A page of one chart's stacks, if there is a page with this number. */
    public static Optional<String> ofChart(PageContext pageContext, ChartSet set, String chart, int number) {
        return of(set, new Shown(Optional.empty(), Optional.of(chart), 0), number)
                .map(page -> written(pageContext, Optional.of(page)));
    }

    /** The paths of all these pages except the first. */
    public static List<String> paths(ChartSet set) {
        List<String> paths = new ArrayList<>();
        stackCharts(set)
                .forEach(chart -> add(
                        set,
                        new Shown(Optional.empty(), Optional.of(chart.title().id()), 0),
                        paths));
        StackVersions.of(set)
                .forEach(version -> add(set, new Shown(Optional.of(version.name()), Optional.empty(), 0), paths));
        return paths;
    }

    private static void add(ChartSet set, Shown shown, List<String> paths) {
        int pages = StackPages.of(stacks(set, shown)).size();
        Paging paging = new Paging(shown.path(), shown.path(), 1, pages);
        for (int number = 1; number <= pages; number++) {
            paths.add(paging.path(number));
        }
    }

    private static String written(PageContext pageContext, Optional<StacksPage> page) {
        return Markup.of((out, plain) -> JtestacksGenerated.render(out, plain, pageContext, page));
    }

    private static StacksPage all(ChartSet set) {
        Shown shown = new Shown(Optional.empty(), Optional.empty(), 0);
        List<List<StackPages.Placed>> pages = StackPages.of(stacks(set, shown));
        Paging single = new Paging(shown.path(), shown.path(), 1, 1);
        List<StackVersions.Seen> versions = StackVersions.of(set);
        return pages.size() == 1
                ? new StacksPage(set.period(), List.of(), groups(pages.get(0), shown), versions, shown, single)
                : new StacksPage(
                        set.period(), stackCharts(set).limit(CHARTS).toList(), List.of(), versions, shown, single);
    }

    private static Optional<StacksPage> of(ChartSet set, Shown shown, int number) {
        List<StackPages.Placed> stacks = stacks(set, shown);
        List<List<StackPages.Placed>> pages = StackPages.of(stacks);
        if (stacks.isEmpty() || number < 1 || number > pages.size()) {
            return Optional.empty();
        }
        Shown counted = new Shown(shown.version(), shown.chart(), count(set, shown));
        return Optional.of(new StacksPage(
                set.period(),
                List.of(),
                groups(pages.get(number - 1), counted),
                StackVersions.of(set),
                counted,
                new Paging(shown.path(), shown.path(), number, pages.size())));
    }

    private static Stream<Stacks> stackCharts(ChartSet set) {
        return set.programs().stream()
                .flatMap(program -> program.charts().stream())
                .flatMap(chart ->
                        chart instanceof Stacks stacks && !stacks.stacks().isEmpty()
                                ? Stream.of(stacks)
                                : Stream.empty());
    }

    private static int count(ChartSet set, Shown shown) {
        return stackCharts(set)
                .filter(chart -> shown.chart().map(chart.title().id()::equals).orElse(true))
                .mapToInt(chart -> of(shown, chart).size())
                .sum();
    }

    private static List<StackCount> of(Shown shown, Stacks chart) {
        return shown.version()
                .map(version -> StackVersions.within(version, chart.stacks()))
                .orElse(chart.stacks());
    }

    private static List<StackPages.Placed> stacks(ChartSet set, Shown shown) {
        long most = shown.version().isPresent() ? OF_VERSION : Long.MAX_VALUE;
        return stackCharts(set)
                .filter(chart -> shown.chart().map(chart.title().id()::equals).orElse(true))
                .flatMap(chart -> StackPages.byGroup(chart, of(shown, chart)).stream())
                .limit(most)
                .toList();
    }

    private static List<Group> groups(List<StackPages.Placed> stacks, Shown shown) {
        Map<Stacks, List<StackCount>> byChart = new LinkedHashMap<>();
        stacks.forEach(one ->
                byChart.computeIfAbsent(one.chart(), any -> new ArrayList<>()).add(one.stack()));
        List<Group> groups = new ArrayList<>();
        byChart.forEach((chart, of) -> groups.add(
                new Group(chart, "stacks-" + (groups.size() + 1), StackGroupView.of(chart, of, shown.version()))));
        return groups;
    }

    /** Whether there is anything to show. */
    public boolean isEmpty() {
        return charts.isEmpty() && groups.isEmpty();
    }

    /** How many stacks of a version are on no page. */
    public int leftOut() {
        return shown.version().isPresent() ? Math.max(0, shown.all() - OF_VERSION) : 0;
    }

    /** Whether the groups are expanded from the start. */
    public boolean isOpen() {
        return groups.stream()
                        .flatMap(group -> group.families().stream())
                        .flatMap(family -> family.stacks().stream())
                        .mapToInt(StackPages::lines)
                        .sum()
                <= StackPages.LINES;
    }

    /** The versions by minor line if there are many; otherwise all in one group without a name. */
    public Map<String, List<StackVersions.Seen>> lines(SiteMessages words) {
        Map<String, List<StackVersions.Seen>> lines = new LinkedHashMap<>();
        versions.forEach(seen -> lines.computeIfAbsent(
                        versions.size() > VERSIONS ? line(seen, words) : "", any -> new ArrayList<>())
                .add(seen));
        return lines;
    }

    private static String line(StackVersions.Seen seen, SiteMessages words) {
        String line = MinorVersion.of(seen.name());
        return line.equals(MinorVersion.NONE) ? words.say("versions.unnumbered") : line;
    }

    /** The value of {@code aria-current} for a link to a version. */
    public @Nullable String current(String name) {
        return shown.version().orElse("").equals(name) && shown.chart().isEmpty() ? "page" : null;
    }
}
