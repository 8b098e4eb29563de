package dev.limpid.charts.fold;

import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Sums by the number of a cell. Every answer looks up one or more of them, so the lookup must not box the number: it
 * uses a table with open addressing, next to the sorted map that all other code reads. Mutable, for one thread.
 */
final class CellSums {

    private static final long MIX = 0x9E3779B97F4A7C15L;

    private final SortedMap<Long, ChartSums> sorted = new TreeMap<>();
    private final Supplier<ChartSums> empty;
    private long[] cells = new long[16];
    private @Nullable ChartSums[] sums = new ChartSums[16];

    CellSums(Supplier<ChartSums> empty) {
        this.empty = empty;
    }

    /** The sums of a cell, created if there are none. */
    ChartSums of(long cell) {
        int at = place(cell);
        ChartSums found = sums[at];
        return found == null ? add(cell) : found;
    }

    /** All sums, in the order of their cells' numbers. Callers must not change the map. */
    SortedMap<Long, ChartSums> sorted() {
        return sorted;
    }

    private ChartSums add(long cell) {
        ChartSums added = empty.get();
        sorted.put(cell, added);
        if (2 * sorted.size() > sums.length) {
            cells = new long[2 * sums.length];
            sums = new ChartSums[cells.length];
            sorted.forEach(this::put);
        } else {
            put(cell, added);
        }
        return added;
    }

    private void put(long cell, ChartSums of) {
        int at = place(cell);
        cells[at] = cell;
        sums[at] = of;
    }

    /** Where a cell is, or would be. */
    private int place(long cell) {
        int last = sums.length - 1;
        int at = (int) ((cell * MIX) >>> Integer.SIZE) & last;
        while (sums[at] != null && cells[at] != cell) {
            at = (at + 1) & last;
        }
        return at;
    }
}
