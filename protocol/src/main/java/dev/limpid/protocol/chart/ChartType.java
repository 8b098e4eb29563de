package dev.limpid.protocol.chart;

import java.util.Locale;

/** How a chart shows its counters. */
public enum ChartType {
    /** How many installations counted each bucket. */
    PARTITION,
    /** How an installation's counts spread over buckets that have an order, such as {@code <10ms}. */
    HISTOGRAM,
    /** One counter over another. */
    RATIO,
    /** The stacks that were counted. */
    STACK;

    /** The type's name in a chart config. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
