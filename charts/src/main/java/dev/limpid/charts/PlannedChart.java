package dev.limpid.charts;

import dev.limpid.protocol.config.Chart;
import dev.limpid.protocol.config.ChartType;
import dev.limpid.protocol.question.Asked;
import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.protocol.question.Question;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A chart laid out for counting: which counter is which column. Immutable.
 *
 * <p>A partition has a column for each bucket, a histogram likewise in the order of its bounds, a ratio one for P and one
 * for N. Of a chart of builds the columns are all values that any configuration knows.
 */
final class PlannedChart {

    /** The columns of a ratio. */
    static final int P = 0;

    static final int N = 1;

    private final Chart chart;
    private final int index;
    private final String id;
    private final List<String> columns;
    private final Map<String, Integer> places = new HashMap<>();

    PlannedChart(Chart chart, int index, List<CollectionConfig> configs) {
        this.chart = chart;
        this.index = index;
        this.id = chart.program() + "/" + chart.id();
        this.columns = columns(chart, configs);
        if (chart.type() == ChartType.RATIO) {
            chart.counters().forEach(counter -> places.put(counter, P));
            places.put(chart.over(), N);
        } else if (chart.type() != ChartType.STACK) {
            for (int i = 0; i < columns.size(); i++) {
                places.put(counter(columns.get(i)), i);
            }
        }
    }

    private static List<String> columns(Chart chart, List<CollectionConfig> configs) {
        return switch (chart.type()) {
            case STACK -> List.of();
            case RATIO -> List.of("P", "N");
            case HISTOGRAM -> Bounds.ordered(chart.buckets());
            case PARTITION ->
                chart.builtIn().isPresent()
                        ? values(chart, configs)
                        : chart.buckets().isEmpty() ? List.of(chart.counter()) : chart.buckets();
        };
    }

    private static List<String> values(Chart chart, List<CollectionConfig> configs) {
        Set<String> values = new TreeSet<>(NaturalOrder.INSTANCE);
        for (CollectionConfig config : configs) {
            switch (chart.builtIn().orElseThrow()) {
                case OS -> values.addAll(config.os());
                case ARCH -> values.addAll(config.arch());
                case RUNTIME ->
                    config.runtime()
                            .forEach(runtime ->
                                    values.add(chart.builtIn().orElseThrow().coarse(runtime)));
                case VERSION ->
                    config.programs().stream()
                            .filter(program -> program.name().equals(chart.program()))
                            .forEach(program -> values.addAll(program.versions()));
            }
        }
        return List.copyOf(values);
    }

    private String counter(String column) {
        return chart.buckets().isEmpty() && chart.builtIn().isEmpty() ? column : chart.counter() + ":" + column;
    }

    Chart chart() {
        return chart;
    }

    ChartType type() {
        return chart.type();
    }

    int index() {
        return index;
    }

    /** The full ID, as answers name it. */
    String id() {
        return id;
    }

    /** What the columns are called. */
    List<String> columns() {
        return columns;
    }

    /** The column of a counter, or -1 if it has none any more. */
    int column(String counter) {
        return places.getOrDefault(counter, -1);
    }

    /** Whether a question asks for a column: a bucket may have been added later. */
    boolean asks(Question question, int column) {
        return !(question.asked() instanceof Asked.Counters counters)
                || counters.names().contains(counter(columns.get(column)));
    }
}
