package dev.limpid.server.publish.index;

/**
 * What the gate did to a week's answers. Every accepted answer is counted once.
 *
 * @param least how many machines must have given a line; 1 of a week that was published whole before there was a gate
 * @param attributes answers that are shown without some of what their chart tells builds apart by
 * @param counts answers that are shown without all of that, and with coarser counts
 * @param leftOut answers that are not shown at all
 */
public record Gated(int least, long attributes, long counts, long leftOut) {

    /** Of a week that was published whole before there was a gate, and is closed to what came since. */
    public static Gated closed(long leftOut) {
        return new Gated(1, 0, 0, leftOut);
    }

    /** Whether any answer is not shown as it was given: which one, and to which chart, nobody is told. */
    public boolean changedAny() {
        return attributes + counts + leftOut > 0;
    }
}
