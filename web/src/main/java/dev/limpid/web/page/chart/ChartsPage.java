package dev.limpid.web.page.chart;

import dev.limpid.charts.ChartSet;
import dev.limpid.charts.Estimate;
import dev.limpid.web.layout.Markup;
import dev.limpid.web.layout.PageContext;
import dev.limpid.web.layout.Paging;
import dev.limpid.web.layout.PeriodChoice;
import dev.limpid.web.plot.ChartView;
import dev.limpid.web.template.JtechartsGenerated;
import dev.limpid.web.words.SiteMessages;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The page of all charts of one period, by program: as cards if there are few, otherwise as a tree.
 *
 * @param set the figures
 * @param choice the period among the others
 * @param programs the views of the charts, by program; empty if there are many
 * @param tree the charts of this page as a tree, if there are many
 * @param paging this page among the others
 */
public record ChartsPage(
        ChartSet set, PeriodChoice choice, List<Program> programs, Optional<ChartTree> tree, Paging paging) {
    /** The largest number of charts that are shown as cards. */
    private static final int CARDS = 12;
    /** The largest number of charts on one page of a tree. */
    private static final int CHARTS = 400;
    /** The largest number of programs on one page of a tree. */
    private static final int PROGRAMS = 80;

    public ChartsPage {
        programs = List.copyOf(programs);
    }

    /** One program and its charts. */
    public record Program(String name, String anchor, long answers, Estimate installations, List<ChartView> charts) {
        public Program {
            charts = List.copyOf(charts);
        }
    }

    /** One page of these charts, if there is a page with this number. */
    public static Optional<String> render(PageContext pageContext, ChartSet set, PeriodChoice choice, int number) {
        List<List<ChartTree.Placed>> pages = pages(set);
        if (number < 1 || number > pages.size()) {
            return Optional.empty();
        }
        ChartsPage page = of(set, choice, pages, number, pageContext.words());
        return Optional.of(
                Markup.of((out, plain) -> JtechartsGenerated.render(out, plain, pageContext, Optional.of(page))));
    }

    /** The page before any charts exist. */
    public static String renderEmpty(PageContext pageContext) {
        return Markup.of((out, plain) -> JtechartsGenerated.render(out, plain, pageContext, Optional.empty()));
    }

    /** The paths of all pages of these charts except the first. */
    public static List<String> further(ChartSet set) {
        Paging paging = paging(set, 1, pages(set).size());
        List<String> paths = new ArrayList<>();
        for (int number = 2; number <= paging.pages(); number++) {
            paths.add(paging.path(number));
        }
        return paths;
    }

    private static Paging paging(ChartSet set, int number, int pages) {
        String first = "charts/" + set.period().name();
        return new Paging(first, first + "/all", number, pages);
    }

    private static ChartsPage of(
            ChartSet set, PeriodChoice choice, List<List<ChartTree.Placed>> pages, int number, SiteMessages words) {
        Paging paging = paging(set, number, pages.size());
        if (count(set) > CARDS) {
            ChartTree tree = ChartTree.of(pages.get(number - 1), set, words);
            return new ChartsPage(set, choice, List.of(), Optional.of(tree), paging);
        }
        List<Program> programs = new ArrayList<>();
        for (ChartSet.ProgramCharts one : set.programs()) {
            programs.add(new Program(
                    one.program(),
                    "program-" + (programs.size() + 1),
                    one.answers(),
                    one.installations(),
                    one.charts().stream()
                            .map(chart -> ChartView.of(chart, set.period().weeks(), words))
                            .toList()));
        }
        return new ChartsPage(set, choice, programs, Optional.empty(), paging);
    }

    /** How many charts there are. */
    public int charts() {
        return count(set);
    }

    private static int count(ChartSet set) {
        return set.programs().stream()
                .mapToInt(program -> program.charts().size())
                .sum();
    }

    private static List<List<ChartTree.Placed>> pages(ChartSet set) {
        List<List<ChartTree.Placed>> pages = new ArrayList<>();
        List<ChartTree.Placed> page = new ArrayList<>();
        String last = "";
        int programs = 0;
        for (ChartTree.Placed chart : ChartTree.inOrder(set)) {
            boolean another = !chart.program().equals(last);
            if (page.size() == CHARTS || (another && programs == PROGRAMS)) {
                pages.add(page);
                page = new ArrayList<>();
                programs = 0;
                another = true;
            }
            page.add(chart);
            programs += another ? 1 : 0;
            last = chart.program();
        }
        pages.add(page);
        return pages;
    }
}
