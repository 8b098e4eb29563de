package dev.limpid.charts.difference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.charts.Machines;
import dev.limpid.charts.estimate.ChartWeeks;
import dev.limpid.charts.estimate.Clip;
import dev.limpid.charts.fold.ChartSums.TotalBin;
import dev.limpid.charts.statistics.Moments;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How many events some machines of a group can have, if they are those with the most. */
class MachineGroupTest {

    /** Ten machines with at most 1 event, five with at most 2, three with at most 4, and two with at most 8. */
    private static final MachineGroup GROUP = sized(10, 5, 3, 2);

    private static final Clip NO_CLIP = new Clip(20, 0);

    private static MachineGroup sized(double... sizes) {
        return new MachineGroup(
                20, Moments.NONE, List.of(), Arrays.stream(sizes).boxed().toList());
    }

    @Test
    void mostEvents_areThoseOfTheMachinesWithTheMost() {
        double[] most = new double[4];
        for (int bin = 0; bin < most.length; bin++) {
            most[bin] = (double) TotalBin.most(bin);
        }
        assertThat(most).containsExactly(1, 2, 4, 8);
        assertThat(GROUP.mostEvents(0, NO_CLIP)).isZero();
        assertThat(GROUP.mostEvents(2, NO_CLIP)).isEqualTo(2 * 8);
        assertThat(GROUP.mostEvents(4, NO_CLIP)).isEqualTo(2 * 8 + 2 * 4);
        assertThat(GROUP.mostEvents(7.5, NO_CLIP)).isEqualTo(2 * 8 + 3 * 4 + 2.5 * 2);
        assertThat(GROUP.mostEvents(20, NO_CLIP)).isEqualTo(2 * 8 + 3 * 4 + 5 * 2 + 10);
    }

    @Test
    void moreMachinesThanTheGroupHas_haveAllItsEvents() {
        assertThat(GROUP.mostEvents(1_000, NO_CLIP)).isEqualTo(GROUP.mostEvents(20, NO_CLIP));
    }

    @Test
    void machinesAboveTheClip_countAsTheClip() {
        assertThat(GROUP.mostEvents(4, new Clip(1, 0))).isEqualTo(4 * 2);
        assertThat(GROUP.mostEvents(4, new Clip(1, 0.5))).isEqualTo(4 * 3);
    }

    @Test
    void groupsWithoutMachines_changeNothing_andOthersAreAddedUp() {
        ChartWeeks weeks = new Machines("ratio")
                .add(3, "linux", "1.14", Map.of("n", 4L, "p", 1L))
                .add(2, "darwin", "1.14", Map.of("n", 8L))
                .weeks();
        ComparisonGroups groups =
                new ComparisonGroups(weeks, weeks.chart().grids().get(0));
        MachineGroup linux = groups.value(groups.values().get(0));
        MachineGroup others = groups.otherValues(groups.values().get(0));
        assertThat(linux.plus(groups.none())).isSameAs(linux);
        assertThat(groups.none().plus(linux)).isSameAs(linux);
        MachineGroup both = linux.plus(others);
        assertThat(both.answers()).isEqualTo(5);
        assertThat(both.sizes().stream().mapToDouble(size -> size).sum()).isEqualTo(5);
        assertThat(both.mostEvents(3, NO_CLIP)).isEqualTo(2 * 8 + 4);
    }

    /** A figure over events: what a network may have given are the machines with the most events, not just any machines. */
    @Test
    void network_takesTheEventsOfTheLargestMachines_fromFiguresOverEvents() {
        ChartWeeks weeks = new Machines("ratio")
                .add(190, "linux", "1.14", Map.of("n", 2L, "p", 1L))
                .add(10, "linux", "1.14", Map.of("n", 8L, "p", 8L))
                .add(200, "darwin", "1.14", Map.of("n", 2L))
                .weeks();
        ComparisonGroups groups =
                new ComparisonGroups(weeks, weeks.chart().grids().get(0));
        int linux = weeks.chart()
                .splits()
                .get(weeks.chart().grids().get(0).valueSplit())
                .values()
                .indexOf("linux");
        MachineGroup here = groups.value(linux);
        MachineGroup there = groups.otherValues(linux);
        Clip clip = new Clip(10, 0);
        double without = new NetworkInfluence(10, 1, Optional.of(clip)).separationWithoutNetwork(here, there);
        double tenSmallOnes = new NetworkInfluence(10 * 2, 1, Optional.empty()).separationWithoutNetwork(here, there);
        double eightyEvents = new NetworkInfluence(10 * 8, 1, Optional.empty()).separationWithoutNetwork(here, there);
        assertThat(without).isEqualTo(eightyEvents).isLessThan(tenSmallOnes);
    }
}
