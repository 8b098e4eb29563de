package dev.limpid.program;

import dev.limpid.protocol.chart.Chart;
import dev.limpid.protocol.chart.ChartType;
import dev.limpid.protocol.config.ParsedChart;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Compares the counters of a program with those that charts ask for. For one thread at a time. */
final class InventoryCheck {

    private final Set<String> counters;
    private final Set<String> stacks;
    private final List<String> problems = new ArrayList<>();

    /**
     * A check of these counters.
     *
     * @param counterInventory the counters found in the classes
     * @param declared names of counters that the program makes at run time, written as in a chart
     */
    InventoryCheck(CounterInventory counterInventory, List<String> declared) {
        counters = new TreeSet<>(counterInventory.counters().keySet());
        stacks = new TreeSet<>(counterInventory.stacks().keySet());
        for (String names : declared) {
            try {
                counters.addAll(Chart.expand(names));
                stacks.addAll(Chart.expand(names));
            } catch (IllegalArgumentException e) {
                problems.add("in the declared names, " + e.getMessage());
            }
        }
    }

    /** The errors in the declared names. */
    List<String> problems() {
        return List.copyOf(problems);
    }

    /** The counters that charts ask for and the program never counts, each as {@code file:line:column: message}. */
    List<String> missing(List<ParsedChart> charts, String program) {
        List<String> missing = new ArrayList<>();
        for (ParsedChart placed : charts) {
            Chart chart = placed.chart();
            if (!chart.program().equals(program) || chart.builtIn().isPresent()) {
                continue; // no program makes built-in counters
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

    /** The counters that no chart asks for; they stay on the user's machine. */
    List<String> uncharted(List<ParsedChart> charts, String program) {
        Set<String> uncharted = new TreeSet<>(counters);
        uncharted.addAll(stacks);
        charts.stream()
                .map(ParsedChart::chart)
                .filter(chart -> chart.program().equals(program))
                .forEach(chart -> chart.collected().forEach(uncharted::remove));
        return List.copyOf(uncharted);
    }
}
