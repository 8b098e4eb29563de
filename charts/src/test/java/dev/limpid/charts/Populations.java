package dev.limpid.charts;

import dev.limpid.charts.estimate.ChartWeeks;
import dev.limpid.charts.estimate.Clip;
import dev.limpid.charts.fold.AnswerFold;
import dev.limpid.charts.plan.PlannedChart;
import dev.limpid.charts.plan.QuestionPlan;
import dev.limpid.charts.result.ChartSetBuilder;
import dev.limpid.protocol.answer.Answer;
import dev.limpid.protocol.answer.AnswerPart;
import dev.limpid.protocol.answer.Attribute;
import dev.limpid.protocol.answer.PublishedAnswer;
import dev.limpid.protocol.chart.Chart;
import dev.limpid.protocol.config.ChartConfig;
import dev.limpid.protocol.config.ChartConfigException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToDoubleBiFunction;

/** Machines whose versions and systems differ in number as much as in reality, and what they count. */
public final class Populations {

    private static final LocalDate WEEK = LocalDate.of(2026, 11, 16);
    private static final List<String> VERSIONS = List.of("1.9", "1.11", "1.12", "1.13", "1.14", "1.15");
    private static final double[] VERSION_SHARES = {0.04, 0.06, 0.15, 0.25, 0.35, 0.15};
    private static final List<String> SYSTEMS = List.of("linux", "darwin", "windows", "freebsd");
    private static final double[] SYSTEM_SHARES = {0.6, 0.2, 0.17, 0.03};
    private static final List<String> TIMES = List.of("<1ms", "<10ms", "<100ms", ">=100ms");

    private static final String HEAD =
            "program: p\nversion: 1.9\nmodule: versions: 1.9\ndescription: d\nby: version, os\n";
    private static final List<Chart> CHARTS = charts();

    private Populations() {}

    /**
     * Machines that answer.
     *
     * @param chart what they answer
     * @param answers how many answers arrive, whatever their weights
     * @param rates of the configurations in use, which machines name by index
     */
    public record Population(String name, String chart, int answers, double[] rates, Function<Random, Machine> draw) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** One machine: its versions, its system, its configuration, and what it counts in each version. */
    public record Machine(
            List<String> versions, String system, int config, Function<Machine, Map<String, Long>> counts) {
        public boolean on(String name) {
            return system.equals(name);
        }

        public boolean since(String version) {
            return versions.stream().allMatch(own -> NaturalOrder.INSTANCE.compare(own, version) >= 0);
        }

        public Map<String, Long> cache(boolean miss) {
            return Map.of(miss ? "cache:miss" : "cache:hit", 1L);
        }
    }

    /** Machines on which one thing happens, each with its own probability; all are asked in the same way. */
    public static Population cache(String name, int answers, ToDoubleBiFunction<Machine, Random> miss) {
        return new Population(
                name,
                "cache",
                answers,
                new double[] {0.1},
                random -> machine(
                        random,
                        0.1,
                        0,
                        machine -> machine.cache(random.nextDouble() < miss.applyAsDouble(machine, random))));
    }

    /** Machines that do not differ by version or system. */
    public static List<Population> alike() {
        List<Population> all = new ArrayList<>();
        all.add(cache("one bucket in two", 1_500, (machine, random) -> 0.5));
        all.add(cache("one bucket in a hundred", 3_000, (machine, random) -> 0.01));
        all.add(cache("few answers", 300, (machine, random) -> 0.2));
        // Machines with the new version also have the new rate: few answers of large weight represent them.
        all.add(new Population("rates 0.2 and 0.02", "cache", 2_000, new double[] {0.2, 0.02}, random -> {
            String version;
            int config;
            do {
                version = pick(random, VERSIONS, VERSION_SHARES);
                config = NaturalOrder.INSTANCE.compare(version, "1.14") >= 0 ? 1 : 0;
            } while (config == 1 && random.nextInt(10) > 0);
            return new Machine(
                    List.of(version),
                    pick(random, SYSTEMS, SYSTEM_SHARES),
                    config,
                    machine -> machine.cache(random.nextInt(5) == 0));
        }));
        all.add(new Population(
                "rates 0.1 and 0.01 on every version",
                "cache",
                2_000,
                new double[] {0.1, 0.01},
                random -> machine(
                        random,
                        0.1,
                        random.nextInt(11) == 0 ? 1 : 0,
                        machine -> machine.cache(random.nextInt(5) == 0))));
        // A machine with two versions counts its one event in either of them.
        all.add(new Population(
                "every second machine on two versions",
                "cache",
                1_500,
                new double[] {0.1},
                random -> machine(random, 0.5, 0, machine -> machine.cache(random.nextInt(4) == 0))));
        all.add(new Population(
                "histogram, each machine with a habit",
                "times",
                1_000,
                new double[] {0.1},
                random -> machine(random, 0.1, 0, machine -> times(random))));
        all.add(ratio("ratio, lognormal 2", random -> Math.exp(2 + 2 * random.nextGaussian())));
        all.add(ratio("ratio, Pareto 1.1", random -> Math.pow(1 - random.nextDouble(), -1 / 1.1)));
        return all;
    }

    private static Population ratio(String name, Function<Random, Double> events) {
        return new Population(
                name,
                "ratio",
                1_500,
                new double[] {0.1},
                random -> machine(random, 0.1, 0, machine -> ratio(random, Math.ceil(events.apply(random)))));
    }

    private static Machine machine(Random random, double two, int config, Function<Machine, Map<String, Long>> counts) {
        String version = pick(random, VERSIONS, VERSION_SHARES);
        int next = VERSIONS.indexOf(version) + 1;
        List<String> versions = random.nextDouble() < two && next < VERSIONS.size()
                ? List.of(version, VERSIONS.get(next))
                : List.of(version);
        return new Machine(versions, pick(random, SYSTEMS, SYSTEM_SHARES), config, counts);
    }

    private static Map<String, Long> times(Random random) {
        Map<String, Long> counts = new TreeMap<>();
        int habit = random.nextInt(TIMES.size());
        for (int i = random.nextInt(20); i >= 0; i--) {
            int bucket = random.nextInt(4) == 0 ? random.nextInt(TIMES.size()) : habit;
            counts.merge("t:" + TIMES.get(bucket), 1L, Long::sum);
        }
        return counts;
    }

    /** Machines with large weights fail more often. */
    private static Map<String, Long> ratio(Random random, double n) {
        double p = Math.floor(n * (n > 50 ? 0.2 : 0.02) + random.nextDouble());
        Map<String, Long> counts = new TreeMap<>(Map.of("n", (long) n));
        if (p >= 1) {
            counts.put("p", (long) p);
        }
        return counts;
    }

    /** The fold after all machines have answered. */
    public static ChartWeeks weeks(Population population, Random random) {
        QuestionPlan plan = plan(population);
        PlannedChart chart = Objects.requireNonNull(plan.chart("p/" + population.chart()));
        AnswerFold fold = fold(plan, population, random);
        Clip clip = Clip.of(fold, chart, List.of(WEEK));
        return new ChartWeeks(fold, chart, List.of(WEEK), plan.configCount() - 1, clip);
    }

    /** The chart as it is published. */
    public static ChartResult chart(Population population, Random random) {
        return chart(fold(plan(population), population, random), population.chart());
    }

    /** The plan of a population's answers. */
    public static QuestionPlan plan(Population population) {
        return new QuestionPlan(CHARTS, Configs.atRates(CHARTS, SYSTEMS, VERSIONS, population.rates()));
    }

    /** A chart of a fold as it is published. */
    public static ChartResult chart(AnswerFold fold, String id) {
        return new ChartSetBuilder(fold, "c", "v1.0.0")
                .build(Period.week(WEEK)).programs().get(0).charts().stream()
                        .filter(chart -> chart.title().chart().equals("p/" + id))
                        .findFirst()
                        .orElseThrow();
    }

    public static AnswerFold fold(QuestionPlan plan, Population population, Random random) {
        AnswerFold fold = new AnswerFold(plan);
        for (int answers = 0; answers < population.answers(); answers++) {
            fold.add(answer(population, population.draw().apply(random)));
        }
        return fold;
    }

    /** The first version of a machine with two counts everything, and the second nothing. */
    private static PublishedAnswer answer(Population population, Machine machine) {
        List<AnswerPart> parts = new ArrayList<>();
        for (String version : machine.versions()) {
            Map<Attribute, String> attributes = Map.of(Attribute.VERSION, version, Attribute.OS, machine.system());
            parts.add(new AnswerPart(
                    attributes, parts.isEmpty() ? machine.counts().apply(machine) : Map.of()));
        }
        return new PublishedAnswer(
                new Answer(WEEK, "v1." + machine.config() + ".0", "p/" + population.chart(), parts), 1);
    }

    private static String pick(Random random, List<String> names, double[] shares) {
        double left = random.nextDouble();
        for (int i = 0; i < shares.length - 1; i++) {
            left -= shares[i];
            if (left < 0) {
                return names.get(i);
            }
        }
        return names.get(shares.length - 1);
    }

    private static List<Chart> charts() {
        try {
            return ChartConfig.parse(
                    "charts.txt",
                    HEAD + "title: C\nid: cache\ntype: partition\ncounter: cache:{hit,miss,off}\n---\n" + HEAD
                            + "title: R\nid: ratio\ntype: ratio\ncounter: p\nover: n\n---\n" + HEAD
                            + "title: T\nid: times\ntype: histogram\ncounter: t:{" + String.join(",", TIMES) + "}\n");
        } catch (ChartConfigException e) {
            throw new IllegalStateException(e.getMessage() + e.problems(), e);
        }
    }
}
