package dev.limpid.charts.fold;

import dev.limpid.charts.fold.CanonicalBytes.Unusual;
import dev.limpid.charts.plan.NameTable;
import dev.limpid.charts.plan.PlannedChart;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The counters that the lines before named, by their place in a line. Sorted lines mostly name the same ones as the line before, and
 * to see that is faster than to look for a name's end and then for its column. Mutable, for one thread.
 */
final class CounterNameCache {

    /** Most answers have fewer counts. */
    private static final int PLACES = 16;

    private final byte[][] names = new byte[PLACES][0];
    private final int[] columns = new int[PLACES];
    private @Nullable PlannedChart of;

    /** Takes a name up to its colon, if it is the one that was last at this place. Else -1, and nothing is taken. */
    int column(PlannedChart chart, int place, CanonicalBytes in) throws Unusual {
        if (chart != of || place >= PLACES || names[place].length == 0 || !in.startsWith(names[place])) {
            return NameTable.UNKNOWN;
        }
        in.nameFrom = in.take(names[place].length) + 1;
        in.nameTo = in.at() - 2;
        return columns[place];
    }

    /** Keeps the name that was read last, up to its colon, if it is a counter's. */
    void put(PlannedChart chart, int place, CanonicalBytes in, int column) {
        if (chart != of) {
            of = chart;
            Arrays.fill(names, new byte[0]);
        }
        if (place < PLACES && column != NameTable.UNKNOWN) {
            names[place] = Arrays.copyOfRange(in.bytes, in.nameFrom - 1, in.at());
            columns[place] = column;
        }
    }
}
