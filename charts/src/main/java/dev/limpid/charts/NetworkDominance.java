package dev.limpid.charts;

import dev.limpid.protocol.sampling.NetworkShare;

/**
 * Whether one network may have given most of a bar's answers. The intake limits what a network can give to a chart, so
 * that it moves a share by less than a percentage point or less than the interval's width. But all of that may fall
 * into one bar, and be most of a small one. Nobody knows which network an answer came from, so this is the worst case,
 * computed from published numbers.
 */
public final class NetworkDominance {

    private NetworkDominance() {}

    /**
     * Whether one network may have given half of a bucket's bar, or more. The bar is the share of a machine's events in
     * the bucket, averaged over machines: most machines may have few events there, and those of one network may
     * have no others.
     *
     * @param weeks how many weeks the chart covers
     */
    public static boolean mayDominate(ChartResult.HistogramBucket bucket, ChartResult.Histogram histogram, int weeks) {
        double whole = bucket.mean().value() * histogram.machinesWithCounts();
        return bucket.answers() > 0
                && 2 * NetworkShare.maxAnswers(histogram.answers(), weeks)
                        >= Math.min((double) bucket.answers(), whole);
    }

    /**
     * Whether one network may have given half of these answers, or more.
     *
     * @param answers how many answers the bar or the row has
     * @param ofChart how many answers the chart has
     * @param weeks how many weeks they cover
     */
    public static boolean mayDominate(long answers, long ofChart, int weeks) {
        return answers > 0 && 2 * NetworkShare.maxAnswers(ofChart, weeks) >= answers;
    }
}
