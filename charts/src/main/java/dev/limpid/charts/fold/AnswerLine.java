package dev.limpid.charts.fold;

import dev.limpid.charts.plan.AnswerParts;
import dev.limpid.charts.plan.PlannedChart;
import dev.limpid.protocol.answer.AnswerPart;
import dev.limpid.protocol.answer.PublishedAnswer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A line of the published data in the numbers of a chart's plan: for each part its values in the chart's splits, and
 * its counts by column. Filled from an answer or from its bytes, and added to the sums only after all of it was parsed.
 * Mutable, for one thread; reused for many lines.
 */
final class AnswerLine implements AnswerParts {

    private PlannedChart chart;
    private int config;
    private int day;
    private long machines;
    private boolean leftOut;
    private int parts;
    private int splits;
    private int[] values = new int[16];
    private int counted;
    private int[] countedParts = new int[16];
    private int[] countedColumns = new int[16];
    private long[] counts = new long[16];
    private final List<Stack> stacks = new ArrayList<>();

    /**
     * A stack of a part.
     *
     * @param name decodes the name when it is asked for: most of many stacks are not kept. Only valid as long as the
     *     line's bytes
     */
    record Stack(int part, Supplier<String> name, long events) {}

    AnswerLine(PlannedChart any) {
        chart = any;
    }

    /** Begins a line about a chart, as a configuration asked it. */
    void begin(PlannedChart chart, int config, int day) {
        this.chart = chart;
        this.config = config;
        this.day = day;
        parts = 0;
        splits = chart.splits().size();
        counted = 0;
        leftOut = false;
        stacks.clear();
    }

    /** Begins a part without any values. */
    void beginPart() {
        parts++;
        if (parts * splits > values.length) {
            values = Arrays.copyOf(values, 2 * parts * splits);
        }
        Arrays.fill(values, (parts - 1) * splits, parts * splits, -1);
    }

    /** Sets the current part's value in a split, by the value's index. */
    void setValue(int split, int value) {
        values[(parts - 1) * splits + split] = value;
    }

    void count(int column, long events) {
        if (counted == counts.length) {
            countedParts = Arrays.copyOf(countedParts, 2 * counted);
            countedColumns = Arrays.copyOf(countedColumns, 2 * counted);
            counts = Arrays.copyOf(counts, 2 * counted);
        }
        countedParts[counted] = parts - 1;
        countedColumns[counted] = column;
        counts[counted] = events;
        counted++;
    }

    void stack(Supplier<String> name, long events) {
        stacks.add(new Stack(parts - 1, name, Math.min(ChartSums.MOST_EVENTS, events)));
    }

    void leftOut() {
        leftOut = true;
    }

    void end(long machines) {
        this.machines = machines;
    }

    /** Reads an answer to the chart. */
    void read(PlannedChart chart, int config, PublishedAnswer line) {
        begin(chart, config, (int) line.answer().week().toEpochDay());
        for (AnswerPart part : line.answer().parts()) {
            beginPart();
            for (int split = 0; split < splits; split++) {
                String value = part.attributes().get(chart.splits().get(split).attribute());
                if (value != null) {
                    setValue(split, chart.splits().get(split).find(value));
                }
            }
            for (Map.Entry<String, Long> count : part.counts().entrySet()) {
                int column = chart.column(count.getKey());
                if (column >= 0) {
                    count(column, count.getValue());
                } else if (chart.hasStack(count.getKey())) {
                    stack(count::getKey, count.getValue());
                }
            }
            if (part.leftOut() > 0) {
                leftOut();
            }
        }
        end(line.machines());
    }

    PlannedChart chart() {
        return chart;
    }

    int config() {
        return config;
    }

    int day() {
        return day;
    }

    long machines() {
        return machines;
    }

    boolean hasLeftOut() {
        return leftOut;
    }

    @Override
    public int parts() {
        return parts;
    }

    List<Stack> stacks() {
        return stacks;
    }

    @Override
    public int value(int part, int split) {
        return values[part * splits + split];
    }

    /** The indexes of a part's values in all splits. */
    List<Integer> values(int part) {
        return Arrays.stream(values, part * splits, (part + 1) * splits).boxed().toList();
    }

    /**
     * Adds up the counts by column of all parts, or of the parts with a value in a split; all of them are one
     * machine's.
     */
    void addUp(ColumnTotals totals, int split, int value) {
        totals.clear();
        for (int i = 0; i < counted; i++) {
            if (split < 0 || value(countedParts[i], split) == value) {
                totals.add(countedColumns[i], counts[i]);
            }
        }
    }

    /** Whether any part with a value in a split has a stack. */
    boolean hasStack(int split, int value) {
        for (Stack stack : stacks) {
            if (split < 0 || value(stack.part(), split) == value) {
                return true;
            }
        }
        return false;
    }

    /** Whether a part is the first with its value in a split, so that each value is counted once. */
    boolean isFirstPartWithValue(int part, int split) {
        for (int before = 0; before < part; before++) {
            if (value(before, split) == value(part, split)) {
                return false;
            }
        }
        return true;
    }
}
