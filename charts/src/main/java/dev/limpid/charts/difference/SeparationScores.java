package dev.limpid.charts.difference;

import dev.limpid.charts.statistics.Separation;
import java.util.List;

/**
 * How clearly a figure differs between groups of machines, in standard deviations as {@link Separation} defines them.
 *
 * <p>Machines that had several versions in a week are on neither side, and that alone causes a difference: in a
 * release's first week, machines with only the new version ran the program late and rarely, since those that run it
 * often had both. So these machines are put on each side in turn, and a difference counts only as far as it is clear
 * both ways (C. F. Manski, Partial Identification of Probability Distributions, 2003: conclusions that hold wherever
 * the unknown cases belong).
 *
 * <p>Differences that one network may have caused do not count either: see {@link
 * dev.limpid.charts.estimate.NetworkContribution}.
 *
 * @param withSingleVersions the score between machines with a single version
 * @param worstCase the lesser score with the machines of several versions on each side in turn
 * @param z the same without the answers that one network may have given
 */
record SeparationScores(double withSingleVersions, double worstCase, double z) {

    static final SeparationScores NONE = new SeparationScores(0, 0, 0);

    /** The scores of a figure in one pair of groups. */
    static SeparationScores of(MachineGroup one, MachineGroup other, NetworkInfluence reach) {
        double z = Separation.of(reach.of(one), reach.of(other));
        return z == 0 ? NONE : new SeparationScores(z, z, reach.separationWithoutNetwork(one, other));
    }

    /**
     * The scores of a figure that must differ in all of these pairs, in the same direction. The first pair is the
     * stated difference, and must be clear without the answers that one network may have given. The other pairs only
     * show since when and where. Their groups are small where nearly everybody has the new version, and a network's
     * answers in them cannot create a difference where the first pair has none.
     */
    static SeparationScores of(List<GroupPair> pairs, NetworkInfluence reach) {
        boolean isHigher = pairs.get(0).isHigher(reach);
        SeparationScores least = pairs.get(0).separationScores(reach);
        for (GroupPair pair : pairs.subList(1, pairs.size())) {
            SeparationScores next = pair.isHigher(reach) == isHigher ? pair.separationScores(reach) : NONE;
            least = new SeparationScores(
                    Math.min(least.withSingleVersions, next.withSingleVersions),
                    Math.min(least.worstCase, next.worstCase),
                    Math.min(least.z, next.worstCase));
        }
        return least;
    }

    /** The same scores, limited to those of groups which include the machines of several versions. */
    SeparationScores limitedTo(SeparationScores withOthers) {
        return new SeparationScores(
                withSingleVersions, Math.min(worstCase, withOthers.worstCase), Math.min(z, withOthers.z));
    }
}
