package dev.limpid.charts.statistics;

import dev.limpid.charts.DecimalFormatting;
import dev.limpid.charts.Estimate;

/**
 * Weighted sums over installations of two figures, with 0 ≤ y ≤ x for each: the share R = Σwy / Σwx and its interval
 * are computed from them. For a share of installations x is 1 and y is 0 or 1; for a mean share x is 1; for a share of
 * events x is an installation's number of events.
 *
 * @param x Σwx
 * @param y Σwy
 * @param xx Σw²x², where each answer counts as often as its machine may have answered
 * @param xy Σw²xy, likewise
 * @param yy Σw²y², likewise
 * @param heaviest the most that one installation adds to Σwx
 */
public record Moments(double x, double y, double xx, double xy, double yy, double heaviest) {

    private static final double MOST_ALIKE = 1e12;

    public static final Moments NONE = new Moments(0, 0, 0, 0, 0, 0);

    /** Adds sums over machines with one weight, each of which may have answered several times. */
    public Moments plus(
            double weight,
            double repeats,
            double ofX,
            double ofY,
            double ofXx,
            double ofXy,
            double ofYy,
            double largestX) {
        double square = weight * weight * repeats;
        return new Moments(
                x + weight * ofX,
                y + weight * ofY,
                xx + square * ofXx,
                xy + square * ofXy,
                yy + square * ofYy,
                Math.max(heaviest, weight * repeats * largestX));
    }

    /** The same, assuming that a machine with this weight may be missing. */
    public Moments allowingForUnseen(double unseen) {
        return unseen <= heaviest ? this : new Moments(x, y, xx, xy, yy, unseen);
    }

    /** All sums multiplied by a factor. */
    public Moments times(double part) {
        return new Moments(part * x, part * y, part * xx, part * xy, part * yy, part * heaviest);
    }

    /** The sums of both. */
    public Moments plus(Moments other) {
        return new Moments(
                x + other.x,
                y + other.y,
                xx + other.xx,
                xy + other.xy,
                yy + other.yy,
                Math.max(heaviest, other.heaviest));
    }

    /**
     * What is left after removing machines with this much of x: those that have the most of y, or those that have none.
     * If there is less, all of it is removed. Second moments shrink in proportion.
     */
    public Moments without(double taken, boolean withY) {
        double from = withY ? y : x - y;
        if (!(from > 0)) {
            return this;
        }
        double part = Math.min(1, taken / from);
        double square = part * (withY ? yy : Math.max(0, xx - 2 * xy + yy));
        return withY
                ? new Moments(x - part * y, y - part * y, xx - square, xy - square, yy - square, heaviest)
                : new Moments(x - part * from, y, xx - square, xy, yy, heaviest);
    }

    /**
     * R with its interval. Each end assumes one more installation, as heavy as the heaviest that was asked, at the
     * extreme of that end: with y = x for the upper end, with y = 0 for the lower one. The ends are the quantiles of
     * the beta distribution that has the mean R and the linearised variance V = Σw²(y − Rx)² / (Σwx)² of the sums. With
     * equal weights and y of 0 or 1 that is the exact interval of C. J. Clopper and E. S. Pearson (The use of
     * confidence or fiducial limits, Biometrika 26 (1934)). Matching the variance is E. L. Korn and B. I. Graubard's
     * step (Confidence intervals for proportions with small expected number of positive counts, Survey Methodology 24
     * (1998)); assuming that the heaviest may be missing is M. P. Fay and E. J. Feuer's (Confidence intervals for
     * directly standardized rates, Statistics in Medicine 16 (1997)).
     */
    public Estimate share() {
        return share(Intervals.Z);
    }

    /** The same with an interval of {@code z} standard deviations. */
    public Estimate share(double z) {
        return x > 0 ? DecimalFormatting.estimate(value(), low(z), high(z)) : Estimate.UNKNOWN;
    }

    /**
     * The ratio y / (x − y) of a part to the rest, with the interval that follows from that of R. It is rounded once,
     * at the end: near R = 1, rounding R in its last digit would change many digits of the ratio.
     */
    public Estimate odds(double z) {
        return x > 0
                ? DecimalFormatting.estimate(odds(y, x - y), odds(low(z), 1 - low(z)), odds(high(z), 1 - high(z)))
                : new Estimate(0, 0, Estimate.MOST_RATIO);
    }

    private static double odds(double part, double rest) {
        return rest > 0 ? Math.min(Estimate.MOST_RATIO, part / rest) : Estimate.MOST_RATIO;
    }

    /** R itself. */
    public double value() {
        return x > 0 ? Math.min(1, y / x) : 0;
    }

    /** The lower end of {@link #share}'s interval, for {@code z} standard deviations of the normal distribution. */
    double low(double z) {
        return x > 0 ? Math.min(value(), end(0, -z)) : 0;
    }

    /** The upper end of that interval. */
    double high(double z) {
        return x > 0 ? Math.max(value(), end(heaviest, z)) : 1;
    }

    /** The effective sample size for x: how many independent machines of equal weight would be as precise (Kish). */
    public double effectiveSampleSize() {
        return xx > 0 ? x * x / xx : 0;
    }

    private double end(double more, double z) {
        double whole = x + heaviest;
        double r = (y + more) / whole;
        double square = heaviest * heaviest;
        double variance = yy + more * more - 2 * r * (xy + more * heaviest) + r * r * (xx + square);
        // If all machines are alike, the variance is only rounding error.
        double n = Math.min(MOST_ALIKE, r * (1 - r) * whole * whole / Math.max(variance, Double.MIN_NORMAL));
        return Intervals.beta(n * r, n * (1 - r), z);
    }
}
