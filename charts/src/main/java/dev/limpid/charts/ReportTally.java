package dev.limpid.charts;

import dev.limpid.charts.StackSample.Occurrence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes one report apart into sums. Several builds of one program in a report are one installation: their counts are
 * added before anything is judged. Mutable, for one thread; used over and over.
 */
final class ReportTally {

    /** What one installation counts in a week is charted as at most this, so that 128-bit sums of squares suffice. */
    static final long MOST_EVENTS = 1L << 44;

    /** So many stacks of one report and chart are charted, those that occurred most often. */
    static final int MOST_STACKS = 64;

    private static final Comparator<PlacedStack> BY_EVENTS = Comparator.comparingLong(
                    (PlacedStack one) -> -one.occurrence().events())
            .thenComparing(one -> one.occurrence().stack())
            .thenComparingInt(one -> one.occurrence().version());

    private final ChartPlan plan;
    private final ChartFold fold;
    private final long[] inputs;
    private final int[] touched;
    private int touchedCount;
    private final long[] totals;
    private final boolean[] asked;
    private final boolean[] answered;
    private final int[] kept;
    private final List<PlacedStack> stacks = new ArrayList<>();

    private record PlacedStack(Slots chart, Occurrence occurrence) {}

    private int day;
    private int config;
    private double x;
    private Stratum stratum;
    private @Nullable ProgramPlan program;
    private ProgramPlan.@Nullable Asked by;
    private int newest;
    private int versionBucket;
    private int cell;
    private int highestProgram;
    private double highestRate;

    ReportTally(ChartPlan plan, ChartFold fold) {
        this.plan = plan;
        this.fold = fold;
        int most = plan.programs().stream().mapToInt(one -> one.inputSize).max().orElse(0);
        int mostCharts = plan.programs().stream()
                .mapToInt(one -> one.charts.size())
                .max()
                .orElse(0);
        inputs = new long[most];
        touched = new int[most];
        totals = new long[mostCharts];
        asked = new boolean[mostCharts];
        answered = new boolean[mostCharts];
        kept = new int[mostCharts];
        stratum = new Stratum(0);
    }

    void begin(int day, int config, double x) {
        this.day = day;
        this.config = config;
        this.x = x;
        stratum = fold.stratum(day, config);
        program = null;
        highestProgram = plan.programs().size();
        highestRate = 0;
    }

    /**
     * A build follows, with its platform's values by their ids among the plan's; {@link Names#UNKNOWN} for others.
     *
     * @return whether its counts are wanted
     */
    boolean build(@Nullable ProgramPlan of, int version, int runtime, int os, int arch) {
        ProgramPlan.Asked asks = of == null ? null : of.asked(config, day);
        if (of == null || asks == null) {
            return false;
        }
        if (of != program) {
            flush();
            program = of;
            by = asks;
            newest = -1;
            int[][] parts = of.cellParts;
            cell = parts[Platform.VERSION.place()][of.platformBucket(Platform.VERSION, version)]
                    + parts[Platform.RUNTIME.place()][of.platformBucket(Platform.RUNTIME, runtime)]
                    + parts[Platform.OS.place()][of.platformBucket(Platform.OS, os)]
                    + parts[Platform.ARCH.place()][of.platformBucket(Platform.ARCH, arch)];
            noteRate(of, asks.rules().highest());
        }
        int position = version == Names.UNKNOWN ? Integer.MAX_VALUE : asks.versionPositions()[version];
        newest = Math.max(newest, position);
        versionBucket = of.platformBucket(Platform.VERSION, version);
        platform(of, Platform.VERSION, version);
        platform(of, Platform.RUNTIME, runtime);
        platform(of, Platform.OS, os);
        platform(of, Platform.ARCH, arch);
        return true;
    }

    private void noteRate(ProgramPlan of, double rate) {
        if (rate > highestRate) {
            highestRate = rate;
            highestProgram = of.index;
        }
    }

    private void platform(ProgramPlan of, Platform platform, int value) {
        count(of.charts.get(platform.place()).inputs() + of.platformBucket(platform, value), 1);
    }

    /** Adds a count to an input of the current program. */
    void count(int input, long events) {
        long before = inputs[input];
        if (before == 0) {
            touched[touchedCount++] = input;
        }
        inputs[input] = Math.min(MOST_EVENTS, before + Math.min(MOST_EVENTS, Math.max(1, events)));
    }

    /** Whether a stack of this chart would be kept. */
    boolean wantsStack(ProgramPlan of, int chart) {
        return x < fold.stackLimit(day, of, chart);
    }

    /** Adds a stack of the build that came last. */
    void stack(ProgramPlan of, int chart, String name, long events) {
        long counted = Math.min(MOST_EVENTS, Math.max(1, events));
        stacks.add(new PlacedStack(of.charts.get(chart), new Occurrence(x, name, config, versionBucket, counted)));
    }

    void end() {
        flush();
        stratum.reports[highestProgram]++;
    }

    private void flush() {
        ProgramPlan of = program;
        ProgramPlan.Asked asks = by;
        if (of == null || asks == null) {
            return;
        }
        long[] tally = stratum.tally(of, cell);
        for (Slots chart : of.charts) {
            Rules.Rule rule = asks.byChart().get(chart.index());
            boolean is = rule.rate() > 0 && x <= rule.rate() && newest >= rule.since();
            asked[chart.index()] = is;
            answered[chart.index()] = false;
            totals[chart.index()] = 0;
            if (is) {
                tally[chart.asked()]++;
            }
        }
        for (int i = 0; i < touchedCount; i++) {
            totals[of.inputChart[touched[i]]] += inputs[touched[i]];
        }
        for (int i = 0; i < touchedCount; i++) {
            int input = touched[i];
            int chart = of.inputChart[input];
            if (asked[chart]) {
                add(tally, of.charts.get(chart), of.inputBucket[input], inputs[input]);
            }
        }
        for (int i = 0; i < touchedCount; i++) {
            inputs[touched[i]] = 0;
        }
        touchedCount = 0;
        keepStacks(of);
        program = null;
    }

    private void add(long[] tally, Slots chart, int bucket, long events) {
        long total = totals[chart.index()];
        switch (chart.type()) {
            case PARTITION -> {
                tally[chart.bucket(bucket)]++;
                answer(tally, chart);
            }
            case HISTOGRAM -> {
                int at = chart.bucket(bucket);
                double share = (double) events / total;
                tally[at]++;
                tally[at + Slots.SHARE] += Math.round(share * Slots.WHOLE);
                tally[at + Slots.SHARE_SQUARED] += Math.round(share * share * Slots.WHOLE);
                long whole = Math.min(total, MOST_EVENTS);
                Tally.addProduct(tally, at + Slots.Y, events, 1);
                Tally.addProduct(tally, at + Slots.Y_SQUARED, events, events);
                Tally.addProduct(tally, at + Slots.XY, whole, events);
                if (answer(tally, chart)) {
                    addTotal(tally, chart, whole);
                }
            }
            case RATIO -> {
                // P alone says nothing: the ratio is over those who have N.
                if (bucket == 1) {
                    ratio(tally, chart, inputs[chart.inputs()], events);
                }
            }
            case STACK -> answer(tally, chart);
        }
    }

    private void ratio(long[] tally, Slots chart, long p, long n) {
        tally[chart.answered()]++;
        if (p > 0) {
            tally[chart.withP()]++;
        }
        if (p > n) {
            tally[chart.overOne()]++;
        }
        tally[chart.bucket(RatioBins.bin(p, n))]++;
        Tally.addProduct(tally, chart.ratioY(), p, 1);
        Tally.addProduct(tally, chart.ratioYSquared(), p, p);
        Tally.addProduct(tally, chart.ratioXY(), p, n);
        addTotal(tally, chart, n);
    }

    private static void addTotal(long[] tally, Slots chart, long total) {
        Tally.addProduct(tally, chart.x(), total, 1);
        Tally.addProduct(tally, chart.xSquared(), total, total);
        tally[chart.max()] = Math.max(tally[chart.max()], total);
    }

    /** Counts the report as one that answered, the first time the chart is touched in it. */
    private boolean answer(long[] tally, Slots chart) {
        if (answered[chart.index()]) {
            return false;
        }
        answered[chart.index()] = true;
        tally[chart.answered()]++;
        return true;
    }

    /** One report could else fill the whole sample of a day with what nobody else has. */
    private void keepStacks(ProgramPlan of) {
        if (stacks.isEmpty()) {
            return;
        }
        stacks.sort(BY_EVENTS);
        Arrays.fill(kept, 0);
        for (PlacedStack stack : stacks) {
            int chart = stack.chart().index();
            if (asked[chart] && kept[chart]++ < MOST_STACKS) {
                fold.stackSample(day, of, chart).add(stack.occurrence());
            }
        }
        stacks.clear();
    }

    /** Forgets a report that was begun and cannot be counted. */
    void abandon() {
        for (int i = 0; i < touchedCount; i++) {
            inputs[touched[i]] = 0;
        }
        touchedCount = 0;
        stacks.clear();
        program = null;
    }
}
