package dev.limpid.charts.difference;

/**
 * Two groups of machines to compare; each machine is on one side.
 *
 * @param here the one side
 * @param there the other
 * @param ambiguousHere the machines that may also belong here: those of several versions, whose counts are partly on each side
 * @param ambiguousThere the machines that may also belong there
 */
record GroupPair(MachineGroup here, MachineGroup there, MachineGroup ambiguousHere, MachineGroup ambiguousThere) {

    boolean areLargeEnough() {
        return here.isLargeEnough() && there.isLargeEnough();
    }

    /** Whether the figure is higher here than there. */
    boolean isHigher(NetworkInfluence reach) {
        return reach.of(here).value() > reach.of(there).value();
    }

    /**
     * How clearly a figure differs between these groups, and with the machines that may belong to either on each side
     * in turn.
     */
    SeparationScores separationScores(NetworkInfluence reach) {
        SeparationScores alone = SeparationScores.of(here, there, reach);
        if (alone.withSingleVersions() == 0 || ambiguousHere.answers() + ambiguousThere.answers() == 0) {
            return alone;
        }
        return alone.limitedTo(with(here.plus(ambiguousHere), there, reach))
                .limitedTo(with(here, there.plus(ambiguousThere), reach));
    }

    private SeparationScores with(MachineGroup one, MachineGroup other, NetworkInfluence reach) {
        boolean isHigher = reach.of(one).value() > reach.of(other).value();
        return isHigher == isHigher(reach) ? SeparationScores.of(one, other, reach) : SeparationScores.NONE;
    }
}
