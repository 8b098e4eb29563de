package dev.limpid.charts.statistics;

import dev.limpid.charts.DecimalFormatting;
import dev.limpid.charts.Estimate;

/**
 * Quantiles for the ends of 99% intervals. They use only operations that IEEE 754 and {@link StrictMath} define to the
 * bit, so every machine gets the same ends.
 */
public final class Intervals {

    /** The two-sided 99% point of the normal distribution: Φ(z) = 0.995. */
    public static final double Z = 2.5758293035489004;

    private Intervals() {}

    /**
     * The quantile of the beta distribution that corresponds to z standard deviations of the normal distribution, by
     * the cube roots of both parts of Fisher's F (E. Paulson, An approximate normalization of the analysis of variance
     * distribution, Annals of Mathematical Statistics 13 (1942); C. R. Blyth, Approximate binomial confidence limits,
     * JASA 81 (1986), finds it accurate to a few thousandths of the limit's distance). Far out in the tail, for a
     * parameter below 1, it gives 0 or 1.
     */
    static double beta(double a, double b, double z) {
        if (!(a > 0)) {
            return 0;
        }
        if (!(b > 0)) {
            return 1;
        }
        if (z < 0) {
            return 1 - beta(b, a, -z);
        }
        double s = 1 / (9 * a);
        double t = 1 / (9 * b);
        double leading = (1 - t) * (1 - t) - z * z * t;
        if (leading <= 0 || t >= 1) {
            return 1;
        }
        double inner = (1 - s) * (1 - s) * t + (1 - t) * (1 - t) * s - z * z * s * t;
        double root = ((1 - s) * (1 - t) + z * Math.sqrt(Math.max(0, inner))) / leading;
        double f = a / b * root * root * root;
        return f / (1 + f);
    }

    /**
     * The quantile of the gamma distribution with this mean and variance, by the same approach (E. B. Wilson and M. M.
     * Hilferty, The distribution of chi-square, Proceedings of the National Academy of Sciences 17 (1931)).
     */
    public static double gamma(double mean, double variance, double z) {
        if (!(mean > 0 && variance > 0)) {
            return mean;
        }
        double shape = mean * mean / variance;
        double root = Math.max(0, 1 - 1 / (9 * shape) + z / (3 * Math.sqrt(shape)));
        return mean * root * root * root;
    }

    /** The interval of a figure that can have any value from 0 upwards, on a logarithmic scale by the delta method. */
    static Estimate positive(double value, double standardError) {
        if (!(value > 0)) {
            return DecimalFormatting.estimate(0, 0, Math.max(0, Z * standardError));
        }
        double factor = StrictMath.exp(Z * standardError / value);
        return DecimalFormatting.estimate(value, value / factor, value * factor);
    }
}
