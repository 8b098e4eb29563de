package dev.limpid.charts;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What was understood of one report, as numbers: its builds, and of each the counts that some chart wants. Counted only
 * once all of the report was understood. Mutable, for one thread; used over and over.
 */
final class ScannedReport {

    /** The numbers kept of a build: the values of its {@link Platform}s. */
    private static final int VALUES = Platform.values().length;

    private int builds;
    private @Nullable ProgramPlan[] programs = new ProgramPlan[8];
    private int[] values = new int[8 * VALUES];
    private int[] countEnds = new int[8];
    private int[] stackEnds = new int[8];

    private int counts;
    private int[] countIds = new int[256];
    private long[] countEvents = new long[256];

    private int stacks;
    private int[] stackCharts = new int[16];
    private int[] stackFrom = new int[16];
    private int[] stackTo = new int[16];
    private long[] stackEvents = new long[16];

    void clear() {
        builds = 0;
        counts = 0;
        stacks = 0;
    }

    int builds() {
        return builds;
    }

    /** Begins a build; what is added belongs to it until {@link #endBuild}. */
    void beginBuild() {
        if (builds == programs.length) {
            programs = Arrays.copyOf(programs, 2 * builds);
            values = Arrays.copyOf(values, 2 * values.length);
            countEnds = Arrays.copyOf(countEnds, 2 * builds);
            stackEnds = Arrays.copyOf(stackEnds, 2 * builds);
        }
    }

    /** Sets the value of the build's platform at a place, by its id among the program's. */
    void addValue(int place, int id) {
        values[builds * VALUES + place] = id;
    }

    void addCount(int counter, long events) {
        if (counts == countIds.length) {
            countIds = Arrays.copyOf(countIds, 2 * counts);
            countEvents = Arrays.copyOf(countEvents, 2 * counts);
        }
        countIds[counts] = counter;
        countEvents[counts] = events;
        counts++;
    }

    /** Adds a stack whose name lies between two places of the report's bytes. */
    void addStack(int chart, int from, int to, long events) {
        if (stacks == stackCharts.length) {
            stackCharts = Arrays.copyOf(stackCharts, 2 * stacks);
            stackFrom = Arrays.copyOf(stackFrom, 2 * stacks);
            stackTo = Arrays.copyOf(stackTo, 2 * stacks);
            stackEvents = Arrays.copyOf(stackEvents, 2 * stacks);
        }
        stackCharts[stacks] = chart;
        stackFrom[stacks] = from;
        stackTo[stacks] = to;
        stackEvents[stacks] = events;
        stacks++;
    }

    void endBuild(@Nullable ProgramPlan program) {
        programs[builds] = program;
        countEnds[builds] = counts;
        stackEnds[builds] = stacks;
        builds++;
    }

    /** Counts the builds of a report that was begun. */
    void countInto(ReportTally tally, byte[] bytes) {
        int count = 0;
        int stack = 0;
        for (int build = 0; build < builds; build++) {
            ProgramPlan program = programs[build];
            int value = build * VALUES;
            if (program != null
                    && tally.build(
                            program,
                            values[value + Platform.VERSION.place()],
                            values[value + Platform.RUNTIME.place()],
                            values[value + Platform.OS.place()],
                            values[value + Platform.ARCH.place()])) {
                for (int i = count; i < countEnds[build]; i++) {
                    for (int input : program.counterInputs[countIds[i]]) {
                        tally.count(input, countEvents[i]);
                    }
                }
                for (int i = stack; i < stackEnds[build]; i++) {
                    countStack(tally, bytes, program, i);
                }
            }
            count = countEnds[build];
            stack = stackEnds[build];
        }
    }

    private void countStack(ReportTally tally, byte[] bytes, ProgramPlan program, int i) {
        int chart = stackCharts[i];
        tally.count(program.charts.get(chart).inputs(), stackEvents[i]);
        if (tally.wantsStack(program, chart)) {
            String escaped = new String(bytes, stackFrom[i], stackTo[i] - stackFrom[i], StandardCharsets.US_ASCII);
            tally.stack(program, chart, escaped.replace("\\n", "\n"), stackEvents[i]);
        }
    }
}
