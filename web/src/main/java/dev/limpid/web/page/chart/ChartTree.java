package dev.limpid.web.page.chart;

import dev.limpid.charts.ChartResult;
import dev.limpid.charts.ChartSet;
import dev.limpid.charts.Estimate;
import dev.limpid.web.plot.Headline;
import dev.limpid.web.words.SiteMessages;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Many charts as a tree on one page: programs, families of charts, charts. Counters with a common prefix form a family:
 * {@code tool/build/failed} and {@code tool/build/time} belong to {@code tool/build}.
 *
 * @param programs by name
 */
public record ChartTree(List<Program> programs) {
    /** A family with fewer charts than this is not shown as one. */
    private static final int FAMILY = 4;
    /** With at most this many lines, programs are expanded. */
    private static final int LINES = 60;
    /** How many characters of a chart's description can be searched. */
    private static final int DESCRIPTION = 80;

    /** The family of charts without a family. */
    private static final String FURTHER = "";

    public ChartTree {
        programs = List.copyOf(programs);
    }

    /** One program with its families. */
    public record Program(
            String name, String anchor, long answers, Estimate installations, int charts, List<Family> families) {
        public Program {
            families = List.copyOf(families);
        }
    }

    /**
     * Charts that belong together.
     *
     * @param name the common prefix of their counters; empty for charts without a family
     */
    public record Family(String name, List<Leaf> charts) {
        public Family {
            charts = List.copyOf(charts);
        }

        /** Whether the family has a name. */
        public boolean isNamed() {
            return !name.equals(FURTHER);
        }
    }

    /** One chart as a line: its title, its counter, its first figure, and words to find it by. */
    public record Leaf(String id, String title, String counter, Headline headline, String find) {
        static Leaf of(ChartResult chart, SiteMessages words) {
            String description = chart.title().description();
            int end = Math.min(description.length(), DESCRIPTION);
            return new Leaf(
                    chart.title().id(),
                    chart.title().title(),
                    chart.title().counter(),
                    Headline.of(chart, words),
                    description.substring(0, end));
        }
    }

    /** A chart and its program. */
    record Placed(String program, ChartResult chart) {}

    /** All charts of a set in the order of the tree: by program, in it by family. */
    static List<Placed> inOrder(ChartSet set) {
        List<Placed> all = new ArrayList<>();
        for (ChartSet.ProgramCharts program : set.programs()) {
            families(program.charts())
                    .values()
                    .forEach(charts -> charts.forEach(chart -> all.add(new Placed(program.program(), chart))));
        }
        return all;
    }

    /** The tree of these charts, in their order. */
    static ChartTree of(List<Placed> charts, ChartSet set, SiteMessages words) {
        Map<String, List<ChartResult>> byProgram = new LinkedHashMap<>();
        charts.forEach(one -> byProgram
                .computeIfAbsent(one.program(), any -> new ArrayList<>())
                .add(one.chart()));
        List<Program> programs = new ArrayList<>();
        for (ChartSet.ProgramCharts one : set.programs()) {
            List<ChartResult> all = byProgram.getOrDefault(one.program(), List.of());
            List<Family> families = new ArrayList<>();
            families(all)
                    .forEach((family, some) -> families.add(new Family(
                            family,
                            some.stream().map(chart -> Leaf.of(chart, words)).toList())));
            if (!all.isEmpty()) {
                programs.add(new Program(
                        one.program(),
                        "program-" + (programs.size() + 1),
                        one.answers(),
                        one.installations(),
                        all.size(),
                        families));
            }
        }
        return new ChartTree(programs);
    }

    /** Whether programs are expanded from the start. */
    public boolean isOpen() {
        return programs.size()
                        + programs.stream()
                                .mapToInt(program -> program.families().size())
                                .sum()
                <= LINES;
    }

    private static Map<String, List<ChartResult>> families(List<ChartResult> charts) {
        Map<String, List<ChartResult>> byName = new LinkedHashMap<>();
        charts.forEach(chart -> byName.computeIfAbsent(family(chart.title().counter()), any -> new ArrayList<>())
                .add(chart));
        Map<String, List<ChartResult>> families = new LinkedHashMap<>();
        List<ChartResult> further = new ArrayList<>();
        byName.forEach((name, some) -> {
            if (some.size() < FAMILY) {
                further.addAll(some);
            } else {
                families.put(name, some);
            }
        });
        if (!further.isEmpty()) {
            families.put(FURTHER, further);
        }
        return families;
    }

    /** The counter's name without its last part, with at most two parts. */
    private static String family(String counter) {
        String[] parts = counter.split("/", -1);
        return parts.length > 2 ? parts[0] + "/" + parts[1] : parts[0];
    }
}
