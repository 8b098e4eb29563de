package dev.limpid.charts.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.charts.ChartResult;
import dev.limpid.charts.ChartSet;
import dev.limpid.charts.Difference;
import dev.limpid.charts.Estimate;
import dev.limpid.charts.Period;
import dev.limpid.charts.Populations;
import dev.limpid.charts.Populations.Population;
import dev.limpid.protocol.answer.Attribute;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Years of weeks that do not differ from one another: the feed reports a difference once, and chance never. */
class NewDifferenceDetectorTest {

    private static final LocalDate FIRST = LocalDate.of(2026, 1, 5);
    private static final int WEEKS = 104;

    /** A difference that is certain in about every second week. */
    @Test
    void persistentDifference_isReportedOnce() {
        Population population = Populations.cache(
                "windows misses more", 1_500, (machine, random) -> machine.on("windows") ? 0.30 : 0.1);
        Random random = new Random(1);
        NewDifferenceDetector news = new NewDifferenceDetector(3);
        int found = 0;
        int told = 0;
        for (int week = 0; week < WEEKS; week++) {
            ChartResult chart = Populations.chart(population, random);
            found += Difference.mostNotable(chart, 3).isEmpty() ? 0 : 1;
            told += news.in(set(week, List.of(chart))).size();
        }
        assertThat(found).as("weeks that find it").isBetween(WEEKS / 10, WEEKS * 9 / 10);
        // "miss" and "hit" are two of its figures.
        assertThat(told).isBetween(1, 2);
    }

    /**
     * One chart in 200 by itself names a difference that does not exist; here one of a hundred charts does so every
     * week.
     */
    @Test
    void chanceFindingOfOneOfManyCharts_isNotReported() {
        ChartResult silent =
                Populations.chart(Populations.cache("alike", 600, (machine, random) -> 0.5), new Random(2));
        assertThat(silent.comparisonCount()).isPositive();
        List<ChartResult> charts = new ArrayList<>(Collections.nCopies(99, silent));
        charts.add(found(silent, 0.004));
        assertThat(new NewDifferenceDetector(3).in(set(0, charts))).isEmpty();
        assertThat(new NewDifferenceDetector(3).in(set(0, charts.subList(98, 100))))
                .hasSize(1);
        charts.add(found(silent, 0.00001));
        assertThat(new NewDifferenceDetector(3).in(set(0, charts))).hasSize(1);
    }

    /** A fault that grows: what was not clear enough to be reported must not be skipped once it is. */
    @Test
    void differenceThatBecomesClear_isReported_evenIfItsChartFoundItBefore() {
        ChartResult silent =
                Populations.chart(Populations.cache("alike", 600, (machine, random) -> 0.5), new Random(2));
        NewDifferenceDetector news = new NewDifferenceDetector(3);
        List<ChartResult> others = Collections.nCopies(99, silent);
        for (int week = 0; week < 5; week++) {
            assertThat(news.in(set(week, with(others, found(silent, 0.004))))).isEmpty();
        }
        assertThat(news.in(set(5, with(others, found(silent, 0.00001))))).hasSize(1);
        assertThat(news.in(set(6, with(others, found(silent, 0.00001))))).isEmpty();
        assertThat(news.in(set(7, with(others, found(silent, 0.004))))).isEmpty();
    }

    private static List<ChartResult> with(List<ChartResult> others, ChartResult chart) {
        List<ChartResult> charts = new ArrayList<>(others);
        charts.add(chart);
        return charts;
    }

    @Test
    void differenceOfLongAgo_isNewsAgain() {
        ChartResult silent =
                Populations.chart(Populations.cache("alike", 600, (machine, random) -> 0.5), new Random(2));
        ChartResult found = found(silent, 0.001);
        NewDifferenceDetector news = new NewDifferenceDetector(3);
        assertThat(news.in(set(0, List.of(found)))).hasSize(1);
        assertThat(news.in(set(NewDifferenceDetector.MEMORY, List.of(found)))).isEmpty();
        assertThat(news.in(set(2 * NewDifferenceDetector.MEMORY + 1, List.of(found))))
                .hasSize(1);
    }

    /**
     * The intervals of figures that are reported because they are far apart contain the truth as often as others do.
     */
    @Test
    @Tag("slow")
    void intervalsOfSelectedFigures_containTheTruth() {
        double share = 0.27;
        Population population = Populations.cache(
                "windows misses more", 1_500, (machine, random) -> machine.on("windows") ? share : 0.1);
        Random random = new Random(3);
        int told = 0;
        int held = 0;
        for (int draw = 0; draw < 400; draw++) {
            for (Difference one : Difference.mostNotable(Populations.chart(population, random), 3)) {
                if (one.value().filter("windows"::equals).isPresent()
                        && one.since().isEmpty()) {
                    double truth = one.figure().equals("miss") ? share : 1 - share;
                    told++;
                    held += one.here().low() <= truth && truth <= one.here().high() ? 1 : 0;
                }
            }
        }
        assertThat(told).isBetween(10, 400);
        assertThat((double) held / told).isGreaterThanOrEqualTo(0.98);
    }

    private static ChartResult found(ChartResult like, double p) {
        ChartResult.Partition of = (ChartResult.Partition) like;
        Difference difference = new Difference(
                Attribute.OS,
                Optional.of("darwin"),
                Optional.empty(),
                "miss",
                new Estimate(0.4, 0.3, 0.5),
                new Estimate(0.1, 0.08, 0.12),
                100,
                500,
                p);
        List<ChartResult.Split> splits = List.of(new ChartResult.Split(
                Attribute.OS, of.splits().get(0).cells(), of.comparisonCount(), List.of(difference)));
        return new ChartResult.Partition(
                of.title(), of.basis(), of.buckets(), of.reweighting(), splits, of.trend(), of.notes());
    }

    private static ChartSet set(int week, List<ChartResult> charts) {
        return new ChartSet(
                "telemetry.example.org",
                "v1.0.0",
                Period.week(FIRST.plusWeeks(week)),
                0,
                List.of(),
                List.of(new ChartSet.ProgramCharts("p", 0, Estimate.NONE, charts)),
                List.of());
    }
}
