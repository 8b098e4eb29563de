package dev.limpid.charts.estimate;

import dev.limpid.charts.fold.ChartSums;
import dev.limpid.charts.fold.ChartSums.TotalBin;
import dev.limpid.charts.statistics.Moments;

/** What the machines of one size of total add to a figure over all events: as they counted, or as parts of their totals. */
record ClippedSums(double x, double y, double xx, double xy, double yy) {

    static ClippedSums of(TotalBin sums, int column, boolean isWhole) {
        double share = sums.share(column);
        return isWhole
                ? new ClippedSums(sums.x(), sums.y(column), sums.xx(), sums.xy(column), sums.yy(column))
                : new ClippedSums(sums.n(), share, sums.n(), share, sums.shareSquared(column));
    }

    /** P as a part of P + N, which go together by half of what (P + N)² and P² are above N². */
    static ClippedSums ofRatio(TotalBin sums, boolean isWhole) {
        double xx = square(sums, ChartSums.BOTH, isWhole);
        double yy = square(sums, ChartSums.P, isWhole);
        double xy = Math.max(yy, (xx + yy - square(sums, ChartSums.N, isWhole)) / 2);
        return isWhole
                ? new ClippedSums(sums.y(ChartSums.BOTH), sums.y(ChartSums.P), xx, xy, yy)
                : new ClippedSums(sums.share(ChartSums.BOTH), sums.share(ChartSums.P), xx, xy, yy);
    }

    /**
     * These added to moments of answers of one weight.
     *
     * @param by what the parts are of; 1 for machines that count as they are
     * @param most the largest total among them
     */
    Moments addTo(Moments moments, double weight, double repeats, double by, double most) {
        return moments.plus(weight, repeats, by * x, by * y, by * by * xx, by * by * xy, by * by * yy, most);
    }

    private static double square(TotalBin sums, int column, boolean isWhole) {
        return isWhole ? sums.yy(column) : sums.shareSquared(column);
    }
}
