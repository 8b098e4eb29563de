package dev.limpid.server.upload;

import java.util.Arrays;

/**
 * Counts how often keys came, in fixed memory and without keeping any key (Cormode and Muthukrishnan's count-min
 * sketch): a count may come out too high where many keys meet, never too low. Mutable, not safe for many threads.
 */
final class CountSketch {

    private static final int ROWS = 4;

    private final int mask;
    private final int[][] cells;

    /** A sketch of this many cells a row, a power of two. */
    CountSketch(int width) {
        if (Integer.bitCount(width) != 1) {
            throw new IllegalArgumentException("the width is " + width + ", expected a power of two");
        }
        this.mask = width - 1;
        this.cells = new int[ROWS][width];
    }

    /** Counts the key once more, and answers how often it came, this time included. */
    int add(long hash) {
        int count = count(hash) + 1;
        for (int row = 0; row < ROWS; row++) {
            int at = at(hash, row);
            // Only what is lower is raised: keys that meet disturb each other less.
            cells[row][at] = Math.max(cells[row][at], count);
        }
        return count;
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
        // Two halves of a good hash make as many as are wanted (Kirsch and Mitzenmacher).
        return (int) ((hash + row * (hash >>> 32 | 1)) & mask);
    }
}
