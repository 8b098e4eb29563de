package dev.limpid.charts.difference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.limpid.charts.statistics.Moments;
import dev.limpid.charts.statistics.Separation;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Groups of machines that either have a figure or not: what is left of a difference if some of them belong elsewhere. */
class SeparationScoresTest {

    private static final NetworkInfluence NO_NETWORK = new NetworkInfluence(0, 0, Optional.empty());
    private static final MachineGroup NOBODY = group(0, 0);

    private static Moments moments(double machines, double hits) {
        return Moments.NONE.plus(1, 1, machines, hits, machines, hits, hits, machines > 0 ? 1 : 0);
    }

    private static MachineGroup group(long machines, long hits) {
        Moments of = moments((double) machines, (double) hits);
        return new MachineGroup(machines, of, List.of(of), List.of());
    }

    private static double z(long machines, long hits, long others, long hitsOfOthers) {
        return Separation.of(
                moments((double) machines, (double) hits), moments((double) others, (double) hitsOfOthers));
    }

    @Test
    void pair_isAsClearAsTheSharesOfBothGroups() {
        SeparationScores clear =
                new GroupPair(group(100, 60), group(100, 20), NOBODY, NOBODY).separationScores(NO_NETWORK);
        double z = z(100, 60, 100, 20);
        assertThat(z).isGreaterThan(5);
        assertThat(clear).isEqualTo(new SeparationScores(z, z, z));
        assertThat(new GroupPair(group(100, 60), group(100, 60), NOBODY, NOBODY).separationScores(NO_NETWORK))
                .isEqualTo(SeparationScores.NONE);
    }

    /** Ten more machines, none of which has it, on each side in turn. */
    @Test
    void pair_isNoClearerThanWithTheOthersOnEitherSide() {
        MachineGroup none = group(10, 0);
        GroupPair here = new GroupPair(group(100, 60), group(100, 20), none, NOBODY);
        GroupPair there = new GroupPair(group(100, 60), group(100, 20), NOBODY, group(10, 10));
        GroupPair both = new GroupPair(group(100, 60), group(100, 20), none, group(30, 30));
        double alone = z(100, 60, 100, 20);
        assertThat(here.separationScores(NO_NETWORK))
                .isEqualTo(new SeparationScores(alone, z(110, 60, 100, 20), z(110, 60, 100, 20)));
        assertThat(there.separationScores(NO_NETWORK))
                .isEqualTo(new SeparationScores(alone, z(100, 60, 110, 30), z(100, 60, 110, 30)));
        assertThat(both.separationScores(NO_NETWORK).worstCase()).isEqualTo(z(100, 60, 130, 50));
        // Those that make it clearer do not count.
        GroupPair clearer = new GroupPair(group(100, 60), group(100, 20), group(100, 100), NOBODY);
        assertThat(clearer.separationScores(NO_NETWORK)).isEqualTo(new SeparationScores(alone, alone, alone));
    }

    @Test
    void pair_thatTheOthersTurnAround_isNotClear() {
        GroupPair turned = new GroupPair(group(100, 60), group(100, 20), group(1_000, 0), NOBODY);
        assertThat(turned.separationScores(NO_NETWORK).withSingleVersions()).isGreaterThan(5);
        assertThat(turned.separationScores(NO_NETWORK).worstCase()).isZero();
        assertThat(turned.separationScores(NO_NETWORK).z()).isZero();
    }

    /** Without ten machines that have it on the one side, or ten that do not on the other. */
    @Test
    void network_isTakenFromWhereItSupportsTheDifference() {
        NetworkInfluence ten = new NetworkInfluence(10, 0, Optional.empty());
        double without = Math.min(z(90, 50, 100, 20), z(100, 60, 90, 20));
        for (List<MachineGroup> pair :
                List.of(List.of(group(100, 60), group(100, 20)), List.of(group(100, 20), group(100, 60)))) {
            assertThat(ten.separationWithoutNetwork(pair.get(0), pair.get(1))).isCloseTo(without, within(0.02));
            SeparationScores separationScores =
                    new GroupPair(pair.get(0), pair.get(1), NOBODY, NOBODY).separationScores(ten);
            assertThat(separationScores.worstCase()).isEqualTo(z(100, 60, 100, 20));
            assertThat(separationScores.z()).isEqualTo(ten.separationWithoutNetwork(pair.get(0), pair.get(1)));
        }
        // A network that may have given all that have it leaves no difference.
        assertThat(new NetworkInfluence(60, 0, Optional.empty())
                        .separationWithoutNetwork(group(100, 60), group(100, 20)))
                .isZero();
        assertThat(new NetworkInfluence(80, 0, Optional.empty())
                        .separationWithoutNetwork(group(300, 290), group(100, 20)))
                .isZero();
        // Removing may not make it clearer, as it does if it leaves all machines alike.
        assertThat(ten.separationWithoutNetwork(group(100, 100), group(100, 0)))
                .isLessThanOrEqualTo(z(100, 100, 100, 0));
    }

    @Test
    void pairs_areAsClearAsTheLeastClearOfThem_inOneDirection() {
        GroupPair clear = new GroupPair(group(100, 60), group(100, 20), NOBODY, NOBODY);
        GroupPair less = new GroupPair(group(100, 60), group(100, 30), group(5, 0), NOBODY);
        NetworkInfluence one = new NetworkInfluence(10, 0, Optional.empty());
        assertThat(SeparationScores.of(List.of(clear), one)).isEqualTo(clear.separationScores(one));
        SeparationScores both = SeparationScores.of(List.of(clear, less), one);
        assertThat(both.withSingleVersions()).isEqualTo(z(100, 60, 100, 30));
        assertThat(both.worstCase()).isEqualTo(z(105, 60, 100, 30));
        // The second pair need only be clear with the network's answers.
        assertThat(both.z()).isEqualTo(Math.min(clear.separationScores(one).z(), z(105, 60, 100, 30)));
        GroupPair lower = new GroupPair(group(100, 20), group(100, 60), NOBODY, NOBODY);
        assertThat(SeparationScores.of(List.of(clear, lower), one)).isEqualTo(SeparationScores.NONE);
        assertThat(SeparationScores.of(List.of(lower, lower), one).withSingleVersions())
                .isGreaterThan(5);
    }

    @Test
    void groups_addUp_andFromFiftyOnTheyAreLargeEnough() {
        MachineGroup sum = group(30, 20).plus(group(20, 5));
        assertThat(sum).isEqualTo(group(50, 25));
        assertThat(sum.isLargeEnough()).isTrue();
        assertThat(group(49, 20).isLargeEnough()).isFalse();
        MachineGroup one = group(3, 1);
        assertThat(one.plus(NOBODY)).isSameAs(one);
        assertThat(NOBODY.plus(one)).isSameAs(one);
        assertThat(new GroupPair(sum, sum, NOBODY, NOBODY).areLargeEnough()).isTrue();
        assertThat(new GroupPair(sum, one, NOBODY, NOBODY).areLargeEnough()).isFalse();
        assertThat(new GroupPair(one, sum, NOBODY, NOBODY).areLargeEnough()).isFalse();
        assertThat(new GroupPair(group(9, 5), group(9, 5), NOBODY, NOBODY).isHigher(NO_NETWORK))
                .isFalse();
        MachineGroup sized = new MachineGroup(1, one.base(), one.figures(), List.of(1.0, 2.0));
        assertThat(sized.plus(new MachineGroup(1, one.base(), one.figures(), List.of(4.0, 8.0)))
                        .sizes())
                .containsExactly(5.0, 10.0);
    }
}
