package dev.limpid.charts;

/**
 * How many machines there were in a week: N = Σ1/π, on average over the weeks from the first to the last that has answers.
 * Those that were not asked are a sum of negative binomial numbers (each draws anew), with the mean Σ(1−π)/π and the
 * variance Σ(1−π)/π²; the ends of the interval are those of the gamma distribution that has both, the upper one supposing
 * one more answer of the largest weight. Mutable.
 */
final class InstallationCount {

    private final double weeks;
    private double answers;
    private double unseen;
    private double variance;
    private double largest;
    private double largestVariance;

    /** A count of no answers, over so many weeks. */
    InstallationCount(int weeks) {
        this.weeks = weeks;
    }

    /** Adds answers of one weight. */
    void add(double weight, long count) {
        double more = (weight - 1) / weeks;
        double squared = more * weight / weeks;
        answers += count / weeks;
        unseen += count * more;
        variance += count * squared;
        suppose(weight);
    }

    /** Supposes that an answer of this weight may have been missed. */
    void suppose(double weight) {
        double more = (weight - 1) / weeks;
        largest = Math.max(largest, more);
        largestVariance = Math.max(largestVariance, more * weight / weeks);
    }

    Estimate estimate() {
        double low = Intervals.gamma(unseen, variance, -Intervals.Z);
        double high = Intervals.gamma(unseen + largest, variance + largestVariance, Intervals.Z);
        return Figures.estimate(answers + unseen, answers + low, answers + high);
    }
}
