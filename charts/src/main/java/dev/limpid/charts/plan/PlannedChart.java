package dev.limpid.charts.plan;

import dev.limpid.charts.ChartResult;
import dev.limpid.charts.ChartResult.Cell;
import dev.limpid.charts.NaturalOrder;
import dev.limpid.protocol.answer.Attribute;
import dev.limpid.protocol.chart.Chart;
import dev.limpid.protocol.chart.ChartType;
import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.protocol.question.Question;
import dev.limpid.protocol.question.RequestedCounters;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A chart arranged for counting: assigns each counter to a column. Immutable.
 *
 * <p>A partition has a column for each bucket, and so has a histogram, in the order of its bounds; a ratio has one for
 * P and one for N. The columns of a chart of builds are all values that any configuration knows.
 */
public final class PlannedChart {

    /** The columns of a ratio. */
    public static final int P = 0;

    public static final int N = 1;

    private final Chart chart;
    private final int index;
    private final String id;
    private final List<String> columns;
    private final NameTable counters;
    private final byte @Nullable [] stackCounter;
    private int denominatorIndex = -1;
    private final ChartResult.Title title;
    private final List<SplitPlan> splits = new ArrayList<>();
    private final List<ComparisonGrid> grids;
    private final RakingPlan raking;

    /**
     * Plans a chart.
     *
     * @param address its name in addresses
     * @param margins the known margins of its program
     */
    PlannedChart(Chart chart, int index, String address, List<CollectionConfig> configs, List<Margin> margins) {
        this.chart = chart;
        this.index = index;
        this.id = chart.program() + "/" + chart.id();
        this.columns = columns(chart, configs);
        this.title = new ChartResult.Title(
                address,
                id,
                chart.title(),
                chart.description(),
                chart.issues(),
                chart.program(),
                chart.counter(),
                chart.unit(),
                chart.by());
        int cell = 1;
        for (Attribute attribute : chart.by()) {
            List<String> values = new ArrayList<>(values(chart.program(), attribute, configs));
            values.remove(Cell.OTHER);
            values.add(Cell.OTHER);
            splits.add(new SplitPlan(attribute, List.copyOf(values), cell));
            cell += values.size();
        }
        this.grids = ComparisonGrid.of(splits, cell);
        this.raking = new RakingPlan(margins, splits);
        List<String> counters = new ArrayList<>();
        if (chart.type() == ChartType.RATIO) {
            chart.counters().stream()
                    .filter(counter -> !counter.equals(chart.over()))
                    .forEach(counters::add);
            counters.add(chart.over());
            denominatorIndex = counters.size() - 1;
        } else if (chart.type() != ChartType.STACK) {
            columns.forEach(column -> counters.add(counter(column)));
        }
        this.counters = new NameTable(counters);
        this.stackCounter = chart.type() == ChartType.STACK ? chart.counter().getBytes(StandardCharsets.UTF_8) : null;
    }

    private static List<String> columns(Chart chart, List<CollectionConfig> configs) {
        return switch (chart.type()) {
            case STACK -> List.of();
            case RATIO -> List.of("P", "N");
            case HISTOGRAM -> BucketOrder.ordered(chart.buckets());
            case PARTITION ->
                chart.builtIn().isPresent()
                        ? values(chart.program(), chart.builtIn().get(), configs)
                        : chart.buckets().isEmpty() ? List.of(chart.counter()) : chart.buckets();
        };
    }

    /** All values of an attribute that any configuration knows. */
    private static List<String> values(String program, Attribute attribute, List<CollectionConfig> configs) {
        Set<String> values = new TreeSet<>(NaturalOrder.INSTANCE);
        for (CollectionConfig config : configs) {
            switch (attribute) {
                case OS -> values.addAll(config.os());
                case ARCH -> values.addAll(config.arch());
                case RUNTIME -> config.runtime().forEach(runtime -> values.add(attribute.coarse(runtime)));
                case VERSION ->
                    config.programs().stream()
                            .filter(one -> one.name().equals(program))
                            .forEach(one -> values.addAll(one.versions()));
            }
        }
        return List.copyOf(values);
    }

    private String counter(String column) {
        return chart.buckets().isEmpty() && chart.builtIn().isEmpty() ? column : chart.counter() + ":" + column;
    }

    public Chart chart() {
        return chart;
    }

    public ChartType type() {
        return chart.type();
    }

    public int index() {
        return index;
    }

    /** The full ID, as answers name it. */
    public String id() {
        return id;
    }

    /** The names of the columns. */
    public List<String> columns() {
        return columns;
    }

    /** The column of a counter, or -1 if it no longer has one. */
    public int column(String counter) {
        return column(counters.find(counter));
    }

    /** The same for a name that is a range of an array. */
    public int column(byte[] bytes, int from, int to) {
        return column(counters.find(bytes, from, to));
    }

    private int column(int counter) {
        return denominatorIndex < 0 || counter < 0 ? counter : counter == denominatorIndex ? N : P;
    }

    /** Whether a name belongs to one of the chart's stacks. */
    public boolean hasStack(String name) {
        return stackCounter != null
                && name.startsWith(chart.counter())
                && name.startsWith("\n", chart.counter().length());
    }

    /** The same for a stack's prefix that is a range of an array. */
    public boolean hasStack(byte[] bytes, int from, int to) {
        return stackCounter != null && Arrays.equals(stackCounter, 0, stackCounter.length, bytes, from, to);
    }

    public ChartResult.Title title() {
        return title;
    }

    /** The attributes by which the figures are split. */
    public List<SplitPlan> splits() {
        return splits;
    }

    /** The grids of cells in which machines are compared. */
    public List<ComparisonGrid> grids() {
        return grids;
    }

    /** The known margins that the answers can be matched to. */
    public RakingPlan raking() {
        return raking;
    }

    /**
     * Whether answers to a question count for the chart. A share of machines with a bucket does not depend on the other
     * buckets. A share of a machine's events does, and so does a ratio: with other counters the question gives a
     * different figure.
     */
    public boolean isAskedBy(Question question) {
        if (chart.type() != ChartType.HISTOGRAM && chart.type() != ChartType.RATIO) {
            return true;
        }
        return question.asked() instanceof RequestedCounters.Named counters
                && counters.names().size() == chart.collected().size()
                && Set.copyOf(counters.names()).equals(Set.copyOf(chart.collected()))
                && (chart.type() == ChartType.HISTOGRAM
                        || counters.names().get(counters.names().size() - 1).equals(chart.over()));
    }

    /** The columns that a question asks for; a bucket may have been added later. */
    public BitSet asked(Question question) {
        BitSet asked = new BitSet(columns.size());
        if (question.asked() instanceof RequestedCounters.Named counters) {
            Set<String> names = Set.copyOf(counters.names());
            for (int column = 0; column < columns.size(); column++) {
                asked.set(column, names.contains(counter(columns.get(column))));
            }
        } else {
            asked.set(0, columns.size());
        }
        return asked;
    }
}
