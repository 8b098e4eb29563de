package dev.limpid.protocol.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.protocol.sampling.SamplingControl;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateMovesTest {

    /**
     * A week counts from Wednesday on. Otherwise late answers to the week before could cause a move on Monday, followed by
     * another one.
     */
    @ParameterizedTest
    @CsvSource({
        "2026-11-16, 2026-11-04, false",
        "2026-11-17, 2026-11-04, false",
        "2026-11-18, 2026-11-15, true",
        "2026-11-18, 2026-11-11, true",
        "2026-11-22, 2026-11-11, true",
        "2026-11-22, 2026-11-18, false",
        "2026-11-22, 2026-11-23, false",
        "2026-11-22, 2027-11-22, true",
    })
    void rates_moveOnceInACalendarWeek(LocalDate today, LocalDate since, boolean may) {
        Instant noon = Instant.parse(since + "T12:00:00Z");
        assertThat(SamplingControl.mayChangeRates(today, noon)).isEqualTo(may);
    }

    /** If a week has no answers, nobody knows whether the machines are gone or the server could not be reached. */
    @ParameterizedTest
    @CsvSource({"0, 1", "0.002, 0.024", "0.05, 0.6", "0.5, 1"})
    void rate_ofNothingMeasured_risesStepByStep(double inForce, double next) {
        double byThreeDigits = 1.005 * next;
        assertThat(SamplingControl.rate(0.01, Optional.empty(), inForce)).isBetween(next, byThreeDigits);
        assertThat(SamplingControl.rate(0.01, Optional.of(0L), inForce)).isBetween(next, byThreeDigits);
    }
}
