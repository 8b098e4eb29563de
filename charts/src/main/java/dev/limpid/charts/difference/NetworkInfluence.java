package dev.limpid.charts.difference;

import dev.limpid.charts.estimate.AnswerEstimates;
import dev.limpid.charts.estimate.Clip;
import dev.limpid.charts.estimate.NetworkContribution;
import dev.limpid.charts.plan.PlannedChart;
import dev.limpid.charts.statistics.Moments;
import dev.limpid.charts.statistics.Separation;
import dev.limpid.protocol.chart.ChartType;
import java.util.Optional;

/**
 * How much of a figure one network may have given: a number of machines, and for figures over events those machines of
 * a group that have the most.
 *
 * @param clip for a figure over events
 */
record NetworkInfluence(double machines, int figure, Optional<Clip> clip) {

    /** How much one network may have given of a figure. */
    static NetworkInfluence of(NetworkContribution network, PlannedChart chart, int figure, AnswerEstimates estimates) {
        boolean ofEvents = chart.type() == ChartType.RATIO && figure == 1;
        return new NetworkInfluence(
                network.machines(), figure, ofEvents ? Optional.of(estimates.clip()) : Optional.empty());
    }

    Moments of(MachineGroup group) {
        return group.figures().get(figure);
    }

    /** How clearly the figure differs without the answers that one network may have given to either group. */
    double separationWithoutNetwork(MachineGroup here, MachineGroup there) {
        boolean inOrder = of(here).value() >= of(there).value();
        MachineGroup more = inOrder ? here : there;
        MachineGroup less = inOrder ? there : here;
        double least = separationWithoutNetwork(of(more).without(whole(more), true), of(less), of(more), of(less));
        return least == 0
                ? 0
                : Math.min(
                        least,
                        separationWithoutNetwork(of(more), of(less).without(whole(less), false), of(more), of(less)));
    }

    private double whole(MachineGroup group) {
        return clip.map(most -> group.mostEvents(machines, most)).orElse(machines);
    }

    private static double separationWithoutNetwork(Moments more, Moments less, Moments moreBefore, Moments lessBefore) {
        return more.value() > less.value()
                ? Math.min(Separation.of(more, less), Separation.of(moreBefore, lessBefore))
                : 0;
    }
}
