package dev.limpid.charts.fold;

import dev.limpid.charts.fold.StackSample.Line;
import dev.limpid.charts.fold.StackSample.Occurrence;
import dev.limpid.charts.plan.PlannedChart;
import dev.limpid.charts.plan.QuestionPlan;
import dev.limpid.protocol.answer.Answer;
import dev.limpid.protocol.answer.Attribute;
import dev.limpid.protocol.answer.PublishedAnswer;
import dev.limpid.protocol.json.MalformedJsonException;
import dev.limpid.protocol.question.Question;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Adds published answers up to sums. Folds of one plan are a commutative monoid: answers can be added in any order,
 * split over any number of folds, and these merged in any order; the sums are the same to the bit. The size of a fold
 * depends on the plan and on the number of weeks and configurations, not on the number of answers.
 *
 * <p>Mutable, for one thread. Folds of several threads are merged after the threads have ended.
 */
public final class AnswerFold {

    private final QuestionPlan plan;
    private final byte[] key;
    private final MessageDigest digest = sha256();
    private final SortedMap<Key, Strata> sums = new TreeMap<>();
    private final SortedMap<StackKey, StackSample> stacks = new TreeMap<>();
    private final SortedMap<LocalDate, Long> unknown = new TreeMap<>();
    private final @Nullable AnswerLine line;
    private final @Nullable AnswerScanner scanner;
    private @Nullable Key lastKey;
    private @Nullable Strata last;

    /** The key of sums: one chart's question, as one configuration asked it, about one week. */
    public record Key(int day, int chart, int config) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int order = Integer.compare(day, other.day);
            if (order == 0) {
                order = Integer.compare(chart, other.chart);
            }
            return order == 0 ? Integer.compare(config, other.config) : order;
        }
    }

    /** The key of stacks: one chart in one week. */
    public record StackKey(int day, int chart) implements Comparable<StackKey> {
        @Override
        public int compareTo(StackKey other) {
            return day == other.day ? Integer.compare(chart, other.chart) : Integer.compare(day, other.day);
        }
    }

    /** Creates an empty fold, to merge others into. */
    public AnswerFold(QuestionPlan plan) {
        this(plan, new byte[0]);
    }

    /**
     * Creates an empty fold.
     *
     * @param key the SHA-256 of the week's published lines, which selects the sample if there are too many stacks.
     *     Nobody who sends an answer knows it, but everybody who reads the publication does
     */
    public AnswerFold(QuestionPlan plan, byte[] key) {
        this.plan = plan;
        this.key = key.clone();
        this.line =
                plan.charts().isEmpty() ? null : new AnswerLine(plan.charts().get(0));
        this.scanner = line == null ? null : new AnswerScanner(plan, line);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /**
     * Adds one line of the published data. An answer to a question that its configuration does not ask is only counted,
     * as unknown.
     */
    public void add(PublishedAnswer published) {
        Answer answer = published.answer();
        PlannedChart chart = plan.chart(answer.chart());
        int config = plan.config(answer.config());
        if (line == null || chart == null || config < 0 || plan.question(config, chart) == null) {
            unknown.merge(answer.week(), published.machines(), Long::sum);
            return;
        }
        line.read(chart, config, published);
        if (line.stacks().isEmpty()) {
            count(line);
        } else {
            byte[] json = published.toJson();
            count(line);
            sample(line, json, 0, json.length);
        }
    }

    /**
     * Adds one line of the published data, given as a range of an array, without its line feed. The same as adding the
     * result of {@link PublishedAnswer#read}, but much faster.
     *
     * @throws MalformedJsonException if it is not a canonical line; nothing is added
     */
    public void add(byte[] bytes, int from, int to) throws MalformedJsonException {
        if (line == null
                || scanner == null
                || !scanner.scan(bytes, from, to)
                || plan.question(line.config(), line.chart()) == null) {
            add(PublishedAnswer.read(Arrays.copyOfRange(bytes, from, to)));
            return;
        }
        count(line);
        if (!line.stacks().isEmpty()) {
            sample(line, bytes, from, to);
        }
    }

    private void count(AnswerLine line) {
        Key at = lastKey;
        Strata to = last;
        if (to == null
                || at == null
                || at.day() != line.day()
                || at.chart() != line.chart().index()
                || at.config() != line.config()) {
            at = new Key(line.day(), line.chart().index(), line.config());
            to = strata(at);
            lastKey = at;
            last = to;
        }
        to.add(line);
    }

    Strata strata(Key at) {
        return sums.computeIfAbsent(at, any -> new Strata(plan.charts().get(at.chart())));
    }

    private void sample(AnswerLine line, byte[] bytes, int from, int to) {
        digest.update(key);
        digest.update(bytes, from, to - from);
        long random = ByteBuffer.wrap(digest.digest()).getLong();
        double u = ((random >>> 11) + 0.5) * 0x1p-53;
        double priority = u / line.machines();
        StackKey at = new StackKey(line.day(), line.chart().index());
        StackSample sample = stacks.computeIfAbsent(at, any -> new StackSample(key));
        if (sample.accepts(priority)) {
            sample.add(new Line(priority, line.machines(), line.config(), occurrences(line)));
        }
    }

    private static List<Occurrence> occurrences(AnswerLine line) {
        List<Occurrence> occurrences = new ArrayList<>(line.stacks().size());
        for (AnswerLine.Stack stack : line.stacks()) {
            occurrences.add(new Occurrence(stack.name().get(), line.values(stack.part()), stack.events()));
        }
        return occurrences;
    }

    /** The index of the split by version, or -1. */
    public static int versionSplitIndex(PlannedChart chart) {
        for (int split = 0; split < chart.splits().size(); split++) {
            if (chart.splits().get(split).attribute() == Attribute.VERSION) {
                return split;
            }
        }
        return -1;
    }

    /**
     * Adds all answers of another fold of the same plan. The other fold remains usable.
     *
     * @throws IllegalArgumentException if its plan is a different one, or if it sampled the stacks of a week with a
     *     different key
     */
    public void merge(AnswerFold other) {
        if (other.plan != plan) {
            throw new IllegalArgumentException("the folds have different plans, expected the same one");
        }
        other.sums.forEach((at, from) -> strata(at).merge(from));
        other.stacks.forEach((at, from) ->
                stacks.computeIfAbsent(at, any -> new StackSample(from.key())).merge(from));
        other.unknown.forEach((week, answers) -> unknown.merge(week, answers, Long::sum));
    }

    /** Drops all stacks, for weeks that only appear in a trend. */
    public void dropStacks() {
        stacks.clear();
    }

    /** The Mondays of the weeks that have answers. */
    public SortedSet<LocalDate> weeks() {
        SortedSet<LocalDate> weeks = new TreeSet<>(unknown.keySet());
        sums.keySet().forEach(at -> weeks.add(LocalDate.ofEpochDay(at.day())));
        return weeks;
    }

    /** The fold as bytes, to store or send to another machine. The same answers give the same bytes. */
    public byte[] toBytes() {
        return FoldCodec.write(this);
    }

    /**
     * Reads what {@link #toBytes} wrote.
     *
     * @param plan the plan that the fold was made with
     * @throws IOException if the bytes are not a fold of this plan
     */
    public static AnswerFold fromBytes(QuestionPlan plan, byte[] bytes) throws IOException {
        return FoldCodec.read(plan, bytes);
    }

    /** The configurations that answers to any of these charts name, about any of these weeks. */
    public SortedSet<Integer> configs(Collection<PlannedChart> charts, Collection<LocalDate> weeks) {
        SortedSet<Integer> named = new TreeSet<>();
        for (Key at : sums.keySet()) {
            if (weeks.contains(LocalDate.ofEpochDay(at.day()))
                    && charts.stream().anyMatch(chart -> chart.index() == at.chart())) {
                named.add(at.config());
            }
        }
        return named;
    }

    /** The newest configuration that an answer about a week names, or -1 if there is none. */
    public int newestConfig(LocalDate week) {
        int day = (int) week.toEpochDay();
        return sums.subMap(new Key(day, 0, 0), new Key(day + 1, 0, 0)).keySet().stream()
                .mapToInt(Key::config)
                .max()
                .orElse(-1);
    }

    public QuestionPlan plan() {
        return plan;
    }

    public SortedMap<Key, Strata> sums() {
        return sums;
    }

    public SortedMap<StackKey, StackSample> stacks() {
        return stacks;
    }

    public SortedMap<LocalDate, Long> unknown() {
        return unknown;
    }

    /** Sums over some weeks for one configuration, with the question as it asked it. */
    public record AskedSums(int config, Question question, ChartSums sums) {}

    /**
     * A chart's sums over some weeks, for all machines or for one cell. There is one element for each configuration
     * that has answers and asks for what the chart draws.
     */
    public List<AskedSums> of(PlannedChart chart, Collection<LocalDate> weeks, long cell) {
        return allMachines(chart, weeks, cell).stream()
                .filter(one -> chart.isAskedBy(one.question()))
                .toList();
    }

    /** The same for all answers, whatever counters they were asked for: this gives the number of machines. */
    public List<AskedSums> allMachines(PlannedChart chart, Collection<LocalDate> weeks) {
        return allMachines(chart, weeks, 0);
    }

    private List<AskedSums> allMachines(PlannedChart chart, Collection<LocalDate> weeks, long cell) {
        List<AskedSums> list = new ArrayList<>();
        for (int config = 0; config < plan.configCount(); config++) {
            Question question = plan.question(config, chart);
            ChartSums sum = question == null ? null : sum(chart, config, weeks, cell);
            if (question != null && sum != null) {
                list.add(new AskedSums(config, question, sum));
            }
        }
        return list;
    }

    private @Nullable ChartSums sum(PlannedChart chart, int config, Collection<LocalDate> weeks, long cell) {
        ChartSums sum = null;
        for (LocalDate week : weeks) {
            Strata of = sums.get(new Key((int) week.toEpochDay(), chart.index(), config));
            ChartSums part = of == null ? null : cell == 0 ? of.all : of.cells().get(cell);
            if (part != null) {
                sum = sum == null ? Strata.empty(chart) : sum;
                sum.merge(part);
            }
        }
        return sum;
    }
}
