package dev.limpid.charts.statistics;

import dev.limpid.charts.DecimalFormatting;
import dev.limpid.charts.Estimate;

/**
 * How many machines there were in a week: N = Σ1/π, on average over the weeks from the first to the last that has answers.
 * Those that were not asked are a sum of negative binomial numbers (each draws anew), with the mean Σ(1−π)/π and the
 * variance Σ(1−π)/π²; the ends of the interval are those of the gamma distribution that has both, the upper one supposing
 * one more answer of the largest weight. There are whole machines in all weeks together, so each end goes on to the next
 * whole number: of few machines that are asked at a high rate it is likely that all were drawn, and none is missing. Mutable.
 *
 * <p>Several charts each tell N of the same machines. They are averaged with shares b that add up to 1 and do not depend on
 * who was drawn, so N stays unbiased; since each machine draws for each question by itself, variances add up as b²
 * (H. O. Hartley, Multiple frame surveys, Proceedings of the Social Statistics Section, ASA, 1962; and combining by
 * known precision, W. G. Cochran, Problems arising in the analysis of a series of similar experiments, 1937).
 *
 * <p>For one thread at a time.
 */
public final class InstallationCount {

    private final double weeks;
    private double answers;
    private double unseen;
    private double variance;
    private double largest;
    private double largestVariance;

    /** A count of no answers, over so many weeks. */
    public InstallationCount(int weeks) {
        this.weeks = weeks;
    }

    /** Adds answers of one weight to a chart that has this share in the count. */
    public void add(double share, double weight, long count) {
        double more = share * (weight - 1) / weeks;
        answers += share * count / weeks;
        unseen += count * more;
        variance += count * more * share * weight / weeks;
        suppose(share, weight);
    }

    /** Supposes that an answer of this weight may have been missed. */
    public void suppose(double share, double weight) {
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

    /** Of all weeks together, without what rounding on the way made of a whole number. */
    private double whole(double machines) {
        return DecimalFormatting.round(machines * weeks);
    }
}
