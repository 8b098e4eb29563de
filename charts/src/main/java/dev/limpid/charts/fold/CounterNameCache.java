package dev.limpid.charts.fold;

import dev.limpid.charts.fold.CanonicalAnswerCursor.NotCanonicalException;
import dev.limpid.charts.plan.NameTable;
import dev.limpid.charts.plan.PlannedChart;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The counter names of earlier lines, by their position in a line. Sorted lines mostly have the same names as the line
 * before, and comparing is faster than finding a name's end and then its column. Mutable, for one thread.
 */
final class CounterNameCache {

    /** Most answers have fewer counts. */
    private static final int PLACES = 16;

    private final byte[][] names = new byte[PLACES][64];
    private final int[] lengths = new int[PLACES];
    private final int[] columns = new int[PLACES];
    private @Nullable PlannedChart of;

    /**
     * Takes a name up to its colon if it is the last one that was at this position, and returns its column. Otherwise
     * returns -1 and takes nothing.
     */
    int column(PlannedChart chart, int place, CanonicalAnswerCursor in) throws NotCanonicalException {
        if (chart != of || place >= PLACES || lengths[place] == 0 || !in.startsWith(names[place], lengths[place])) {
            return NameTable.UNKNOWN;
        }
        in.nameFrom = in.take(lengths[place]) + 1;
        in.nameTo = in.at() - 2;
        return columns[place];
    }

    /** Remembers the last name that was read, up to its colon, if it is a counter's. */
    void put(PlannedChart chart, int place, CanonicalAnswerCursor in, int column) {
        if (chart != of) {
            of = chart;
            Arrays.fill(lengths, 0);
        }
        if (place < PLACES && column != NameTable.UNKNOWN) {
            int from = in.nameFrom - 1;
            int length = in.at() - from;
            if (names[place].length < length) {
                names[place] = new byte[2 * length];
            }
            System.arraycopy(in.bytes, from, names[place], 0, length);
            lengths[place] = length;
            columns[place] = column;
        }
    }
}
