package dev.limpid.charts.compare;

import dev.limpid.charts.ChartResult;
import dev.limpid.charts.Estimate;
import dev.limpid.charts.statistics.Separation;
import dev.limpid.protocol.sampling.NetworkShare;

/**
 * How clearly two published figures of one chart differ without the answers that one network may have given in either
 * week. It uses published numbers alone: it removes that many answers that have the figure where it is larger, and that
 * many that do not have it where it is smaller. {@code estimate} does the same from the answers themselves.
 */
final class SeparationWithoutNetwork {

    private SeparationWithoutNetwork() {}

    /**
     * The answers that a figure is computed from.
     *
     * @param answers how many the chart has; they determine how many one network may have given
     * @param counted how many of these the figure is a share of
     */
    record Basis(long answers, double counted) {

        /**
         * The basis of a chart in one week of its trend. How many machines counted anything is published only for the
         * chart's own week, so other weeks get the same proportion.
         */
        static Basis of(ChartResult chart, long answers) {
            boolean isOfSome = chart instanceof ChartResult.Ratio || chart instanceof ChartResult.Histogram;
            double part = isOfSome && chart.answers() > 0 ? (double) chart.machinesWithCounts() / chart.answers() : 1;
            return new Basis(answers, part * answers);
        }

        private double ofNetwork() {
            return NetworkShare.maxAnswers(answers, 1);
        }
    }

    /**
     * The largest z at which the two figures differ, whichever answers came from the network; 0 if that is less than {@link
     * Separation#LEAST}.
     */
    static double z(Estimate one, Basis of, Estimate other, Basis ofOther) {
        boolean inOrder = one.value() >= other.value();
        Estimate more = inOrder ? one : other;
        Estimate less = inOrder ? other : one;
        Basis ofMore = inOrder ? of : ofOther;
        Basis ofLess = inOrder ? ofOther : of;
        double leftOfMore = ofMore.counted() - ofMore.ofNetwork();
        double leftOfLess = ofLess.counted() - ofLess.ofNetwork();
        if (leftOfMore <= 0 || leftOfLess <= 0) {
            return 0;
        }
        double lower = (more.value() * ofMore.counted() - ofMore.ofNetwork()) / leftOfMore;
        double higher = less.value() * ofLess.counted() / leftOfLess;
        return Math.min(apart(moved(more, lower), less), apart(more, moved(less, higher)));
    }

    private static double apart(Estimate more, Estimate less) {
        return more.value() > less.value() ? PublishedSeparation.z(more, less) : 0;
    }

    private static Estimate moved(Estimate figure, double value) {
        double to = Math.min(1, Math.max(0, value));
        double by = to - figure.value();
        return new Estimate(
                to, Math.min(to, Math.max(0, figure.low() + by)), Math.max(to, Math.min(1, figure.high() + by)));
    }
}
