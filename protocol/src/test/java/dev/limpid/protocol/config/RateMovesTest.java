package dev.limpid.protocol.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateMovesTest {

    /** A week counts from Wednesday on. A move on Monday, by late answers to the week before it, would be followed by another. */
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
        assertThat(SamplingControl.mayMove(today, noon)).isEqualTo(may);
    }
}
