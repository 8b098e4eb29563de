package dev.limpid.charts.estimate;

import dev.limpid.charts.ChartNote;
import dev.limpid.charts.plan.PlannedChart;
import dev.limpid.charts.statistics.Intervals;
import dev.limpid.protocol.sampling.NetworkShare;
import java.util.Locale;
import java.util.Optional;

/**
 * The answers that one network may have given to a chart. The intake limits their number so that they move a share of
 * the whole chart by a percentage point at most. But all of them may name one system and say the same, and so be most
 * of a small group. Nobody knows which answers came from one network. So a statement about a group must hold whichever
 * they are: it must remain true after removing that many of the answers that support it most (P. R. Rosenbaum,
 * Observational Studies, 2002, does the same for hidden biases).
 *
 * @param machines how many machines the network's answers stand for
 */
public record NetworkContribution(double machines) {

    /** The most that a network moves a share of one half, if there are enough answers. */
    private static final double POINT = 0.01;

    /**
     * For some weeks of a chart.
     *
     * @param rate the lowest rate of the configurations that were the newest when answers arrived: if rates rose since
     *     then, the intake accepted more from one network than it would now
     * @param all how many machines all answers of these weeks stand for
     */
    static NetworkContribution of(PlannedChart chart, double rate, int weeks, double all) {
        int times = Math.max(1, weeks);
        return new NetworkContribution(times
                * NetworkShare.installations(NetworkShare.USUAL, chart.chart().error(), rate, all / times));
    }

    /**
     * Why these factors must not be used: one network could move a share of one half by more than a percentage point,
     * and by more than its interval. Empty if they may be used.
     */
    Optional<ChartNote> againstReweighting(double mostFactor, AnswerEstimates reweighted) {
        double moved = mostFactor * machines / reweighted.machines() / 2;
        double allowed = Math.max(POINT, Intervals.Z / 2 / Math.sqrt(reweighted.effectiveSampleSize()));
        return moved <= allowed * (1 + 1e-9)
                ? Optional.empty()
                : Optional.of(ChartNote.of(
                        ChartNote.Kind.NETWORK_MOVES,
                        "times",
                        oneDecimal(mostFactor),
                        "points",
                        oneDecimal(100 * moved)));
    }

    private static String oneDecimal(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
