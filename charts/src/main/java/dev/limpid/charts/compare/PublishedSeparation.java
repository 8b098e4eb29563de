package dev.limpid.charts.compare;

import dev.limpid.charts.Estimate;
import dev.limpid.charts.statistics.Intervals;
import dev.limpid.charts.statistics.Separation;

/**
 * How clearly two published figures differ, by {@link Separation}'s rule applied to their 99% intervals alone.
 * Wider intervals are extrapolated on the scale of a share's angle, arcsin √p, on which an interval has about the same
 * length on both sides and for every share (F. J. Anscombe, The transformation of Poisson, binomial and
 * negative-binomial data, Biometrika 35 (1948)). Linear extrapolation would make them too short for rare things: for
 * 110 answers without a hit the upper end at z = 4.6 is 12%; linear extrapolation gives 8%, the angle 15%. Figures that
 * can be above 1, such as ratios, are treated as odds.
 */
final class PublishedSeparation {

    private static final double MOST = 40;
    private static final int HALVINGS = 40;

    private PublishedSeparation() {}

    /** The z up to which both are apart; 0 if that is less than {@link Separation#LEAST}. Both must have an interval. */
    static double z(Estimate one, Estimate other) {
        boolean areShares = one.high() <= 1 && other.high() <= 1;
        Estimate more = one.value() >= other.value() ? one : other;
        Estimate less = one.value() >= other.value() ? other : one;
        double top = angle(more.value(), areShares);
        double bottom = angle(less.value(), areShares);
        double down = (top - angle(more.low(), areShares)) / Intervals.Z;
        double up = (angle(less.high(), areShares) - bottom) / Intervals.Z;
        if (!areApart(top, down, bottom, up, Separation.LEAST)) {
            return 0;
        }
        double low = Separation.LEAST;
        double high = MOST;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (low + high) / 2;
            if (areApart(top, down, bottom, up, middle)) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static boolean areApart(double top, double down, double bottom, double up, double z) {
        double ofMore = share(top) - share(Math.max(0, top - z * down));
        double ofLess = share(Math.min(Math.PI / 2, bottom + z * up)) - share(bottom);
        double apart = share(top) - share(bottom);
        return apart * apart > ofMore * ofMore + ofLess * ofLess;
    }

    private static double angle(double figure, boolean isShare) {
        double share = isShare ? figure : figure / (1 + figure);
        return StrictMath.asin(Math.sqrt(Math.min(1, Math.max(0, share))));
    }

    private static double share(double angle) {
        double root = StrictMath.sin(angle);
        return root * root;
    }
}
