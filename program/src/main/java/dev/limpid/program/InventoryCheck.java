package dev.limpid.program;

import dev.limpid.protocol.config.Chart;
import dev.limpid.protocol.config.ChartType;
import dev.limpid.protocol.config.PlacedChart;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Compares what a program counts with what charts ask of it. For one thread at a time. */
final class InventoryCheck {

    private final Set<String> counters;
    private final Set<String> stacks;
    private final List<String> problems = new ArrayList<>();

    /**
     * A check of these counters.
     *
     * @param inventory what was found in the classes
     * @param declared names that the program makes at run time, written as in a chart
     */
    InventoryCheck(Inventory inventory, List<String> declared) {
        counters = new TreeSet<>(inventory.counters().keySet());
        stacks = new TreeSet<>(inventory.stacks().keySet());
        for (String names : declared) {
            try {
                counters.addAll(Chart.expand(names));
                stacks.addAll(Chart.expand(names));
            } catch (IllegalArgumentException e) {
                problems.add("of what is declared, " + e.getMessage());
            }
        }
    }

    /** What is wrong with what was declared. */
    List<String> problems() {
        return List.copyOf(problems);
    }

    /** What charts ask for and the program never counts, each as {@code file:line:column: message}. */
    List<String> missing(List<PlacedChart> charts, String program) {
        List<String> missing = new ArrayList<>();
        for (PlacedChart placed : charts) {
            Chart chart = placed.chart();
            if (!chart.program().equals(program) || chart.builtIn().isPresent()) {
                continue; // no program makes what is built in
            }
            boolean stack = chart.type() == ChartType.STACK;
            for (String name : chart.collected()) {
                if (!(stack ? stacks : counters).contains(name)) {
                    missing.add(placed.problem(
                                    name.equals(chart.over()) ? "over" : "counter",
                                    "the chart \"" + chart.title() + "\" asks for the "
                                            + (stack ? "stack counter " : "counter ") + name + ", which " + program
                                            + " does not make")
                            .toString());
                }
            }
        }
        return missing;
    }

    /** What the program counts and no chart asks for: it stays on the user's machine. */
    List<String> uncharted(List<PlacedChart> charts, String program) {
        Set<String> uncharted = new TreeSet<>(counters);
        uncharted.addAll(stacks);
        charts.stream()
                .map(PlacedChart::chart)
                .filter(chart -> chart.program().equals(program))
                .forEach(chart -> chart.collected().forEach(uncharted::remove));
        return List.copyOf(uncharted);
    }
}
