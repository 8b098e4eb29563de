package dev.limpid.charts;

import dev.limpid.protocol.config.ChartType;
import dev.limpid.protocol.config.NetworkShare;
import java.util.Locale;
import java.util.Optional;

/**
 * What one network may have given to a chart. The intake bounds it in all of a chart, where it moves a share by a point at
 * most; but all of it may be of one system and say one thing, and so be most of a small group. Which answers are of one network
 * nobody knows. So what is said of a group must hold whichever answers these are: as many are taken from it as one network may
 * have given, those that speak most for what is said (P. R. Rosenbaum, Observational Studies, 2002, does the same for hidden
 * biases).
 *
 * @param machines how many machines its answers stand for
 */
record OneNetwork(double machines) {

    /** What a network moves a share of a half by at most, where there are enough answers. */
    private static final double POINT = 0.01;

    /**
     * In some weeks of a chart.
     *
     * @param rate the lowest of the configurations that were the newest one when answers came: if rates rose since, the intake
     *     took more of a network than it would now
     * @param all how many machines all answers of these weeks stand for
     */
    static OneNetwork of(PlannedChart chart, double rate, int weeks, double all) {
        int times = Math.max(1, weeks);
        return new OneNetwork(times
                * NetworkShare.installations(NetworkShare.USUAL, chart.chart().error(), rate, all / times));
    }

    /** As much as it may have given of a figure. */
    Reach of(PlannedChart chart, int figure, AnswerEstimates estimates) {
        boolean ofEvents = chart.type() == ChartType.RATIO && figure == 1;
        return new Reach(machines, figure, ofEvents ? Optional.of(estimates.clip()) : Optional.empty());
    }

    /**
     * How much of a figure one network may have given: so many machines, and where it is of events, those of a group that have
     * the most.
     *
     * @param clip of a figure of events
     */
    record Reach(double machines, int figure, Optional<Clip> clip) {

        Moments of(MachineGroup group) {
            return group.figures().get(figure);
        }

        /** How clearly the figure differs without what one network may have given to either group. */
        double apart(MachineGroup here, MachineGroup there) {
            boolean inOrder = of(here).value() >= of(there).value();
            MachineGroup more = inOrder ? here : there;
            MachineGroup less = inOrder ? there : here;
            double least = apart(of(more).without(whole(more), true), of(less), of(more), of(less));
            return least == 0
                    ? 0
                    : Math.min(least, apart(of(more), of(less).without(whole(less), false), of(more), of(less)));
        }

        private double whole(MachineGroup group) {
            return clip.map(most -> group.mostEvents(machines, most)).orElse(machines);
        }

        private static double apart(Moments more, Moments less, Moments moreBefore, Moments lessBefore) {
            return more.value() > less.value()
                    ? Math.min(Separation.of(more, less), Separation.of(moreBefore, lessBefore))
                    : 0;
        }
    }

    /** Why these factors must not be: one network would move a share of a half by more than a point, and by more than its interval. */
    Optional<String> againstReweighting(double mostFactor, AnswerEstimates reweighted) {
        double moved = mostFactor * machines / reweighted.machines() / 2;
        double allowed = Math.max(POINT, Intervals.Z / 2 / Math.sqrt(reweighted.effective()));
        return moved <= allowed * (1 + 1e-9)
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "some answers would count for %.1f times as much, and what one network may give could move a share by %.1f points",
                        mostFactor,
                        100 * moved));
    }
}
