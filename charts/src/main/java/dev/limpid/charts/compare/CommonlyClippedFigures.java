package dev.limpid.charts.compare;

import dev.limpid.charts.ChartResult;
import dev.limpid.charts.Estimate;
import dev.limpid.charts.compare.Comparison.Caveat;
import java.util.Optional;

/**
 * The figures over all events of two sides, clipped at the same number. A chart clips all weeks of its trend at one
 * number, so the later side's trend has the earlier week's figure in comparable form. Figures that are in no trend are
 * not available: one value of an attribute in another week, or a month.
 *
 * @param a the figure to compare instead of the first side's own
 * @param b the same for the second side
 * @param caveat the caveat to show, if any
 */
record CommonlyClippedFigures(Optional<Estimate> a, Optional<Estimate> b, Optional<Caveat> caveat) {

    static CommonlyClippedFigures of(ComparisonSide a, ComparisonSide b) {
        if (!(a.chart() instanceof ChartResult.Ratio) || a.clip() == b.clip()) {
            return new CommonlyClippedFigures(Optional.empty(), Optional.empty(), Optional.empty());
        }
        boolean isFirstEarlier = a.period().to().isBefore(b.period().to());
        Optional<Estimate> earlier = isFirstEarlier ? a.pooledClippedLike(b.chart()) : b.pooledClippedLike(a.chart());
        return new CommonlyClippedFigures(
                earlier.filter(any -> isFirstEarlier),
                earlier.filter(any -> !isFirstEarlier),
                Optional.of(earlier.isPresent() ? Caveat.CLIP_OF_LATER : Caveat.OTHER_CLIP));
    }

    /** Whether both sides' figures are clipped at the same number. */
    boolean isKnown() {
        return !caveat.equals(Optional.of(Caveat.OTHER_CLIP));
    }
}
