package dev.limpid.charts.result;

import dev.limpid.charts.ChartResult.GroupCell;
import dev.limpid.charts.ChartResult.StackCount;
import dev.limpid.charts.ChartResult.StackGroup;
import dev.limpid.charts.ChartResult.StackVersion;
import dev.limpid.charts.DecimalFormatting;
import dev.limpid.charts.Estimate;
import dev.limpid.charts.estimate.ChartWeeks;
import dev.limpid.charts.estimate.IntervalStatus;
import dev.limpid.charts.fold.AnswerFold;
import dev.limpid.charts.fold.StackSample;
import dev.limpid.charts.fold.StackSample.Line;
import dev.limpid.charts.fold.StackSample.Occurrence;
import dev.limpid.charts.stacks.GroupKey;
import dev.limpid.charts.statistics.InstallationCountEstimator;
import dev.limpid.charts.statistics.Intervals;
import dev.limpid.charts.statistics.Moments;
import dev.limpid.protocol.report.StackNameSyntax;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
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
    private final IntervalStatus intervalStatus;
    private final Moments base;
    private final int version;
    private final List<Sampled> samples = new ArrayList<>();
    private final Map<String, StackTally> found = new HashMap<>();
    private final Map<String, GroupKey> keys = new HashMap<>();
    private final Map<GroupKey, StackTally> groups = new HashMap<>();

    /** Caches shares by their sums: most stacks are rare, so many have the same share. */
    private final Map<Moments, Estimate> shares = new HashMap<>();

    private boolean cut;
    private double heaviest;
    private long machines;

    StackChartBuilder(AnswerFold fold, ChartWeeks weeks, IntervalStatus intervalStatus) {
        this.fold = fold;
        this.weeks = weeks;
        this.intervalStatus = intervalStatus;
        this.base = weeks.estimates().base();
        this.version = AnswerFold.versionSplitIndex(weeks.chart());
        this.heaviest = base.heaviest();
        weeks.weeks().forEach(this::addWeek);
    }

    /**
     * The lines of a week's sample.
     *
     * @param certain a line of at least this many machines is in the sample for sure
     */
    private record Sampled(List<Line> lines, double certain) {}

    private record InVersion(String stack, int version) {}

    private void addWeek(LocalDate week) {
        StackSample sample = fold.stacks()
                .get(new AnswerFold.StackKey(
                        (int) week.toEpochDay(), weeks.chart().index()));
        if (sample == null) {
            return;
        }
        List<Line> lines = sample.lines(); // cuts the sample, so the threshold is final only after this call
        double certain = 1 / sample.threshold();
        Sampled sampled = new Sampled(lines, certain);
        samples.add(sampled);
        for (Line line : sampled.lines()) {
            machines += line.machines();
            tally(line, certain, Occurrence::stack, found);
            tally(line, certain, one -> key(one.stack()), groups);
        }
        if (certain > 0) {
            cut = true;
            heaviest = Math.max(heaviest, base.heaviest() * Math.max(1, certain));
        }
    }

    /** Adds a line once to each of its stacks, or of their groups. */
    private static <K> void tally(Line line, double certain, Function<Occurrence, K> key, Map<K, StackTally> tallies) {
        if (line.stacks().size() == 1) {
            Occurrence only = line.stacks().get(0);
            tallies.computeIfAbsent(key.apply(only), any -> new StackTally()).add(line, certain, only.events());
            return;
        }
        Map<K, Long> events = new HashMap<>();
        for (Occurrence one : line.stacks()) {
            events.merge(key.apply(one), one.events(), StackTally::clipped);
        }
        events.forEach((of, count) ->
                tallies.computeIfAbsent(of, any -> new StackTally()).add(line, certain, count));
    }

    /** The tallies of some stacks by version. */
    private Map<String, SortedMap<Integer, StackTally>> versions(Set<String> stacks) {
        Map<String, SortedMap<Integer, StackTally>> versions = new HashMap<>();
        for (Sampled week : samples) {
            for (Line line : week.lines()) {
                Map<InVersion, Long> events = new HashMap<>();
                for (Occurrence one : line.stacks()) {
                    if (version >= 0 && one.values().get(version) >= 0 && stacks.contains(one.stack())) {
                        events.merge(
                                new InVersion(one.stack(), one.values().get(version)),
                                one.events(),
                                StackTally::clipped);
                    }
                }
                events.forEach((in, count) -> versions.computeIfAbsent(in.stack(), any -> new TreeMap<>())
                        .computeIfAbsent(in.version(), any -> new StackTally())
                        .add(line, week.certain(), count));
            }
        }
        return versions;
    }

    /** The tallies of some groups by the values of each split. */
    private Map<GroupKey, GroupTally> cells(Set<GroupKey> of) {
        Map<GroupKey, GroupTally> cells = new HashMap<>();
        of.forEach(group -> cells.put(group, new GroupTally()));
        for (Sampled week : samples) {
            week.lines().forEach(line -> GroupTally.add(line, week.certain(), this::key, cells));
        }
        return cells;
    }

    private GroupKey key(String stack) {
        return keys.computeIfAbsent(stack, any -> GroupKey.of(StackNameSyntax.frames(stack)));
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
        List<String> listed = mostFrequent(found);
        Map<String, SortedMap<Integer, StackTally>> versions = versions(Set.copyOf(listed));
        return fitting(
                listed,
                stack -> count(stack, versions.getOrDefault(stack, new TreeMap<>())),
                StackChartBuilder::length);
    }

    List<StackGroup> groups() {
        List<GroupKey> listed = mostFrequent(groups);
        Map<GroupKey, GroupTally> cells = cells(Set.copyOf(listed));
        return fitting(
                listed, group -> group(group, cells.getOrDefault(group, new GroupTally())), StackChartBuilder::length);
    }

    /** An element with its rank by frequency. */
    private record Ranked<K>(K key, String name, double share, long answers) {}

    /** The most frequent elements, as many as are listed at most. Nearly all of many are equally rare. */
    private <K> List<K> mostFrequent(Map<K, StackTally> all) {
        Comparator<Ranked<K>> order = Comparator.comparingDouble((Ranked<K> one) -> one.share())
                .thenComparingLong(Ranked::answers)
                .reversed()
                .thenComparing(Ranked::name);
        PriorityQueue<Ranked<K>> first = new PriorityQueue<>(order.reversed());
        all.forEach((key, of) -> {
            Ranked<K> next = new Ranked<>(key, key.toString(), share(of).value(), of.answers());
            Ranked<K> last = first.size() < LISTED ? null : first.peek();
            if (last == null || order.compare(next, last) < 0) {
                first.add(next);
            }
            if (first.size() > LISTED) {
                first.remove();
            }
        });
        return first.stream().sorted(order).map(Ranked::key).toList();
    }

    /**
     * Builds the elements that fit, most frequent first. The list ends where it is full: a shorter element further down
     * does not replace a more frequent one.
     */
    private static <K, D> List<D> fitting(List<K> listed, Function<K, D> draw, ToLongFunction<D> length) {
        List<D> drawn = new ArrayList<>();
        long text = 0;
        for (K one : listed) {
            D next = draw.apply(one);
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

    private StackCount count(String stack, SortedMap<Integer, StackTally> versions) {
        StackTally of = found.getOrDefault(stack, new StackTally());
        List<StackVersion> in = new ArrayList<>();
        versions.forEach((value, tally) ->
                in.add(new StackVersion(value(version, value), tally.answers(), tally.events(), share(tally))));
        return new StackCount(StackNameSyntax.frames(stack), of.answers(), of.events(), share(of), in);
    }

    private String value(int split, int value) {
        return weeks.chart().splits().get(split).values().get(value);
    }

    private StackGroup group(GroupKey group, GroupTally in) {
        StackTally all = groups.getOrDefault(group, new StackTally());
        List<GroupCell> cells = new ArrayList<>();
        in.cells()
                .forEach((splitValue, tally) -> cells.add(new GroupCell(
                        weeks.chart().splits().get(splitValue.split()).attribute(),
                        value(splitValue.split(), splitValue.value()),
                        tally.answers(),
                        tally.events(),
                        share(tally))));
        return new StackGroup(group, in.stacks(), all.answers(), all.events(), share(all), installations(all), cells);
    }

    /** If lines were left out, the number of machines with a stack varies like a Poisson number. */
    private Estimate share(StackTally of) {
        return shares.computeIfAbsent(of.addTo(base, weeks.estimates()), this::share);
    }

    private Estimate share(Moments all) {
        if (!cut) {
            return intervalStatus.applyTo(all.share());
        }
        return intervalStatus.applyTo(DecimalFormatting.estimate(
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
            return intervalStatus.applyTo(
                    DecimalFormatting.estimate(all.y() / span, low(all) / span, high(all) / span));
        }
        InstallationCountEstimator count = new InstallationCountEstimator(weeks.span());
        of.addTo(count, weeks, fold.plan());
        count.allowForUnseen(1, base.heaviest());
        return intervalStatus.applyTo(count.estimate());
    }
}
