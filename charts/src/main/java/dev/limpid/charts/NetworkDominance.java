package dev.limpid.charts;

import dev.limpid.protocol.config.NetworkShare;

/**
 * Whether one network may have given most of a bar's answers. The intake bounds what a network gives to a chart, where it moves
 * a share by less than a point or than its interval is wide; but all of it may be of one bar, and most of a small one. From which network
 * answers came nobody knows, so it is said of what may be, by the numbers that are published.
 */
public final class NetworkDominance {

    private NetworkDominance() {}

    /**
     * Whether half of what a bucket's bar shows, or more, may be of one network. The bar is the mean of what part of its events
     * each machine has there: most that have any may have little, and those of one network nothing else.
     *
     * @param weeks of which the chart is
     */
    public static boolean mayBeMost(DrawnChart.HistogramBucket bucket, DrawnChart.Histogram histogram, int weeks) {
        double whole = bucket.mean().value() * histogram.counted();
        return bucket.answers() > 0
                && 2 * NetworkShare.most(histogram.answers(), weeks) >= Math.min((double) bucket.answers(), whole);
    }

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
