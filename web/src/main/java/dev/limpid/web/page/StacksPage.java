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
import org.jspecify.annotations.Nullable;

/**
 * The stacks of a period, in all versions or in one: by chart, and in each chart by the frame in which they ended.
 *
 * @param period the weeks
 * @param groups the stack charts that have any stack
 * @param versions the versions that have any, the newest first
 * @param version the one whose stacks these are; empty for all
 */
public record StacksPage(
        Period period, List<Group> groups, List<StackVersions.Seen> versions, Optional<String> version) {
    public StacksPage {
        groups = List.copyOf(groups);
        versions = List.copyOf(versions);
    }

    /** What says on a link that it leads to this page. */
    public @Nullable String current(String name) {
        return version.orElse("").equals(name) ? "page" : null;
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

        /** How many answers have any of them, where no answer has two. */
        public long answers() {
            return stacks.stream().mapToLong(StackCount::answers).sum();
        }
    }

    /** The page; without charts it says that there is nothing. */
    public static String render(Frame frame, Optional<ChartSet> charts) {
        return written(frame, charts.map(set -> of(set, StackVersions.of(set), Optional.empty())));
    }

    /** The page of one version, if it has any stack. */
    public static Optional<String> render(Frame frame, ChartSet charts, String version) {
        List<StackVersions.Seen> versions = StackVersions.of(charts);
        return versions.stream()
                .filter(seen -> seen.name().equals(version))
                .findFirst()
                .map(seen -> written(frame, Optional.of(of(charts, versions, Optional.of(version)))));
    }

    private static String written(Frame frame, Optional<StacksPage> page) {
        return Markup.of((out, plain) -> JtestacksGenerated.render(out, plain, frame, page));
    }

    private static StacksPage of(ChartSet set, List<StackVersions.Seen> versions, Optional<String> version) {
        List<Group> groups = new ArrayList<>();
        for (ChartSet.ProgramCharts program : set.programs()) {
            for (DrawnChart chart : program.charts()) {
                if (chart instanceof Stacks stacks) {
                    List<StackCount> shown = version.map(one -> StackVersions.within(one, stacks.stacks()))
                            .orElse(stacks.stacks());
                    if (!shown.isEmpty()) {
                        groups.add(new Group(stacks, "stacks-" + (groups.size() + 1), families(shown)));
                    }
                }
            }
        }
        return new StacksPage(set.period(), groups, versions, version);
    }

    private static List<Family> families(List<StackCount> stacks) {
        Map<String, List<StackCount>> byTop = new LinkedHashMap<>();
        for (StackCount stack : stacks) {
            String top =
                    stack.frames().isEmpty() ? "(no frame)" : stack.frames().get(0);
            byTop.computeIfAbsent(top, any -> new ArrayList<>()).add(stack);
        }
        return byTop.entrySet().stream()
                .map(entry -> new Family(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingLong((Family family) -> -family.answers()))
                .toList();
    }
}
