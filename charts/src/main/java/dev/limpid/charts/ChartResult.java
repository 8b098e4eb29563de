package dev.limpid.charts;

import dev.limpid.charts.stacks.GroupKey;
import dev.limpid.protocol.answer.Attribute;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One chart with its figures. Shares are shares of the machines that the question was asked of. Each answer stands for
 * 1/rate of them, including answers of machines that counted nothing.
 */
public sealed interface ChartResult {

    /** What the chart is called and where it comes from. */
    Title title();

    /** How much data it is based on. */
    Basis basis();

    /** For each attribute by which the chart distinguishes builds, the figures of the machines with each value. */
    List<Split> splits();

    /** The chart over the weeks up to the period's end. */
    Trend trend();

    /** Sentences to show next to this chart. */
    List<String> notes();

    /** How many comparisons between groups of machines were made and tested together. */
    default long comparisonCount() {
        return splits().stream().mapToLong(Split::comparisonCount).sum();
    }

    /** How many machines answered the chart's question. */
    default long answers() {
        return basis().answers();
    }

    /** How many of them counted anything for it; for a ratio, how many have its denominator. */
    default long machinesWithCounts() {
        return basis().counted();
    }

    /**
     * Whether its figures describe nobody: nobody answered or, for a histogram or a ratio, nobody has the events that
     * it divides by. Each figure is then a 0 without any data, and must not be shown.
     */
    default boolean hasNoData() {
        return answers() == 0 || ((this instanceof Histogram || this instanceof Ratio) && machinesWithCounts() == 0);
    }

    /** The effective sample size: how many answers of equal weight would be as precise. */
    default double effectiveSampleSize() {
        return basis().effective();
    }

    /**
     * What a chart is called and where it comes from.
     *
     * @param id names the chart in addresses, stable as long as program and chart keep their names
     * @param chart the full ID, as answers name it: {@code org.example/tool/commands}
     * @param title for people
     * @param description for people
     * @param issues the public discussions that decided it
     * @param program the program's name
     * @param counter the counter's prefix or name
     * @param unit what the figures count, or empty
     * @param by the attributes by which an answer distinguishes builds; it says nothing else about them
     */
    record Title(
            String id,
            String chart,
            String title,
            String description,
            List<String> issues,
            String program,
            String counter,
            String unit,
            Set<Attribute> by) {
        public Title {
            issues = List.copyOf(issues);
            EnumSet<Attribute> copy = EnumSet.noneOf(Attribute.class);
            copy.addAll(by);
            by = Collections.unmodifiableSet(copy);
        }
    }

    /**
     * How much data a chart is based on.
     *
     * @param answers how many machines answered, including those that counted nothing
     * @param counted how many of them counted anything for the chart; for a ratio, how many have its denominator
     * @param effective the effective sample size (Kish), which sampling control uses: how many answers of equal weight
     *     would be as precise
     */
    record Basis(long answers, long counted, double effective) {}

    /**
     * Which machines have which bucket.
     *
     * @param buckets in the order of the configuration; one machine may have several
     * @param reweighting the result of matching the known margins, if there are any
     */
    record Partition(
            Title title,
            Basis basis,
            List<Bucket> buckets,
            Optional<Reweighting> reweighting,
            List<Split> splits,
            Trend trend,
            List<String> notes)
            implements ChartResult {
        public Partition {
            buckets = List.copyOf(buckets);
            splits = List.copyOf(splits);
            notes = List.copyOf(notes);
        }
    }

    /**
     * How events are distributed over ordered buckets.
     *
     * @param buckets from the smallest bound to the largest
     * @param quantiles of the two distributions
     * @param clip the most that one machine's events count as in figures over all events, in every week of the trend; 0
     *     without events
     */
    record Histogram(
            Title title,
            Basis basis,
            List<HistogramBucket> buckets,
            List<Quantile> quantiles,
            double clip,
            Optional<Reweighting> reweighting,
            List<Split> splits,
            Trend trend,
            List<String> notes)
            implements ChartResult {
        public Histogram {
            buckets = List.copyOf(buckets);
            quantiles = List.copyOf(quantiles);
            splits = List.copyOf(splits);
            notes = List.copyOf(notes);
        }
    }

    /**
     * How often P happens where N happens.
     *
     * @param over the denominator's counter N
     * @param installations among the machines with N, the share that also has P
     * @param distribution the machines with N by their own P/N, in bins from {@code 0} upwards
     * @param pooled all P over all N
     * @param clip the most that the larger of a machine's P and N counts as in {@code pooled}, in every week of the
     *     trend; 0 without events
     */
    record Ratio(
            Title title,
            String over,
            Basis basis,
            Estimate installations,
            List<Bucket> distribution,
            Estimate pooled,
            double clip,
            Optional<Reweighting> reweighting,
            List<Split> splits,
            Trend trend,
            List<String> notes)
            implements ChartResult {
        public Ratio {
            distribution = List.copyOf(distribution);
            splits = List.copyOf(splits);
            notes = List.copyOf(notes);
        }
    }

    /**
     * Where in the program something happened.
     *
     * @param installations the share of machines that have any stack of this counter
     * @param stacks the most common first
     * @param groups groups of stacks that are attributed to one cause, the most common group first; empty in charts
     *     that were published before stacks were grouped
     * @param distinct how many different stacks the sample has
     * @param sampled which part of the answers with stacks the sample has; 1 unless there were too many
     * @param leftOut how many of the answers report that they left out stacks, since they had too many
     */
    record Stacks(
            Title title,
            Basis basis,
            Estimate installations,
            List<StackCount> stacks,
            List<StackGroup> groups,
            long distinct,
            double sampled,
            long leftOut,
            List<Split> splits,
            Trend trend,
            List<String> notes)
            implements ChartResult {
        public Stacks {
            stacks = List.copyOf(stacks);
            groups = List.copyOf(groups);
            splits = List.copyOf(splits);
            notes = List.copyOf(notes);
        }
    }

    /**
     * One bucket of a partition or of a ratio's distribution.
     *
     * @param name the bucket's name
     * @param answers how many answers have it
     * @param share the share of machines that have it
     * @param reweighted the same share reweighted to known margins, if that succeeded
     */
    record Bucket(String name, long answers, Estimate share, Optional<Estimate> reweighted) {}

    /**
     * One bucket of a histogram.
     *
     * @param name the bucket's name, such as {@code <10ms}
     * @param answers how many answers have it
     * @param events how many events these answers counted in it
     * @param mean the bucket's share of a machine's events, averaged over machines: every machine counts the same
     * @param pooled the bucket's share of all events: every event counts the same, up to the chart's clip
     * @param reweighted {@code mean} reweighted to known margins, if that succeeded
     */
    record HistogramBucket(
            String name, long answers, long events, Estimate mean, Estimate pooled, Optional<Estimate> reweighted) {}

    /**
     * The bucket that contains a quantile, as indexes into the chart's buckets.
     *
     * @param q the quantile, such as 0.5
     * @param mean in the distribution of an average machine
     * @param pooled in the pooled distribution
     */
    record Quantile(double q, BucketRange mean, BucketRange pooled) {}

    /** The bucket of a quantile, and the range of buckets that contains it with 99% confidence; -1 without events. */
    record BucketRange(int bucket, int low, int high) {}

    /**
     * One stack.
     *
     * @param frames from the innermost outwards, as the answer names them
     * @param answers how many answers of the sample have it
     * @param events how often it happened in them
     * @param share the share of machines that have it
     * @param versions the versions that have it, in their order; a machine that ran two versions may be in both. Empty
     *     if the chart does not distinguish versions
     */
    record StackCount(List<String> frames, long answers, long events, Estimate share, List<StackVersion> versions) {
        public StackCount {
            frames = List.copyOf(frames);
            versions = List.copyOf(versions);
        }
    }

    /**
     * One stack in one version of the program.
     *
     * @param version the version; {@code other} for those in no configuration
     * @param answers how many answers of the sample have the stack in this version
     * @param events how often it happened in them
     * @param share the machines that have the stack in this version, as a share of all that the question was asked of
     */
    record StackVersion(String version, long answers, long events, Estimate share) {}

    /**
     * Stacks that are attributed to one cause. A machine that has several of them counts once.
     *
     * @param key what they have in common
     * @param stacks how many different ones the sample has
     * @param answers how many answers of the sample have any of them
     * @param events how often they happened in these answers
     * @param share the share of machines that have any of them
     * @param installations how many machines that is, in an average week
     * @param cells the values of the chart's attributes with which any of them was seen
     */
    record StackGroup(
            GroupKey key,
            long stacks,
            long answers,
            long events,
            Estimate share,
            Estimate installations,
            List<GroupCell> cells) {
        public StackGroup {
            cells = List.copyOf(cells);
        }

        /** The values of an attribute that have any of its stacks, in their order. */
        public List<String> values(Attribute by) {
            return cells.stream()
                    .filter(cell -> cell.by() == by)
                    .map(GroupCell::value)
                    .toList();
        }
    }

    /**
     * A group of stacks on the machines with one value of an attribute.
     *
     * @param share the machines that have any of its stacks with this value, as a share of all that the question was
     *     asked of
     */
    record GroupCell(Attribute by, String value, long answers, long events, Estimate share) {}

    /**
     * The chart by the values of one attribute. A machine that ran two versions is in both cells, with what it counted
     * in each.
     *
     * @param by the attribute
     * @param cells the values that any answer has, in their order
     * @param comparisonCount how many comparisons were made between machines with some of these values and all others. The
     *     comparisons of all splits of a chart are tested together
     * @param differences the certain differences, strongest first: those of each value from all others, and for each
     *     figure the strongest one since a version
     */
    record Split(Attribute by, List<Cell> cells, long comparisonCount, List<Difference> differences) {
        public Split {
            cells = List.copyOf(cells);
            differences = List.copyOf(differences);
        }

        /** A split in which nothing was compared. */
        public Split(Attribute by, List<Cell> cells) {
            this(by, cells, 0, List.of());
        }

        /** The certain difference of a value's figure from that of all other machines. */
        public Optional<Difference> difference(String value, String figure) {
            return differences.stream()
                    .filter(one -> one.since().isEmpty()
                            && one.value().equals(Optional.of(value))
                            && one.figure().equals(figure))
                    .findFirst();
        }
    }

    /**
     * The machines with one value of an attribute.
     *
     * @param value the value, such as a version; {@code other} for those in no configuration
     * @param answers how many answers have it
     * @param figures the chart's figures for these machines; empty if there are too few of them
     * @param quantiles for a histogram, the quantiles of an average machine's events; empty likewise
     */
    record Cell(String value, long answers, List<Figure> figures, List<CellQuantile> quantiles) {

        /** A cell with fewer effective answers than this shows no figures. */
        public static final int LEAST = 50;

        /** Stands for every value that is not named, and for values that were coarsened before publication. */
        public static final String OTHER = "other";

        public Cell {
            figures = List.copyOf(figures);
            quantiles = List.copyOf(quantiles);
        }

        /** A cell of a chart that has no quantiles. */
        public Cell(String value, long answers, List<Figure> figures) {
            this(value, answers, figures, List.of());
        }

        /** Whether there are too few machines to show figures. */
        public boolean isTooSmall() {
            return figures.isEmpty();
        }
    }

    /**
     * The bucket that contains a quantile of an average machine's events, among the machines of a cell.
     *
     * @param q the quantile, such as 0.5
     * @param mean as indexes into the chart's buckets
     */
    record CellQuantile(double q, BucketRange mean) {}

    /**
     * One figure of a cell.
     *
     * @param name the figure's name, as in {@link Trend.Series}: a bucket, {@code installations} or {@code pooled}
     */
    record Figure(String name, Estimate estimate) {}
}
