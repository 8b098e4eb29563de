package dev.limpid.charts.fold;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The stacks of one chart in one week, in bounded memory. If there are few, it keeps all lines; otherwise a priority
 * sample of them (N. Duffield, C. Lund and M. Thorup, Priority sampling for estimation of arbitrary subset sums,
 * Journal of the ACM 54 (2007)): a line that N machines gave has the priority u/N, and the lines with the smallest
 * priorities stay. If τ is the smallest priority that was dropped, a line stands for max(N, 1/τ) machines.
 *
 * <p>u is in (0,1) and derived from the line and a key that is known only once the week is published, so that nobody
 * who sends an answer can choose it; see {@link AnswerFold#AnswerFold(dev.limpid.charts.plan.QuestionPlan, byte[])}.
 * Which lines fit both limits depends only on the set of lines, not on order or partition: merging is commutative and
 * associative to the bit. Mutable, for one thread.
 */
public final class StackSample {

    /** The most stacks in the kept lines. */
    static final int KEPT = 32_768;

    /** The most characters of the different stacks among them. */
    static final int KEPT_TEXT = 1 << 24;

    /** The sample is sorted and cut only after it exceeds its limits by this part. */
    private static final double SLACK = 0.25;

    private static final Comparator<Line> ORDER = Comparator.comparingDouble(Line::priority)
            .thenComparingLong(Line::machines)
            .thenComparingInt(Line::config)
            .thenComparing(line -> line.stacks().toString());

    /**
     * A line with stacks.
     *
     * @param priority u/N
     * @param machines how many machines gave it
     */
    public record Line(double priority, long machines, int config, List<Occurrence> stacks) {
        public Line {
            stacks = List.copyOf(stacks);
        }
    }

    /**
     * A stack of a line.
     *
     * @param values for each of the chart's splits the index of the value, or -1 if the answer does not name it
     */
    public record Occurrence(String stack, List<Integer> values, long events) {
        public Occurrence {
            values = List.copyOf(values);
        }
    }

    private final byte[] key;
    private List<Line> lines = new ArrayList<>();
    private final Map<String, String> texts = new HashMap<>();
    private int occurrences;
    private long textLength;
    private double threshold = Double.POSITIVE_INFINITY;
    private boolean sorted;
    private final int kept;
    private final int keptText;

    StackSample(byte[] key) {
        this(key, KEPT, KEPT_TEXT);
    }

    StackSample(byte[] key, int kept, int keptText) {
        this.key = key.clone();
        this.kept = kept;
        this.keptText = keptText;
    }

    byte[] key() {
        return key.clone();
    }

    /** τ: lines with this priority or a larger one were dropped; infinite if none were. */
    public double threshold() {
        return threshold;
    }

    /** Whether a line with this priority would be kept; of many lines, most are not. */
    boolean accepts(double priority) {
        return priority < threshold;
    }

    void add(Line line) {
        if (accepts(line.priority())) {
            keep(sharing(line));
            if (occurrences > kept + kept * SLACK || textLength > keptText + keptText * SLACK) {
                shrink();
            }
        }
    }

    /** The line with the texts that are already stored. Crashes mostly have the same few stacks. */
    private Line sharing(Line line) {
        if (line.stacks().stream().noneMatch(one -> texts.containsKey(one.stack()))) {
            return line;
        }
        List<Occurrence> shared = new ArrayList<>(line.stacks().size());
        for (Occurrence one : line.stacks()) {
            String held = texts.getOrDefault(one.stack(), one.stack());
            shared.add(new Occurrence(held, one.values(), one.events()));
        }
        return new Line(line.priority(), line.machines(), line.config(), shared);
    }

    private void keep(Line line) {
        for (Occurrence one : line.stacks()) {
            String held = texts.putIfAbsent(one.stack(), one.stack());
            textLength += held == null ? one.stack().length() : 0;
        }
        occurrences += line.stacks().size();
        lines.add(line);
        sorted = false;
    }

    /** Drops lines with this priority or a larger one, now and later. */
    void lowerThreshold(double priority) {
        threshold = Math.min(threshold, priority);
        shrink();
    }

    /** @throws IllegalArgumentException if the other sample was made with a different key */
    void merge(StackSample other) {
        if (!Arrays.equals(key, other.key)) {
            throw new IllegalArgumentException("the stacks of one week were sampled by two keys, expected one");
        }
        threshold = Math.min(threshold, other.threshold);
        other.lines.forEach(this::add);
        shrink();
    }

    /** Cuts the sample to its limits. Lines with the same priority as a dropped one are dropped too. */
    private void shrink() {
        if (sorted && (lines.isEmpty() || lines.get(lines.size() - 1).priority() < threshold)) {
            return;
        }
        lines.sort(ORDER);
        List<Line> all = lines;
        lines = new ArrayList<>(all.size());
        texts.clear();
        occurrences = 0;
        textLength = 0;
        for (Line one : all) {
            if (one.priority() >= threshold) {
                break;
            }
            keep(one);
            if (occurrences > kept || textLength > keptText) {
                threshold = one.priority();
            }
        }
        while (!lines.isEmpty() && lines.get(lines.size() - 1).priority() >= threshold) {
            lines.remove(lines.size() - 1);
        }
        sorted = true;
    }

    /** All lines with a priority below {@link #threshold()}, in order. */
    public List<Line> lines() {
        shrink();
        return lines;
    }
}
