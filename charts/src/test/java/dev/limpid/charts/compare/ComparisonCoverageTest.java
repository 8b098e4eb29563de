package dev.limpid.charts.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.charts.DrawnChart;
import dev.limpid.charts.Estimate;
import dev.limpid.charts.Period;
import dev.limpid.charts.compare.Comparison.Caveat;
import dev.limpid.charts.compare.Comparison.Row;
import dev.limpid.charts.compare.Comparison.Shift;
import dev.limpid.charts.draw.OneChart;
import dev.limpid.charts.estimate.ChartWeeks;
import dev.limpid.charts.estimate.Clip;
import dev.limpid.charts.fold.AnswerFold;
import dev.limpid.charts.plan.PlannedChart;
import dev.limpid.charts.plan.QuestionPlan;
import dev.limpid.protocol.answer.Answer;
import dev.limpid.protocol.answer.AnswerPart;
import dev.limpid.protocol.answer.Attribute;
import dev.limpid.protocol.answer.PublishedAnswer;
import dev.limpid.protocol.config.Chart;
import dev.limpid.protocol.config.ChartConfig;
import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.protocol.question.Question;
import dev.limpid.protocol.question.RequestedCounters;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Draws answers from populations that are known and compares them by the code that ships: the intervals of differences,
 * factors and shifts should hold the truth in at least 98 of 100 draws. {@code -Dlimpid.draws=1000} prints each figure.
 */
class ComparisonCoverageTest {

    private static final int POPULATION = 6_000;
    private static final int DRAWS = Integer.getInteger("limpid.draws", 100);

    /** Of few draws some more may miss by chance. */
    private static final double ENOUGH = DRAWS < 500 ? 0.95 : 0.98;

    private static final LocalDate WEEK = LocalDate.of(2026, 11, 16);
    private static final LocalDate BEFORE = WEEK.minusWeeks(1);
    private static final List<String> BUCKETS = List.of("<1ms", "<10ms", "<100ms", ">=100ms");

    /** One machine in one week: what it counted in the builds it ran. */
    private record Ran(int config, LocalDate week, List<Part> parts) {}

    private record Part(String version, String os, Map<String, Long> counts) {}

    private final Random random = new Random(14);
    private final Map<String, Integer> held = new TreeMap<>();

    /** How often it would have held if both sides were taken for independent: printed, and no claim. */
    private final Map<String, Integer> independent = new TreeMap<>();

    @Test
    void shares_ofTwoWeeksAskedAtOtherRates() throws Exception {
        List<CollectionConfig> configs = configs(0.2, 0.02);
        List<Ran> machines = new ArrayList<>();
        for (int i = 0; i < POPULATION; i++) {
            int config = i % 3 == 0 ? 1 : 0;
            machines.add(new Ran(config, BEFORE, List.of(new Part("1.0", "linux", one(0.3, 0.002)))));
            machines.add(new Ran(config, WEEK, List.of(new Part("1.0", "linux", one(config == 1 ? 0.4 : 0.3, 0.004)))));
        }
        double[] a = shares(machines, WEEK, "");
        double[] b = shares(machines, BEFORE, "");
        for (int draw = 0; draw < DRAWS; draw++) {
            AnswerFold fold = draw("p", configs, machines);
            shares("weeks", Comparison.of(side(fold, "p", WEEK), side(fold, "p", BEFORE)), a, b);
        }
        assertHeld();
    }

    @Test
    void shares_ofTwoVersions_whenManyMachinesRanBothAndShowedItInOneOnly() throws Exception {
        for (double both : new double[] {0, 0.05, 0.3, 0.9}) {
            List<CollectionConfig> configs = configs(0.1);
            List<Ran> machines = new ArrayList<>();
            for (int i = 0; i < POPULATION; i++) {
                if (random.nextDouble() < both) {
                    Map<String, Long> shown = one(0.5, 0.02);
                    boolean inFirst = random.nextBoolean();
                    machines.add(new Ran(
                            0,
                            WEEK,
                            List.of(
                                    new Part("1.0", "linux", inFirst ? shown : Map.of()),
                                    new Part("1.1", "linux", inFirst ? Map.of() : shown))));
                } else {
                    String version = random.nextInt(3) == 0 ? "1.1" : "1.0";
                    machines.add(new Ran(0, WEEK, List.of(new Part(version, "linux", one(0.25, 0.01)))));
                }
            }
            double[] a = shares(machines, WEEK, "1.1");
            double[] b = shares(machines, WEEK, "1.0");
            for (int draw = 0; draw < DRAWS; draw++) {
                AnswerFold fold = draw("p", configs, machines);
                Comparison comparison = Comparison.of(
                        side(fold, "p", Attribute.VERSION, "1.1"), side(fold, "p", Attribute.VERSION, "1.0"));
                assertThat(comparison.caveats().contains(Caveat.IN_BOTH)).isEqualTo(both > 0);
                shares("versions, " + both + " in both", comparison, a, b);
            }
        }
        assertHeld();
    }

    @Test
    void shares_ofTwoSystems_oneOfThemRare() throws Exception {
        List<CollectionConfig> configs = configs(0.3, 0.03);
        List<Ran> machines = new ArrayList<>();
        for (int i = 0; i < 2 * POPULATION; i++) {
            boolean mac = random.nextInt(10) == 0;
            machines.add(new Ran(
                    random.nextInt(2),
                    WEEK,
                    List.of(new Part("1.0", mac ? "darwin" : "linux", one(mac ? 0.97 : 0.03, 0.01)))));
        }
        double[] a = shares(machines, WEEK, "darwin");
        double[] b = shares(machines, WEEK, "linux");
        for (int draw = 0; draw < DRAWS; draw++) {
            AnswerFold fold = draw("p", configs, machines);
            shares(
                    "systems",
                    Comparison.of(side(fold, "p", Attribute.OS, "darwin"), side(fold, "p", Attribute.OS, "linux")),
                    a,
                    b);
        }
        assertHeld();
    }

    @Test
    void shifts_ofQuantiles_byVersionAndByWeek() throws Exception {
        List<CollectionConfig> configs = configs(0.05);
        List<Ran> machines = new ArrayList<>();
        for (int i = 0; i < POPULATION; i++) {
            for (LocalDate week : List.of(BEFORE, WEEK)) {
                String version = random.nextInt(4) == 0 ? "1.1" : "1.0";
                double slow = version.equals("1.1") && week.equals(WEEK) ? 0.53 : 0.48;
                machines.add(new Ran(0, week, List.of(new Part(version, "linux", times(slow)))));
            }
        }
        for (int draw = 0; draw < DRAWS; draw++) {
            AnswerFold fold = draw("h", configs, machines);
            shifts(
                    "weeks",
                    Comparison.of(side(fold, "h", WEEK), side(fold, "h", BEFORE)),
                    upTo(machines, WEEK, ""),
                    upTo(machines, BEFORE, ""));
            shifts(
                    "versions",
                    Comparison.of(side(fold, "h", Attribute.VERSION, "1.1"), side(fold, "h", Attribute.VERSION, "1.0")),
                    upTo(machines, WEEK, "1.1"),
                    upTo(machines, WEEK, "1.0"));
        }
        assertHeld();
    }

    @Test
    void ratios_ofTwoWeeks_whoseTailsAreHeavy() throws Exception {
        List<CollectionConfig> configs = configs(0.1, 0.02);
        List<Ran> machines = new ArrayList<>();
        for (int i = 0; i < POPULATION; i++) {
            for (LocalDate week : List.of(BEFORE, WEEK)) {
                long n = (long) Math.ceil(Math.pow(1 - random.nextDouble(), -1 / 1.5));
                long p = (long) Math.floor(
                        n * (week.equals(WEEK) ? 0.06 : 0.04) * random.nextDouble() + random.nextDouble() * 1.02);
                Map<String, Long> counts = new TreeMap<>(Map.of("n", n));
                if (p > 0) {
                    counts.put("f", p);
                }
                machines.add(new Ran(i % 2, week, List.of(new Part("1.0", "linux", counts))));
            }
        }
        for (int draw = 0; draw < DRAWS; draw++) {
            AnswerFold fold = draw("r", configs, machines);
            Comparison comparison = Comparison.of(side(fold, "r", WEEK), side(fold, "r", BEFORE));
            double a = ratio(fold, machines, WEEK);
            double b = ratio(fold, machines, BEFORE);
            Row pooled = row(comparison, "pooled");
            count(held, "ratio, difference", pooled.difference().orElseThrow(), a - b);
            count(held, "ratio, factor", pooled.factor().orElseThrow(), a / b);
        }
        assertHeld();
    }

    private void shares(String what, Comparison comparison, double[] a, double[] b) {
        for (int i = 0; i < 2; i++) {
            int at = i;
            Row row = row(comparison, i == 0 ? "x" : "y");
            row.difference().ifPresent(difference -> {
                String figure = what + ", " + row.name();
                count(held, figure, difference, a[at] - b[at]);
                Estimate plain =
                        TwoIntervals.difference(row.a().orElseThrow(), row.b().orElseThrow(), 0);
                count(independent, figure, plain, a[at] - b[at]);
            });
        }
    }

    private void shifts(String what, Comparison comparison, double[] a, double[] b) {
        for (Shift shift : comparison.shifts()) {
            int truth = bucket(a, shift.q()) - bucket(b, shift.q());
            boolean holds = shift.low() <= truth && truth <= shift.high();
            held.merge("shift of " + shift.q() + ", " + what, holds ? 1 : 0, Integer::sum);
        }
    }

    private static int bucket(double[] upTo, double q) {
        int at = 0;
        while (upTo[at] < q - 1e-9) {
            at++;
        }
        return at;
    }

    private static void count(Map<String, Integer> held, String figure, Estimate estimate, double truth) {
        double rounding = 1e-5 * Math.max(1e-3, Math.abs(truth));
        boolean holds = estimate.low() - rounding <= truth && truth <= estimate.high() + rounding;
        held.merge(figure, holds ? 1 : 0, Integer::sum);
    }

    private void assertHeld() {
        if (DRAWS >= 300) {
            held.forEach((figure, times) -> System.out.println("| " + figure + " | " + 100.0 * times / DRAWS + " | "
                    + (independent.containsKey(figure) ? 100.0 * independent.get(figure) / DRAWS : "") + " |"));
        }
        assertThat(held)
                .isNotEmpty()
                .allSatisfy((figure, times) ->
                        assertThat((double) times / DRAWS).as(figure).isGreaterThanOrEqualTo(ENOUGH));
    }

    private static Row row(Comparison comparison, String name) {
        return comparison.rows().stream()
                .filter(row -> row.name().equals(name))
                .findFirst()
                .orElseGet(() ->
                        new Row(name, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), 0, 0));
    }

    private Map<String, Long> one(double x, double y) {
        Map<String, Long> counts = new TreeMap<>();
        if (random.nextDouble() < x) {
            counts.put("c:x", 3L);
        }
        if (random.nextDouble() < y) {
            counts.put("c:y", 1L);
        }
        return counts;
    }

    /** A machine's times, of which a part is slow: few machines have all of theirs in one bucket. */
    private Map<String, Long> times(double slow) {
        int n = 1 + random.nextInt(30);
        Map<String, Long> counts = new TreeMap<>();
        for (int i = 0; i < n; i++) {
            int bucket = random.nextDouble() < slow ? 2 + random.nextInt(6) / 5 : random.nextInt(2);
            counts.merge("t:" + BUCKETS.get(bucket), 1L, Long::sum);
        }
        return counts;
    }

    private static double[] shares(List<Ran> machines, LocalDate week, String value) {
        double all = 0;
        double[] with = new double[2];
        for (Ran ran : machines) {
            List<Part> parts = parts(ran, week, value);
            if (!parts.isEmpty()) {
                all++;
                with[0] += parts.stream().anyMatch(part -> part.counts().containsKey("c:x")) ? 1 : 0;
                with[1] += parts.stream().anyMatch(part -> part.counts().containsKey("c:y")) ? 1 : 0;
            }
        }
        return new double[] {with[0] / all, with[1] / all};
    }

    private static double[] upTo(List<Ran> machines, LocalDate week, String value) {
        double all = 0;
        double[] upTo = new double[BUCKETS.size()];
        for (Ran ran : machines) {
            for (Part part : parts(ran, week, value)) {
                double n = part.counts().values().stream()
                        .mapToLong(Long::longValue)
                        .sum();
                double sum = 0;
                all++;
                for (int i = 0; i < upTo.length; i++) {
                    sum += part.counts().getOrDefault("t:" + BUCKETS.get(i), 0L);
                    upTo[i] += sum / n;
                }
            }
        }
        for (int i = 0; i < upTo.length; i++) {
            upTo[i] /= all;
        }
        return upTo;
    }

    private static List<Part> parts(Ran ran, LocalDate week, String value) {
        return !ran.week().equals(week)
                ? List.of()
                : ran.parts().stream()
                        .filter(part -> value.isEmpty()
                                || part.version().equals(value)
                                || part.os().equals(value))
                        .toList();
    }

    /** The ratio of all machines, each clipped where this draw clips both weeks. */
    private static double ratio(AnswerFold fold, List<Ran> machines, LocalDate week) {
        PlannedChart chart = Objects.requireNonNull(fold.plan().chart("t/r"));
        Clip ofBoth = Clip.of(fold, chart, List.of(BEFORE, WEEK));
        double p = 0;
        double n = 0;
        for (Ran ran : machines) {
            for (Part part : parts(ran, week, "")) {
                double ofP = part.counts().getOrDefault("f", 0L);
                double ofN = part.counts().getOrDefault("n", 0L);
                double total = Math.max(ofP, ofN);
                double clip = ofBoth.clipped(total) / total;
                p += ofP * clip;
                n += ofN * clip;
            }
        }
        return p / n;
    }

    private AnswerFold draw(String chart, List<CollectionConfig> configs, List<Ran> machines) throws Exception {
        AnswerFold fold = new AnswerFold(new QuestionPlan(charts(), configs));
        for (Ran ran : machines) {
            CollectionConfig config = configs.get(ran.config());
            if (random.nextDouble()
                    < config.question("t/" + chart).orElseThrow().rate()) {
                List<AnswerPart> parts = new ArrayList<>();
                for (Part part : ran.parts()) {
                    Map<Attribute, String> build = new EnumMap<>(Attribute.class);
                    build.put(Attribute.VERSION, part.version());
                    build.put(Attribute.OS, part.os());
                    parts.add(new AnswerPart(build, new TreeMap<>(part.counts())));
                }
                fold.add(new PublishedAnswer(new Answer(ran.week(), config.version(), "t/" + chart, parts), 1));
            }
        }
        return fold;
    }

    private static ComparisonSide side(AnswerFold fold, String chart, LocalDate week) {
        return ComparisonSide.all(Period.week(week), drawn(fold, chart, week));
    }

    private static ComparisonSide side(AnswerFold fold, String chart, Attribute by, String value) {
        return ComparisonSide.with(Period.week(WEEK), drawn(fold, chart, WEEK), by, value)
                .orElseThrow();
    }

    private static DrawnChart drawn(AnswerFold fold, String chart, LocalDate week) {
        PlannedChart planned = Objects.requireNonNull(fold.plan().chart("t/" + chart));
        Clip clip = Clip.of(fold, planned, List.of(BEFORE, WEEK));
        ChartWeeks weeks =
                new ChartWeeks(fold, planned, List.of(week), fold.plan().configCount() - 1, clip);
        return OneChart.draw(fold, weeks);
    }

    private static List<Chart> charts() throws Exception {
        String head = "program: t\nversion: 1.0\nmodule: versions: 1.0, 1.1\ndescription: d\nby: version, os\n";
        return ChartConfig.parse(
                "charts.txt",
                head + "title: P\nid: p\ntype: partition\ncounter: c:{x,y}\n---\n" + head
                        + "title: H\nid: h\ntype: histogram\ncounter: t:{" + String.join(",", BUCKETS) + "}\n---\n"
                        + head + "title: R\nid: r\ntype: ratio\ncounter: f\nover: n\n");
    }

    private static List<CollectionConfig> configs(double... rates) throws Exception {
        List<CollectionConfig> configs = new ArrayList<>();
        for (int i = 0; i < rates.length; i++) {
            List<Question> questions = new ArrayList<>();
            for (Chart chart : charts()) {
                questions.add(new Question(
                        chart.id(),
                        rates[i],
                        chart.by(),
                        new RequestedCounters.Named(chart.collected()),
                        Optional.empty(),
                        Optional.empty()));
            }
            configs.add(new CollectionConfig(
                    "v1." + i + ".0",
                    List.of("linux", "darwin"),
                    List.of(),
                    List.of(),
                    1,
                    List.of(new CollectionConfig.Program("t", List.of("1.0", "1.1"), questions))));
        }
        return configs;
    }
}
