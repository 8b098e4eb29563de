package dev.limpid.charts.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.limpid.charts.Estimate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Holm's steps, and the sums from which the tests are computed, with examples small enough to check by hand. */
class HolmTest {

    /**
     * Three tests share an error of 0.01: the clearest may use a third of it, the next one half, the last all of it.
     */
    @Test
    void significant_takesAsManySteps_asAreClearEnough() {
        assertThat(certain(0.0099, 0.003, 0.0049)).containsExactly(0.003, 0.0049, 0.0099);
        assertThat(certain(0.0099, 0.003, 0.0051)).containsExactly(0.003);
        assertThat(certain(0.0034, 0.0035, 0.0036)).isEmpty();
        assertThat(certain(0.0099)).containsExactly(0.0099);
        assertThat(certain(0.0101)).isEmpty();
        assertThat(certain()).isEmpty();
    }

    private static List<Double> certain(Double... probabilities) {
        return Holm.significant(List.of(probabilities), Separation::z);
    }

    @Test
    void isSignificant_isTheStrictestStep() {
        assertThat(Holm.isSignificant(Separation.z(0.00099), 10)).isTrue();
        assertThat(Holm.isSignificant(Separation.z(0.00101), 10)).isFalse();
        assertThat(Holm.isSignificant(1.9, 1)).isFalse();
    }

    @Test
    void z_isTheInverseOfTheProbability() {
        for (double probability : new double[] {0.04, 0.01, 1e-3, 1e-9, 1e-100}) {
            assertThat(Separation.probability(Separation.z(probability)))
                    .isCloseTo(probability, within(1e-6 * probability));
        }
        assertThat(Separation.z(0.5)).isCloseTo(Separation.LEAST, within(1e-9));
    }

    @Test
    void moments_addUpByWeight() {
        Moments one = Moments.NONE.plus(2, 3, 5, 4, 7, 6, 5, 11);
        assertThat(one).isEqualTo(new Moments(10, 8, 84, 72, 60, 66));
        assertThat(one.plus(new Moments(1, 2, 3, 4, 5, 6))).isEqualTo(new Moments(11, 10, 87, 76, 65, 66));
        assertThat(one.plus(new Moments(1, 2, 3, 4, 5, 67))).isEqualTo(new Moments(11, 10, 87, 76, 65, 67));
        assertThat(one.times(0.5)).isEqualTo(new Moments(5, 4, 42, 36, 30, 33));
        assertThat(one.allowingForUnseen(66)).isSameAs(one);
        assertThat(one.allowingForUnseen(65)).isSameAs(one);
        assertThat(one.allowingForUnseen(67)).isEqualTo(new Moments(10, 8, 84, 72, 60, 67));
        assertThat(one.effectiveSampleSize()).isCloseTo(100 / 84.0, within(1e-12));
        assertThat(Moments.NONE.effectiveSampleSize()).isZero();
        assertThat(one.value()).isEqualTo(0.8);
        assertThat(Moments.NONE.value()).isZero();
        assertThat(Moments.NONE.low(2)).isZero();
        assertThat(Moments.NONE.high(2)).isEqualTo(1);
    }

    /** Six of ten machines have it: without three of those that have it, seven are left, three of which have it. */
    @Test
    void moments_withoutSome_areThoseOfTheRest() {
        Moments all = new Moments(10, 6, 10, 6, 6, 1);

        assertThat(all.without(3, true)).isEqualTo(new Moments(7, 3, 7, 3, 3, 1));
        assertThat(all.without(9, true)).isEqualTo(new Moments(4, 0, 4, 0, 0, 1));
        assertThat(all.without(2, false)).isEqualTo(new Moments(8, 6, 8, 6, 6, 1));
        assertThat(all.without(9, false)).isEqualTo(new Moments(6, 6, 6, 6, 6, 1));
        Moments allHaveIt = new Moments(10, 10, 10, 10, 10, 1);
        assertThat(allHaveIt.without(2, false)).isSameAs(allHaveIt);
        Moments noneHasIt = new Moments(10, 0, 10, 0, 0, 1);
        assertThat(noneHasIt.without(2, true)).isSameAs(noneHasIt);
    }

    /** A machine that was not asked may be missing, with the largest weight. */
    @Test
    void installations_mayBeMore_ifAHeavierAnswerMayBeMissing() {
        InstallationCountEstimator count = new InstallationCountEstimator(1);
        count.add(1, 10, 100);
        Estimate plain = count.estimate();
        count.allowForUnseen(1, 10);
        assertThat(count.estimate()).isEqualTo(plain);

        count.allowForUnseen(1, 1000);

        assertThat(count.estimate().value()).isEqualTo(plain.value()).isEqualTo(1000);
        assertThat(count.estimate().low()).isEqualTo(plain.low());
        assertThat(count.estimate().high()).isGreaterThan(plain.high());
        assertThat(plain.low()).isBetween(760.0, 790.0);
        assertThat(plain.high()).isBetween(1270.0, 1310.0);
    }

    /** Two charts of the same machines, each with half of the count, estimate it better than one. */
    @Test
    void installations_ofSeveralCharts_areAveraged() {
        InstallationCountEstimator one = new InstallationCountEstimator(1);
        one.add(1, 10, 100);
        InstallationCountEstimator two = new InstallationCountEstimator(1);
        two.add(0.5, 10, 100);
        two.add(0.5, 10, 100);

        assertThat(two.estimate().value()).isEqualTo(1000);
        double width = one.estimate().high() - one.estimate().low();
        assertThat(two.estimate().high() - two.estimate().low()).isBetween(0.68 * width, 0.73 * width);
    }

    @Test
    void positive_isAnIntervalOnALogarithmicScale() {
        Estimate estimate = Intervals.positive(100, 10);
        double factor = Math.exp(Intervals.Z / 10);
        assertThat(estimate.value()).isEqualTo(100);
        assertThat(estimate.low()).isCloseTo(100 / factor, within(1e-3));
        assertThat(estimate.high()).isCloseTo(100 * factor, within(1e-3));
        assertThat(Intervals.positive(0, 2).value()).isZero();
        assertThat(Intervals.positive(0, 2).low()).isZero();
        assertThat(Intervals.positive(0, 2).high()).isCloseTo(2 * Intervals.Z, within(1e-4));
    }
}
