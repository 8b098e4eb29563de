package dev.limpid.charts.estimate;

import dev.limpid.charts.fold.ChartSums;
import dev.limpid.charts.fold.ChartSums.TotalBin;
import dev.limpid.charts.statistics.Moments;

/**
 * What the machines of one bin of totals add to a figure over all events: their counts, or their counts as shares of
 * their totals.
 */
record ClippedSums(double x, double y, double xx, double xy, double yy) {

    static ClippedSums of(TotalBin sums, int column, boolean isWhole) {
        double share = sums.share(column);
        return isWhole
                ? new ClippedSums(sums.x(), sums.y(column), sums.xx(), sums.xy(column), sums.yy(column))
                : new ClippedSums(sums.n(), share, sums.n(), share, sums.shareSquared(column));
    }

    /** P as a share of P + N. The sum of their products is half of (P + N)² + P² − N². */
    static ClippedSums ofRatio(TotalBin sums, boolean isWhole) {
        double xx = square(sums, ChartSums.BOTH, isWhole);
        double yy = square(sums, ChartSums.P, isWhole);
        double xy = Math.max(yy, (xx + yy - square(sums, ChartSums.N, isWhole)) / 2);
        return isWhole
                ? new ClippedSums(sums.y(ChartSums.BOTH), sums.y(ChartSums.P), xx, xy, yy)
                : new ClippedSums(sums.share(ChartSums.BOTH), sums.share(ChartSums.P), xx, xy, yy);
    }

    /**
     * Adds these to moments of answers with one weight.
     *
     * @param by the total that the shares refer to; 1 for machines that are not clipped
     * @param most the largest total among them
     */
    Moments addTo(Moments moments, double weight, double repeats, double by, double most) {
        return moments.plus(weight, repeats, by * x, by * y, by * by * xx, by * by * xy, by * by * yy, most);
    }

    private static double square(TotalBin sums, int column, boolean isWhole) {
        return isWhole ? sums.yy(column) : sums.shareSquared(column);
    }
}
