package dev.limpid.web.page;

import dev.limpid.charts.ChartSet;
import dev.limpid.charts.DrawnChart;
import dev.limpid.charts.DrawnChart.StackCount;
import dev.limpid.charts.DrawnChart.Stacks;
import dev.limpid.charts.Period;
import dev.limpid.web.frame.Frame;
import dev.limpid.web.template.JtestacksGenerated;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All stacks of a period: by chart, and in each chart by the frame in which they ended.
 *
 * @param period the days
 * @param groups the stack charts that have any stack
 */
public record StacksPage(Period period, List<Group> groups) {
    public StacksPage {
        groups = List.copyOf(groups);
    }

    /** One stack chart. */
    public record Group(Stacks chart, String anchor, List<Family> families) {
        public Group {
            families = List.copyOf(families);
        }
    }

    /** Stacks with the same innermost frame. */
    public record Family(String top, List<StackCount> stacks) {
        public Family {
            stacks = List.copyOf(stacks);
        }

        /** How many reports have any of them, where no report has two. */
        public long reports() {
            return stacks.stream().mapToLong(StackCount::reports).sum();
        }
    }

    /** The page; without charts it says that there is nothing. */
    public static String render(Frame frame, Optional<ChartSet> charts) {
        Optional<StacksPage> page = charts.map(StacksPage::of);
        return Markup.of((out, plain) -> JtestacksGenerated.render(out, plain, frame, page));
    }

    private static StacksPage of(ChartSet set) {
        List<Group> groups = new ArrayList<>();
        for (ChartSet.ProgramCharts program : set.programs()) {
            for (DrawnChart chart : program.charts()) {
                if (chart instanceof Stacks stacks && !stacks.stacks().isEmpty()) {
                    groups.add(new Group(stacks, "stacks-" + (groups.size() + 1), families(stacks)));
                }
            }
        }
        return new StacksPage(set.period(), groups);
    }

    private static List<Family> families(Stacks chart) {
        Map<String, List<StackCount>> byTop = new LinkedHashMap<>();
        for (StackCount stack : chart.stacks()) {
            String top =
                    stack.frames().isEmpty() ? "(no frame)" : stack.frames().get(0);
            byTop.computeIfAbsent(top, any -> new ArrayList<>()).add(stack);
        }
        return byTop.entrySet().stream()
                .map(entry -> new Family(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingLong((Family family) -> -family.reports()))
                .toList();
    }
}
