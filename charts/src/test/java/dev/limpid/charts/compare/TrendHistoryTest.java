package dev.limpid.charts.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.charts.Estimate;
import dev.limpid.charts.Trend;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TrendHistoryTest {

    private static final LocalDate WEEK = LocalDate.of(2026, 11, 16);
    private static final Estimate HALF = new Estimate(0.5, 0.4, 0.6);
    private static final Estimate OPEN = Estimate.withoutInterval(0.4);

    @Test
    void history_takesEachWeekFromTheNewestTrendThatHasIt() {
        Trend newer = trend("vim", List.of(WEEK.minusWeeks(1), WEEK), List.of(HALF, OPEN));
        Trend older = trend("vim", List.of(WEEK.minusWeeks(5), WEEK.minusWeeks(1)), List.of(HALF, OPEN));
        TrendHistory history = TrendHistory.of(List.of(newer, older));
        assertThat(history.weeks()).containsExactly(WEEK.minusWeeks(5), WEEK.minusWeeks(1), WEEK);
        assertThat(history.lines().get(0).points())
                .containsExactly(Optional.of(HALF), Optional.of(HALF), Optional.of(OPEN));
        assertThat(history.isProvisional(1)).isFalse();
        assertThat(history.isProvisional(2)).isTrue();
    }

    @Test
    void history_hasAGap_whereATrendHasNoSuchLine_orNobodyWasAsked() {
        Trend newer = trend("zed", List.of(WEEK.minusWeeks(1), WEEK), List.of(Estimate.UNKNOWN, HALF));
        Trend older = trend("vim", List.of(WEEK.minusWeeks(2)), List.of(HALF));
        TrendHistory history = TrendHistory.of(List.of(newer, older));
        assertThat(history.lines()).extracting(TrendHistory.Line::name).containsExactly("zed", "vim");
        assertThat(history.lines().get(0).points())
                .containsExactly(Optional.empty(), Optional.empty(), Optional.of(HALF));
        assertThat(history.lines().get(1).points())
                .containsExactly(Optional.of(HALF), Optional.empty(), Optional.empty());
    }

    @Test
    void history_goesBackTwoYears_andNoFurther() {
        List<Trend> parts = new ArrayList<>();
        for (int part = 0; part < 6; part++) {
            List<LocalDate> weeks = new ArrayList<>();
            List<Estimate> points = new ArrayList<>();
            for (int i = 25; i >= 0; i--) {
                weeks.add(WEEK.minusWeeks(26L * part + i));
                points.add(HALF);
            }
            parts.add(trend("vim", weeks, points));
        }
        TrendHistory history = TrendHistory.of(parts);
        assertThat(history.weeks())
                .hasSize(104)
                .startsWith(WEEK.minusWeeks(103))
                .endsWith(WEEK);
    }

    @Test
    void history_saysWhenAVersionWasFirstNamed_butNotOfThoseThatWereThereBefore() {
        Trend newer = new Trend(
                List.of(WEEK),
                List.of(5L),
                List.of(),
                List.of(),
                List.of(
                        new Trend.FirstSeen("1.0", WEEK),
                        new Trend.FirstSeen("1.1", WEEK),
                        new Trend.FirstSeen("1.2", WEEK)));
        Trend older = new Trend(
                List.of(WEEK.minusWeeks(3), WEEK.minusWeeks(2)),
                List.of(5L, 5L),
                List.of(),
                List.of(),
                List.of(
                        new Trend.FirstSeen("1.0", WEEK.minusWeeks(3)),
                        new Trend.FirstSeen("1.1", WEEK.minusWeeks(2))));
        assertThat(TrendHistory.of(List.of(newer, older)).since())
                .containsExactly(new Trend.FirstSeen("1.1", WEEK.minusWeeks(2)), new Trend.FirstSeen("1.2", WEEK));
        assertThat(TrendHistory.of(List.of()).weeks()).isEmpty();
    }

    private static Trend trend(String name, List<LocalDate> weeks, List<Estimate> points) {
        return new Trend(
                weeks, weeks.stream().map(week -> 9L).toList(), List.of(new Trend.Series(name, points)), List.of());
    }
}
