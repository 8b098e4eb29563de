package dev.limpid.charts.result;

import dev.limpid.charts.estimate.AnswerEstimates;
import dev.limpid.charts.estimate.ChartWeeks;
import dev.limpid.charts.fold.ChartSums;
import dev.limpid.charts.fold.StackSample.Line;
import dev.limpid.charts.plan.QuestionPlan;
import dev.limpid.charts.statistics.InstallationCountEstimator;
import dev.limpid.charts.statistics.Moments;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Counts the lines that have a stack, or any stack of a group, by their configuration and by the number of machines
 * that they stand for. Mutable. For one thread at a time.
 */
final class StackTally {

    private final SortedMap<Weight, Long> lines = new TreeMap<>();
    private long answers;
    private long events;

    /** The configuration of a line and the number of machines that it stands for. */
    private record Weight(int config, double machines) implements Comparable<Weight> {
        @Override
        public int compareTo(Weight other) {
            return config == other.config
                    ? Double.compare(machines, other.machines)
                    : Integer.compare(config, other.config);
        }
    }

    /**
     * Adds a line.
     *
     * @param certain a line of at least this many machines is in the sample for sure
     * @param count how many events each of its machines reports
     */
    void add(Line line, double certain, long count) {
        answers += line.machines();
        events = plus(events, count, line.machines());
        boolean sampled = line.machines() < certain;
        lines.merge(new Weight(line.config(), sampled ? certain : 1), sampled ? 1L : line.machines(), Long::sum);
    }

    private static long plus(long sum, long events, long machines) {
        long high = Math.multiplyHigh(events, machines);
        long more = events * machines;
        return high != 0 || more < 0 || more > Long.MAX_VALUE - sum ? Long.MAX_VALUE : sum + more;
    }

    /** The sum of the counts of two parts of one machine, clipped. */
    static long clipped(long events, long more) {
        return Math.min(ChartSums.MOST_EVENTS, events + more);
    }

    long answers() {
        return answers;
    }

    long events() {
        return events;
    }

    /** The base of a share with these lines added as hits. */
    Moments addTo(Moments base, AnswerEstimates estimates) {
        Moments all = base;
        for (Map.Entry<Weight, Long> of : lines.entrySet()) {
            double each = of.getKey().machines();
            double count = of.getValue();
            all = all.plus(estimates.stacks(of.getKey().config(), each * count, each * each * count));
        }
        return all;
    }

    /** Adds the machines to a count, with share 1. Every line must stand only for its own machines. */
    void addTo(InstallationCountEstimator count, ChartWeeks weeks, QuestionPlan plan) {
        lines.forEach((weight, machines) -> {
            var question = plan.question(weight.config(), weeks.chart());
            if (question != null) {
                count.add(1, 1 / question.rate(), machines);
            }
        });
    }
}
