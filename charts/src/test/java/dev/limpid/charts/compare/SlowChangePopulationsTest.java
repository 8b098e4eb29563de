package dev.limpid.charts.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.charts.ChartResult;
import dev.limpid.charts.ChartSet;
import dev.limpid.charts.Estimate;
import dev.limpid.charts.Period;
import dev.limpid.charts.Populations;
import dev.limpid.charts.Populations.Population;
import dev.limpid.charts.Trend;
import dev.limpid.charts.fold.AnswerFold;
import dev.limpid.charts.statistics.Moments;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Looking back where answers have unequal weights, machines unequal habits, totals heavy tails, and weeks are seasonal.
 */
class SlowChangePopulationsTest {

    /** {@code -Dlimpid.draws=200} gives the figures of the decision page. */
    private static final int DRAWS = Integer.getInteger("limpid.draws", 8);

    private static final LocalDate JULY = LocalDate.of(2026, 7, 27);
    private static final int YEARS = 10;

    /** Answers are really drawn, folded and estimated; nothing changes between the two weeks. */
    @Test
    void stablePopulations_areRarelyReportedAsChanged() {
        Map<String, Integer> named = new TreeMap<>();
        int all = 0;
        for (Population population : Populations.alike()) {
            Random random = new Random(11);
            int of = 0;
            for (int draw = 0; draw < DRAWS; draw++) {
                List<Trend.Series> before = drawn(population, random);
                List<Trend.Series> now = drawn(population, random);
                of += changes(before, now).isEmpty() ? 0 : 1;
            }
            named.put(population.name(), of);
            all += of;
        }
        assertThat(all)
                .as("looks that name a change, of %d each: %s", DRAWS, named)
                .isLessThanOrEqualTo(1 + DRAWS / 5);
    }

    /**
     * A season is reported as what it is, a week in July compared with one in April and one in October, and not more often.
     */
    @ParameterizedTest
    @CsvSource({"1100, 0", "16588, 20"})
    void season_isReportedAtMostTwiceAYear_andOnlyOverAQuarter(int answers, int least) {
        Random random = new Random(5);
        Map<LocalDate, ChartSet> weeks = new HashMap<>();
        for (int quarter = -8; quarter <= 4 * YEARS; quarter++) {
            LocalDate week = JULY.plusWeeks(13L * quarter);
            double share = Math.floorMod(quarter, 4) == 0 ? 0.36 : 0.30;
            int hits = (int) random.doubles(answers).filter(one -> one < share).count();
            weeks.put(week, set(week, List.of(new Trend.Series("quiet", List.of(share(hits, answers))))));
        }
        List<Integer> told = new ArrayList<>();
        for (int quarter = 0; quarter < 4 * YEARS; quarter++) {
            LocalDate week = JULY.plusWeeks(13L * quarter);
            Map<Integer, ChartSet> earlier = new TreeMap<>();
            LongTermChange.distances(week)
                    .forEach(distance ->
                            earlier.put(distance, Objects.requireNonNull(weeks.get(week.minusWeeks(distance)))));
            LongTermChange.of(Objects.requireNonNull(weeks.get(week)), earlier)
                    .forEach(change -> told.add(change.weeks()));
        }
        assertThat(told.stream().filter(distance -> distance > 13)).hasSizeLessThanOrEqualTo(1);
        assertThat(told).hasSizeBetween(least, 2 * YEARS + 1);
    }

    private static Estimate share(int hits, int answers) {
        return new Moments(answers, hits, answers, hits, hits, 1).share();
    }

    private static List<LongTermChange> changes(List<Trend.Series> before, List<Trend.Series> now) {
        LocalDate week = JULY;
        return LongTermChange.of(set(week, now), Map.of(13, set(week.minusWeeks(13), before)));
    }

    /** What a fold of answers estimates; figures over all events are never compared. */
    private static List<Trend.Series> drawn(Population population, Random random) {
        AnswerFold fold = Populations.fold(Populations.plan(population), population, random);
        ChartResult chart = Populations.chart(fold, population.chart());
        List<Trend.Series> figures = new ArrayList<>();
        for (Trend.Series series : chart.trend().series()) {
            if (!series.name().equals(Trend.POOLED)) {
                figures.add(new Trend.Series(
                        series.name(),
                        List.of(series.points().get(series.points().size() - 1))));
            }
        }
        assertThat(figures).isNotEmpty();
        return figures;
    }

    private static ChartSet set(LocalDate week, List<Trend.Series> figures) {
        ChartResult chart = new ChartResult.Partition(
                new ChartResult.Title("c", "p/c", "C", "", List.of(), "p", "c", "", Set.of()),
                new ChartResult.Basis(1, 1, 1),
                List.of(),
                Optional.empty(),
                List.of(),
                new Trend(List.of(week), List.of(1L), figures, List.of()),
                List.of());
        return new ChartSet(
                "telemetry.example.org",
                "v1.0.0",
                Period.week(week),
                1,
                List.of(),
                List.of(new ChartSet.ProgramCharts("p", 1, Estimate.NONE, List.of(chart))),
                List.of());
    }
}
