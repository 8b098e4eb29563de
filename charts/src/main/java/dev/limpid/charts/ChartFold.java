package dev.limpid.charts;

import dev.limpid.protocol.report.Build;
import dev.limpid.protocol.report.MalformedReportException;
import dev.limpid.protocol.report.ProgramReport;
import dev.limpid.protocol.report.Report;
import dev.limpid.protocol.report.StackName;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reports become sums. A fold is a commutative monoid: add reports in any order, split them over any number of folds of
 * one plan, merge those in any order: the charts are the same to the byte, because all sums are of whole numbers and
 * what is kept of stacks is the smallest by a total order. Its size depends on the plan and on how many days and
 * configurations the reports are of, not on how many reports there are.
 *
 * <p>Mutable, for one thread. Folds of different threads are merged when those have ended.
 */
public final class ChartFold {

    private final ChartPlan plan;
    private final Map<Long, Stratum> strata = new HashMap<>();
    private final Map<Integer, StackSample[][]> stacks = new HashMap<>();
    private final SortedMap<Integer, Long> unknown = new TreeMap<>();
    private final ReportTally tally;
    private final ReportScanner scanner;

    /** A fold without reports. */
    public ChartFold(ChartPlan plan) {
        this.plan = plan;
        this.tally = new ReportTally(plan, this);
        this.scanner = new ReportScanner(plan, tally);
    }

    /** Adds one report. */
    public void add(Report report) {
        int day = Math.toIntExact(report.week().toEpochDay());
        int config = plan.configNames().find(report.config());
        if (config == Names.UNKNOWN) {
            addUnknown(day);
            return;
        }
        tally.begin(day, config, report.x());
        for (ProgramReport program : report.programs()) {
            add(program);
        }
        tally.end();
    }

    private void add(ProgramReport report) {
        Build build = report.build();
        ProgramPlan program = plan.program(build.program());
        if (program == null
                || !tally.build(
                        program,
                        program.value(Platform.VERSION, build.version()),
                        program.value(Platform.RUNTIME, build.runtime()),
                        program.value(Platform.OS, build.os()),
                        program.value(Platform.ARCH, build.arch()))) {
            return;
        }
        report.counters().forEach((counter, events) -> {
            for (int input : program.inputsOf(counter)) {
                tally.count(input, events);
            }
        });
        report.stacks().forEach((stack, events) -> {
            int id = program.stacks.find(StackName.prefix(stack));
            if (id != Names.UNKNOWN) {
                int chart = program.stackCharts[id];
                tally.count(program.charts.get(chart).inputs(), events);
                tally.stack(program, chart, stack, events);
            }
        });
    }

    /**
     * Adds one report as canonical JSON, as published: much faster than reading it first, with the same result.
     *
     * @param bytes holds the report from {@code from} to before {@code to}, without the line's end
     * @throws MalformedReportException if these bytes are no report; then nothing was added
     */
    public void add(byte[] bytes, int from, int to) throws MalformedReportException {
        try {
            scanner.add(this, bytes, from, to);
        } catch (ArithmeticException | IllegalArgumentException | IndexOutOfBoundsException e) {
            tally.abandon();
            throw new MalformedReportException("the report cannot be counted: " + e);
        }
    }

    /** A report whose configuration the plan does not know: counted, and left out of every chart. */
    void addUnknown(int day) {
        addUnknown(day, 1);
    }

    void addUnknown(int day, long reports) {
        unknown.merge(day, reports, Long::sum);
    }

    /** Adds all reports of another fold of the same plan, which must not be used afterwards. */
    public void merge(ChartFold other) {
        if (other.plan != plan) {
            throw new IllegalArgumentException("the folds have different plans, expected the same one");
        }
        other.strata.forEach((key, stratum) -> {
            Stratum mine = strata.get(key);
            if (mine == null) {
                strata.put(key, stratum);
            } else {
                mine.merge(stratum, plan);
            }
        });
        other.stacks.forEach((day, samples) -> {
            for (ProgramPlan program : plan.programs()) {
                StackSample @Nullable [] ofProgram = samples[program.index];
                for (int chart = 0; ofProgram != null && chart < ofProgram.length; chart++) {
                    if (ofProgram[chart] != null) {
                        stackSample(day, program, chart).merge(ofProgram[chart]);
                    }
                }
            }
        });
        other.unknown.forEach((day, reports) -> unknown.merge(day, reports, Long::sum));
    }

    /** Lets go of the stacks themselves, which take the most memory: enough for what needs none, such as trends. */
    public void forgetStacks() {
        stacks.clear();
    }

    /** The days of which there are reports. */
    public SortedSet<LocalDate> days() {
        SortedSet<LocalDate> days = new TreeSet<>();
        strata.keySet().forEach(key -> days.add(LocalDate.ofEpochDay(key >> Integer.SIZE)));
        unknown.keySet().forEach(day -> days.add(LocalDate.ofEpochDay(day)));
        return days;
    }

    /**
     * The charts of one period, with the weeks before it that the fold has reports of.
     *
     * @param collection the collection's name
     * @param config the version of the configuration whose charts the plan has
     */
    public ChartSet charts(String collection, String config, Period period) {
        return new ChartSetBuilder(plan, this, collection, config).build(period);
    }

    /** The fold as bytes, to be kept or sent to where {@link #ofBytes} reads them with an equal plan. */
    public byte[] toBytes() {
        return FoldCodec.write(this);
    }

    /**
     * Reads what {@link #toBytes} wrote.
     *
     * @throws java.io.IOException if it is no fold of such a plan
     */
    public static ChartFold ofBytes(ChartPlan plan, byte[] bytes) throws IOException {
        return FoldCodec.read(plan, bytes);
    }

    Map<Long, Stratum> strata() {
        return strata;
    }

    SortedMap<Integer, Long> unknown() {
        return unknown;
    }

    /** A sample of stacks and where it belongs. */
    record PlacedStacks(int day, int program, int chart, StackSample sample) {}

    /** All samples of stacks, in order. */
    List<PlacedStacks> allStacks() {
        List<PlacedStacks> all = new ArrayList<>();
        new TreeMap<>(stacks).forEach((day, samples) -> {
            for (ProgramPlan program : plan.programs()) {
                for (int chart = 0; chart < program.charts.size(); chart++) {
                    StackSample sample = findStacks(LocalDate.ofEpochDay(day), program, chart);
                    if (sample != null) {
                        all.add(new PlacedStacks(day, program.index, chart, sample));
                    }
                }
            }
        });
        return all;
    }

    ChartPlan plan() {
        return plan;
    }

    Stratum stratum(int day, int config) {
        return strata.computeIfAbsent(
                (long) day << Integer.SIZE | config,
                key -> new Stratum(plan.programs().size()));
    }

    @Nullable
    Stratum find(LocalDate day, int config) {
        return strata.get(day.toEpochDay() << Integer.SIZE | config);
    }

    long unknown(LocalDate day) {
        return unknown.getOrDefault((int) day.toEpochDay(), 0L);
    }

    StackSample stackSample(int day, ProgramPlan program, int chart) {
        StackSample[][] samples = stacks.computeIfAbsent(
                day, key -> new StackSample[plan.programs().size()][]);
        if (samples[program.index] == null) {
            samples[program.index] = new StackSample[program.charts.size()];
        }
        if (samples[program.index][chart] == null) {
            samples[program.index][chart] = new StackSample();
        }
        return samples[program.index][chart];
    }

    @Nullable
    StackSample findStacks(LocalDate day, ProgramPlan program, int chart) {
        StackSample @Nullable [][] samples = stacks.get((int) day.toEpochDay());
        return samples == null || samples[program.index] == null ? null : samples[program.index][chart];
    }

    double stackLimit(int day, ProgramPlan program, int chart) {
        StackSample sample = findStacks(LocalDate.ofEpochDay(day), program, chart);
        return sample == null ? Double.POSITIVE_INFINITY : sample.below();
    }
}
