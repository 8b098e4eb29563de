package dev.limpid.charts;

import dev.limpid.charts.stacks.GroupKey;
import dev.limpid.protocol.answer.Attribute;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One chart with its figures. Shares are of the machines that the question was asked of: each answer stands for 1/rate of
 * them, those of machines that counted nothing included.
 */
public sealed interface DrawnChart {

    /** What the chart is called and where it comes from. */
    Title title();

    /** How much it is made of. */
    Basis basis();

    /** The figures of the machines with each value of the attributes that the chart tells builds apart by. */
    List<Split> splits();

    /** The chart over the weeks up to the period's end. */
    Trend trend();

    /** Sentences that belong beside this chart. */
    List<String> notes();

    /** How many comparisons between machines were made and judged together. */
    default long looked() {
        return splits().stream().mapToLong(Split::looked).sum();
    }

    /** How many machines answered the chart's question. */
    default long answers() {
        return basis().answers();
    }

    /** How many of them counted anything for it; of a ratio, what it is over. */
    default long counted() {
        return basis().counted();
    }

    /**
     * Whether its figures are of nobody: nobody answered or, of a histogram or ratio, nobody has what they are parts of. Then each is a 0
     * that nothing was counted for, and is not to be shown.
     */
    default boolean isOfNobody() {
        return answers() == 0 || ((this instanceof Histogram || this instanceof Ratio) && counted() == 0);
    }

    /** How many answers of one weight would say as much. */
    default double effective() {
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
     * @param by what an answer tells builds apart by, and all that it says of them
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
     * How much a chart is made of.
     *
     * @param answers how many machines answered, those that counted nothing included
     * @param counted how many of them counted anything for the chart; of a ratio, what it is over
     * @param effective how many answers of one weight would say as much (Kish): what sampling control goes by
     */
    record Basis(long answers, long counted, double effective) {}

    /**
     * Which machines have which bucket.
     *
     * @param buckets in the order of the configuration; one machine may have several
     * @param reweighting what was done to match known margins, if anything was to be matched
     */
    record Partition(
            Title title,
            Basis basis,
            List<Bucket> buckets,
            Optional<Reweighting> reweighting,
            List<Split> splits,
            Trend trend,
            List<String> notes)
            implements DrawnChart {
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
     * @param clip what a machine counts as at most in figures over all events, in every week of the trend; 0 without events
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
            implements DrawnChart {
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
     * @param installations among the machines with N: the share with P
     * @param distribution the machines with N by their own P/N, from {@code 0} upwards
     * @param pooled all P over all N
     * @param clip what the larger of a machine's P and N counts as at most in {@code pooled}, in every week of the trend; 0 without events
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
            implements DrawnChart {
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
     * @param stacks the commonest first
     * @param groups the stacks put together that are taken for one cause, the commonest group first; empty in charts that
     *     were published before stacks were grouped
     * @param distinct how many different stacks were looked at
     * @param sampled which part of the answers with stacks was looked at; 1 unless there were too many
     * @param leftOut how many of the answers say that they leave out stacks, since they had too many
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
            implements DrawnChart {
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
     * @param reweighted the same share reweighted to known margins, where that succeeded
     */
    record Bucket(String name, long answers, Estimate share, Optional<Estimate> reweighted) {}

    /**
     * One bucket of a histogram.
     *
     * @param name the bucket's name, such as {@code <10ms}
     * @param answers how many answers have it
     * @param events how many events these answers counted in it
     * @param mean the share of the mean machine's events: every machine counts the same
     * @param pooled the share of all events: every event counts the same, up to the chart's clip
     * @param reweighted {@code mean} reweighted to known margins, where that succeeded
     */
    record HistogramBucket(
            String name, long answers, long events, Estimate mean, Estimate pooled, Optional<Estimate> reweighted) {}

    /**
     * The bucket that holds a quantile, as indexes into the chart's buckets.
     *
     * @param q the quantile, such as 0.5
     * @param mean in the mean machine's distribution
     * @param pooled in the pooled distribution
     */
    record Quantile(double q, BucketRange mean, BucketRange pooled) {}

    /** The bucket of a quantile and the buckets between which it lies with 99% confidence; -1 where there is no event. */
    record BucketRange(int bucket, int low, int high) {}

    /**
     * One stack.
     *
     * @param frames from the innermost outwards, as the answer names them
     * @param answers how many of the answers that were looked at have it
     * @param events how often it happened in them
     * @param share the share of machines that have it
     * @param versions the versions that have it, in their order; a machine that ran two versions may be in both. Empty if
     *     the chart does not tell versions apart
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
     * @param answers how many of the answers that were looked at have the stack in this version
     * @param events how often it happened in them
     * @param share the share of machines that have the stack in this version, of all that the question was asked of
     */
    record StackVersion(String version, long answers, long events, Estimate share) {}

    /**
     * Stacks that are taken for one cause. A machine that has several of them counts once.
     *
     * @param key what they have in common
     * @param stacks how many different ones were looked at
     * @param answers how many of the answers that were looked at have any of them
     * @param events how often they happened in these
     * @param share the share of machines that have any of them
     * @param installations how many machines that is, in the mean week
     * @param cells the values of the attributes that the chart tells builds apart by, in which any of them was seen
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

        /** The values of an attribute with any of its stacks, in their order. */
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
     * @param share the share of machines that have any of its stacks there, of all that the question was asked of
     */
    record GroupCell(Attribute by, String value, long answers, long events, Estimate share) {}

    /**
     * The chart by the values of one attribute: a machine that ran two versions is in both, with what it counted in each.
     *
     * @param by the attribute
     * @param cells its values that any answer has, in their order
     * @param looked how many comparisons were made between machines with some of these values and all others. Those of all
     *     splits of a chart were judged together
     * @param differences those that are certain, the strongest first: of each value against all others, and for each
     *     figure the strongest since a version
     */
    record Split(Attribute by, List<Cell> cells, long looked, List<Difference> differences) {
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
     * @param figures what the chart shows of them; empty if they are too few to say anything
     * @param quantiles of a histogram: where the mean machine's events lie; empty likewise
     */
    record Cell(String value, long answers, List<Figure> figures, List<CellQuantile> quantiles) {

        /** Of fewer effective answers than these no figures are shown. */
        public static final int LEAST = 50;

        /** Stands for every value that is not named, and for what was made coarser before it was published. */
        public static final String OTHER = "other";

        public Cell {
            figures = List.copyOf(figures);
            quantiles = List.copyOf(quantiles);
        }

        /** A cell of a chart that has no quantiles. */
        public Cell(String value, long answers, List<Figure> figures) {
            this(value, answers, figures, List.of());
        }

        /** Whether these are too few machines to say anything. */
        public boolean isTooSmall() {
            return figures.isEmpty();
        }
    }

    /**
     * The bucket that holds a quantile of the mean machine's events, of the machines of a cell.
     *
     * @param q the quantile, such as 0.5
     * @param mean in indexes into the chart's buckets
     */
    record CellQuantile(double q, BucketRange mean) {}

    /**
     * One figure of a cell.
     *
     * @param name of the figure, as in {@link Trend.Series}: a bucket, or {@code installations} or {@code pooled}
     */
    record Figure(String name, Estimate estimate) {}
}
