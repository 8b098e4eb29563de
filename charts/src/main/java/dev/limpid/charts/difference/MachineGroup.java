package dev.limpid.charts.difference;

import dev.limpid.charts.ChartResult;
import dev.limpid.charts.estimate.AnswerEstimates;
import dev.limpid.charts.estimate.Clip;
import dev.limpid.charts.estimate.ShownFigures;
import dev.limpid.charts.fold.ChartSums;
import dev.limpid.charts.plan.PlannedChart;
import dev.limpid.charts.statistics.Moments;
import java.util.ArrayList;
import java.util.List;

/**
 * Some machines of a chart, with the sums that comparing them needs. Groups without a machine in common can be added.
 * Immutable.
 *
 * @param answers how many there are
 * @param base the sums that shares of all of them are computed from
 * @param figures the sums that each figure of the chart is computed from, in the order of {@link ShownFigures}
 * @param sizes how many machines have a total of each size, by the bins of {@link ChartSums}
 */
record MachineGroup(long answers, Moments base, List<Moments> figures, List<Double> sizes) {

    MachineGroup {
        figures = List.copyOf(figures);
        sizes = List.copyOf(sizes);
    }

    static MachineGroup of(PlannedChart chart, AnswerEstimates estimates) {
        List<Moments> figures = new ArrayList<>();
        for (int figure = 0; figure < ShownFigures.names(chart).size(); figure++) {
            figures.add(ShownFigures.moments(chart, estimates, figure));
        }
        return new MachineGroup(estimates.answers(), estimates.base(), figures, estimates.sizes());
    }

    /** A group without machines. */
    static MachineGroup empty(PlannedChart chart) {
        return new MachineGroup(
                0,
                Moments.NONE,
                ShownFigures.names(chart).stream().map(any -> Moments.NONE).toList(),
                List.of());
    }

    MachineGroup plus(MachineGroup other) {
        if (answers == 0 || other.answers == 0) {
            return answers == 0 ? other : this;
        }
        List<Moments> sums = new ArrayList<>(figures.size());
        for (int i = 0; i < figures.size(); i++) {
            sums.add(figures.get(i).plus(other.figures.get(i)));
        }
        List<Double> both = new ArrayList<>(sizes.size());
        for (int i = 0; i < sizes.size(); i++) {
            both.add(sizes.get(i) + other.sizes.get(i));
        }
        return new MachineGroup(answers + other.answers, base.plus(other.base), sums, both);
    }

    /** The most events that this number of machines can have: those of the machines with the most, each clipped. */
    double mostEvents(double machines, Clip clip) {
        double left = machines;
        double events = 0;
        for (int bin = sizes.size() - 1; bin >= 0 && left > 0; bin--) {
            double some = Math.min(left, sizes.get(bin));
            events += some * clip.clipped((double) ChartSums.TotalBin.most(bin));
            left -= some;
        }
        return events;
    }

    /** Whether there are enough machines to compare. */
    boolean isLargeEnough() {
        return base.effectiveSampleSize() >= ChartResult.Cell.LEAST;
    }
}
