package dev.limpid.charts.difference;

/**
 * Two groups of machines that are compared, each machine on one side.
 *
 * @param here the one side
 * @param there the other
 * @param orHere who may belong here: machines of several versions, which have a part of what they count on each
 * @param orThere who may belong there
 */
record GroupPair(MachineGroup here, MachineGroup there, MachineGroup orHere, MachineGroup orThere) {

    boolean areLargeEnough() {
        return here.isLargeEnough() && there.isLargeEnough();
    }

    /** Whether these machines have more of a figure than those. */
    boolean isHigher(NetworkReach reach) {
        return reach.of(here).value() > reach.of(there).value();
    }

    /** How clearly a figure differs between these groups, and with all others whom it may be of on either side in turn. */
    Clarity clarity(NetworkReach reach) {
        Clarity alone = Clarity.of(here, there, reach);
        if (alone.alone() == 0 || orHere.answers() + orThere.answers() == 0) {
            return alone;
        }
        return alone.butNotClearerThan(with(here.plus(orHere), there, reach))
                .butNotClearerThan(with(here, there.plus(orThere), reach));
    }

    private Clarity with(MachineGroup one, MachineGroup other, NetworkReach reach) {
        boolean isHigher = reach.of(one).value() > reach.of(other).value();
        return isHigher == isHigher(reach) ? Clarity.of(one, other, reach) : Clarity.NONE;
    }
}
