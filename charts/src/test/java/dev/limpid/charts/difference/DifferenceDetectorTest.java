package dev.limpid.charts.difference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.limpid.charts.ChartNote;
import dev.limpid.charts.Difference;
import dev.limpid.charts.Estimate;
import dev.limpid.charts.Machines;
import dev.limpid.charts.statistics.Moments;
import dev.limpid.charts.statistics.Separation;
import dev.limpid.protocol.answer.Attribute;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which differences a chart names, what it says about them, and why it does not name others. */
class DifferenceDetectorTest {

    private static final Map<String, Long> HIT = Map.of("cache:hit", 1L);
    private static final Map<String, Long> MISS = Map.of("cache:miss", 1L);

    /** Three systems, of which the middle one has the average share: 10%, 35% and 60% misses. */
    private static Machines threeSystems(int times) {
        return new Machines("cache")
                .add(270 * times, "linux", "1.14", HIT)
                .add(30 * times, "linux", "1.14", MISS)
                .add(195 * times, "windows", "1.14", HIT)
                .add(105 * times, "windows", "1.14", MISS)
                .add(120 * times, "darwin", "1.14", HIT)
                .add(180 * times, "darwin", "1.14", MISS);
    }

    private static List<Difference> all(DifferenceDetector tests) {
        List<Difference> all = new ArrayList<>(tests.differences(0));
        all.addAll(tests.differences(1));
        return all;
    }

    private static Difference named(DifferenceDetector tests, String value, String figure) {
        return all(tests).stream()
                .filter(one ->
                        one.value().equals(Optional.of(value)) && one.figure().equals(figure))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void eachValueIsComparedWithAllOthers_inEachFigureThatAnyMachineHas() {
        DifferenceDetector tests = new DifferenceDetector(threeSystems(1).weeks());
        // Three systems and two of three buckets; there is nobody to compare the only version with.
        assertThat(tests.comparisonCount(0) + tests.comparisonCount(1)).isEqualTo(6);
        assertThat(all(tests))
                .extracting(one -> one.value().orElseThrow() + " " + one.figure() + " " + one.isHigher())
                .containsExactlyInAnyOrder(
                        "linux hit true", "linux miss false", "darwin hit false", "darwin miss true");
        assertThat(tests.withheld()).isEmpty();
        assertThat(tests.uncomparedAttributes()).isEmpty();
    }

    @Test
    void difference_saysHowManyAnswersBothSidesGave_andTheirFigures() {
        Difference darwin = named(new DifferenceDetector(threeSystems(1).weeks()), "darwin", "miss");
        assertThat(darwin.by()).isEqualTo(Attribute.OS);
        assertThat(darwin.since()).isEmpty();
        assertThat(darwin.answers()).isEqualTo(300);
        assertThat(darwin.others()).isEqualTo(600);
        assertThat(darwin.here().value()).isCloseTo(180.0 / 300, within(1e-9));
        assertThat(darwin.elsewhere().value()).isCloseTo(135.0 / 600, within(1e-9));
        assertThat(darwin.p()).isEqualTo(1e-6); // less is published as this
    }

    /** Four of six comparisons were selected, so an interval misses with a probability of 4/6 of one in a hundred. */
    @Test
    void intervals_allowForFiguresThatWereSelected() {
        Estimate darwin = named(new DifferenceDetector(threeSystems(1).weeks()), "darwin", "miss")
                .here();
        double share = 180.0 / 300;
        double z = Separation.z(0.01 * 4 / 6);
        // E. B. Wilson's interval; without a correction for few answers, which moves it by less than the tolerance.
        double middle = (share + z * z / 600) / (1 + z * z / 300);
        double half = z / (1 + z * z / 300) * Math.sqrt(share * (1 - share) / 300 + z * z / (4 * 300.0 * 300.0));
        assertThat(darwin.low()).isCloseTo(middle - half, within(0.003));
        assertThat(darwin.high()).isCloseTo(middle + half, within(0.003));
    }

    /** Two systems, so that both comparisons of a bucket are one and the same, and so are those of the other bucket. */
    @Test
    void probability_isMultipliedByTheNumberOfComparisons() {
        Machines machines = new Machines("cache")
                .add(2_700, "linux", "1.14", HIT)
                .add(300, "linux", "1.14", MISS)
                .add(2_475, "darwin", "1.14", HIT)
                .add(525, "darwin", "1.14", MISS);
        DifferenceDetector tests = new DifferenceDetector(machines.weeks());
        assertThat(tests.comparisonCount(0) + tests.comparisonCount(1)).isEqualTo(4);
        NetworkInfluence network = NetworkInfluence.of(
                machines.weeks().network(),
                machines.weeks().chart(),
                0,
                machines.weeks().estimates());
        double z = network.separationWithoutNetwork(group(3_000, 2_700), group(3_000, 2_475));
        assertThat(all(tests))
                .hasSize(4)
                .allSatisfy(one -> assertThat(one.p())
                        .isGreaterThan(1e-6)
                        .isCloseTo(4 * Separation.probability(z), withinPercentage(1)));
    }

    private static MachineGroup group(int machines, int hits) {
        Moments of = Moments.NONE.plus(1, 1, machines, hits, machines, hits, hits, 1);
        return new MachineGroup(machines, of, List.of(of), List.of());
    }

    @Test
    void attributeThatMoreThanOneAnswerInAHundredLacks_isNotCompared() {
        DifferenceDetector nine = new DifferenceDetector(
                threeSystems(1).addWithoutSystem(9, "1.14", HIT).weeks());
        assertThat(nine.uncomparedAttributes()).isEmpty();
        assertThat(all(nine)).isNotEmpty();
        DifferenceDetector ten = new DifferenceDetector(
                threeSystems(1).addWithoutSystem(10, "1.14", HIT).weeks());
        assertThat(ten.uncomparedAttributes()).containsExactly(Attribute.OS.inWords());
        assertThat(all(ten)).isEmpty();
    }

    /** All machines that ran both versions may have missed in the new one, or in the old one. */
    @Test
    void differenceThatMachinesOfSeveralVersionsMayCause_isWithheld_andTheChartSaysWhy() {
        Machines machines = new Machines("cache")
                .add(3_000, "linux", "1.14", HIT)
                .add(60, "linux", "1.14", MISS)
                .add(400, "linux", "1.15", HIT)
                .add(100, "linux", "1.15", MISS);
        assertThat(new DifferenceDetector(machines.weeks()).withheld()).isEmpty();
        assertThat(all(new DifferenceDetector(machines.weeks()))).isNotEmpty();

        machines.add(9_000, "linux", List.of("1.14", "1.15"), HIT);
        DifferenceDetector withSeveral = new DifferenceDetector(machines.weeks());
        assertThat(all(withSeveral)).isEmpty();
        assertThat(withSeveral.withheld()).containsExactly(ChartNote.Kind.SEVERAL_VERSIONS);
    }

    /** Sixty answers of four thousand may come from one network, which may name any system. */
    @Test
    void differenceThatOneNetworkMayCause_isWithheld_andTheChartSaysWhy() {
        Machines machines =
                new Machines("cache").add(3_880, "linux", "1.14", HIT).add(120, "linux", "1.14", MISS);
        machines.add(60, "freebsd", "1.14", MISS).add(60, "freebsd", "1.14", HIT);
        DifferenceDetector tests = new DifferenceDetector(machines.weeks());
        assertThat(all(tests)).isEmpty();
        assertThat(tests.withheld()).containsExactly(ChartNote.Kind.ONE_NETWORK);
    }

    /** Since each of three versions, misses are more frequent: one sentence for it is enough. */
    @Test
    void ofDifferencesSinceVersions_theStrongestIsNamed_onceForEachFigure() {
        DifferenceDetector tests = new DifferenceDetector(new Machines("cache")
                .add(990, "linux", "1.12", HIT)
                .add(10, "linux", "1.12", MISS)
                .add(900, "linux", "1.13", HIT)
                .add(100, "linux", "1.13", MISS)
                .add(200, "linux", "1.14", HIT)
                .add(800, "linux", "1.14", MISS)
                .add(150, "linux", "1.15", HIT)
                .add(850, "linux", "1.15", MISS)
                .weeks());
        assertThat(all(tests).stream().filter(one -> one.since().isPresent()))
                .extracting(one -> one.figure() + " since " + one.since().orElseThrow())
                .containsExactlyInAnyOrder("hit since 1.14", "miss since 1.14");
        // Each version is also compared with all others.
        assertThat(all(tests).stream().filter(one -> one.since().isEmpty()))
                .extracting(one -> one.value().orElseThrow() + " " + one.figure())
                .contains("1.12 miss", "1.13 miss", "1.14 miss", "1.15 miss");
    }

    /** On one system since a version: more than everywhere else, than there before, and than elsewhere since. */
    @Test
    void valueSinceAVersion_isNamed_onlyIfItDiffersFromAllThreeOtherGroups() {
        Machines machines = new Machines("cache");
        for (String system : List.of("linux", "darwin", "windows")) {
            machines.add(970, system, "1.13", HIT).add(30, system, "1.13", MISS);
        }
        machines.add(970, "linux", "1.14", HIT).add(30, "linux", "1.14", MISS);
        machines.add(970, "windows", "1.14", HIT).add(30, "windows", "1.14", MISS);
        machines.add(300, "darwin", "1.14", HIT).add(700, "darwin", "1.14", MISS);
        assertThat(all(new DifferenceDetector(machines.weeks())))
                .anyMatch(one -> one.value().equals(Optional.of("darwin"))
                        && one.since().equals(Optional.of("1.14"))
                        && one.figure().equals("miss")
                        && one.answers() == 1_000
                        && one.others() == 5_000);

        // The same on all systems: it is the version's, and no system's.
        Machines everywhere = new Machines("cache");
        for (String system : List.of("linux", "darwin", "windows")) {
            everywhere.add(970, system, "1.13", HIT).add(30, system, "1.13", MISS);
            everywhere.add(300, system, "1.14", HIT).add(700, system, "1.14", MISS);
        }
        assertThat(all(new DifferenceDetector(everywhere.weeks())))
                .isNotEmpty()
                .noneMatch(one -> one.since().isPresent() && one.value().isPresent());
    }

    /** From 50% to 62.5% and from 37.5% to 25%: the second is clearer, but not stronger. */
    @Test
    void equallyStrongDifferences_areInTheOrderOfTheBuckets() {
        DifferenceDetector tests = new DifferenceDetector(new Machines("cache")
                .add(4_000, "linux", "1.14", HIT)
                .add(3_000, "linux", "1.14", MISS)
                .add(1_000, "linux", "1.14", Map.of("cache:off", 1L))
                .add(5_000, "darwin", "1.14", HIT)
                .add(2_000, "darwin", "1.14", MISS)
                .add(1_000, "darwin", "1.14", Map.of("cache:off", 1L))
                .weeks());
        assertThat(all(tests).stream().filter(one -> one.value().equals(Optional.of("darwin"))))
                .extracting(Difference::figure)
                .containsExactly("hit", "miss");
    }

    /** Misses fall from 37.5% to 25% to 12.5%: as far with each version, and clearer with the second. */
    @Test
    void ofEquallyStrongDifferencesSinceVersions_theOldestIsNamed() {
        DifferenceDetector tests = new DifferenceDetector(new Machines("cache")
                .add(2_500, "linux", "1.12", HIT)
                .add(1_500, "linux", "1.12", MISS)
                .add(3_000, "linux", "1.13", HIT)
                .add(1_000, "linux", "1.13", MISS)
                .add(3_500, "linux", "1.14", HIT)
                .add(500, "linux", "1.14", MISS)
                .weeks());
        assertThat(all(tests).stream().filter(one -> one.since().isPresent()))
                .extracting(one -> one.figure() + " since " + one.since().orElseThrow())
                .containsExactly("hit since 1.13", "miss since 1.13");
    }

    /** Nobody can say how often something fails that is never done. */
    @Test
    void ratio_isNotComparedWithMachinesThatHaveNoneOfIt() {
        Machines machines = new Machines("ratio")
                .add(100, "linux", "1.14", Map.of("n", 2L, "p", 1L))
                .add(100, "darwin", "1.14", Map.of());
        DifferenceDetector tests = new DifferenceDetector(machines.weeks());
        assertThat(tests.comparisonCount(0) + tests.comparisonCount(1)).isZero();

        machines.add(100, "darwin", "1.14", Map.of("n", 2L));
        DifferenceDetector both = new DifferenceDetector(machines.weeks());
        // Two systems in two figures: the share that has any, and the ratio of all events.
        assertThat(both.comparisonCount(0) + both.comparisonCount(1)).isEqualTo(4);
    }
}
