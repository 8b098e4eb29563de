package dev.limpid.protocol.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class ReportWeekTest {

    private static final LocalDate WEEK = LocalDate.parse("2026-11-16");

    @Test
    void week_endsSevenDaysAfterItBegan() {
        assertThat(ReportWeek.begin(WEEK)).isEqualTo("2026-11-09");
    }

    @Test
    void report_isTooLateFromTheTwentySecondDayOn() {
        assertThat(ReportWeek.isTooLate(WEEK, LocalDate.parse("2026-12-07"))).isFalse();
        assertThat(ReportWeek.isTooLate(WEEK, LocalDate.parse("2026-12-08"))).isTrue();
    }
}
