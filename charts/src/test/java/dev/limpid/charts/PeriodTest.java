package dev.limpid.charts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import org.junit.jupiter.api.Test;

class PeriodTest {

    private static final LocalDate MONDAY = LocalDate.parse("2026-11-02");

    @Test
    void of_knowsWeeksAndMonths() {
        assertThat(Period.of(MONDAY, MONDAY.plusDays(6))).isEqualTo(Period.week(MONDAY));
        // November 2026 begins on a Sunday: its Mondays are the 2nd to the 30th.
        assertThat(Period.of(MONDAY, LocalDate.parse("2026-12-06")))
                .isEqualTo(Period.monthOf(LocalDate.parse("2026-11-30")))
                .extracting(Period::kind)
                .isEqualTo(Period.Kind.MONTH);
        assertThat(Period.of(MONDAY, LocalDate.parse("2026-11-29")).kind()).isEqualTo(Period.Kind.SPAN);
        assertThat(Period.of(MONDAY.minusDays(7), LocalDate.parse("2026-12-06")).kind())
                .isEqualTo(Period.Kind.SPAN);
    }

    /** The weeks of a month are those whose Monday is in it, so each week is in one month. */
    @Test
    void months_haveEachWeekOnce() {
        LocalDate next = Period.monthOf(LocalDate.parse("2020-01-15")).from();
        for (YearMonth month = YearMonth.of(2020, 1); month.getYear() < 2040; month = month.plusMonths(1)) {
            Period period = Period.monthOf(month.atDay(1));
            assertThat(period).isEqualTo(Period.monthOf(month.atEndOfMonth()));
            assertThat(period.from()).isEqualTo(next);
            assertThat(period.weeks()).isBetween(4, 5);
            assertThat(period.lastWeek()).isEqualTo(next.plusWeeks(period.weeks() - 1));
            assertThat(YearMonth.from(period.lastWeek())).isEqualTo(month);
            next = period.to().plusDays(1);
        }
    }

    @Test
    void name_parsesBackToItself() {
        assertThat(Period.week(MONDAY).name()).isEqualTo("2026-11-02");
        assertThat(Period.monthOf(MONDAY).name()).isEqualTo("2026-11-02_2026-12-06");
        for (int weeks = 1; weeks < 60; weeks++) {
            Period period = Period.of(MONDAY, MONDAY.plusDays(7L * weeks - 1));
            assertThat(Period.parse(period.name())).isEqualTo(period);
            assertThat(period.weeks()).isEqualTo(weeks);
        }
    }

    @Test
    void contains_isFromTheFirstDayToTheLast() {
        Period period = Period.of(MONDAY, MONDAY.plusDays(20));
        assertThat(period.contains(MONDAY.minusDays(1))).isFalse();
        assertThat(period.contains(MONDAY)).isTrue();
        assertThat(period.contains(MONDAY.plusDays(20))).isTrue();
        assertThat(period.contains(MONDAY.plusDays(21))).isFalse();
    }

    @Test
    void daysThatAreNotWholeWeeks_areRefused() {
        for (List<Integer> days : List.of(List.of(1, 6), List.of(0, 5), List.of(0, 7), List.of(7, 6), List.of(0, -1))) {
            LocalDate from = MONDAY.plusDays(days.get(0));
            LocalDate to = MONDAY.plusDays(days.get(1));
            assertThatThrownBy(() -> Period.of(from, to))
                    .as("%s to %s", from, to)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("the period is " + from + " to " + to + ", expected a Monday to a later Sunday");
        }
    }
}
