package dev.limpid.web.words.chart;

import dev.limpid.web.words.SiteMessages;

/** Quantiles in words. */
public final class QuantileWords {
    private static final double MEDIAN = 0.5;

    private QuantileWords() {}

    /** {@code Median} or {@code 90th percentile}. */
    public static String name(double q, SiteMessages words) {
        return q == MEDIAN ? words.say("quantile.median") : words.say("quantile.nth", "percent", Math.round(q * 100));
    }
}
