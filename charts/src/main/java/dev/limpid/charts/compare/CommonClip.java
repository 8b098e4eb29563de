package dev.limpid.charts.compare;

import dev.limpid.charts.DrawnChart;
import dev.limpid.charts.Estimate;
import dev.limpid.charts.compare.Comparison.Caveat;
import java.util.Optional;

/**
 * Two sides' figures over all events, clipped at one number. A chart clips all weeks of its trend alike, so the later side's
 * trend has the earlier week's figure as it is to be compared; only what is in no trend cannot be had: a value of another
 * week, or a month.
 *
 * @param a what is to be compared in place of the first side's own figure
 * @param b the same of the second side
 * @param caveat what must be said of it
 */
record CommonClip(Optional<Estimate> a, Optional<Estimate> b, Optional<Caveat> caveat) {

    static CommonClip of(ComparisonSide a, ComparisonSide b) {
        if (!(a.chart() instanceof DrawnChart.Ratio) || a.clip() == b.clip()) {
            return new CommonClip(Optional.empty(), Optional.empty(), Optional.empty());
        }
        boolean isFirstEarlier = a.period().to().isBefore(b.period().to());
        Optional<Estimate> earlier = isFirstEarlier ? a.pooledAsIn(b.chart()) : b.pooledAsIn(a.chart());
        return new CommonClip(
                earlier.filter(any -> isFirstEarlier),
                earlier.filter(any -> !isFirstEarlier),
                Optional.of(earlier.isPresent() ? Caveat.CLIP_OF_LATER : Caveat.OTHER_CLIP));
    }

    /** Whether both sides' figures are clipped alike. */
    boolean isKnown() {
        return !caveat.equals(Optional.of(Caveat.OTHER_CLIP));
    }
}
