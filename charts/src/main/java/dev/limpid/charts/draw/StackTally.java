package dev.limpid.charts.draw;

import dev.limpid.charts.estimate.AnswerEstimates;
import dev.limpid.charts.estimate.ChartWeeks;
import dev.limpid.charts.fold.ChartSums;
import dev.limpid.charts.fold.StackSample.Line;
import dev.limpid.charts.plan.QuestionPlan;
import dev.limpid.charts.statistics.InstallationCount;
import dev.limpid.charts.statistics.Moments;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How many lines have a stack, or any of a group, that stand for so many machines of a configuration, by both. Mutable.
 * For one thread at a time.
 */
final class StackTally {

    private final SortedMap<Weight, Long> lines = new TreeMap<>();
    private long answers;
    private long events;

    /** What one of several machines or lines stands for. */
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
     * @param certain the least number of machines of a line that is in the sample for sure
     * @param count how often each of its machines says that it happened
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

    /** What two parts of one machine counted. */
    static long clipped(long events, long more) {
        return Math.min(ChartSums.MOST_EVENTS, events + more);
    }

    long answers() {
        return answers;
    }

    long events() {
        return events;
    }

    /** Adds what these lines stand for to what a share is of. */
    Moments addTo(Moments base, AnswerEstimates estimates) {
        Moments all = base;
        for (Map.Entry<Weight, Long> of : lines.entrySet()) {
            double each = of.getKey().machines();
            double count = of.getValue();
            all = all.plus(estimates.stacks(of.getKey().config(), each * count, each * each * count));
        }
        return all;
    }

    /** Adds the machines to a count, as all of it. No line may stand for others. */
    void addTo(InstallationCount count, ChartWeeks weeks, QuestionPlan plan) {
        lines.forEach((weight, machines) -> {
            var question = plan.question(weight.config(), weeks.chart());
            if (question != null) {
                count.add(1, 1 / question.rate(), machines);
            }
        });
    }
}
