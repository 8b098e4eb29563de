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
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Draws up a chart's most frequent stacks from the lines that each week's sample kept. */
final class StackChartBuilder {

    /** How many stacks are listed at most; the published answers have them all. */
    static final int LISTED = 1000;

    /**
     * How many characters their frames, and the names of the versions beside them, have at most. Every page that shows a
     * chart is made of all its listed stacks, and whoever sends answers chooses how long they are.
     */
    static final int LISTED_TEXT = 1 << 18;

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

        void add(Line line, double certain, long count) {
            answers += line.machines();
            events = plus(events, count, line.machines());
            boolean sampled = line.machines() < certain;
            lines.merge(new Weight(line.config(), sampled ? certain : 1), sampled ? 1L : line.machines(), Long::sum);
        }
    }

    private record InVersion(String stack, int version) {}

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
            Map<String, Long> events = new HashMap<>();
            Map<InVersion, Long> eventsIn = new HashMap<>();
            for (Occurrence one : line.stacks()) {
                events.merge(one.stack(), one.events(), StackChartBuilder::clipped);
                if (one.version() >= 0) {
                    eventsIn.merge(new InVersion(one.stack(), one.version()), one.events(), StackChartBuilder::clipped);
                }
            }
            events.forEach((stack, count) ->
                    found.computeIfAbsent(stack, any -> new Found()).add(line, certain, count));
            eventsIn.forEach((in, count) -> found.computeIfAbsent(in.stack(), any -> new Found())
                    .versions
                    .computeIfAbsent(in.version(), any -> new Found())
                    .add(line, certain, count));
        }
        if (certain > 0) {
            cut = true;
            heaviest = Math.max(heaviest, base.heaviest() * Math.max(1, certain));
        }
    }

    /** What two parts of one machine counted. */
    private static long clipped(long events, long more) {
        return Math.min(ChartSums.MOST_EVENTS, events + more);
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
        return counts.subList(0, fitting(counts));
    }

    /** The list ends where it is full: a shorter stack further down does not take the place of a more frequent one. */
    private static int fitting(List<StackCount> counts) {
        long text = 0;
        for (int i = 0; i < Math.min(LISTED, counts.size()); i++) {
            text += length(counts.get(i));
            if (text > LISTED_TEXT) {
                return i;
            }
        }
        return Math.min(LISTED, counts.size());
    }

    private static long length(StackCount stack) {
        long frames = stack.frames().stream().mapToLong(String::length).sum();
        return frames
                + stack.versions().stream()
                        .mapToLong(one -> one.version().length())
                        .sum();
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
