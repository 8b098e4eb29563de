package dev.limpid.charts;

import dev.limpid.charts.Estimators.Part;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * The shares of a chart's stacks, whose sample may end at some X. How many reports have an X below that is not known, only
 * how many were asked: where the sample was cut, the number of reports with a stack varies like a Poisson number.
 */
final class StackShares {

    private final ProgramSums sums;
    private final double cut;
    private final Moments asked;
    private final double heaviest;

    /**
     * For one chart.
     *
     * @param cut the X from which on stacks are missing; above all rates if none are
     */
    StackShares(ProgramSums sums, Slots chart, double cut) {
        this.sums = sums;
        this.cut = cut;
        List<Part> parts = sums.parts(chart);
        Moments all = Moments.NONE;
        double most = 0;
        for (Part part : parts) {
            double reports = part.tally()[chart.asked()];
            double largest = Math.min(1, reports);
            all = all.plus(part, reports, 0, reports, 0, 0, largest);
            Part kept = sums.part(Math.min(cut, 1 / part.weight()));
            most = Math.max(most, largest * kept.weight() * kept.repeats());
        }
        asked = all;
        heaviest = most;
    }

    /** The share of installations with a stack that so many reports of each rate have. */
    Estimate share(SortedMap<Double, Long> reportsByRate) {
        Moments found = asked;
        for (Map.Entry<Double, Long> reports : reportsByRate.entrySet()) {
            double with = reports.getValue();
            found = found.plus(sums.part(Math.min(cut, reports.getKey())), 0, with, 0, with, with, 0);
        }
        if (heaviest == asked.heaviest()) {
            return found.share();
        }
        double low = Intervals.gamma(found.y(), found.yy(), -Intervals.Z);
        double high = Intervals.gamma(found.y() + heaviest, found.yy() + heaviest * heaviest, Intervals.Z);
        double base = found.x();
        return Figures.estimate(Math.min(1, found.y() / base), Math.min(1, low / base), Math.min(1, high / base));
    }
}
