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
 * @param alone the clarity between machines with a single version
 * @param eitherWay the lesser clarity with the machines of several versions on each side in turn
 * @param z the same without the answers that one network may have given
 */
record Clarity(double alone, double eitherWay, double z) {

    static final Clarity NONE = new Clarity(0, 0, 0);

    /** The clarity of a figure in one pair of groups. */
    static Clarity of(MachineGroup one, MachineGroup other, NetworkReach reach) {
        double z = Separation.of(reach.of(one), reach.of(other));
        return z == 0 ? NONE : new Clarity(z, z, reach.apart(one, other));
    }

    /**
     * The clarity of a figure that must differ in all of these pairs, in the same direction. The first pair is the
     * stated difference, and must be clear without the answers that one network may have given. The other pairs only
     * show since when and where. Their groups are small where nearly everybody has the new version, and a network's
     * answers in them cannot create a difference where the first pair has none.
     */
    static Clarity of(List<GroupPair> pairs, NetworkReach reach) {
        boolean isHigher = pairs.get(0).isHigher(reach);
        Clarity least = pairs.get(0).clarity(reach);
        for (GroupPair pair : pairs.subList(1, pairs.size())) {
            Clarity next = pair.isHigher(reach) == isHigher ? pair.clarity(reach) : NONE;
            least = new Clarity(
                    Math.min(least.alone, next.alone),
                    Math.min(least.eitherWay, next.eitherWay),
                    Math.min(least.z, next.eitherWay));
        }
        return least;
    }

    /** The same clarity, limited to that of groups which include the machines of several versions. */
    Clarity butNotClearerThan(Clarity withOthers) {
        return new Clarity(alone, Math.min(eitherWay, withOthers.eitherWay), Math.min(z, withOthers.z));
    }
}
