package dev.limpid.charts.compare;

import dev.limpid.charts.ChartResult;
import dev.limpid.charts.Configs;
import dev.limpid.charts.Period;
import dev.limpid.charts.estimate.ChartWeeks;
import dev.limpid.charts.estimate.Clip;
import dev.limpid.charts.fold.AnswerFold;
import dev.limpid.charts.plan.PlannedChart;
import dev.limpid.charts.plan.QuestionPlan;
import dev.limpid.charts.result.OneChart;
import dev.limpid.protocol.answer.Answer;
import dev.limpid.protocol.answer.AnswerPart;
import dev.limpid.protocol.answer.Attribute;
import dev.limpid.protocol.answer.PublishedAnswer;
import dev.limpid.protocol.chart.Chart;
import dev.limpid.protocol.config.ChartConfig;
import dev.limpid.protocol.config.ChartConfigException;
import dev.limpid.protocol.question.CollectionConfig;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;

/**
 * Machines of two weeks whose shares, times and ratios are known, and random draws of their answers. For one thread.
 */
final class ComparedPopulation {

    static final LocalDate WEEK = LocalDate.of(2026, 11, 16);
    static final LocalDate BEFORE = WEEK.minusWeeks(1);

    private static final List<String> BUCKETS = List.of("<1ms", "<10ms", "<100ms", ">=100ms");

    /** One machine in one week: what it counted in each build that it ran. */
    private record Ran(int config, LocalDate week, List<Part> parts) {}

    /** What it counted in one of its builds. */
    record Part(String version, String os, Map<String, Long> counts) {}

    private static final List<Chart> CHARTS = charts();

    private final List<Ran> machines = new ArrayList<>();
    private final List<CollectionConfig> configs;
    private final Random random;

    /** No machines yet; each configuration asks the charts at one rate. */
    ComparedPopulation(Random random, double... rates) {
        this.random = random;
        this.configs = Configs.atRates(CHARTS, List.of("linux", "darwin"), List.of("1.0", "1.1"), rates);
    }

    /** Adds a machine that has one of the configurations. */
    void add(int config, LocalDate week, Part... parts) {
        machines.add(new Ran(config, week, List.of(parts)));
    }

    /** What a machine counts under two names, each with its probability. */
    Map<String, Long> one(double x, double y) {
        Map<String, Long> counts = new TreeMap<>();
        if (random.nextDouble() < x) {
            counts.put("c:x", 3L);
        }
        if (random.nextDouble() < y) {
            counts.put("c:y", 1L);
        }
        return counts;
    }

    /** A machine's times, some of them slow: few machines have all of theirs in one bucket. */
    Map<String, Long> times(double slow) {
        int n = 1 + random.nextInt(30);
        Map<String, Long> counts = new TreeMap<>();
        for (int i = 0; i < n; i++) {
            int bucket = random.nextDouble() < slow ? 2 + random.nextInt(6) / 5 : random.nextInt(2);
            counts.merge("t:" + BUCKETS.get(bucket), 1L, Long::sum);
        }
        return counts;
    }

    /** The answers of one draw to a chart, folded. */
    AnswerFold draw(String chart) {
        AnswerFold fold = new AnswerFold(new QuestionPlan(CHARTS, configs));
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

    /**
     * The true shares of both names among the machines of a week that ran a version or system; among all machines if it is
     * empty.
     */
    double[] shares(LocalDate week, String value) {
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

    /** The true shares of times up to each bucket, for the same machines. */
    double[] upTo(LocalDate week, String value) {
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

    /** The ratio of all machines, each clipped at the clip of this draw for both weeks. */
    double ratio(AnswerFold fold, LocalDate week) {
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

    private static List<Part> parts(Ran ran, LocalDate week, String value) {
        return !ran.week().equals(week)
                ? List.of()
                : ran.parts().stream()
                        .filter(part -> value.isEmpty()
                                || part.version().equals(value)
                                || part.os().equals(value))
                        .toList();
    }

    static ComparisonSide side(AnswerFold fold, String chart, LocalDate week) {
        return ComparisonSide.all(Period.week(week), drawn(fold, chart, week));
    }

    static ComparisonSide side(AnswerFold fold, String chart, Attribute by, String value) {
        return ComparisonSide.with(Period.week(WEEK), drawn(fold, chart, WEEK), by, value)
                .orElseThrow();
    }

    private static ChartResult drawn(AnswerFold fold, String chart, LocalDate week) {
        PlannedChart planned = Objects.requireNonNull(fold.plan().chart("t/" + chart));
        Clip clip = Clip.of(fold, planned, List.of(BEFORE, WEEK));
        ChartWeeks weeks =
                new ChartWeeks(fold, planned, List.of(week), fold.plan().configCount() - 1, clip);
        return OneChart.draw(fold, weeks);
    }

    private static List<Chart> charts() {
        try {
            String head = "program: t\nversion: 1.0\nmodule: versions: 1.0, 1.1\ndescription: d\nby: version, os\n";
            return ChartConfig.parse(
                    "charts.txt",
                    head + "title: P\nid: p\ntype: partition\ncounter: c:{x,y}\n---\n" + head
                            + "title: H\nid: h\ntype: histogram\ncounter: t:{" + String.join(",", BUCKETS) + "}\n---\n"
                            + head + "title: R\nid: r\ntype: ratio\ncounter: f\nover: n\n");
        } catch (ChartConfigException e) {
            throw new IllegalStateException(e.getMessage() + e.problems(), e);
        }
    }
}
