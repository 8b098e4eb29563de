package dev.limpid.charts.compare;

import dev.limpid.charts.DecimalFormatting;
import dev.limpid.charts.Estimate;
import java.util.Optional;

/**
 * The difference or ratio of two figures, with an interval made from the interval of each: the variances at the ends
 * that matter are recovered from the intervals and added up (MOVER: R. G. Newcombe, Interval estimation for the
 * difference between independent proportions, Statistics in Medicine 17 (1998); G. Y. Zou and A. Donner, Construction
 * of confidence limits about effect measures, Statistics in Medicine 27 (2008)). No variance is published, so this is
 * what anybody can compute from published figures. Intervals that are not symmetric, such as those of rare things, stay
 * asymmetric.
 *
 * <p>It assumes that the errors of both figures are independent, as those of two weeks are: each machine draws again
 * each week. Figures that share answers may err in opposite directions. Their covariance is then at least
 * {@code -most}, and that value is used.
 */
final class MoverIntervals {

    private MoverIntervals() {}

    /** The first figure minus the second; without an interval if either has none. */
    static Estimate difference(Estimate a, Estimate b, double most) {
        double value = a.value() - b.value();
        if (!a.hasInterval() || !b.hasInterval()) {
            return Estimate.withoutInterval(DecimalFormatting.round(value));
        }
        return DecimalFormatting.estimate(
                value,
                value - length(a.value() - a.low(), b.high() - b.value(), most),
                value + length(a.high() - a.value(), b.value() - b.low(), most));
    }

    /**
     * The first figure divided by the second, by the same method on a logarithmic scale. The upper end is infinite if
     * the second figure may be 0. Empty if either figure is 0.
     */
    static Optional<Estimate> factor(Estimate a, Estimate b, boolean independent) {
        if (!(a.value() > 0 && b.value() > 0)) {
            return Optional.empty();
        }
        double value = a.value() / b.value();
        if (!a.hasInterval() || !b.hasInterval()) {
            return Optional.of(Estimate.withoutInterval(DecimalFormatting.round(value)));
        }
        double most = independent ? 0 : Double.POSITIVE_INFINITY;
        double down = length(log(a.value() / a.low()), log(b.high() / b.value()), most);
        double up = length(log(a.high() / a.value()), log(b.value() / b.low()), most);
        double low = DecimalFormatting.round(value * StrictMath.exp(-down));
        double high = Double.isInfinite(up) ? up : DecimalFormatting.round(value * StrictMath.exp(up));
        double rounded = DecimalFormatting.round(value);
        return Optional.of(new Estimate(rounded, Math.min(low, rounded), Math.max(high, rounded)));
    }

    private static double log(double factor) {
        return Double.isInfinite(factor) ? factor : StrictMath.log(factor);
    }

    /** Two distances combined: as the legs of a right triangle, or of an obtuse one if the errors may be correlated. */
    private static double length(double one, double other, double most) {
        if (Double.isInfinite(one) || Double.isInfinite(other)) {
            return Double.POSITIVE_INFINITY;
        }
        return Math.sqrt(one * one + other * other + 2 * Math.min(most, one * other));
    }
}
