package dev.limpid.charts;

import dev.limpid.protocol.answer.Answer;
import dev.limpid.protocol.answer.AnswerPart;
import dev.limpid.protocol.answer.PublishedAnswer;
import dev.limpid.protocol.config.ChartType;
import dev.limpid.protocol.question.Question;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Published answers become sums. A fold is a commutative monoid: add answers in any order, split them over any number of
 * folds of one plan, merge those in any order: the sums are the same to the bit. Its size depends on the plan and on how
 * many weeks and configurations the answers are of, not on how many answers there are.
 *
 * <p>Mutable, for one thread. Folds of different threads are merged when those have ended.
 */
public final class AnswerFold {

    private final QuestionPlan plan;
    private final SortedMap<Key, ChartSums> sums = new TreeMap<>();
    private final SortedMap<LocalDate, Long> unknown = new TreeMap<>();

    /** What sums are of: the answers to a chart's question, as one configuration asked it, about one week. */
    private record Key(LocalDate week, int chart, int config) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int order = week.compareTo(other.week);
            if (order == 0) {
                order = Integer.compare(chart, other.chart);
            }
            return order == 0 ? Integer.compare(config, other.config) : order;
        }
    }

    /** A fold without answers. */
    public AnswerFold(QuestionPlan plan) {
        this.plan = plan;
    }

    /** Adds one line of the published data. What its configuration did not ask for the chart is left out, and counted. */
    public void add(PublishedAnswer line) {
        Answer answer = line.answer();
        PlannedChart chart = plan.chart(answer.chart());
        int config = plan.config(answer.config());
        if (chart == null || config < 0 || plan.question(config, chart) == null) {
            unknown.merge(answer.week(), line.machines(), Long::sum);
            return;
        }
        ChartSums to = sums.computeIfAbsent(new Key(answer.week(), chart.index(), config), key -> empty(chart));
        add(to, chart, answer, line.machines());
    }

    private static ChartSums empty(PlannedChart chart) {
        int columns = chart.columns().size();
        return switch (chart.type()) {
            case PARTITION -> new ChartSums(columns, 0);
            case HISTOGRAM -> new ChartSums(columns, 2 * columns);
            case RATIO -> new ChartSums(RatioBins.NAMES.size(), 1);
            case STACK -> new ChartSums(0, 0);
        };
    }

    private static void add(ChartSums to, PlannedChart chart, Answer answer, long machines) {
        to.answers += machines;
        if (chart.type() == ChartType.STACK) {
            to.answered += answer.isEmpty() ? 0 : machines;
            return;
        }
        long[] counts = counts(chart, answer);
        switch (chart.type()) {
            case HISTOGRAM -> histogram(to, counts, machines);
            case RATIO -> ratio(to, counts[PlannedChart.P], counts[PlannedChart.N], machines);
            default -> partition(to, counts, machines);
        }
    }

    /** A machine's counts by column: all builds of it together are one machine. */
    private static long[] counts(PlannedChart chart, Answer answer) {
        long[] counts = new long[chart.columns().size()];
        for (AnswerPart part : answer.parts()) {
            for (Map.Entry<String, Long> count : part.counts().entrySet()) {
                int column = chart.column(count.getKey());
                if (column >= 0) {
                    counts[column] = Math.min(ChartSums.MOST_EVENTS, counts[column] + count.getValue());
                }
            }
        }
        return counts;
    }

    private static void partition(ChartSums to, long[] counts, long machines) {
        boolean any = false;
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] > 0) {
                to.hits[i] += machines;
                any = true;
            }
        }
        to.answered += any ? machines : 0;
    }

    private static void histogram(ChartSums to, long[] counts, long machines) {
        long total = 0;
        for (int i = 0; i < counts.length; i++) {
            // A total that is too large is cut where it becomes so: such an answer is no machine's.
            counts[i] = Math.min(counts[i], ChartSums.MOST_EVENTS - total);
            total += counts[i];
        }
        if (total == 0) {
            return;
        }
        to.answered += machines;
        ChartSums.TotalBin bin = to.bin(total);
        bin.addTotal(total, machines);
        long upTo = 0;
        for (int i = 0; i < counts.length; i++) {
            upTo += counts[i];
            if (counts[i] > 0) {
                to.hits[i] += machines;
                bin.addColumn(i, total, counts[i], machines);
            }
            if (upTo > 0) {
                bin.addColumn(counts.length + i, total, upTo, machines);
            }
        }
    }

    /** P alone says nothing: the ratio is over those who have N. */
    private static void ratio(ChartSums to, long p, long n, long machines) {
        if (n == 0) {
            return;
        }
        to.answered += machines;
        to.withP += p > 0 ? machines : 0;
        to.hits[RatioBins.bin(p, n)] += machines;
        long half = ChartSums.MOST_EVENTS / 2;
        long total = Math.min(p, half) + Math.min(n, half);
        ChartSums.TotalBin bin = to.bin(total);
        bin.addTotal(total, machines);
        if (p > 0) {
            bin.addColumn(0, total, Math.min(p, half), machines);
        }
    }

    /** Adds all answers of another fold of the same plan, which may be used on. */
    public void merge(AnswerFold other) {
        if (other.plan != plan) {
            throw new IllegalArgumentException("the folds have different plans, expected the same one");
        }
        other.sums.forEach((key, from) -> sums.computeIfAbsent(
                        key, any -> empty(plan.charts().get(key.chart())))
                .merge(from));
        other.unknown.forEach((week, answers) -> unknown.merge(week, answers, Long::sum));
    }

    /** The Mondays of the weeks of which there are answers. */
    public SortedSet<LocalDate> weeks() {
        SortedSet<LocalDate> weeks = new TreeSet<>(unknown.keySet());
        sums.keySet().forEach(key -> weeks.add(key.week()));
        return weeks;
    }

    /** How many answers about a week were to questions that the plan does not know. */
    long unknown(LocalDate week) {
        return unknown.getOrDefault(week, 0L);
    }

    /** Sums over some weeks as one configuration asked, with the share of machines that it asked. */
    record AskedSums(Question question, ChartSums sums) {}

    /** A chart's sums over some weeks: one for each configuration that asked it of anybody who answered. */
    List<AskedSums> of(PlannedChart chart, List<LocalDate> weeks) {
        List<AskedSums> list = new ArrayList<>();
        for (int config = 0; config < plan.configCount(); config++) {
            Question question = plan.question(config, chart);
            ChartSums sum = question == null ? null : sum(chart, config, weeks);
            if (question != null && sum != null) {
                list.add(new AskedSums(question, sum));
            }
        }
        return list;
    }

    private @Nullable ChartSums sum(PlannedChart chart, int config, List<LocalDate> weeks) {
        ChartSums sum = null;
        for (LocalDate week : weeks) {
            ChartSums of = sums.get(new Key(week, chart.index(), config));
            if (of != null) {
                sum = sum == null ? empty(chart) : sum;
                sum.merge(of);
            }
        }
        return sum;
    }
}
