package dev.limpid.charts.draw;

import dev.limpid.charts.estimate.Certainty;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * The weeks whose published answers are not all that were given, as they were given. Nobody can say how far figures of such a
 * week are off, so they have no intervals.
 *
 * @param provisional the Mondays of weeks to which answers may still come
 * @param gated the Mondays of weeks of which the gate before publication left answers out, or shows some coarser than they are
 */
public record IncompleteWeeks(Set<LocalDate> provisional, Set<LocalDate> gated) {

    /** All weeks are complete. */
    public static final IncompleteWeeks NONE = new IncompleteWeeks(Set.of(), Set.of());

    public IncompleteWeeks {
        provisional = Set.copyOf(provisional);
        gated = Set.copyOf(gated);
    }

    /** Weeks by their Mondays, each perhaps named several times. */
    public static IncompleteWeeks of(Collection<LocalDate> provisional, Collection<LocalDate> gated) {
        return new IncompleteWeeks(Set.copyOf(provisional), Set.copyOf(gated));
    }

    /** What can be said of figures of these weeks. */
    Certainty certainty(List<LocalDate> weeks) {
        return weeks.stream().anyMatch(provisional::contains)
                ? Certainty.PROVISIONAL
                : weeks.stream().anyMatch(gated::contains) ? Certainty.GATED : Certainty.SURE;
    }
}
