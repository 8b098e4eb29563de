package dev.limpid.charts;

import dev.limpid.charts.DrawnChart.StackCount;
import dev.limpid.charts.DrawnChart.StackVersion;
import dev.limpid.charts.StackSample.Line;
import dev.limpid.charts.StackSample.Occurrence;
import dev.limpid.protocol.report.StackName;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Draws up a chart's most frequent stacks from the lines that each week's sample kept. */
final class StackChartBuilder {

    /** How many stacks are listed; the published answers have them all. */
    static final int LISTED = 1000;

    private final AnswerFold fold;
    private final ChartWeeks weeks;
    private final Certainty certainty;
    private final Moments base;
    private final Map<String, Found> found = new HashMap<>();
    private boolean cut;
    private double heaviest;
    private long machines;

    StackChartBuilder(AnswerFold fold, ChartWeeks weeks, Certainty certainty) {
        this.fold = fold;
        this.weeks = weeks;
        this.certainty = certainty;
        this.base = weeks.estimates().base();
        this.heaviest = base.heaviest();
        weeks.weeks().forEach(this::look);
    }

    /** How many lines have a stack that stand for so many machines of a configuration, by both. */
    private static final class Found {
        private final SortedMap<Weight, Long> lines = new TreeMap<>();
        private final SortedMap<Integer, Found> versions = new TreeMap<>();
        private long answers;
        private long events;

        void add(Line line, double certain) {
            answers += line.machines();
            boolean sampled = line.machines() < certain;
            lines.merge(new Weight(line.config(), sampled ? certain : 1), sampled ? 1L : line.machines(), Long::sum);
        }
    }

    /** What one of several machines or lines stands for. */
    private record Weight(int config, double machines) implements Comparable<Weight> {
        @Override
        public int compareTo(Weight other) {
            return config == other.config
                    ? Double.compare(machines, other.machines)
                    : Integer.compare(config, other.config);
        }
    }

    private void look(LocalDate week) {
        StackSample sample = fold.stacks()
                .get(new AnswerFold.StackKey(
                        (int) week.toEpochDay(), weeks.chart().index()));
        if (sample == null) {
            return;
        }
        List<Line> lines = sample.lines();
        // The least number of machines of a line that is in the sample for sure.
        double certain = 1 / sample.below();
        for (Line line : lines) {
            machines += line.machines();
            Set<String> stacks = new HashSet<>();
            Set<String> inVersions = new HashSet<>();
            for (Occurrence one : line.stacks()) {
                Found of = found.computeIfAbsent(one.stack(), any -> new Found());
                of.events = plus(of.events, one.events(), line.machines());
                if (stacks.add(one.stack())) {
                    of.add(line, certain);
                }
                if (one.version() >= 0) {
                    Found in = of.versions.computeIfAbsent(one.version(), any -> new Found());
                    in.events = plus(in.events, one.events(), line.machines());
                    if (inVersions.add(one.version() + one.stack())) {
                        in.add(line, certain);
                    }
                }
            }
        }
        if (certain > 0) {
            cut = true;
            heaviest = Math.max(heaviest, base.heaviest() * Math.max(1, certain));
        }
    }

    private static long plus(long sum, long events, long machines) {
        long high = Math.multiplyHigh(events, machines);
        long more = events * machines;
        return high != 0 || more < 0 || more > Long.MAX_VALUE - sum ? Long.MAX_VALUE : sum + more;
    }

    long distinct() {
        return found.size();
    }

    /** Which part of the answers with stacks was looked at. */
    double sampled() {
        long all = weeks.estimates().answered();
        return !cut || all == 0 ? 1 : Figures.round(Math.min(1, (double) machines / all));
    }

    List<StackCount> stacks() {
        List<StackCount> counts = new ArrayList<>();
        new TreeMap<>(found).forEach((stack, of) -> counts.add(count(stack, of)));
        counts.sort(Comparator.comparingDouble((StackCount one) -> one.share().value())
                .thenComparingLong(StackCount::answers)
                .reversed());
        return counts.subList(0, Math.min(LISTED, counts.size()));
    }

    private StackCount count(String stack, Found of) {
        List<StackVersion> versions = new ArrayList<>();
        of.versions.forEach((version, in) -> versions.add(new StackVersion(
                weeks.chart()
                        .splits()
                        .get(AnswerFold.version(weeks.chart()))
                        .values()
                        .get(version),
                in.answers,
                in.events,
                share(in))));
        return new StackCount(StackName.frames(stack), of.answers, of.events, share(of), versions);
    }

    /** Where lines were left out, the number of machines with a stack varies like a Poisson number. */
    private Estimate share(Found of) {
        Moments all = base;
        for (Map.Entry<Weight, Long> lines : of.lines.entrySet()) {
            double each = lines.getKey().machines();
            double count = lines.getValue();
            all = all.plus(weeks.estimates().stacks(lines.getKey().config(), each * count, each * each * count));
        }
        if (!cut) {
            return certainty.of(all.share());
        }
        double low = Intervals.gamma(all.y(), all.yy(), -Intervals.Z);
        double high = Intervals.gamma(all.y() + heaviest, all.yy() + heaviest * heaviest, Intervals.Z);
        return certainty.of(Figures.estimate(
                Math.min(1, all.y() / all.x()), Math.min(1, low / all.x()), Math.min(1, high / all.x())));
    }
}
