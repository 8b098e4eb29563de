package dev.limpid.charts.difference;

/**
 * Two groups of machines to compare; each machine is on one side.
 *
 * @param here the one side
 * @param there the other
 * @param orHere the machines that may also belong here: those of several versions, whose counts are partly on each side
 * @param orThere the machines that may also belong there
 */
record GroupPair(MachineGroup here, MachineGroup there, MachineGroup orHere, MachineGroup orThere) {

    boolean areLargeEnough() {
        return here.isLargeEnough() && there.isLargeEnough();
    }

    /** Whether the figure is higher here than there. */
    boolean isHigher(NetworkReach reach) {
        return reach.of(here).value() > reach.of(there).value();
    }

    /**
     * How clearly a figure differs between these groups, and with the machines that may belong to either on each side
     * in turn.
     */
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
