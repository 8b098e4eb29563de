package dev.limpid.protocol.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswerWeekTest {

    @ParameterizedTest
    @CsvSource({
        "2026-11-23, 2026-11-16", // a home's week that is also the calendar week
        "2026-11-17, 2026-11-16", // its last day is a Monday
        "2026-11-22, 2026-11-16", // its last day is a Saturday
        "2026-11-16, 2026-11-09", // its last day is the Sunday before
    })
    void of_isTheMondayOfTheWeekOfTheLastDay(LocalDate end, LocalDate monday) {
        assertThat(AnswerWeek.of(end)).isEqualTo(monday);
        assertThat(AnswerWeek.isMonday(monday)).isTrue();
    }
}
