package dev.limpid.charts.estimate;

import dev.limpid.charts.Estimate;
import dev.limpid.charts.fold.AnswerFold.AskedSums;
import dev.limpid.charts.fold.ChartSums;
import dev.limpid.charts.fold.ChartSums.TotalBin;
import dev.limpid.charts.plan.PlannedChart;
import dev.limpid.charts.statistics.InstallationCountEstimator;
import dev.limpid.charts.statistics.Intervals;
import dev.limpid.charts.statistics.Moments;
import dev.limpid.protocol.chart.ChartType;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Computes the figures of one chart from its sums. An answer that was asked for with probability π stands for 1/π
 * machines (D. G. Horvitz and D. J. Thompson, A generalization of sampling without replacement from a finite universe,
 * JASA 47 (1952)); shares divide by the weighted number of answers (J. Hájek, 1971), with the intervals of {@link
 * Moments#share}.
 *
 * <p>Large weights are trimmed: {@link TrimmedWeights}. Trimming causes a bias that no variance reflects, so figures
 * with trimmed weights have no interval: {@link #intervalStatus}.
 *
 * <p>A configuration in force may have been in use although no drawn machine used it. So intervals assume one more
 * machine that was asked at the smallest rate in force.
 *
 * <p>Figures over all events clip each machine's total at a {@link Clip}, all of its counts by the same factor (a
 * winsorised mean: J.-F. Beaumont and L.-P. Rivest, Dealing with outliers in survey data, Handbook of Statistics 29A
 * (2009)). They estimate the population's figure with the same clip, and their intervals are for that; the clip is
 * published with them.
 */
public final class AnswerEstimates {

    private final PlannedChart chart;
    private final List<WeightedSums> parts;
    private final TrimmedWeights weights;
    private final double unseen;
    private final boolean trimmed;
    private final Clip clip;

    /** Sums with one weight, and the columns that were asked for. */
    private record WeightedSums(AskedSums asked, BitSet columns, double weight, double repeats) {
        ChartSums sums() {
            return asked.sums();
        }
    }

    /**
     * Estimates of a chart over some weeks.
     *
     * @param weeks in how many weeks a machine may have answered
     * @param unseen the weight of a machine that was asked at the smallest rate in force and may be missing
     * @param clip the most that one machine counts as in figures over all events
     */
    AnswerEstimates(PlannedChart chart, List<AskedSums> asked, int weeks, double unseen, Clip clip) {
        this.chart = chart;
        this.unseen = unseen;
        this.clip = clip;
        this.weights = TrimmedWeights.of(asked);
        this.trimmed = asked.stream().anyMatch(weights::trims);
        this.parts = asked.stream().map(one -> weighted(one, weeks)).toList();
    }

    private AnswerEstimates(AnswerEstimates whole, List<WeightedSums> parts) {
        this.chart = whole.chart;
        this.unseen = whole.unseen;
        this.weights = whole.weights;
        this.trimmed = whole.trimmed;
        this.clip = whole.clip;
        this.parts = parts;
    }

    private WeightedSums weighted(AskedSums one, int weeks) {
        double repeats = 1 + (weeks - 1) * one.question().rate();
        return new WeightedSums(one, chart.asked(one.question()), weights.of(one), repeats);
    }

    /** Estimates for the machines in a cell, with the weights and the clip of all machines. */
    AnswerEstimates forCell(List<AskedSums> cell, int weeks) {
        return new AnswerEstimates(
                this, cell.stream().map(one -> weighted(one, weeks)).toList());
    }

    /** Estimates for several cells, each additionally weighted by a factor. */
    AnswerEstimates reweighted(List<List<AskedSums>> cells, double[] factors, int weeks) {
        List<WeightedSums> all = new ArrayList<>();
        for (int i = 0; i < factors.length; i++) {
            for (AskedSums one : cells.get(i)) {
                WeightedSums before = weighted(one, weeks);
                all.add(new WeightedSums(one, before.columns(), before.weight() * factors[i], before.repeats()));
            }
        }
        return new AnswerEstimates(this, all);
    }

    /** How many machines the answers stand for. */
    public double machines() {
        return parts.stream()
                .mapToDouble(part -> part.weight() * part.sums().answers())
                .sum();
    }

    /** What a machine counts as at most in figures over all events. */
    public Clip clip() {
        return clip;
    }

    /** Whether any machine counts for less than its total. */
    public boolean isClipped() {
        for (WeightedSums part : parts) {
            for (int bin = 0; bin < TotalBin.COUNT; bin++) {
                if (clip.shrinks(bin) && part.sums().find(bin) != null) {
                    return true;
                }
            }
        }
        return false;
    }

    /** How certain these figures are, given how certain they would be without trimming. */
    public IntervalStatus intervalStatus(IntervalStatus otherwise) {
        return otherwise == IntervalStatus.SURE && trimmed ? IntervalStatus.TRIMMED : otherwise;
    }

    /** How many machines have a total in each bin; the index is that of {@link TotalBin}. */
    public List<Double> sizes() {
        List<Double> sizes = new ArrayList<>();
        for (int bin = 0; bin < TotalBin.COUNT; bin++) {
            double machines = 0;
            for (WeightedSums part : parts) {
                TotalBin sums = part.sums().find(bin);
                machines += sums == null ? 0 : part.weight() * sums.n();
            }
            sizes.add(machines);
        }
        return sizes;
    }

    /** The number of all answers, including empty ones. */
    public long answers() {
        return parts.stream().mapToLong(part -> part.sums().answers()).sum();
    }

    /** The number of answers that counted anything; for a ratio, that have N. */
    public long answered() {
        return parts.stream().mapToLong(part -> part.sums().answered()).sum();
    }

    /** How often a bucket was counted in all answers. */
    public long events(int bucket) {
        long events = 0;
        for (WeightedSums part : parts) {
            for (int bin = 0; bin < TotalBin.COUNT; bin++) {
                TotalBin sums = part.sums().find(bin);
                long more = sums == null ? 0 : sums.events(bucket);
                events = more > Long.MAX_VALUE - events ? Long.MAX_VALUE : events + more;
            }
        }
        return events;
    }

    /** The number of answers that left out stacks. */
    public long leftOut() {
        return parts.stream().mapToLong(part -> part.sums().leftOut()).sum();
    }

    /** Sums for stacks: what lines of one configuration stand for, with how often a machine may have answered. */
    public Moments stacks(int config, double machines, double squares) {
        for (WeightedSums part : parts) {
            if (part.asked().config() == config) {
                return Moments.NONE.plus(part.weight(), part.repeats(), 0, machines, 0, squares, squares, 0);
            }
        }
        return Moments.NONE;
    }

    /** The sums that a share of all machines is computed from. */
    public Moments base() {
        Moments moments = Moments.NONE;
        for (WeightedSums part : parts) {
            double n = part.sums().answers();
            moments = moments.plus(part.weight(), part.repeats(), n, 0, n, 0, 0, Math.min(1, n));
        }
        return moments.allowingForUnseen(unseen);
    }

    /**
     * Adds these answers to a count of machines with the given share. The count's variance takes the weights into
     * account, so none are trimmed.
     */
    public void addTo(InstallationCountEstimator count, double share) {
        for (WeightedSums part : parts) {
            count.add(share, 1 / part.asked().question().rate(), part.sums().answers());
        }
        count.allowForUnseen(share, unseen);
    }

    /** The number of answers that have a bucket; for a ratio, that are in a bin. */
    public long answersInBucket(int bucket) {
        return parts.stream().mapToLong(part -> part.sums().hits(bucket)).sum();
    }

    /**
     * The effective sample size, how many independent answers of equal weight would be as precise: (Σw)²/Σw² (L. Kish,
     * Survey Sampling, 1965).
     */
    public double effectiveSampleSize() {
        double sum = 0;
        double squares = 0;
        for (WeightedSums part : parts) {
            sum += part.weight() * part.sums().answers();
            squares +=
                    part.weight() * part.weight() * part.repeats() * part.sums().answers();
        }
        return squares > 0 ? sum * sum / squares : 0;
    }

    /** Of all machines that were asked, the share that counted anything. */
    public Estimate answeredShare() {
        return answeredMoments().share();
    }

    Moments answeredMoments() {
        return moments(sums -> sums.answered(), sums -> sums.answers(), -1);
    }

    /** Of all machines that were asked for a bucket of a partition, the share that has it. */
    public Estimate share(int bucket) {
        return shareMoments(bucket).share();
    }

    Moments shareMoments(int bucket) {
        return moments(sums -> sums.hits(bucket), sums -> sums.answers(), bucket);
    }

    /** Of the machines that have N, the share in a bin. */
    public Estimate bin(int bin) {
        return moments(sums -> sums.hits(bin), sums -> sums.answered(), -1).share();
    }

    /** Of the machines that have N, the share that has P. */
    public Estimate shareWithNumerator() {
        return numeratorMoments().share();
    }

    Moments numeratorMoments() {
        return moments(sums -> sums.countWithNumerator(), sums -> sums.answered(), -1);
    }

    private Moments moments(ToDoubleFunction<ChartSums> hits, ToDoubleFunction<ChartSums> base, int bucket) {
        Moments moments = Moments.NONE;
        for (WeightedSums part : parts) {
            if (bucket < 0 || part.columns().get(bucket)) {
                double n = base.applyAsDouble(part.sums());
                double y = hits.applyAsDouble(part.sums());
                moments = moments.plus(part.weight(), part.repeats(), n, y, n, y, y, Math.min(1, n));
            }
        }
        return moments.allowingForUnseen(unseen);
    }

    /** A bucket's share of a machine's events, averaged over machines. */
    public Estimate mean(int bucket) {
        return meanMoments(bucket).share();
    }

    /** The same of all buckets up to this one. */
    public Estimate meanUpTo(int bucket) {
        return meanMoments(chart.columns().size() + bucket).share();
    }

    Moments meanMoments(int column) {
        Moments moments = Moments.NONE;
        for (WeightedSums part : parts) {
            double first = 0;
            double second = 0;
            for (int bin = 0; bin < TotalBin.COUNT; bin++) {
                TotalBin sums = part.sums().find(bin);
                first += sums == null ? 0 : sums.share(column);
                second += sums == null ? 0 : sums.shareSquared(column);
            }
            double n = part.sums().answered();
            first = Math.min(first, n);
            second = Math.min(second, first);
            moments = moments.plus(part.weight(), part.repeats(), n, first, n, first, second, Math.min(1, n));
        }
        return moments.allowingForUnseen(unseen);
    }

    /** A bucket's share of all events, with each machine's events clipped. */
    public Estimate pooled(int bucket) {
        return pooledMoments(bucket).share();
    }

    /** The same of all buckets up to this one. */
    public Estimate pooledUpTo(int bucket) {
        return pooledMoments(chart.columns().size() + bucket).share();
    }

    /**
     * All P over all N. For each machine the larger of both is clipped, and the other is scaled with it. Computed as
     * s/(1 − s), where s is the share that P has of both: a share is bounded, whatever the tails of P and N, and its
     * interval gives that of the ratio.
     */
    public Estimate ratio() {
        return pooledMoments(0).odds(Intervals.Z);
    }

    Moments pooledMoments(int column) {
        // Squares are convex, so the second moments of the mixture are at most those of its parts.
        Moments low = pooledOf(column, clip.exponent()).times(1 - clip.part());
        Moments high = pooledOf(column, clip.exponent() + 1).times(clip.part());
        return low.plus(high).allowingForUnseen(Math.max(unseen * clip.limit(), low.heaviest() + high.heaviest()));
    }

    private Moments pooledOf(int column, int exponent) {
        Moments moments = Moments.NONE;
        for (WeightedSums part : parts) {
            for (int bin = 0; bin < TotalBin.COUNT; bin++) {
                TotalBin sums = part.sums().find(bin);
                if (sums != null) {
                    boolean isWhole = bin <= exponent;
                    ClippedSums of = chart.type() == ChartType.RATIO
                            ? ClippedSums.ofRatio(sums, isWhole)
                            : ClippedSums.of(sums, column, isWhole);
                    double most = TotalBin.most(isWhole ? bin : exponent);
                    moments = of.addTo(moments, part.weight(), part.repeats(), isWhole ? 1 : most, most);
                }
            }
        }
        return moments;
    }
}
