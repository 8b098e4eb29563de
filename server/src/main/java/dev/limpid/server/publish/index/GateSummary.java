package dev.limpid.server.publish.index;

/**
 * How many of a week's answers the gate changed. Every accepted answer is counted once.
 *
 * @param threshold how many machines must have given a line; 1 for a week that was published before there was a gate
 * @param attributes answers shown without some of their chart's attributes
 * @param counts answers shown without any attributes, and with coarser counts
 * @param leftOut answers not shown at all
 */
public record GateSummary(int threshold, long attributes, long counts, long leftOut) {

    /** For a week that was published before there was a gate: answers that arrived since are left out. */
    public static GateSummary closed(long leftOut) {
        return new GateSummary(1, 0, 0, leftOut);
    }

    /** Whether any answer is not shown as it was given. Nothing reveals which one, or for which chart. */
    public boolean changedAny() {
        return attributes + counts + leftOut > 0;
    }
}
