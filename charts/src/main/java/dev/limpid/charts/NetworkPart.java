package dev.limpid.charts;

import dev.limpid.protocol.config.NetworkShare;

/**
 * Whether one network may have given most of a bar's answers. The intake bounds what a network gives to a chart, where it moves
 * a share by less than a point or than its interval is wide; but all of it may be of one bar, and most of a small one. From which network
 * answers came nobody knows, so it is said of what may be, by the numbers that are published.
 */
public final class NetworkPart {

    private NetworkPart() {}

    /**
     * Whether half of these answers or more may be of one network.
     *
     * @param answers of the bar, or of the row
     * @param ofChart the chart's
     * @param weeks of which they are
     */
    public static boolean mayBeMost(long answers, long ofChart, int weeks) {
        return answers > 0 && 2 * NetworkShare.most(ofChart, weeks) >= answers;
    }
}
