package dev.limpid.charts.plan;

import dev.limpid.charts.NaturalOrder;
import dev.limpid.protocol.chart.Chart;
import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.protocol.question.Question;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The charts to compute and the questions that were asked: the decided charts, and every configuration that answers can name. Created once and
 * shared by all {@link dev.limpid.charts.fold.AnswerFold}s that will be merged. Immutable, safe for any number of
 * threads.
 */
public final class QuestionPlan {

    private final List<CollectionConfig> configs;
    private final Map<String, Integer> configsByVersion = new HashMap<>();
    private final List<PlannedChart> charts = new ArrayList<>();
    private final Map<String, PlannedChart> chartsById = new HashMap<>();
    private final List<@Nullable Question[]> asked = new ArrayList<>();
    private final Set<String> addresses = new HashSet<>();
    private final NameTable chartNames;
    private final NameTable configNames;

    /**
     * Creates a plan.
     *
     * @param decided the charts to draw, in the order of their text
     * @param configs the configurations that answers can name, each with a different version
     * @throws IllegalArgumentException if two charts have one ID, or two configurations one version
     */
    public QuestionPlan(List<Chart> decided, Collection<CollectionConfig> configs) {
        this(decided, configs, List.of());
    }

    /**
     * Creates a plan.
     *
     * @param margins the known margins, for charts that have their attributes
     */
    public QuestionPlan(List<Chart> decided, Collection<CollectionConfig> configs, List<Margin> margins) {
        Map<String, CollectionConfig> byVersion = new TreeMap<>(NaturalOrder.INSTANCE);
        for (CollectionConfig config : configs) {
            if (byVersion.put(config.version(), config) != null) {
                throw new IllegalArgumentException(
                        "two configurations have version " + config.version() + ", expected one");
            }
        }
        this.configs = List.copyOf(byVersion.values());
        for (Chart chart : decided) {
            List<Margin> known = margins.stream()
                    .filter(margin -> margin.program().equals(chart.program()))
                    .toList();
            PlannedChart planned = new PlannedChart(chart, charts.size(), address(chart), this.configs, known);
            if (chartsById.put(planned.id(), planned) != null) {
                throw new IllegalArgumentException("two charts have the ID " + planned.id() + ", expected one");
            }
            charts.add(planned);
        }
        for (int i = 0; i < this.configs.size(); i++) {
            configsByVersion.put(this.configs.get(i).version(), i);
            asked.add(questions(this.configs.get(i)));
        }
        chartNames = new NameTable(charts.stream().map(PlannedChart::id).toList());
        configNames = new NameTable(
                this.configs.stream().map(CollectionConfig::version).toList());
    }

    /** A name for addresses: the letters and digits of program and chart, made unique. */
    private String address(Chart chart) {
        String plain = (chart.program() + "." + chart.id())
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9.]+", "-")
                .replaceAll("^[-.]+|[-.]+$", "");
        String address = plain;
        for (int i = 2; !addresses.add(address); i++) {
            address = plain + "-" + i;
        }
        return address;
    }

    private @Nullable Question[] questions(CollectionConfig config) {
        return charts.stream()
                .map(chart -> config.question(chart.id()).orElse(null))
                .toArray(Question[]::new);
    }

    /** The charts to draw, in their order. */
    public List<PlannedChart> charts() {
        return charts;
    }

    @Nullable
    public PlannedChart chart(String id) {
        return chartsById.get(id);
    }

    /** The index of a configuration in the plan, or -1. */
    public int config(String version) {
        return configsByVersion.getOrDefault(version, -1);
    }

    /** The IDs of the charts, in their order. */
    public NameTable chartNames() {
        return chartNames;
    }

    /** The versions of the configurations, in their order. */
    public NameTable configNames() {
        return configNames;
    }

    /** A hash of the plan's shape: plans of another shape nearly always have a different one. */
    public int shapeHash() {
        int shape = configs.size();
        for (CollectionConfig config : configs) {
            shape = 31 * shape + config.version().hashCode();
        }
        for (PlannedChart chart : charts) {
            shape = 31 * shape + chart.id().hashCode();
            shape = 31 * shape + chart.type().word().hashCode();
            shape = 31 * shape + chart.columns().hashCode();
            for (SplitPlan split : chart.splits()) {
                shape = 31 * shape + split.values().hashCode();
            }
            for (RakingPlan.Known margin : chart.raking().margins()) {
                shape = 31 * shape + margin.buckets().hashCode();
            }
        }
        return shape;
    }

    /** The configurations at these indexes, oldest first. */
    public List<CollectionConfig> configs(SortedSet<Integer> places) {
        return places.stream().map(configs::get).toList();
    }

    public int configCount() {
        return configs.size();
    }

    /** The question that a configuration asks for a chart, or null if there is none. */
    @Nullable
    public Question question(int config, PlannedChart chart) {
        return asked.get(config)[chart.index()];
    }
}
