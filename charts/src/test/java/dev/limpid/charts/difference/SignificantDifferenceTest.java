package dev.limpid.charts.difference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.charts.ChartResult;
import dev.limpid.charts.Difference;
import dev.limpid.charts.Populations;
import dev.limpid.charts.Populations.Machine;
import dev.limpid.charts.Populations.Population;
import dev.limpid.protocol.answer.Attribute;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Draws answers from populations in which it is known who differs, and checks what the shipped code calls certain:
 * nothing about machines that do not differ, in 99 of 100 draws, and the difference of those that do. {@code
 * -Dlimpid.draws=2000} prints how often.
 */
class SignificantDifferenceTest {

    private static final int DRAWS = Integer.getInteger("limpid.draws", 200);
    private static final double MOST_FALSE = 0.01;

    static Stream<Population> alike() {
        return Populations.alike().stream();
    }

    @ParameterizedTest
    @MethodSource("alike")
    @Tag("slow")
    void similarMachines_areNotReportedAsDifferent(Population population) {
        Random random = new Random(population.name().hashCode());
        int named = 0;
        long looked = 0;
        for (int draw = 0; draw < DRAWS; draw++) {
            DifferenceDetector detector = comparisons(population, random);
            looked += looked(detector);
            named += differences(detector).isEmpty() ? 0 : 1;
        }
        report(population, named, looked);
        assertThat(looked / DRAWS).as("comparisons of a chart").isGreaterThan(10);
        assertThat((double) named / DRAWS).as(population.name()).isLessThanOrEqualTo(MOST_FALSE);
    }

    /** If one system differs, and always did, no version is blamed. */
    @Test
    @Tag("slow")
    void systemThatDiffers_isNamedAndNoVersionIs() {
        Population population =
                Populations.cache("darwin differs", 1_500, (machine, random) -> machine.on("darwin") ? 0.4 : 0.1);
        Random random = new Random(11);
        int found = 0;
        int blamed = 0;
        for (int draw = 0; draw < DRAWS; draw++) {
            List<Difference> differences = differences(comparisons(population, random));
            found += differences.stream()
                            .anyMatch(one -> one.value().equals(Optional.of("darwin"))
                                    && one.since().isEmpty()
                                    && one.figure().equals("miss")
                                    && one.isHigher())
                    ? 1
                    : 0;
            blamed += differences.stream().anyMatch(one -> one.since().isPresent() || one.by() == Attribute.VERSION)
                    ? 1
                    : 0;
        }
        report(population, blamed, found);
        assertThat((double) found / DRAWS).isGreaterThanOrEqualTo(0.99);
        assertThat((double) blamed / DRAWS).isLessThanOrEqualTo(MOST_FALSE);
    }

    /** The case for which this was built. */
    @Test
    @Tag("slow")
    void missesOnOneSystemSinceAVersion_areNamedFirst() {
        Population population = Populations.cache(
                "founding case", 1_500, (machine, random) -> machine.on("darwin") && machine.since("1.14") ? 1 : 0.03);
        Random random = new Random(12);
        int first = 0;
        for (int draw = 0; draw < DRAWS; draw++) {
            ChartResult chart = Populations.chart(population, random);
            Difference difference = Difference.mostNotable(chart, 3).get(0);
            first += difference.figure().equals("miss")
                            && difference.value().equals(Optional.of("darwin"))
                            && difference.since().equals(Optional.of("1.14"))
                            && difference.here().value() > 0.99
                            && difference.here().low() > 0.9
                            && difference.elsewhere().high() < 0.1
                    ? 1
                    : 0;
        }
        report(population, first, DRAWS);
        assertThat((double) first / DRAWS).isGreaterThanOrEqualTo(0.99);
    }

    /** A hundred and twenty machines with a system are enough. */
    @Test
    @Tag("slow")
    void missesOnOneSystem_areFoundAsSoonAsGroupsAreLargeEnough() {
        Population population =
                Populations.cache("founding case, few", 600, (machine, random) -> machine.on("darwin") ? 0.9 : 0.03);
        Random random = new Random(13);
        int found = 0;
        for (int draw = 0; draw < DRAWS; draw++) {
            found += differences(comparisons(population, random)).stream()
                            .anyMatch(one -> one.value().equals(Optional.of("darwin")))
                    ? 1
                    : 0;
        }
        report(population, found, DRAWS);
        assertThat((double) found / DRAWS).isGreaterThanOrEqualTo(0.99);
    }

    @Test
    void machineOfTwoVersions_isOnNeitherSide() {
        Population population = new Population(
                "two versions each",
                "cache",
                300,
                new double[] {1},
                random -> new Machine(List.of("1.14", "1.15"), "linux", 0, machine -> machine.cache(true)));
        DifferenceDetector detector = comparisons(population, new Random(14));
        assertThat(looked(detector)).isZero();
    }

    private static DifferenceDetector comparisons(Population population, Random random) {
        return new DifferenceDetector(Populations.weeks(population, random));
    }

    private static long looked(DifferenceDetector detector) {
        return detector.comparisonCount(0) + detector.comparisonCount(1);
    }

    private static List<Difference> differences(DifferenceDetector detector) {
        List<Difference> all = new ArrayList<>(detector.differences(0));
        all.addAll(detector.differences(1));
        return all;
    }

    private static void report(Population population, int times, long of) {
        if (DRAWS >= 500) {
            System.out.println("| " + population + " | " + times + " of " + DRAWS + " draws | " + of + " |");
        }
    }
}
