package dev.limpid.server.publish;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Decides what becomes of each stack of a day: it stays if enough reports show it; else it loses outermost frames until
 * enough reports show what is left of it and of stacks that were cut alike; else it is left out. Mutable, for one thread.
 */
final class RareStacks {

    private final int least;

    /** Of each stack the reports that show it, no more of them than are needed. */
    private final Map<String, Set<Integer>> shownBy = new TreeMap<>();

    private final Map<String, String> become = new HashMap<>();

    RareStacks(int least) {
        this.least = least;
    }

    void add(String stack, int report) {
        Set<Integer> reports = shownBy.computeIfAbsent(stack, key -> new HashSet<>());
        if (reports.size() < least) {
            reports.add(report);
        }
    }

    /** Called once, after all were added. */
    void decide() {
        Set<String> open = new TreeSet<>();
        shownBy.forEach((stack, reports) -> {
            if (reports.size() >= least) {
                become.put(stack, stack);
            } else {
                open.add(stack);
            }
        });
        for (int dropped = 1; !open.isEmpty(); dropped++) {
            settle(open, dropped);
        }
    }

    private void settle(Set<String> open, int dropped) {
        Map<String, List<String>> alike = new TreeMap<>();
        for (String stack : List.copyOf(open)) {
            String cut = cut(stack, dropped);
            if (cut == null) {
                open.remove(stack);
            } else {
                alike.computeIfAbsent(cut, key -> new ArrayList<>()).add(stack);
            }
        }
        alike.forEach((cut, stacks) -> {
            Set<Integer> reports = new HashSet<>();
            stacks.forEach(stack -> reports.addAll(shownBy.getOrDefault(stack, Set.of())));
            if (reports.size() >= least) {
                stacks.forEach(stack -> become.put(stack, cut));
                stacks.forEach(open::remove);
            }
        });
    }

    /** The stack without so many of its outermost frames, or null if no frame would be left. */
    private static @Nullable String cut(String stack, int dropped) {
        String rest = stack;
        for (int i = 0; i < dropped; i++) {
            rest = rest.substring(0, Math.max(0, rest.lastIndexOf('\n')));
        }
        return rest.indexOf('\n') < 0 ? null : rest;
    }

    /** What is published for a stack, or null if it is left out. */
    @Nullable
    String published(String stack) {
        return become.get(stack);
    }
}
