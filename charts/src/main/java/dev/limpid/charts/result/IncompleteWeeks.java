package dev.limpid.charts.result;

import dev.limpid.charts.estimate.IntervalStatus;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * The weeks whose published answers are incomplete or coarsened. Nobody can bound the error of such a week's figures,
 * so they have no intervals.
 *
 * @param provisional the Mondays of weeks to which answers can still arrive
 * @param gated the Mondays of weeks in which the gate before publication left out answers or coarsened some
 */
public record IncompleteWeeks(Set<LocalDate> provisional, Set<LocalDate> gated) {

    /** All weeks are complete. */
    public static final IncompleteWeeks NONE = new IncompleteWeeks(Set.of(), Set.of());

    public IncompleteWeeks {
        provisional = Set.copyOf(provisional);
        gated = Set.copyOf(gated);
    }

    /** From Mondays, which may be repeated. */
    public static IncompleteWeeks of(Collection<LocalDate> provisional, Collection<LocalDate> gated) {
        return new IncompleteWeeks(Set.copyOf(provisional), Set.copyOf(gated));
    }

    /** How certain figures of these weeks are. */
    IntervalStatus intervalStatus(List<LocalDate> weeks) {
        return weeks.stream().anyMatch(provisional::contains)
                ? IntervalStatus.PROVISIONAL
                : weeks.stream().anyMatch(gated::contains) ? IntervalStatus.GATED : IntervalStatus.SURE;
    }
}
