package dev.limpid.charts;

import dev.limpid.protocol.config.Chart;
import dev.limpid.protocol.config.ChartType;
import dev.limpid.protocol.config.UploadConfig;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One program's charts laid out for counting: which counter feeds which inputs, where the sums lie, and what each
 * configuration asked. The first charts are those of {@link Platform}. Immutable.
 */
final class ProgramPlan {

    private static final int[] NO_INPUTS = {};

    final String name;
    final int index;
    final List<Slots> charts = new ArrayList<>();
    final Cells cells;
    final int tallySize;
    final int inputSize;
    final byte[] merges;
    /** The chart of each input, and the bucket the input is of. */
    final int[] inputChart;

    final int[] inputBucket;

    /** Counter names, and for each the inputs it feeds. */
    final Names counters;

    final int[][] counterInputs;

    /** Stack prefixes, and for each its chart. */
    final Names stacks;

    final int[] stackCharts;

    /** By platform: all values, and for each its bucket. The last bucket takes what is not known. */
    final Names[] platformValues = new Names[Platform.values().length];

    final int[][] platformBuckets = new int[Platform.values().length][];
    final int[][] cellParts = new int[Platform.values().length][];

    private final Spell[][] spells;

    /** What a configuration asked up to a day, that day included: until then, none of its rules ends. */
    private record Spell(long lastDay, Asked asked) {}

    /**
     * What one configuration asked of the program in some weeks.
     *
     * @param rules all of it
     * @param byChart the rule of each chart
     * @param versionPositions where each value of {@link Platform#VERSION} stands among the versions it lists
     */
    record Asked(Rules rules, List<Rules.Rule> byChart, int[] versionPositions) {}

    private final List<List<String>> collected = new ArrayList<>();

    ProgramPlan(String name, int index, List<Chart> decided, List<UploadConfig> configs, List<Margin> margins) {
        this.name = name;
        this.index = index;
        cells = new Cells(margins);
        int base = 0;
        int inputs = 0;
        Set<String> ids = new LinkedHashSet<>();
        for (Platform platform : Platform.values()) {
            List<String> values = values(platform, configs);
            List<String> buckets = buckets(platform, values);
            DrawnChart.Title title = new DrawnChart.Title(
                    id(name, platform.word(), ids),
                    platform.title(),
                    platform.description(),
                    List.of(),
                    name,
                    platform.word(),
                    "");
            platform(platform, values, buckets);
            add(new Slots(ChartType.PARTITION, title, "", buckets, base, inputs, charts.size()), List.of());
            base = end().base() + end().size();
            inputs = end().inputs() + end().inputSize();
        }
        for (Chart chart : decided) {
            DrawnChart.Title title = new DrawnChart.Title(
                    id(name, chart.counter(), ids),
                    chart.title(),
                    chart.description(),
                    chart.issues(),
                    name,
                    chart.counter(),
                    chart.unit());
            add(
                    new Slots(chart.type(), title, chart.over(), bins(chart), base, inputs, charts.size()),
                    chart.collected());
            base = end().base() + end().size();
            inputs = end().inputs() + end().inputSize();
        }
        tallySize = base;
        inputSize = inputs;
        merges = new byte[tallySize];
        inputChart = new int[inputSize];
        inputBucket = new int[inputSize];
        for (Slots chart : charts) {
            chart.markMerges(merges);
            for (int i = 0; i < chart.inputSize(); i++) {
                inputChart[chart.inputs() + i] = chart.index();
                inputBucket[chart.inputs() + i] = i;
            }
        }
        Map<String, List<Integer>> feeds = new HashMap<>();
        Map<String, Integer> prefixes = new HashMap<>();
        for (int i = 0; i < decided.size(); i++) {
            feed(decided.get(i), charts.get(Platform.values().length + i), feeds, prefixes);
        }
        List<String> counterNames = List.copyOf(new TreeSet<>(feeds.keySet()));
        counters = new Names(counterNames);
        counterInputs = counterNames.stream()
                .map(counter -> feeds.getOrDefault(counter, List.of()).stream()
                        .mapToInt(i -> i)
                        .toArray())
                .toArray(int[][]::new);
        List<String> stackNames = List.copyOf(new TreeSet<>(prefixes.keySet()));
        stacks = new Names(stackNames);
        stackCharts = stackNames.stream().mapToInt(prefixes::get).toArray();
        spells = new Spell[configs.size()][];
        for (int config = 0; config < configs.size(); config++) {
            spells[config] = spells(configs.get(config), values(Platform.VERSION, configs));
        }
    }

    private Slots end() {
        return charts.get(charts.size() - 1);
    }

    private void add(Slots slots, List<String> names) {
        charts.add(slots);
        collected.add(names);
    }

    private static void feed(
            Chart chart, Slots slots, Map<String, List<Integer>> feeds, Map<String, Integer> prefixes) {
        Function<String, List<Integer>> empty = counter -> new ArrayList<>();
        switch (chart.type()) {
            case STACK -> chart.counters().forEach(prefix -> prefixes.putIfAbsent(prefix, slots.index()));
            case RATIO -> {
                chart.counters()
                        .forEach(
                                counter -> feeds.computeIfAbsent(counter, empty).add(slots.inputs()));
                feeds.computeIfAbsent(chart.over(), empty).add(slots.inputs() + 1);
            }
            default -> {
                for (int bucket = 0; bucket < slots.buckets().size(); bucket++) {
                    String name = slots.buckets().get(bucket);
                    String counter = chart.buckets().isEmpty() ? chart.counter() : chart.counter() + ":" + name;
                    feeds.computeIfAbsent(counter, empty).add(slots.inputs() + bucket);
                }
            }
        }
    }

    private static List<String> bins(Chart chart) {
        return switch (chart.type()) {
            case PARTITION -> chart.buckets().isEmpty() ? List.of(chart.counter()) : chart.buckets();
            case HISTOGRAM -> chart.buckets().isEmpty() ? List.of(chart.counter()) : Bounds.ordered(chart.buckets());
            case RATIO -> RatioBins.NAMES;
            case STACK -> List.of();
        };
    }

    private List<String> values(Platform platform, List<UploadConfig> configs) {
        Set<String> values = new TreeSet<>(NaturalOrder.INSTANCE);
        for (UploadConfig config : configs) {
            switch (platform) {
                case RUNTIME -> values.addAll(config.runtime());
                case OS -> values.addAll(config.os());
                case ARCH -> values.addAll(config.arch());
                case VERSION ->
                    config.programs().stream()
                            .filter(program -> program.name().equals(name))
                            .forEach(program -> values.addAll(program.versions()));
            }
        }
        values.remove(Platform.OTHER);
        return List.copyOf(values);
    }

    private static List<String> buckets(Platform platform, List<String> values) {
        Set<String> buckets = new TreeSet<>(NaturalOrder.INSTANCE);
        values.forEach(value -> buckets.add(platform.bucket(value)));
        List<String> list = new ArrayList<>(buckets);
        list.add(Platform.OTHER);
        return list;
    }

    private void platform(Platform platform, List<String> values, List<String> buckets) {
        int at = platform.place();
        platformValues[at] = new Names(values);
        platformBuckets[at] = values.stream()
                .mapToInt(value -> buckets.indexOf(platform.bucket(value)))
                .toArray();
        cellParts[at] = cells.parts(platform, buckets);
    }

    private Spell[] spells(UploadConfig from, List<String> versions) {
        List<Spell> list = new ArrayList<>();
        for (UploadConfig.Program program : from.programs()) {
            if (program.name().equals(name)) {
                for (LocalDate last : lastDays(program)) {
                    Rules rules = new Rules(from, program, last);
                    Asked asks = new Asked(
                            rules,
                            charts.stream().map(chart -> rule(rules, chart)).toList(),
                            versions.stream().mapToInt(rules::position).toArray());
                    list.add(new Spell(last.toEpochDay(), asks));
                }
            }
        }
        return list.toArray(Spell[]::new);
    }

    /** The last days of weeks for which some rule holds, and a day that never comes. */
    private static SortedSet<LocalDate> lastDays(UploadConfig.Program program) {
        SortedSet<LocalDate> days = new TreeSet<>();
        days.add(LocalDate.of(9999, 1, 1));
        // A rule holds for weeks that ended at most a day after it does.
        program.counters().forEach(rule -> rule.until().ifPresent(until -> days.add(until.plusDays(1))));
        program.stacks().forEach(rule -> rule.until().ifPresent(until -> days.add(until.plusDays(1))));
        return days;
    }

    /** How many times what a configuration asks changes by itself, because rules end. */
    int spellCount(int config) {
        return spells[config].length;
    }

    /** Between which of these changes a day lies. */
    int spell(int config, long epochDay) {
        Spell[] of = spells[config];
        int spell = 0;
        while (spell < of.length - 1 && epochDay > of[spell].lastDay()) {
            spell++;
        }
        return spell;
    }

    /** What a configuration asked for weeks that ended on a day, or null if it does not know the program. */
    @Nullable
    Asked asked(int config, long epochDay) {
        return spells[config].length == 0 ? null : askedIn(config, spell(config, epochDay));
    }

    Asked askedIn(int config, int spell) {
        return spells[config][spell].asked();
    }

    private Rules.Rule rule(Rules known, Slots chart) {
        if (chart.index() < Platform.values().length) {
            return known.presence();
        }
        List<String> names = collected.get(chart.index());
        return switch (chart.type()) {
            case STACK -> known.stack(names.get(0));
            case PARTITION -> known.known(names);
            default -> known.all(names);
        };
    }

    /** Whether a bucket of a partition was asked for. */
    boolean asks(Asked by, Slots chart, int bucket) {
        List<String> names = collected.get(chart.index());
        return names.isEmpty() || by.rules().asks(names.get(bucket));
    }

    /** The inputs a counter feeds. */
    int[] inputsOf(String counter) {
        int id = counters.find(counter);
        return id == Names.UNKNOWN ? NO_INPUTS : counterInputs[id];
    }

    /** A platform's value as its id among {@link #platformValues}. */
    int value(Platform platform, String value) {
        return platformValues[platform.place()].find(value);
    }

    /** The bucket of a platform's value, by its id among {@link #platformValues}. */
    int platformBucket(Platform platform, int value) {
        int[] buckets = platformBuckets[platform.place()];
        return value == Names.UNKNOWN ? charts.get(platform.place()).buckets().size() - 1 : buckets[value];
    }

    /** A name for addresses: letters and digits of program and counter, unlike those before it. */
    private static String id(String program, String counter, Set<String> taken) {
        String plain = (program + "." + counter)
                .toLowerCase(java.util.Locale.ROOT)
                .replaceAll("[^a-z0-9.]+", "-")
                .replaceAll("^[-.]+|[-.]+$", "");
        String id = plain;
        for (int i = 2; !taken.add(id); i++) {
            id = plain + "-" + i;
        }
        return id;
    }
}
