package dev.limpid.charts.draw;

import dev.limpid.charts.DecimalFormatting;
import dev.limpid.charts.DrawnChart.GroupCell;
import dev.limpid.charts.DrawnChart.StackCount;
import dev.limpid.charts.DrawnChart.StackGroup;
import dev.limpid.charts.DrawnChart.StackVersion;
import dev.limpid.charts.Estimate;
import dev.limpid.charts.estimate.Certainty;
import dev.limpid.charts.estimate.ChartWeeks;
import dev.limpid.charts.fold.AnswerFold;
import dev.limpid.charts.fold.StackSample;
import dev.limpid.charts.fold.StackSample.Line;
import dev.limpid.charts.fold.StackSample.Occurrence;
import dev.limpid.charts.stacks.GroupKey;
import dev.limpid.charts.statistics.InstallationCount;
import dev.limpid.charts.statistics.Intervals;
import dev.limpid.charts.statistics.Moments;
import dev.limpid.protocol.report.StackName;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * Builds a chart's most frequent stacks, and groups of stacks, from the lines of each week's sample. For one thread at
 * a time.
 */
final class StackChartBuilder {

    /** The most stacks, and the most groups, that are listed; the published answers have them all. */
    static final int LISTED = 1000;

    /**
     * The most characters that the listed frames and version names have in total. Every page with the chart contains
     * all listed stacks, and the senders of answers choose how long these are.
     */
    static final int LISTED_TEXT = 1 << 18;

    private final AnswerFold fold;
    private final ChartWeeks weeks;
    private final Certainty certainty;
    private final Moments base;
    private final int version;
    private final Map<String, StackTally> found = new HashMap<>();
    private final Map<String, SortedMap<Integer, StackTally>> versions = new HashMap<>();
    private final Map<String, GroupKey> keys = new HashMap<>();
    private final Map<GroupKey, GroupTally> groups = new HashMap<>();

    /** Caches shares by their sums: most stacks are rare, so many have the same share. */
    private final Map<Moments, Estimate> shares = new HashMap<>();

    private boolean cut;
    private double heaviest;
    private long machines;

    StackChartBuilder(AnswerFold fold, ChartWeeks weeks, Certainty certainty) {
        this.fold = fold;
        this.weeks = weeks;
        this.certainty = certainty;
        this.base = weeks.estimates().base();
        this.version = AnswerFold.version(weeks.chart());
        this.heaviest = base.heaviest();
        weeks.weeks().forEach(this::look);
    }

    private record InVersion(String stack, int version) {}

    private void look(LocalDate week) {
        StackSample sample = fold.stacks()
                .get(new AnswerFold.StackKey(
                        (int) week.toEpochDay(), weeks.chart().index()));
        if (sample == null) {
            return;
        }
        List<Line> lines = sample.lines();
        // A line of at least this many machines is in the sample for sure.
        double certain = 1 / sample.below();
        for (Line line : lines) {
            machines += line.machines();
            add(line, certain);
            GroupTally.add(line, certain, this::key, group -> groups.computeIfAbsent(group, any -> new GroupTally()));
        }
        if (certain > 0) {
            cut = true;
            heaviest = Math.max(heaviest, base.heaviest() * Math.max(1, certain));
        }
    }

    private void add(Line line, double certain) {
        Map<String, Long> events = new HashMap<>();
        Map<InVersion, Long> eventsIn = new HashMap<>();
        for (Occurrence one : line.stacks()) {
            events.merge(one.stack(), one.events(), StackTally::clipped);
            if (version >= 0 && one.values().get(version) >= 0) {
                eventsIn.merge(
                        new InVersion(one.stack(), one.values().get(version)), one.events(), StackTally::clipped);
            }
        }
        events.forEach((stack, count) ->
                found.computeIfAbsent(stack, any -> new StackTally()).add(line, certain, count));
        eventsIn.forEach((in, count) -> versions.computeIfAbsent(in.stack(), any -> new TreeMap<>())
                .computeIfAbsent(in.version(), any -> new StackTally())
                .add(line, certain, count));
    }

    private GroupKey key(String stack) {
        return keys.computeIfAbsent(stack, any -> GroupKey.of(StackName.frames(stack)));
    }

    long distinct() {
        return found.size();
    }

    /** The sample's share of the answers with stacks. */
    double sampled() {
        long all = weeks.estimates().answered();
        return !cut || all == 0 ? 1 : DecimalFormatting.round(Math.min(1, (double) machines / all));
    }

    List<StackCount> stacks() {
        return listed(new TreeMap<>(found), of -> of, this::count, StackChartBuilder::length);
    }

    List<StackGroup> groups() {
        SortedMap<String, Group> named = new TreeMap<>();
        groups.forEach((key, of) -> named.put(key.toString(), new Group(key, of)));
        return listed(named, of -> of.tally().all(), (name, of) -> group(of), StackChartBuilder::length);
    }

    private record Group(GroupKey key, GroupTally tally) {}

    /** An element with its rank by frequency. */
    private record Ranked<T>(String name, T of, double share, long answers) {}

    /**
     * The most frequent elements. Only these are built, since there may be many more. The list ends where it is full: a
     * shorter element further down does not replace a more frequent one.
     */
    private <T, D> List<D> listed(
            SortedMap<String, T> all,
            Function<T, StackTally> tally,
            BiFunction<String, T, D> draw,
            ToLongFunction<D> length) {
        List<Ranked<T>> ranked = new ArrayList<>(all.size());
        all.forEach((name, of) -> ranked.add(new Ranked<>(
                name, of, share(tally.apply(of)).value(), tally.apply(of).answers())));
        ranked.sort(Comparator.comparingDouble((Ranked<T> one) -> one.share())
                .thenComparingLong(Ranked::answers)
                .reversed());
        List<D> drawn = new ArrayList<>();
        long text = 0;
        for (Ranked<T> one : ranked.subList(0, Math.min(LISTED, ranked.size()))) {
            D next = draw.apply(one.name(), one.of());
            text += length.applyAsLong(next);
            if (text > LISTED_TEXT) {
                break;
            }
            drawn.add(next);
        }
        return drawn;
    }

    private static long length(StackCount stack) {
        long frames = stack.frames().stream().mapToLong(String::length).sum();
        return frames
                + stack.versions().stream()
                        .mapToLong(one -> one.version().length())
                        .sum();
    }

    private static long length(StackGroup group) {
        return group.key().toString().length()
                + group.cells().stream().mapToLong(one -> one.value().length()).sum();
    }

    private StackCount count(String stack, StackTally of) {
        List<StackVersion> in = new ArrayList<>();
        versions.getOrDefault(stack, new TreeMap<>())
                .forEach((value, tally) ->
                        in.add(new StackVersion(value(version, value), tally.answers(), tally.events(), share(tally))));
        return new StackCount(StackName.frames(stack), of.answers(), of.events(), share(of), in);
    }

    private String value(int split, int value) {
        return weeks.chart().splits().get(split).values().get(value);
    }

    private StackGroup group(Group group) {
        GroupTally of = group.tally();
        List<GroupCell> cells = new ArrayList<>();
        of.cells()
                .forEach((place, tally) -> cells.add(new GroupCell(
                        weeks.chart().splits().get(place.split()).attribute(),
                        value(place.split(), place.value()),
                        tally.answers(),
                        tally.events(),
                        share(tally))));
        return new StackGroup(
                group.key(),
                of.stacks(),
                of.all().answers(),
                of.all().events(),
                share(of.all()),
                installations(of.all()),
                cells);
    }

    /** If lines were left out, the number of machines with a stack varies like a Poisson number. */
    private Estimate share(StackTally of) {
        return shares.computeIfAbsent(of.addTo(base, weeks.estimates()), this::share);
    }

    private Estimate share(Moments all) {
        if (!cut) {
            return certainty.of(all.share());
        }
        return certainty.of(DecimalFormatting.estimate(
                Math.min(1, all.y() / all.x()), Math.min(1, low(all) / all.x()), Math.min(1, high(all) / all.x())));
    }

    private static double low(Moments all) {
        return Intervals.gamma(all.y(), all.yy(), -Intervals.Z);
    }

    private double high(Moments all) {
        return Intervals.gamma(all.y() + heaviest, all.yy() + heaviest * heaviest, Intervals.Z);
    }

    /** How many machines these are, in an average week. */
    private Estimate installations(StackTally of) {
        if (cut) {
            Moments all = of.addTo(base, weeks.estimates());
            double span = weeks.span();
            return certainty.of(DecimalFormatting.estimate(all.y() / span, low(all) / span, high(all) / span));
        }
        InstallationCount count = new InstallationCount(weeks.span());
        of.addTo(count, weeks, fold.plan());
        count.suppose(1, base.heaviest());
        return certainty.of(count.estimate());
    }
}
