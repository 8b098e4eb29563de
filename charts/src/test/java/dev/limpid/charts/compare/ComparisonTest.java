package dev.limpid.charts.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.limpid.charts.ChartResult;
import dev.limpid.charts.ChartResult.Basis;
import dev.limpid.charts.ChartResult.Bucket;
import dev.limpid.charts.ChartResult.BucketRange;
import dev.limpid.charts.ChartResult.Cell;
import dev.limpid.charts.ChartResult.CellQuantile;
import dev.limpid.charts.ChartResult.Figure;
import dev.limpid.charts.ChartResult.HistogramBucket;
import dev.limpid.charts.ChartResult.Quantile;
import dev.limpid.charts.ChartResult.Split;
import dev.limpid.charts.ChartResult.Title;
import dev.limpid.charts.Estimate;
import dev.limpid.charts.Period;
import dev.limpid.charts.Trend;
import dev.limpid.charts.compare.Comparison.Caveat;
import dev.limpid.charts.compare.Comparison.Row;
import dev.limpid.charts.compare.Comparison.Shift;
import dev.limpid.protocol.answer.Attribute;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Comparisons of published figures that are small enough to check by hand. */
class ComparisonTest {

    private static final LocalDate WEEK = LocalDate.of(2026, 11, 16);
    private static final Period NOW = Period.week(WEEK);
    private static final Period BEFORE = Period.week(WEEK.minusWeeks(1));
    private static final Estimate HALF = new Estimate(0.5, 0.47, 0.53);
    private static final Estimate FIFTH = new Estimate(0.2, 0.16, 0.24);

    private static Title title(String id, String counter) {
        return new Title(id, "a/tool/" + id, "Title", "", List.of(), "a/tool", counter, "", Set.of(Attribute.VERSION));
    }

    private static ChartResult partition(long answers, double effective, List<Split> splits, Figure... figures) {
        List<Bucket> buckets = new ArrayList<>();
        for (Figure figure : figures) {
            buckets.add(new Bucket(figure.name(), 1, figure.estimate(), Optional.empty()));
        }
        return new ChartResult.Partition(
                title("p", "editor"),
                new Basis(answers, answers, effective),
                buckets,
                Optional.empty(),
                splits,
                Trend.NONE,
                List.of());
    }

    private static ChartResult vim(long answers, Estimate share) {
        return partition(answers, (double) answers, List.of(), new Figure("vim", share));
    }

    private static ChartResult ratio(long counted, Estimate pooled, double clip, Trend trend) {
        return new ChartResult.Ratio(
                title("r", "failed"),
                "runs",
                new Basis(4_000, counted, 4_000),
                HALF,
                List.of(),
                pooled,
                clip,
                Optional.empty(),
                List.of(),
                trend,
                List.of());
    }

    private static ChartResult histogram(BucketRange median, List<Split> splits, String... names) {
        List<HistogramBucket> buckets = new ArrayList<>();
        for (String name : names) {
            buckets.add(new HistogramBucket(name, 1, 1, HALF, HALF, Optional.empty()));
        }
        return new ChartResult.Histogram(
                title("h", "time"),
                new Basis(4_000, 4_000, 4_000),
                buckets,
                List.of(new Quantile(0.5, median, new BucketRange(0, 0, 0)), new Quantile(0.9, median, median)),
                64,
                Optional.empty(),
                splits,
                Trend.NONE,
                List.of());
    }

    private static Comparison compare(ChartResult now, ChartResult before) {
        return Comparison.of(ComparisonSide.all(NOW, now), ComparisonSide.all(BEFORE, before));
    }

    /** The legs of right triangles: 3, 4 and 5 hundredths. */
    @Test
    void weeks_areIndependent_soTheirDistancesAreLegsOfATriangle() {
        Comparison comparison = compare(vim(4_000, HALF), vim(10_000, FIFTH));

        assertThat(comparison.rows()).hasSize(1);
        Row row = comparison.rows().get(0);
        assertThat(row.name()).isEqualTo("vim");
        assertThat(row.a()).contains(HALF);
        assertThat(row.b()).contains(FIFTH);
        assertThat(row.difference()).contains(new Estimate(0.3, 0.25, 0.35));
        assertThat(row.factor()).isEmpty();
        assertThat(row.maxEffectOfSeveralVersions()).isZero();
        assertThat(row.isSignificant()).isTrue();
        assertThat(row.mayBeOfOneNetwork()).isFalse();
        assertThat(comparison.caveats()).isEmpty();
        assertThat(comparison.shifts()).isEmpty();
        // One network gives a fiftieth of the answers: 80 of 4,000, all with vim, or 200 of 10,000, all without.
        ComparisonSide now = comparison.a();
        assertThat(now.maxAnswersOfOneNetwork()).isEqualTo(80);
        assertThat(comparison.b().maxAnswersOfOneNetwork()).isEqualTo(200);
        assertThat(row.maxEffectOfOneNetwork()).isCloseTo(Math.max(80 * 0.5 / 3_920, 200 * 0.2 / 9_800), within(1e-12));
        // The other way round, the sign is the only change.
        Row back = compare(vim(10_000, FIFTH), vim(4_000, HALF)).rows().get(0);
        assertThat(back.difference()).contains(new Estimate(-0.3, -0.35, -0.25));
        assertThat(back.maxEffectOfOneNetwork()).isCloseTo(row.maxEffectOfOneNetwork(), within(1e-12));
        assertThat(back.isSignificant()).isTrue();
    }

    @Test
    void difference_thatOneNetworkMayHaveCaused_isCertainButMarked() {
        // 20 of 400 answers are a twentieth, and the difference is between 0.02 and 0.06.
        Comparison comparison =
                compare(vim(400, new Estimate(0.1, 0.09, 0.11)), vim(400, new Estimate(0.06, 0.05, 0.07)));
        Row row = comparison.rows().get(0);
        assertThat(row.maxEffectOfOneNetwork()).isCloseTo(20 * 0.9 / 380, within(1e-12));
        assertThat(row.isSignificant()).isTrue();
        assertThat(row.mayBeOfOneNetwork()).isTrue();
        assertThat(comparison.caveats()).containsExactly(Caveat.ONE_NETWORK);
        // All answers may be one network's.
        Row all = compare(vim(20, HALF), vim(400, FIFTH)).rows().get(0);
        assertThat(all.maxEffectOfOneNetwork()).isInfinite();
        assertThat(compare(vim(400, HALF), vim(20, FIFTH)).rows().get(0).maxEffectOfOneNetwork())
                .isInfinite();
    }

    @Test
    void figures_thatOnlyOneSideHas_areShownWithoutADifference() {
        Comparison comparison = compare(
                partition(
                        4_000,
                        4_000,
                        List.of(),
                        new Figure("vim", HALF),
                        new Figure("zed", FIFTH),
                        new Figure("none", Estimate.NONE)),
                partition(
                        4_000,
                        4_000,
                        List.of(),
                        new Figure("ed", FIFTH),
                        new Figure("vim", HALF),
                        new Figure("none", Estimate.NONE)));
        assertThat(comparison.rows()).extracting(Row::name).containsExactly("vim", "zed", "ed");
        assertThat(comparison.rows().get(0).isSignificant()).isFalse();
        assertThat(comparison.rows().get(0).mayBeOfOneNetwork()).isFalse();
        assertThat(comparison.rows().get(1).difference()).isEmpty();
        assertThat(comparison.rows().get(1).isSignificant()).isFalse();
        assertThat(comparison.rows().get(1).maxEffectOfOneNetwork()).isZero();
        assertThat(comparison.rows().get(2).a()).isEmpty();
        assertThat(comparison.rows().get(2).b()).contains(FIFTH);
    }

    @Test
    void sides_withFewAnswersOrWithoutIntervals_saySo() {
        assertThat(compare(partition(4_000, 49.9, List.of(), new Figure("vim", HALF)), vim(4_000, FIFTH))
                        .caveats())
                .containsExactly(Caveat.TOO_FEW);
        assertThat(compare(vim(4_000, FIFTH), partition(4_000, 49.9, List.of(), new Figure("vim", HALF)))
                        .caveats())
                .containsExactly(Caveat.TOO_FEW);
        assertThat(compare(partition(4_000, 50, List.of(), new Figure("vim", HALF)), vim(4_000, FIFTH))
                        .caveats())
                .isEmpty();
        Estimate open = Estimate.withoutInterval(0.5);
        assertThat(compare(vim(4_000, open), vim(4_000, FIFTH)).caveats()).containsExactly(Caveat.NO_INTERVAL);
        Comparison second = compare(vim(4_000, FIFTH), vim(4_000, open));
        assertThat(second.caveats()).containsExactly(Caveat.NO_INTERVAL);
        assertThat(second.rows().get(0).difference()).contains(Estimate.withoutInterval(-0.3));
        assertThat(second.rows().get(0).isSignificant()).isFalse();
    }

    @Test
    void sides_ofTwoCharts_areRefused() {
        assertThatThrownBy(() -> compare(vim(4_000, HALF), ratio(4_000, HALF, 8, Trend.NONE)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("found the charts a/tool/p and a/tool/r, expected the same one");
    }

    private static ChartResult versions(long answers, Cell... cells) {
        return partition(
                answers,
                answers / 2.0,
                List.of(new Split(Attribute.VERSION, List.of(cells), 0, List.of())),
                new Figure("vim", HALF));
    }

    private static Cell cell(String value, long answers, Estimate vim) {
        return new Cell(value, answers, List.of(new Figure("vim", vim)));
    }

    private static Comparison ofVersions(ChartResult chart) {
        return Comparison.of(
                ComparisonSide.with(NOW, chart, Attribute.VERSION, "1.1").orElseThrow(),
                ComparisonSide.with(NOW, chart, Attribute.VERSION, "1.0").orElseThrow());
    }

    /** 4,000 machines have 4,040 versions, so 40 have both: they may make up 40/1,000 + 40/3,040 of the difference. */
    @Test
    void versions_ofOneWeek_haveMachinesInCommon() {
        Comparison comparison = ofVersions(versions(4_000, cell("1.0", 3_040, FIFTH), cell("1.1", 1_000, HALF)));

        Row row = comparison.rows().get(0);
        assertThat(comparison.a().answers()).isEqualTo(1_000);
        assertThat(comparison.a().effectiveSampleSize()).isEqualTo(500);
        assertThat(row.maxEffectOfSeveralVersions()).isCloseTo(40 / 1_000.0 + 40 / 3_040.0, within(1e-12));
        // z² · m / √(n₁n₂) / √(e₁e₂) · max(p(1 − q)) of the ends that make it largest; the distances are 0.03 and 0.04.
        double covariance = 2.5758293035489 * 2.5758293035489 * 40 / (1_000 * 3_040.0 / 2) * (0.53 * (1 - 0.16));
        double length = Math.sqrt(0.0025 + 2 * covariance);
        assertThat(covariance).isLessThan(0.03 * 0.04);
        Estimate difference = row.difference().orElseThrow();
        assertThat(difference.low()).isCloseTo(0.3 - length, within(1e-6));
        assertThat(difference.high()).isCloseTo(0.3 + length, within(1e-6));
        assertThat(comparison.caveats()).containsExactly(Caveat.IN_BOTH);
        assertThat(row.isSignificant()).isTrue();
    }

    @Test
    void difference_thatMachinesWithBothVersionsMayCause_isWithheld() {
        Comparison comparison = ofVersions(versions(4_000, cell("1.0", 4_000, FIFTH), cell("1.1", 1_000, HALF)));
        assertThat(comparison.rows().get(0).isSignificant()).isFalse();
        assertThat(comparison.rows().get(0).mayBeOfOneNetwork()).isFalse();
        assertThat(comparison.caveats()).containsExactly(Caveat.IN_BOTH, Caveat.SEVERAL_VERSIONS);
    }

    @Test
    void versions_withoutMachinesInCommon_areIndependent() {
        Comparison comparison = ofVersions(versions(4_000, cell("1.0", 3_000, FIFTH), cell("1.1", 1_000, HALF)));
        assertThat(comparison.rows().get(0).difference()).contains(new Estimate(0.3, 0.25, 0.35));
        assertThat(comparison.rows().get(0).maxEffectOfSeveralVersions()).isZero();
        assertThat(comparison.caveats()).isEmpty();
    }

    /** Some answers do not name their version, so nobody knows how many machines have both. */
    @Test
    void versions_thatNotAllAnswersName_mayHaveAnyMachinesInCommon() {
        Comparison comparison = ofVersions(versions(4_000, cell("1.0", 2_999, FIFTH), cell("1.1", 1_000, HALF)));
        assertThat(comparison.rows().get(0).difference()).contains(new Estimate(0.3, 0.23, 0.37));
        assertThat(comparison.rows().get(0).maxEffectOfSeveralVersions()).isInfinite();
        assertThat(comparison.caveats()).containsExactly(Caveat.IN_BOTH, Caveat.SEVERAL_VERSIONS);
    }

    @Test
    void versions_ofTwoWeeks_areIndependent() {
        ChartResult chart = versions(4_000, cell("1.0", 3_500, FIFTH), cell("1.1", 1_000, HALF));
        Comparison comparison = Comparison.of(
                ComparisonSide.with(NOW, chart, Attribute.VERSION, "1.1").orElseThrow(),
                ComparisonSide.with(BEFORE, chart, Attribute.VERSION, "1.0").orElseThrow());
        assertThat(comparison.rows().get(0).difference()).contains(new Estimate(0.3, 0.25, 0.35));
        assertThat(comparison.caveats()).isEmpty();
        assertThat(ComparisonSide.with(NOW, chart, Attribute.OS, "1.0")).isEmpty();
        assertThat(ComparisonSide.with(NOW, chart, Attribute.VERSION, "2")).isEmpty();
    }

    /** One version beside all machines: the version's machines are on both sides, and it is not known with which counts. */
    @Test
    void versionBesideAllMachines_mayHaveAnyMachinesInCommon() {
        ChartResult chart = versions(4_000, cell("1.0", 3_500, FIFTH), cell("1.1", 1_000, HALF));
        ComparisonSide one =
                ComparisonSide.with(NOW, chart, Attribute.VERSION, "1.0").orElseThrow();
        for (Comparison comparison : List.of(
                Comparison.of(one, ComparisonSide.all(NOW, chart)),
                Comparison.of(ComparisonSide.all(NOW, chart), one))) {
            assertThat(comparison.caveats()).contains(Caveat.IN_BOTH);
            assertThat(comparison.rows().get(0).maxEffectOfSeveralVersions()).isInfinite();
        }
        // The same machines in a month and in a week of it have the same errors.
        Period month = Period.monthOf(WEEK);
        assertThat(Comparison.of(ComparisonSide.all(NOW, chart), ComparisonSide.all(month, chart))
                        .caveats())
                .isEmpty();
        ComparisonSide ofMonth =
                ComparisonSide.with(month, chart, Attribute.VERSION, "1.0").orElseThrow();
        assertThat(Comparison.of(one, ofMonth).caveats()).isEmpty();
        ComparisonSide other =
                ComparisonSide.with(month, chart, Attribute.VERSION, "1.1").orElseThrow();
        assertThat(Comparison.of(one, other).caveats()).contains(Caveat.IN_BOTH);
    }

    @Test
    void ratio_hasAFactorToo_andNothingIsKnownWithoutANetwork() {
        Row pooled = compare(ratio(4_000, HALF, 8, Trend.NONE), ratio(4_000, FIFTH, 8, Trend.NONE))
                .rows()
                .get(1);
        assertThat(pooled.name()).isEqualTo(Trend.POOLED);
        assertThat(pooled.difference()).contains(new Estimate(0.3, 0.25, 0.35));
        Estimate factor = pooled.factor().orElseThrow();
        assertThat(factor.value()).isEqualTo(2.5);
        double down = Math.hypot(Math.log(0.5 / 0.47), Math.log(0.24 / 0.2));
        assertThat(factor.low()).isCloseTo(2.5 * Math.exp(-down), within(1e-5));
        double up = Math.hypot(Math.log(0.53 / 0.5), Math.log(0.2 / 0.16));
        assertThat(factor.high()).isCloseTo(2.5 * Math.exp(up), within(1e-5));
        assertThat(pooled.maxEffectOfOneNetwork()).isInfinite();
        assertThat(pooled.mayBeOfOneNetwork()).isTrue();
    }

    @Test
    void ratio_ofNobody_hasNoFigures() {
        assertThat(compare(ratio(0, HALF, 8, Trend.NONE), ratio(0, FIFTH, 8, Trend.NONE))
                        .rows())
                .isEmpty();
    }

    /** Each chart clips at a number of its own; the later one's trend has the earlier week clipped like it. */
    @Test
    void ratio_clippedAtAnotherNumber_isTakenFromTheLaterTrend() {
        Estimate clipped = new Estimate(0.3, 0.26, 0.34);
        Trend trend = new Trend(
                List.of(WEEK.minusWeeks(1), WEEK),
                List.of(4_000L, 4_000L),
                List.of(
                        new Trend.Series("installations", List.of(FIFTH, FIFTH)),
                        new Trend.Series(Trend.POOLED, List.of(clipped, HALF))),
                List.of());
        ComparisonSide now = ComparisonSide.all(NOW, ratio(4_000, HALF, 16, trend));
        ComparisonSide before = ComparisonSide.all(BEFORE, ratio(4_000, FIFTH, 8, Trend.NONE));

        Comparison comparison = Comparison.of(now, before);
        assertThat(comparison.caveats()).containsExactly(Caveat.ONE_NETWORK, Caveat.CLIP_OF_LATER);
        assertThat(comparison.rows().get(1).b()).contains(clipped);
        assertThat(comparison.rows().get(1).a()).contains(HALF);
        assertThat(comparison.rows().get(1).difference()).contains(new Estimate(0.2, 0.15, 0.25));
        Comparison back = Comparison.of(before, now);
        assertThat(back.rows().get(1).a()).contains(clipped);
        assertThat(back.rows().get(1).b()).contains(HALF);
        // If the trend does not go back that far, nothing is certain of the figure, but the share of machines stays.
        ComparisonSide longAgo =
                ComparisonSide.all(Period.week(WEEK.minusWeeks(9)), ratio(4_000, FIFTH, 8, Trend.NONE));
        Comparison apart = Comparison.of(now, longAgo);
        assertThat(apart.caveats()).containsExactly(Caveat.OTHER_CLIP);
        assertThat(apart.rows().get(0).difference().orElseThrow().hasInterval()).isTrue();
        assertThat(apart.rows().get(1).difference()).contains(Estimate.withoutInterval(0.3));
        assertThat(apart.rows().get(1).factor()).contains(Estimate.withoutInterval(2.5));
        // A period of several weeks is in no trend.
        Period two = Period.of(WEEK.minusWeeks(1), WEEK.plusDays(6));
        assertThat(ComparisonSide.all(two, ratio(4_000, FIFTH, 8, Trend.NONE)).pooledClippedLike(now.chart()))
                .isEmpty();
    }

    @Test
    void quantiles_areAsFarApartAsTheirBuckets() {
        Comparison comparison = compare(
                histogram(new BucketRange(3, 2, 4), List.of(), "<1", "<2", "<4", "<8", "<16"),
                histogram(new BucketRange(1, 0, 1), List.of(), "<1", "<2", "<4", "<8", "<16"));
        assertThat(comparison.shifts()).extracting(Shift::q).containsExactly(0.5, 0.9);
        Shift shift = comparison.shifts().get(0);
        assertThat(List.of(shift.steps(), shift.low(), shift.high())).containsExactly(2, 1, 4);
        assertThat(shift.isSignificant()).isTrue();
        assertThat(shift.isKnown()).isTrue();
        assertThat(shift.mayBeSpurious()).isFalse();
        assertThat(comparison.rows())
                .hasSize(5)
                .allMatch(row -> row.difference().isPresent());
    }

    @Test
    void quantiles_thatMayBeInOneBucket_areNotCertain() {
        assertThat(shift(new BucketRange(3, 2, 4), new BucketRange(1, 0, 2)).isSignificant())
                .isFalse();
        assertThat(shift(new BucketRange(3, 2, 4), new BucketRange(1, 0, 1)).isSignificant())
                .isTrue();
        assertThat(shift(new BucketRange(1, 0, 1), new BucketRange(3, 2, 4)).isSignificant())
                .isTrue();
        assertThat(shift(new BucketRange(1, 0, 2), new BucketRange(3, 2, 4)).isSignificant())
                .isFalse();
        BucketRange none = new BucketRange(-1, -1, -1);
        BucketRange open = new BucketRange(0, -1, -1);
        BucketRange first = new BucketRange(0, 0, 0);
        for (Shift unknown : List.of(shift(none, first), shift(first, none))) {
            assertThat(unknown.isKnown()).isFalse();
            assertThat(unknown.isSignificant()).isFalse();
        }
        assertThat(shift(open, first).isKnown()).isTrue();
        assertThat(shift(open, first).hasInterval()).isFalse();
        assertThat(shift(first, open).hasInterval()).isFalse();
        assertThat(shift(first, first).hasInterval()).isTrue();
        assertThat(new Shift(0.5, new BucketRange(3, 2, 4), first, true).isSignificant())
                .isFalse();
    }

    private static Shift shift(BucketRange a, BucketRange b) {
        return new Shift(0.5, a, b, false);
    }

    @Test
    void histograms_ofOtherBuckets_areNotCompared() {
        Comparison comparison = compare(
                histogram(new BucketRange(1, 1, 1), List.of(), "<1", "<2"),
                histogram(new BucketRange(0, 0, 0), List.of(), "<1", "<3"));
        assertThat(comparison.caveats()).containsExactly(Caveat.OTHER_BUCKETS);
        assertThat(comparison.shifts()).isEmpty();
        assertThat(comparison.rows()).extracting(Row::name).containsExactly("<1", "<2", "<3");
        assertThat(comparison.rows()).allMatch(row -> row.difference().isEmpty());
    }

    @Test
    void quantiles_ofVersions_areDoubtedIfMachinesHaveBoth() {
        CellQuantile high = new CellQuantile(0.9, new BucketRange(1, 1, 1));
        CellQuantile low = new CellQuantile(0.9, new BucketRange(0, 0, 0));
        ChartResult chart = histogram(
                new BucketRange(0, 0, 0),
                List.of(new Split(
                        Attribute.VERSION,
                        List.of(
                                new Cell("1.0", 3_500, List.of(new Figure("<1", HALF)), List.of(low)),
                                new Cell("1.1", 1_000, List.of(new Figure("<1", HALF)), List.of(high))),
                        0,
                        List.of())),
                "<1",
                "<2");
        Comparison comparison = ofVersions(chart);
        assertThat(comparison.shifts()).containsExactly(new Shift(0.9, high.mean(), low.mean(), true));
        assertThat(comparison.caveats()).containsExactly(Caveat.IN_BOTH, Caveat.SEVERAL_VERSIONS);
    }
}
