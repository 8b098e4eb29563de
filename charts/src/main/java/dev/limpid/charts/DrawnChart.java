package dev.limpid.charts;

import java.util.List;
import java.util.Optional;

/**
 * One chart with its figures. Shares are of the reports that were asked: those that name the program and whose X is
 * within the rate of the chart's counters, each weighted by 1/rate.
 */
public sealed interface DrawnChart {

    /** What the chart is called and where it comes from. */
    Title title();

    /** How many reports were asked for this chart. */
    long asked();

    /** How many of them counted anything for it. */
    long answered();

    /** The chart over the weeks up to the period's end. */
    Trend trend();

    /** Sentences that belong beside this chart. */
    List<String> notes();

    /**
     * What a chart is called and where it comes from.
     *
     * @param id names the chart in addresses, stable as long as program and counter keep their names
     * @param title for people
     * @param description for people
     * @param issues the public discussions that decided it; empty for the charts every program has
     * @param program the program's name
     * @param counter the counter's prefix or name; {@code version}, {@code runtime}, {@code os} or {@code arch} for the
     *     charts every program has
     * @param unit what the figures count, or empty
     */
    record Title(
            String id,
            String title,
            String description,
            List<String> issues,
            String program,
            String counter,
            String unit) {
        public Title {
            issues = List.copyOf(issues);
        }
    }

    /**
     * Which installations have which bucket.
     *
     * @param buckets in the order of the configuration; one installation may have several
     * @param reweighting what was done to match known margins, if anything was to be matched
     */
    record Partition(
            Title title,
            long asked,
            long answered,
            List<Bucket> buckets,
            Optional<Reweighting> reweighting,
            Trend trend,
            List<String> notes)
            implements DrawnChart {
        public Partition {
            buckets = List.copyOf(buckets);
            notes = List.copyOf(notes);
        }
    }

    /**
     * How events are distributed over ordered buckets.
     *
     * @param buckets from the smallest bound to the largest
     * @param quantiles of the two distributions
     * @param largest the share of all events that the one installation with the most events holds
     */
    record Histogram(
            Title title,
            long asked,
            long answered,
            List<HistogramBucket> buckets,
            List<Quantile> quantiles,
            double largest,
            Optional<Reweighting> reweighting,
            Trend trend,
            List<String> notes)
            implements DrawnChart {
        public Histogram {
            buckets = List.copyOf(buckets);
            quantiles = List.copyOf(quantiles);
            notes = List.copyOf(notes);
        }
    }

    /**
     * How often P happens where N happens.
     *
     * @param over the denominator's counter N
     * @param installations among the installations with N: the share with P
     * @param distribution the installations with N by their own P/N, from {@code 0} upwards
     * @param pooled all P over all N
     * @param largest the share of all N that the one installation with the most holds
     */
    record Ratio(
            Title title,
            String over,
            long asked,
            long answered,
            Estimate installations,
            List<Bucket> distribution,
            Estimate pooled,
            double largest,
            Optional<Reweighting> reweighting,
            Trend trend,
            List<String> notes)
            implements DrawnChart {
        public Ratio {
            distribution = List.copyOf(distribution);
            notes = List.copyOf(notes);
        }
    }

    /**
     * Where in the program something happened.
     *
     * @param installations the share of installations that have any stack of this counter
     * @param stacks the commonest first
     * @param distinct how many different stacks the figures were taken from
     * @param sampledTo stacks of reports with an X above this were left out of {@code stacks} to bound the work; 1 if
     *     none were
     */
    record Stacks(
            Title title,
            long asked,
            long answered,
            Estimate installations,
            List<StackCount> stacks,
            long distinct,
            double sampledTo,
            Trend trend,
            List<String> notes)
            implements DrawnChart {
        public Stacks {
            stacks = List.copyOf(stacks);
            notes = List.copyOf(notes);
        }
    }

    /**
     * One bucket of a partition or of a ratio's distribution.
     *
     * @param name the bucket's name
     * @param reports how many reports have it
     * @param share the share of installations that have it
     * @param reweighted the same share reweighted to known margins, where that succeeded
     */
    record Bucket(String name, long reports, Estimate share, Optional<Estimate> reweighted) {}

    /**
     * One bucket of a histogram.
     *
     * @param name the bucket's name, such as {@code <10ms}
     * @param reports how many reports have it
     * @param events how many events these reports counted in it
     * @param mean the share of the mean installation's events: every installation counts the same
     * @param pooled the share of all events: every event counts the same
     * @param reweighted {@code mean} reweighted to known margins, where that succeeded
     */
    record HistogramBucket(
            String name, long reports, long events, Estimate mean, Estimate pooled, Optional<Estimate> reweighted) {}

    /**
     * The bucket that holds a quantile, as indexes into the chart's buckets.
     *
     * @param q the quantile, such as 0.5
     * @param mean in the mean installation's distribution
     * @param pooled in the pooled distribution
     */
    record Quantile(double q, BucketRange mean, BucketRange pooled) {}

    /** The bucket of a quantile and the buckets between which it lies with 99% confidence; -1 where there is no event. */
    record BucketRange(int bucket, int low, int high) {}

    /**
     * One stack.
     *
     * @param frames from the innermost outwards, as the report names them
     * @param reports how many of the reports taken have it
     * @param events how often it happened in them
     * @param share the share of installations that have it
     * @param versions the versions that have it, in the order of the chart of versions; a report with builds of two
     *     versions may be in both
     */
    record StackCount(List<String> frames, long reports, long events, Estimate share, List<StackVersion> versions) {
        public StackCount {
            frames = List.copyOf(frames);
            versions = List.copyOf(versions);
        }
    }

    /**
     * One stack in one version of the program.
     *
     * @param version the version; {@code other} for those in no configuration
     * @param reports how many of the reports taken have the stack in this version
     * @param events how often it happened in them
     * @param share the share of installations that have the stack in this version, of all that were asked
     */
    record StackVersion(String version, long reports, long events, Estimate share) {}
}
