package dev.limpid.charts.plan;

import java.util.List;

/**
 * The bins of an installation's own ratio P/N. Compares whole numbers, so that a ratio exactly on a bound always gets
 * the same bin.
 */
public final class RatioBins {

    /** The upper bounds of the bins between 0 and 1, in thousandths. */
    private static final int[] BOUNDS = {1, 10, 20, 50, 100, 200, 500, 1000};

    public static final List<String> NAMES =
            List.of("0", "<0.1%", "<1%", "<2%", "<5%", "<10%", "<20%", "<50%", "<100%", "100%", ">100%");

    private RatioBins() {}

    /** The bin of p/n, for n above 0; both at most 2^44. */
    public static int bin(long p, long n) {
        if (p == 0) {
            return 0;
        }
        for (int i = 0; i < BOUNDS.length; i++) {
            if (p * 1000 < n * BOUNDS[i]) {
                return i + 1;
            }
        }
        return p == n ? BOUNDS.length + 1 : BOUNDS.length + 2;
    }
}
