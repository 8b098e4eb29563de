package dev.limpid.web.page.stacks;

import dev.limpid.charts.ChartResult.StackCount;
import dev.limpid.charts.ChartResult.Stacks;
import dev.limpid.charts.stacks.GroupKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Splits stacks into pages that stay small, whatever the number and the depth of the stacks. */
public final class StackPages {
    /** The largest number of stacks on a page. */
    private static final int STACKS = 40;
    /** The largest number of characters on a page; a single stack may have more. */
    private static final int CHARACTERS = 56_000;
    /** The largest number of lines of stacks that are expanded at once. */
    static final int LINES = 110;
    /** The characters of markup for a frame or a version besides its name. */
    private static final int MARKUP = 50;
    /** The characters of markup for a stack besides its frames and versions. */
    private static final int STACK = 700;

    private StackPages() {}

    /** A stack and its chart. */
    public record Placed(Stacks chart, StackCount stack) {}

    /** The stacks of each page; at least one page. */
    static List<List<Placed>> of(List<Placed> stacks) {
        List<List<Placed>> pages = new ArrayList<>();
        List<Placed> page = new ArrayList<>();
        int characters = 0;
        for (Placed one : stacks) {
            int more = characters(one.stack());
            if (!page.isEmpty() && (page.size() == STACKS || characters + more > CHARACTERS)) {
                pages.add(page);
                page = new ArrayList<>();
                characters = 0;
            }
            page.add(one);
            characters += more;
        }
        pages.add(page);
        return pages;
    }

    /** The stacks of a chart's most common groups, as many as a reader can take in at once. */
    public static List<Placed> first(Stacks chart) {
        List<Placed> first = new ArrayList<>();
        int lines = 0;
        for (Placed one : byGroup(chart, chart.stacks())) {
            lines += lines(one.stack());
            if (lines > LINES && !first.isEmpty()) {
                break;
            }
            first.add(one);
        }
        return first;
    }

    /** About how many lines a stack takes with its description. */
    static int lines(StackCount stack) {
        return stack.frames().size() + 4;
    }

    /** The stacks of one chart by group, the most common group first. */
    static List<Placed> byGroup(Stacks chart, List<StackCount> stacks) {
        Map<GroupKey, List<StackCount>> byKey = new LinkedHashMap<>();
        stacks.forEach(stack ->
                byKey.computeIfAbsent(key(stack), any -> new ArrayList<>()).add(stack));
        return byKey.values().stream()
                .sorted(Comparator.comparingLong((List<StackCount> family) ->
                        -family.stream().mapToLong(StackCount::answers).sum()))
                .flatMap(List::stream)
                .map(stack -> new Placed(chart, stack))
                .toList();
    }

    /** The group of a stack. */
    static GroupKey key(StackCount stack) {
        return GroupKey.of(stack.frames());
    }

    private static int characters(StackCount stack) {
        int frames = stack.frames().stream()
                .mapToInt(frame -> frame.length() + MARKUP)
                .sum();
        int versions = stack.versions().stream()
                .mapToInt(one -> one.version().length() + MARKUP)
                .sum();
        int callers = key(stack).frames().stream()
                .mapToInt(frame -> frame.length() + MARKUP)
                .sum();
        return STACK + frames + versions + callers;
    }
}
