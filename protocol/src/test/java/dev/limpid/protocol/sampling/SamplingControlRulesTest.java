package dev.limpid.protocol.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules of {@link SamplingControl}, each separately; simulations of sampling test them together. */
class SamplingControlRulesTest {

    /** A rate is rounded up to three digits. */
    private static final double BY_THREE_DIGITS = 1.011;

    /** A week is used from the Wednesday after it. */
    @ParameterizedTest
    @CsvSource({
        "2026-11-16, 2026-11-02",
        "2026-11-17, 2026-11-02",
        "2026-11-18, 2026-11-09",
        "2026-11-22, 2026-11-09",
        "2026-11-25, 2026-11-16",
    })
    void weeks_areTheLastFourThatAreSettled(LocalDate today, LocalDate newest) {
        assertThat(SamplingControl.weeks(today))
                .containsExactly(newest.minusWeeks(3), newest.minusWeeks(2), newest.minusWeeks(1), newest);
    }

    @ParameterizedTest
    @CsvSource({
        // installations, answers, effective, expected
        "1000, 100, 100, 1000",
        "1000, 100, 50 , 500",
        "1000, 100, 200, 1000",
        "1000, 0  , 0  , 0",
        "1000, 1  , 1  , 1000",
    })
    void effectiveInstallations_areFewerWhereWeightsDiffer(
            double installations, double answers, double effective, double expected) {
        assertThat(SamplingControl.effectiveInstallations(installations, answers, effective))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"8, 100, 25, 2", "8, 100, 100, 8", "8, 100, 200, 8", "8, 0, 0, 8", "8, 1, 0, 0"})
    void counted_isTheSharePastTheLimitOfNetworks(double effective, double all, double counted, double expected) {
        assertThat(SamplingControl.counted(effective, all, counted)).isEqualTo(expected);
    }

    @Test
    void installations_areTheMedianOfFourWeeks_withinTheLastTwo() {
        assertThat(SamplingControl.installations(List.of(7.0))).isEqualTo(7);
        assertThat(SamplingControl.installations(List.of(4.0, 8.0))).isEqualTo(6);
        assertThat(SamplingControl.installations(List.of(9.0, 1.0, 5.0))).isEqualTo(5);
        assertThat(SamplingControl.installations(List.of(30.0, 10.0, 20.0, 16.0)))
                .isEqualTo(18);
        // A flood in the newest week, and a fall that appears in only one week.
        assertThat(SamplingControl.installations(List.of(10.0, 10.0, 10.0, 99.0)))
                .isEqualTo(10);
        assertThat(SamplingControl.installations(List.of(10.0, 10.0, 10.0, 1.0)))
                .isEqualTo(10);
        // A fall that appears in two weeks.
        assertThat(SamplingControl.installations(List.of(10.0, 10.0, 1.0, 2.0))).isEqualTo(2);
        // Growth that appears in two weeks.
        assertThat(SamplingControl.installations(List.of(1.0, 1.0, 8.0, 9.0))).isEqualTo(8);
        // Only the last four count.
        assertThat(SamplingControl.installations(List.of(99.0, 99.0, 99.0, 2.0, 4.0, 3.0, 3.0)))
                .isEqualTo(3);
    }

    /** An error of 0.01 needs 16,588 answers: one hundredth of 1,658,800 machines. */
    @ParameterizedTest
    @CsvSource({
        // installations, in force, next
        "1658800, 0.0103, 0.0103",
        "1658800, 0.0135, 0.0135",
        "1658800, 0.01  , 0.0108",
        "1658800, 0.0136, 0.0108",
        "1658800, 0.5   , 0.25",
        "1658800, 0.0001, 0.0012",
        "1658800, 0     , 0.0108",
        "16588  , 0.5   , 1",
        "16588  , 1     , 1",
        "100    , 1     , 1",
        "0      , 0.05  , 0.6",
    })
    void rate_staysWhileItIsAccurateEnough_andElseAimsABitHigher(long installations, double inForce, double next) {
        assertThat(SamplingControl.rate(0.01, Optional.of(installations), inForce))
                .isBetween(next, BY_THREE_DIGITS * next);
    }

    /** No answer may represent more than a hundred thousand machines. */
    @Test
    void rate_isNeverBelowTheLeast() {
        assertThat(SamplingControl.rate(0.5, Optional.of(1_000_000_000L), 0))
                .isBetween(SampleSize.LEAST_RATE, BY_THREE_DIGITS * SampleSize.LEAST_RATE);
    }

    @Test
    void answersOfNetworks_areCountedByTheirWeightAndTheirNumber() {
        NetworkCappedCount first = new NetworkCappedCount();
        first.add(1, 1, true, 10, 3);

        assertThat(first.all()).isEqualTo(30);
        assertThat(first.counted()).isEqualTo(30);
    }
}
