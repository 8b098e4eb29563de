package dev.limpid.web.words;

import dev.limpid.charts.Estimate;

/** Intervals in words. */
public final class Intervals {
    /** What is said where nobody can say how far the truth may be away. */
    public static final String NONE = "no interval";

    private Intervals() {}

    /** {@code 41.1–45.3%}, or that there is none. */
    public static String words(Estimate estimate) {
        return estimate.hasInterval() ? Numbers.percentRange(estimate.low(), estimate.high()) : NONE;
    }

    /** The upper end, or the figure itself where there is no interval: how far a drawing must reach. */
    public static double top(Estimate estimate) {
        return estimate.hasInterval() ? estimate.high() : estimate.value();
    }
}
