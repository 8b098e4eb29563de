package dev.limpid.charts.compare;

import dev.limpid.charts.Estimate;
import dev.limpid.charts.statistics.Intervals;
import java.util.Optional;

/**
 * The machines that two sides of a comparison have in common, and so how their errors may be correlated.
 *
 * @param isAny whether any machine may be on both sides with different counts on each
 * @param machines the most answers that can be on both sides; infinite if that is not known
 * @param variance how much one such answer weighs: 1/√(n₁n₂) of the answers, over √(e₁e₂) of the effective ones
 */
record SideOverlap(boolean isAny, double machines, double variance) {

    private static final SideOverlap NONE = new SideOverlap(false, 0, 0);
    private static final SideOverlap ANY = new SideOverlap(true, Double.POSITIVE_INFINITY, 1);

    static SideOverlap of(ComparisonSide a, ComparisonSide b) {
        boolean apart = a.period().to().isBefore(b.period().from())
                || b.period().to().isBefore(a.period().from());
        // The same answers, in a month and in a week of it, have the same errors: that makes a difference more certain,
        // not less.
        if (apart || isSame(a, b)) {
            return NONE;
        }
        boolean comparable = a.period().equals(b.period())
                && a.selected().isPresent()
                && b.selected().isPresent()
                && a.selected().get().by() == b.selected().get().by();
        Optional<Long> surplus = comparable ? a.duplicateValues() : Optional.empty();
        if (surplus.isEmpty()) {
            return ANY;
        }
        double most = Math.min(surplus.get(), Math.min(a.answers(), b.answers()));
        double effective = Math.sqrt(a.effectiveSampleSize() * b.effectiveSampleSize());
        double answers = Math.sqrt((double) a.answers() * b.answers());
        return most == 0 ? NONE : effective > 0 ? new SideOverlap(true, most, 1 / (answers * effective)) : ANY;
    }

    /** Whether both sides are the same machines, in any weeks. */
    private static boolean isSame(ComparisonSide a, ComparisonSide b) {
        if (a.selected().isEmpty() || b.selected().isEmpty()) {
            return a.selected().isEmpty() && b.selected().isEmpty();
        }
        ComparisonSide.Selected one = a.selected().get();
        ComparisonSide.Selected other = b.selected().get();
        return one.by() == other.by() && one.cell().value().equals(other.cell().value());
    }

    /** How far below 0 the covariance of two figures can be, in squared half widths of a 99% interval. */
    double covarianceBound(Estimate p, Estimate q, boolean areShares) {
        if (!isAny) {
            return 0;
        }
        if (!areShares || Double.isInfinite(machines) || !p.hasInterval() || !q.hasInterval()) {
            return Double.POSITIVE_INFINITY;
        }
        double worst = Math.max(p.high() * (1 - q.low()), q.high() * (1 - p.low()));
        return Intervals.Z * Intervals.Z * machines * variance * Math.max(0, worst);
    }
}
