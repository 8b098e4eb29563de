package dev.limpid.charts.estimate;

import dev.limpid.charts.Configs;
import dev.limpid.charts.IntervalCoverage;
import dev.limpid.charts.fold.AnswerFold;
import dev.limpid.charts.fold.ChartSums;
import dev.limpid.charts.plan.PlannedChart;
import dev.limpid.charts.plan.QuestionPlan;
import dev.limpid.protocol.answer.Answer;
import dev.limpid.protocol.answer.AnswerPart;
import dev.limpid.protocol.answer.PublishedAnswer;
import dev.limpid.protocol.chart.Chart;
import dev.limpid.protocol.config.ChartConfig;
import dev.limpid.protocol.question.CollectionConfig;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Draws answers from known populations, by the thousand, and checks how often the intervals of the shipped code contain the
 * truth: at 99% they should in at least 98 of 100 draws, whatever the tails are. {@code -Dlimpid.draws=1000} prints the worst
 * figure of each situation.
 */
class AnswerCoverageTest {

    private static final int POPULATION = 20_000;
    private static final LocalDate WEEK = LocalDate.of(2026, 11, 16);
    private static final List<String> BUCKETS = List.of("<1ms", "<10ms", "<100ms", ">=100ms");

    /** How many events a machine has. */
    private interface Events {
        double of(Random random);
    }

    /** How large its P is, given its N. */
    private interface Failures {
        double of(double n, Random random);
    }

    /**
     * A population and the rates at which it is asked.
     *
     * @param rates of the configurations in use
     * @param newest the share of machines that have the newest of them
     */
    private record Situation(String name, Events events, Failures failures, double[] rates, double newest) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Situation> situations() {
        Map<String, Events> tails = new TreeMap<>();
        tails.put("Pareto 1.1", random -> Math.pow(1 - random.nextDouble(), -1 / 1.1));
        tails.put("Pareto 1.5", random -> Math.pow(1 - random.nextDouble(), -1 / 1.5));
        tails.put("lognormal 1", random -> Math.exp(2 + random.nextGaussian()));
        tails.put("lognormal 2", random -> Math.exp(2 + 2 * random.nextGaussian()));
        tails.put(
                "one in 1,000 loops",
                random -> Math.exp(2 + random.nextGaussian()) * (random.nextInt(1_000) == 0 ? 1_000 : 1));
        tails.put(
                "one in 10,000 loops",
                random -> Math.exp(2 + random.nextGaussian()) * (random.nextInt(10_000) == 0 ? 100_000 : 1));
        Map<String, Failures> failures = new TreeMap<>();
        failures.put("rare P", (n, random) -> Math.floor(n * 0.02 * 2 * random.nextDouble() + random.nextDouble()));
        failures.put("P of the heavy", (n, random) -> Math.floor(n * (n > 50 ? 0.2 : 0.02) + random.nextDouble()));
        failures.put("P above N", (n, random) -> Math.floor(n * Math.exp(1.5 * random.nextGaussian() - 1)));
        List<Situation> all = new ArrayList<>();
        tails.forEach((tail, events) -> failures.forEach((failing, p) -> {
            all.add(new Situation(tail + ", " + failing + ", 2,000 answers", events, p, new double[] {0.1}, 1));
            if (IntervalCoverage.DRAWS < 500 && !failing.equals("P of the heavy")) {
                return;
            }
            all.add(new Situation(tail + ", " + failing + ", 100 answers", events, p, new double[] {0.005}, 1));
            all.add(new Situation(
                    tail + ", " + failing + ", rates that changed", events, p, new double[] {0.2, 0.02}, 0.5));
            all.add(new Situation(
                    tail + ", " + failing + ", a rate that hardly anybody was drawn at",
                    events,
                    p,
                    new double[] {0.1, 0.01},
                    0.005));
        }));
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("situations")
    void intervals_containTheTruth(Situation situation) throws Exception {
        Random random = new Random(situation.name().hashCode());
        List<Chart> charts = charts();
        List<CollectionConfig> configs = Configs.atRates(charts, List.of(), List.of("1"), situation.rates());
        QuestionPlan plan = new QuestionPlan(charts, configs);
        double[] n = new double[POPULATION];
        double[] p = new double[POPULATION];
        for (int i = 0; i < POPULATION; i++) {
            n[i] = Math.min(
                    ChartSums.MOST_EVENTS / 4, Math.ceil(situation.events().of(random)));
            p[i] = Math.min(
                    ChartSums.MOST_EVENTS / 4, Math.max(0, situation.failures().of(n[i], random)));
        }
        Held held = new Held();
        for (int draw = 0; draw < IntervalCoverage.DRAWS; draw++) {
            AnswerFold fold = new AnswerFold(plan);
            for (int i = 0; i < POPULATION; i++) {
                int config = i < POPULATION * (1 - situation.newest()) ? 0 : configs.size() - 1;
                double rate = situation.rates()[config];
                if (random.nextDouble() < rate) {
                    fold.add(answer(configs.get(config), "ratio", Map.of("p", p[i], "n", n[i])));
                }
                if (random.nextDouble() < rate) {
                    fold.add(answer(configs.get(config), "times", times(n[i], p[i])));
                }
            }
            held.ratio(estimates(plan, fold, "ratio"), n, p);
            held.histogram(estimates(plan, fold, "times"), n, p);
        }
        if (IntervalCoverage.isPrinted()) {
            String worst = held.coverage.shares().entrySet().stream()
                    .min(Map.Entry.comparingByValue())
                    .map(figure -> figure.getKey() + " | " + figure.getValue())
                    .orElse("");
            System.out.println("| " + situation + " | " + worst + " |");
        }
        held.coverage.assertEnough();
    }

    /** Spreads a machine's events over the buckets: P determines how many are slow. */
    private static Map<String, Double> times(double n, double p) {
        double slow = Math.min(n, p);
        double fast = Math.floor((n - slow) * 0.7);
        return Map.of("t:" + BUCKETS.get(0), fast, "t:" + BUCKETS.get(1), n - slow - fast, "t:" + BUCKETS.get(3), slow);
    }

    private static AnswerEstimates estimates(QuestionPlan plan, AnswerFold fold, String id) {
        PlannedChart chart = java.util.Objects.requireNonNull(plan.chart("p/" + id));
        Clip clip = Clip.of(fold, chart, List.of(WEEK));
        return new ChartWeeks(fold, chart, List.of(WEEK), plan.configCount() - 1, clip).estimates();
    }

    private static PublishedAnswer answer(CollectionConfig config, String chart, Map<String, Double> counts) {
        Map<String, Long> whole = new TreeMap<>();
        counts.forEach((name, count) -> {
            if (count >= 1) {
                whole.put(name, count.longValue());
            }
        });
        return new PublishedAnswer(
                new Answer(WEEK, config.version(), "p/" + chart, List.of(new AnswerPart(Map.of(), whole))), 1);
    }

    private static List<Chart> charts() throws Exception {
        String head = "program: p\nversion: 1\nmodule: versions: 1\ndescription: d\nby: none\n";
        return ChartConfig.parse(
                "charts.txt",
                head + "title: R\nid: ratio\ntype: ratio\ncounter: p\nover: n\n---\n" + head
                        + "title: T\nid: times\ntype: histogram\ncounter: t:{" + String.join(",", BUCKETS) + "}\n");
    }

    /** How often the intervals contained the truth. */
    private static final class Held {
        private final IntervalCoverage coverage = new IntervalCoverage();

        void ratio(AnswerEstimates estimates, double[] n, double[] p) {
            double pSum = 0;
            double nSum = 0;
            double with = 0;
            for (int i = 0; i < n.length; i++) {
                double total = Math.max(n[i], p[i]);
                double clip = estimates.clip().clipped(total) / total;
                pSum += p[i] * clip;
                nSum += n[i] * clip;
                with += p[i] >= 1 ? 1 : 0;
            }
            coverage.count("ratio", estimates.ratio(), pSum / nSum);
            coverage.count("with P", estimates.shareWithNumerator(), with / n.length);
        }

        void histogram(AnswerEstimates estimates, double[] n, double[] p) {
            double[] pooled = new double[BUCKETS.size()];
            double[] mean = new double[BUCKETS.size()];
            double whole = 0;
            for (int i = 0; i < n.length; i++) {
                Map<String, Double> times = times(n[i], p[i]);
                double clip = estimates.clip().clipped(n[i]) / n[i];
                whole += n[i] * clip;
                for (int bucket = 0; bucket < pooled.length; bucket++) {
                    double events = times.getOrDefault("t:" + BUCKETS.get(bucket), 0.0);
                    pooled[bucket] += events * clip;
                    mean[bucket] += events / n[i];
                }
            }
            double pooledUpTo = 0;
            double meanUpTo = 0;
            for (int bucket = 0; bucket < pooled.length; bucket++) {
                pooledUpTo += pooled[bucket];
                meanUpTo += mean[bucket];
                coverage.count("pooled " + bucket, estimates.pooled(bucket), pooled[bucket] / whole);
                coverage.count("pooled up to " + bucket, estimates.pooledUpTo(bucket), pooledUpTo / whole);
                coverage.count("mean " + bucket, estimates.mean(bucket), mean[bucket] / n.length);
                coverage.count("mean up to " + bucket, estimates.meanUpTo(bucket), meanUpTo / n.length);
            }
        }
    }
}
