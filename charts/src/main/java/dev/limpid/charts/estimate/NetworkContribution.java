package dev.limpid.charts.estimate;

import dev.limpid.charts.plan.PlannedChart;
import dev.limpid.charts.statistics.Intervals;
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
public record NetworkContribution(double machines) {

    /** What a network moves a share of a half by at most, where there are enough answers. */
    private static final double POINT = 0.01;

    /**
     * In some weeks of a chart.
     *
     * @param rate the lowest of the configurations that were the newest one when answers came: if rates rose since, the intake
     *     took more of a network than it would now
     * @param all how many machines all answers of these weeks stand for
     */
    static NetworkContribution of(PlannedChart chart, double rate, int weeks, double all) {
        int times = Math.max(1, weeks);
        return new NetworkContribution(times
                * NetworkShare.installations(NetworkShare.USUAL, chart.chart().error(), rate, all / times));
    }

    /** Why these factors must not be: one network would move a share of a half by more than a point, and by more than its interval. */
    Optional<String> againstReweighting(double mostFactor, AnswerEstimates reweighted) {
        double moved = mostFactor * machines / reweighted.machines() / 2;
        double allowed = Math.max(POINT, Intervals.Z / 2 / Math.sqrt(reweighted.effective()));
        return moved <= allowed * (1 + 1e-9)
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "some answers would count for %.1f times as much, and what one network may give could move a"
                                + " share by %.1f points",
                        mostFactor,
                        100 * moved));
    }
}
