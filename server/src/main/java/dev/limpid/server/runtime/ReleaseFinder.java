package dev.limpid.server.runtime;

import dev.limpid.protocol.chart.Chart;
import dev.limpid.protocol.release.Releases;
import java.io.IOException;
import java.util.List;

/** Finds the released versions of charts' programs. May block. */
@FunctionalInterface
public interface ReleaseFinder {

    /** Looks nowhere: for charts that list their versions by hand. */
    ReleaseFinder BY_HAND = charts -> Releases.BY_HAND;

    /**
     * The released versions of the programs of these charts.
     *
     * @throws IOException if they cannot be found out now
     */
    Releases find(List<Chart> charts) throws IOException;
}
