package dev.limpid.server.intake.limit;

import java.util.Arrays;

/**
 * Adds up amounts by key, in fixed memory and without storing any key (Cormode and Muthukrishnan's count-min sketch): a
 * sum can be too high where keys collide, never too low. Mutable, for one thread at a time: the monitor of
 * {@link NetworkShares} or {@link SenderLimits} guards it.
 */
final class CountSketch {

    static final int ROWS = 4;

    private final int mask;
    private final int[][] cells;

    /** A sketch with this many cells per row, a power of two. */
    CountSketch(int width) {
        if (Integer.bitCount(width) != 1) {
            throw new IllegalArgumentException("the width is " + width + ", expected a power of two");
        }
        this.mask = width - 1;
        this.cells = new int[ROWS][width];
    }

    int width() {
        return mask + 1;
    }

    /** Counts the key once more, and returns how often it was counted so far. This cannot be undone. */
    int add(long hash) {
        int count = count(hash) + 1;
        for (int row = 0; row < ROWS; row++) {
            int at = at(hash, row);
            // Only lower cells are raised, so that colliding keys disturb each other less.
            cells[row][at] = Math.max(cells[row][at], count);
        }
        return count;
    }

    /** Adds an amount; adding its negative undoes this. */
    void add(long hash, int amount) {
        for (int row = 0; row < ROWS; row++) {
            int at = at(hash, row);
            cells[row][at] = (int) Math.max(0, Math.min(Integer.MAX_VALUE - 1L, (long) cells[row][at] + amount));
        }
    }

    int count(long hash) {
        int least = Integer.MAX_VALUE - 1;
        for (int row = 0; row < ROWS; row++) {
            least = Math.min(least, cells[row][at(hash, row)]);
        }
        return least;
    }

    void clear() {
        for (int[] row : cells) {
            Arrays.fill(row, 0);
        }
    }

    private int at(long hash, int row) {
        // Two halves of a good hash yield any number of hashes (Kirsch and Mitzenmacher).
        return (int) ((hash + row * (hash >>> 32 | 1)) & mask);
    }
}
