package dev.limpid.charts.statistics;

import dev.limpid.charts.DecimalFormatting;
import dev.limpid.charts.Estimate;

/**
 * How many machines there were in a week: N = Σ1/π, averaged over the weeks from the first to the last that has
 * answers. The number of machines that were not asked is a sum of negative binomial numbers (each machine draws again
 * each week), with the mean Σ(1−π)/π and the variance Σ(1−π)/π². The ends of the interval are quantiles of the gamma
 * distribution with this mean and variance; the upper one assumes one more answer of the largest weight. The number of
 * machines in all weeks together is whole, so each end is rounded outwards to a whole number: if few machines are asked
 * at a high rate, it is likely that all were drawn and none is missing. Mutable.
 *
 * <p>Several charts each estimate N for the same machines. The estimates are averaged with shares b that add up to 1
 * and do not depend on who was drawn, so N stays unbiased. Since each machine draws independently for each question,
 * variances add up with b² (H. O. Hartley, Multiple frame surveys, Proceedings of the Social Statistics Section, ASA,
 * 1962; and combining by known precision, W. G. Cochran, Problems arising in the analysis of a series of similar
 * experiments, 1937).
 *
 * <p>For one thread at a time.
 */
public final class InstallationCountEstimator {

    private final double weeks;
    private double answers;
    private double unseen;
    private double variance;
    private double largest;
    private double largestVariance;

    /** A count without answers, over this many weeks. */
    public InstallationCountEstimator(int weeks) {
        this.weeks = weeks;
    }

    /** Adds answers with one weight to a chart that has this share in the count. */
    public void add(double share, double weight, long count) {
        double more = share * (weight - 1) / weeks;
        answers += share * count / weeks;
        unseen += count * more;
        variance += count * more * share * weight / weeks;
        allowForUnseen(share, weight);
    }

    /** Assumes that an answer with this weight may be missing. */
    public void allowForUnseen(double share, double weight) {
        double more = share * (weight - 1) / weeks;
        largest = Math.max(largest, more);
        largestVariance = Math.max(largestVariance, more * share * weight / weeks);
    }

    public Estimate estimate() {
        double low = Intervals.gamma(unseen, variance, -Intervals.Z);
        double high = Intervals.gamma(unseen + largest, variance + largestVariance, Intervals.Z);
        return DecimalFormatting.estimate(
                answers + unseen, Math.floor(whole(answers + low)) / weeks, Math.ceil(whole(answers + high)) / weeks);
    }

    /**
     * The number for all weeks together, rounded so that floating-point errors do not turn a whole number into a
     * fraction.
     */
    private double whole(double machines) {
        return DecimalFormatting.round(machines * weeks);
    }
}
