package dev.limpid.charts.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.limpid.charts.ChartResult;
import dev.limpid.charts.ChartSet;
import dev.limpid.charts.Configs;
import dev.limpid.charts.Estimate;
import dev.limpid.charts.Period;
import dev.limpid.charts.Trend;
import dev.limpid.charts.compare.Comparison.Caveat;
import dev.limpid.charts.fold.AnswerFold;
import dev.limpid.charts.plan.QuestionPlan;
import dev.limpid.charts.result.ChartSetBuilder;
import dev.limpid.protocol.answer.Answer;
import dev.limpid.protocol.answer.AnswerPart;
import dev.limpid.protocol.answer.PublishedAnswer;
import dev.limpid.protocol.chart.Chart;
import dev.limpid.protocol.config.ChartConfig;
import dev.limpid.protocol.config.ChartConfigException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

/**
 * A program in which nothing changes: one machine in twenty is a build server with totals around 5,000, a fifth of whose
 * events fail; the others have some 20 events, a fiftieth of which fail. The total that one machine in twenty exceeds is a
 * server's in one week and another machine's in the next, which says nothing about failures.
 */
class SteadyClipTest {

    private static final LocalDate LAST = LocalDate.of(2026, 11, 16);
    private static final int ANSWERS = 1_500;
    private static final double SERVERS = 0.05;

    @Test
    void ratioOfAllEvents_isNotReportedAsChanged_ifTotalsHaveAGap() {
        AnswerFold fold = weeks(ChartSet.TREND_WEEKS, new Random(1), any -> SERVERS);
        ChartSet set = new ChartSetBuilder(fold, "c", "v1.0.0").build(Period.week(LAST));
        assertThat(WeekChange.of(set)).isEmpty();

        List<Estimate> points = pooled(chart(set).trend());
        assertThat(points.stream().mapToDouble(Estimate::value).max().orElse(9))
                .isLessThan(
                        1.6 * points.stream().mapToDouble(Estimate::value).min().orElse(0));
    }

    @Test
    void comparedWeeks_haveTheSameClip() {
        AnswerFold fold = weeks(12, new Random(2), any -> SERVERS);
        int certain = 0;
        for (int i = 6; i > 0; i--) {
            ComparisonSide later = week(fold, LAST.minusWeeks(i - 1L));
            ComparisonSide earlier = week(fold, LAST.minusWeeks(i));
            for (Comparison both : List.of(Comparison.of(later, earlier), Comparison.of(earlier, later))) {
                Comparison.Row row = both.rows().get(1);
                assertThat(row.name()).isEqualTo(Trend.POOLED);
                assertThat(both.caveats()).doesNotContain(Caveat.OTHER_CLIP, Caveat.NO_INTERVAL);
                assertThat(row.difference().orElseThrow().hasInterval()).isTrue();
                certain += row.isSignificant() ? 1 : 0;
            }
        }
        assertThat(certain).isZero();
    }

    /**
     * The share of servers changes for good: a month and a week are clipped at different totals, and no trend contains the
     * month.
     */
    @Test
    void figuresWithDifferentClips_haveNoCertainDifference() {
        AnswerFold fold = weeks(20, new Random(3), week -> week < 12 ? 0.005 : 0.3);
        Period month = Period.monthOf(LAST.minusWeeks(18));
        ComparisonSide earlier =
                ComparisonSide.all(month, chart(new ChartSetBuilder(fold, "c", "v1.0.0").build(month)));
        ComparisonSide later = week(fold, LAST);
        assertThat(earlier.clip()).isLessThan(later.clip());
        Comparison comparison = Comparison.of(later, earlier);
        assertThat(comparison.caveats()).contains(Caveat.OTHER_CLIP);
        Comparison.Row row = comparison.rows().get(1);
        assertThat(row.difference().orElseThrow().hasInterval()).isFalse();
        assertThat(row.factor().orElseThrow().hasInterval()).isFalse();
        assertThat(row.isSignificant()).isFalse();
    }

    /** A change in what fails is seen as before. */
    @Test
    void changedRatio_isReported() {
        AnswerFold fold = fold();
        Random random = new Random(4);
        for (int week = 0; week < 6; week++) {
            add(fold, LAST.minusWeeks(week), random, SERVERS, week == 0 ? 3 : 1);
        }
        assertThat(WeekChange.of(new ChartSetBuilder(fold, "c", "v1.0.0").build(Period.week(LAST))))
                .anyMatch(change ->
                        change.figure().equals(Trend.POOLED) && change.week().equals(LAST));
    }

    /**
     * All runs of some machines fail, and none of others that run as much: machines that fail are not clipped more
     * because of it.
     */
    @Test
    void machines_areNotClippedForFailing() {
        AnswerFold fold = fold();
        for (int i = 0; i < 1_000; i++) {
            long total = i % 10 == 0 ? 512 : 64;
            AnswerPart part = new AnswerPart(
                    Map.of(), i % 2 == 0 ? Map.of("runs", total, "failed", total) : Map.of("runs", total));
            fold.add(new PublishedAnswer(new Answer(LAST, "v1.0.0", "p/ratio", List.of(part)), 1));
            AnswerPart other = new AnswerPart(Map.of(), Map.of("runs", i % 10 == 0 ? 512L : 64L));
            fold.add(new PublishedAnswer(new Answer(LAST, "v1.0.0", "p/ratio", List.of(other)), 1));
        }
        ChartResult.Ratio ratio =
                (ChartResult.Ratio) chart(new ChartSetBuilder(fold, "c", "v1.0.0").build(Period.week(LAST)));
        double clip = ratio.clip();
        assertThat(clip).isBetween(64.0, 512.0);
        // All machines with 512 runs are clipped in the same way: of 1,000 pairs, those with even numbers fail, and 100
        // of them are large.
        double runs = 2 * (900 * 64 + 100 * Math.min(512, clip));
        double failed = 400 * 64 + 100 * Math.min(512, clip);
        assertThat(ratio.pooled().value()).isCloseTo(failed / runs, within(1e-4));
    }

    private static ComparisonSide week(AnswerFold fold, LocalDate monday) {
        return ComparisonSide.all(
                Period.week(monday), chart(new ChartSetBuilder(fold, "c", "v1.0.0").build(Period.week(monday))));
    }

    private static List<Estimate> pooled(Trend trend) {
        return trend.series().stream()
                .filter(series -> series.name().equals(Trend.POOLED))
                .findFirst()
                .orElseThrow()
                .points();
    }

    private static ChartResult chart(ChartSet set) {
        return set.programs().get(0).charts().get(0);
    }

    private static AnswerFold weeks(int weeks, Random random, IntToDoubleFunction servers) {
        AnswerFold fold = fold();
        for (int week = 0; week < weeks; week++) {
            add(fold, LAST.minusWeeks(weeks - 1L - week), random, servers.applyAsDouble(week), 1);
        }
        return fold;
    }

    private static void add(AnswerFold fold, LocalDate week, Random random, double servers, double worse) {
        for (int i = 0; i < ANSWERS; i++) {
            boolean server = random.nextDouble() < servers;
            long total = Math.max(1, Math.round((server ? 5_000 : 20) * Math.exp(0.5 * random.nextGaussian())));
            double failing = worse * (server ? 0.2 : 0.02) * Math.exp(0.3 * random.nextGaussian());
            long failed = Math.min(total, (long) Math.floor(total * failing + random.nextDouble()));
            SortedMap<String, Long> counts = new TreeMap<>(Map.of("runs", total));
            if (failed > 0) {
                counts.put("failed", failed);
            }
            AnswerPart part = new AnswerPart(Map.of(), counts);
            fold.add(new PublishedAnswer(new Answer(week, "v1.0.0", "p/ratio", List.of(part)), 1));
        }
    }

    private static AnswerFold fold() {
        try {
            List<Chart> charts = ChartConfig.parse("charts.txt", """
                    program: p
                    version: 1.0
                    module: versions: 1.0
                    description: d
                    by: none
                    title: R
                    id: ratio
                    type: ratio
                    counter: failed
                    over: runs
                    """);
            return new AnswerFold(
                    new QuestionPlan(charts, Configs.atRates(charts, List.of("linux"), List.of("1.0"), 0.1)));
        } catch (ChartConfigException e) {
            throw new IllegalStateException(e.getMessage() + e.problems(), e);
        }
    }
}
