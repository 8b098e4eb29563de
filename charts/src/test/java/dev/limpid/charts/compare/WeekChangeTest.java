package dev.limpid.charts.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.charts.ChartResult;
import dev.limpid.charts.ChartSet;
import dev.limpid.charts.Estimate;
import dev.limpid.charts.Period;
import dev.limpid.charts.Trend;
import dev.limpid.charts.statistics.Intervals;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class WeekChangeTest {
    private static final LocalDate WEEK = LocalDate.of(2026, 11, 16);
    private static final int ANSWERS = 2_000;

    @Test
    void change_isCertainWhereTheIntervalsSaySo() {
        List<WeekChange> changes = WeekChange.of(set(List.of(chart("a", share(0.3), share(0.42)))));
        assertThat(changes).hasSize(1);
        assertThat(changes.get(0).figure()).isEqualTo("bucket");
        assertThat(changes.get(0).week()).isEqualTo(WEEK);
        assertThat(changes.get(0).now().value()).isEqualTo(0.42);
        assertThat(WeekChange.of(set(List.of(chart("a", share(0.3), share(0.33))))))
                .isEmpty();
    }

    @Test
    void change_needsTwoFinalWeeksThatFollowEachOther() {
        assertThat(WeekChange.of(set(List.of(chart("a", share(0.3), Estimate.withoutInterval(0.9))))))
                .isEmpty();
        ChartResult apart = chart("a", List.of(WEEK.minusWeeks(2), WEEK), share(0.3), share(0.9));
        assertThat(WeekChange.of(set(List.of(apart)))).isEmpty();
    }

    @Test
    void change_thatIsTooSmallToMatter_isNotNamed() {
        Estimate one = new Estimate(0.5, 0.4999, 0.5001);
        assertThat(WeekChange.of(set(List.of(chart("a", one, new Estimate(0.504, 0.5039, 0.5041))))))
                .isEmpty();
        Estimate rare = new Estimate(0.001, 0.0009, 0.0011);
        assertThat(WeekChange.of(set(List.of(chart("a", rare, new Estimate(0.004, 0.0035, 0.0045))))))
                .hasSize(1);
    }

    /**
     * What one network gives in a week, with all answers the same: 40 of 2,000. It is reported as a change, and the
     * sentence says that one network may have caused it.
     */
    @Test
    void change_thatOneNetworkMayHaveCaused_isMarked() {
        assertThat(only(share(0.005), share((10 + 40) / 2_000.0)).mayBeOfOneNetwork())
                .isTrue();
        assertThat(only(share((10 + 40) / 2_000.0), share(0.005)).mayBeOfOneNetwork())
                .isTrue();
        assertThat(only(share(0.3), share(0.42)).mayBeOfOneNetwork()).isFalse();
        assertThat(only(share(0.001), share(0.06)).mayBeOfOneNetwork()).isFalse();
        ChartResult then = chart("a", List.of(WEEK.minusWeeks(14), WEEK.minusWeeks(13)), share(0.3), share(0.005));
        ChartResult now = chart("a", share(0.3), share((10 + 40) / 2_000.0));
        assertThat(LongTermChange.of(set(List.of(now)), Map.of(13, set(List.of(then)))))
                .singleElement()
                .satisfies(change -> assertThat(change.mayBeOfOneNetwork()).isTrue());
        ChartResult clear = chart("a", share(0.3), share(0.1));
        assertThat(LongTermChange.of(set(List.of(clear)), Map.of(13, set(List.of(then)))))
                .singleElement()
                .satisfies(change -> assertThat(change.mayBeOfOneNetwork()).isFalse());
    }

    private static WeekChange only(Estimate before, Estimate now) {
        List<WeekChange> changes = WeekChange.of(set(List.of(chart("a", before, now))));
        assertThat(changes).hasSize(1);
        return changes.get(0);
    }

    @Test
    void change_mustBeClearerAmongMany() {
        ChartResult near = chart("a", share(0.3), share(0.345));
        assertThat(WeekChange.of(set(List.of(near)))).hasSize(1);
        List<ChartResult> many = new ArrayList<>(List.of(near));
        for (int i = 0; i < 200; i++) {
            many.add(chart("still-" + i, share(0.3), share(0.3)));
        }
        assertThat(WeekChange.of(set(many))).isEmpty();
    }

    /** 500 weeks of 40 charts in which nothing changes: at most 1 week in 100 names anything, apart from chance. */
    @Test
    @Tag("slow")
    void chance_isRarelyReported() {
        Random random = new Random(14);
        int named = 0;
        for (int week = 0; week < 500; week++) {
            List<ChartResult> charts = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                charts.add(chart("c" + i, drawn(random, 0.3), drawn(random, 0.3)));
            }
            named += WeekChange.of(set(charts)).isEmpty() ? 0 : 1;
        }
        assertThat(named).isLessThanOrEqualTo(12);
    }

    private static Estimate drawn(Random random, double truth) {
        int hits = 0;
        for (int i = 0; i < ANSWERS; i++) {
            hits += random.nextDouble() < truth ? 1 : 0;
        }
        return share((double) hits / ANSWERS);
    }

    private static Estimate share(double value) {
        double half = Intervals.Z * Math.sqrt(value * (1 - value) / ANSWERS);
        return new Estimate(value, value - half, value + half);
    }

    private static ChartResult chart(String id, Estimate before, Estimate now) {
        return chart(id, List.of(WEEK.minusWeeks(1), WEEK), before, now);
    }

    private static ChartResult chart(String id, List<LocalDate> weeks, Estimate before, Estimate now) {
        return new ChartResult.Partition(
                new ChartResult.Title(id, "p/" + id, id, "", List.of(), "p", "c/" + id, "", Set.of()),
                new ChartResult.Basis(ANSWERS, ANSWERS, ANSWERS),
                List.of(),
                Optional.empty(),
                List.of(),
                new Trend(
                        weeks,
                        List.of((long) ANSWERS, (long) ANSWERS),
                        List.of(new Trend.Series("bucket", List.of(before, now))),
                        List.of()),
                List.of());
    }

    private static ChartSet set(List<ChartResult> charts) {
        return new ChartSet(
                "telemetry.example.org",
                "v1.0.0",
                Period.week(WEEK),
                ANSWERS,
                List.of(),
                List.of(new ChartSet.ProgramCharts("p", ANSWERS, Estimate.NONE, charts)),
                List.of());
    }
}
