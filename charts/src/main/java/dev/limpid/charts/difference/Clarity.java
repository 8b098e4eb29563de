package dev.limpid.charts.difference;

import dev.limpid.charts.statistics.Separation;
import java.util.List;

/**
 * How clearly a figure differs between groups of machines, in standard deviations as {@link Separation} has them.
 *
 * <p>Machines that had several versions in a week are on neither side, and that alone makes a difference: in a release's first
 * week those with the new version alone are who ran late and rarely, since who ran much had both. So they are put on either
 * side in turn, and what is not clear both ways is not (C. F. Manski, Partial Identification of Probability Distributions,
 * 2003: what holds wherever those belong of whom it is not known).
 *
 * <p>Nor is it clear what one network may have made: see {@link dev.limpid.charts.estimate.NetworkContribution}.
 *
 * @param alone between machines of one version each
 * @param eitherWay with those of several versions on either side in turn
 * @param z the same without what one network may have given
 */
record Clarity(double alone, double eitherWay, double z) {

    static final Clarity NONE = new Clarity(0, 0, 0);

    /** Of a figure in one pair of groups. */
    static Clarity of(MachineGroup one, MachineGroup other, NetworkReach reach) {
        double z = Separation.of(reach.of(one), reach.of(other));
        return z == 0 ? NONE : new Clarity(z, z, reach.apart(one, other));
    }

    /**
     * Of a figure that is to differ in all of these pairs, and in one direction. The first pair is what is said to differ, and is as
     * clear as it is without what one network may have given. The others say since when and where; these groups are small where
     * nearly everybody has the new version, and what one network gives to them makes no difference where there is none.
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

    /** The same machines, as clear as with others beside them. */
    Clarity butNotClearerThan(Clarity withOthers) {
        return new Clarity(alone, Math.min(eitherWay, withOthers.eitherWay), Math.min(z, withOthers.z));
    }
}
