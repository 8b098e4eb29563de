package dev.limpid.charts.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.limpid.charts.ChartNote;
import dev.limpid.charts.ChartResult;
import dev.limpid.charts.ChartSet.WeekAnswers;
import dev.limpid.charts.Machines;
import dev.limpid.charts.Period;
import dev.limpid.charts.Trend;
import dev.limpid.charts.statistics.Quantiles;
import dev.limpid.protocol.answer.Attribute;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a published chart set says beside its figures. */
class PublishedFiguresTest {

    private static final LocalDate NEXT = Machines.WEEK.plusWeeks(1);
    private static final Period BOTH = Period.of(Machines.WEEK, NEXT.plusDays(6));
    private static final Map<String, Long> HIT = Map.of("cache:hit", 1L);

    @Test
    void weeks_haveTheirOwnAnswers_andTheSetHasAll() {
        Machines machines =
                new Machines("cache").add(3, "linux", "1.14", HIT).in(NEXT).add(5, "linux", "1.15", HIT);
        assertThat(machines.charts(BOTH).weeks())
                .extracting(WeekAnswers::week, WeekAnswers::answers)
                .containsExactly(tuple(Machines.WEEK, 3L), tuple(NEXT, 5L));
        assertThat(machines.charts(BOTH).answers()).isEqualTo(8);
        assertThat(machines.charts(Period.week(NEXT)).answers()).isEqualTo(5);
        assertThat(machines.charts(BOTH).programs().get(0).answers()).isEqualTo(8);
    }

    @Test
    void trend_saysInWhichWeekAVersionWasFirstSeen_andHasOnlyFiguresThatOccur() {
        Trend trend = new Machines("cache")
                .add(3, "linux", "1.14", HIT)
                .in(NEXT)
                .add(5, "linux", "1.14", HIT)
                .add(5, "linux", "1.15", Map.of("cache:miss", 1L))
                .chart(BOTH)
                .trend();
        assertThat(trend.firstSeen())
                .containsExactlyInAnyOrder(
                        new Trend.FirstSeen("1.14", Machines.WEEK), new Trend.FirstSeen("1.15", NEXT));
        assertThat(trend.series()).extracting(Trend.Series::name).containsExactly("hit", "miss");
        assertThat(trend.series().get(1).points())
                .extracting(point -> point.value())
                .containsExactly(0.0, 0.5);
    }

    @Test
    void figuresOverEvents_sayWhereTheyAreClipped_onlyIfAnyMachineIs() {
        Machines machines = new Machines("ratio").add(100, "linux", "1.14", Map.of("n", 1L));
        ChartResult.Ratio whole = (ChartResult.Ratio) machines.chart(Period.week(Machines.WEEK));
        assertThat(whole.notes()).noneMatch(note -> note.equals(clipped(whole)));
        machines.add(1, "linux", "1.14", Map.of("n", 100_000L));
        ChartResult.Ratio cut = (ChartResult.Ratio) machines.chart(Period.week(Machines.WEEK));
        assertThat(cut.clip()).isEqualTo(1);
        assertThat(cut.notes()).contains(clipped(cut));
    }

    private static String clipped(ChartResult.Ratio chart) {
        return ChartNote.of(ChartNote.Kind.CLIPPED, "most", (long) Math.ceil(chart.clip()))
                .text();
    }

    @Test
    void cellsOfAHistogram_haveQuantiles_andThoseOfOtherChartsHaveNone() {
        ChartResult times = new Machines("times")
                .add(200, "linux", "1.14", Map.of("t:<10ms", 1L))
                .chart(Period.week(Machines.WEEK));
        assertThat(cells(times))
                .isNotEmpty()
                .allSatisfy(cell -> assertThat(cell.quantiles()).hasSize(Quantiles.SHOWN.size()));
        ChartResult cache = new Machines("cache").add(200, "linux", "1.14", HIT).chart(Period.week(Machines.WEEK));
        assertThat(cells(cache))
                .isNotEmpty()
                .allSatisfy(cell -> assertThat(cell.quantiles()).isEmpty());
    }

    @Test
    void cellsOfFewAnswers_haveNoFigures() {
        ChartResult cache = new Machines("cache")
                .add(200, "linux", "1.14", HIT)
                .add(3, "darwin", "1.14", HIT)
                .chart(Period.week(Machines.WEEK));
        assertThat(cells(cache))
                .filteredOn(cell -> cell.value().equals("darwin"))
                .singleElement()
                .satisfies(cell -> {
                    assertThat(cell.answers()).isEqualTo(3);
                    assertThat(cell.figures()).isEmpty();
                });
    }

    private static List<ChartResult.Cell> cells(ChartResult chart) {
        return chart.splits().stream().flatMap(split -> split.cells().stream()).toList();
    }

    @Test
    void chart_saysWhyItNamesNoDifference() {
        ChartResult chart = new Machines("cache")
                .add(3_880, "linux", "1.14", HIT)
                .add(120, "linux", "1.14", Map.of("cache:miss", 1L))
                .add(60, "freebsd", "1.14", Map.of("cache:miss", 1L))
                .add(60, "freebsd", "1.14", HIT)
                .chart(Period.week(Machines.WEEK));
        assertThat(chart.notes())
                .contains(ChartNote.of(ChartNote.Kind.ONE_NETWORK).text());
    }

    @Test
    void chart_saysThatItComparesNothingByAnAttributeThatAnswersLack() {
        ChartResult chart = new Machines("cache")
                .add(100, "linux", "1.14", HIT)
                .addWithoutSystem(100, "1.14", HIT)
                .chart(Period.week(Machines.WEEK));
        assertThat(chart.notes())
                .contains(ChartNote.of(ChartNote.Kind.UNSAID, "attribute", Attribute.OS.inWords())
                        .text());
        assertThat(chart.splits())
                .allSatisfy(split -> assertThat(split.comparisonCount()).isZero());
    }

    /** A machine asked at a rate of one half stands for two, in the one chart that all are asked for. */
    @Test
    void installations_areThoseThatTheAnswersStandFor() {
        Machines machines = new Machines("cache", 0.5).add(40, "linux", "1.14", HIT);
        assertThat(machines.charts(Period.week(Machines.WEEK))
                        .programs()
                        .get(0)
                        .installations()
                        .value())
                .isCloseTo(80, within(1e-6));
    }
}
