package dev.limpid.charts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limpid.charts.ChartResult.Basis;
import dev.limpid.charts.ChartResult.HistogramBucket;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Estimates, and what is told from the figures of a chart set. */
class EstimateTest {

    @Test
    void estimate_isWithinItsInterval_orHasNone() {
        assertThat(new Estimate(1, 1, 1).hasInterval()).isTrue();
        assertThat(Estimate.withoutInterval(1).hasInterval()).isFalse();
        for (double[] wrong : new double[][] {
            {1, 1.5, 2},
            {1, 0, 0.5},
            {1, Double.NaN, 2},
            {1, 0, Double.NaN},
            {Double.NaN, 0, 1},
            {Double.NaN, Double.NaN, Double.NaN}
        }) {
            assertThatThrownBy(() -> new Estimate(wrong[0], wrong[1], wrong[2]))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("estimate " + wrong[0] + " is outside its interval " + wrong[1] + " to " + wrong[2]);
        }
    }

    @Test
    void estimate_isUnknown_ifItMayBeAnything() {
        assertThat(Estimate.UNKNOWN.isUnknown()).isTrue();
        assertThat(new Estimate(0, 0, Estimate.MOST_RATIO).isUnknown()).isTrue();
        assertThat(Estimate.NONE.isUnknown()).isFalse();
        assertThat(new Estimate(0, 0, 0.9).isUnknown()).isFalse();
        assertThat(new Estimate(0.1, 0, 1).isUnknown()).isFalse();
        assertThat(new Estimate(0.1, 0.1, 1).isUnknown()).isFalse();
        assertThat(new Estimate(0, -1, 1).isUnknown()).isFalse();
    }

    @Test
    void figure_thatIsNotANumber_isRejected() {
        for (double wrong : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            assertThatThrownBy(() -> DecimalFormatting.decimal(wrong))
                    .isInstanceOf(ArithmeticException.class)
                    .hasMessage("a figure is " + wrong + ", expected a number");
        }
        assertThat(DecimalFormatting.estimate(0.5, 0.7, 0.4)).isEqualTo(new Estimate(0.5, 0.5, 0.5));
    }

    /** One network gives at most 20 answers a week to a chart of 1,000: half of what has 40. */
    @Test
    void mayDominate_ifOneNetworkMayHaveGivenHalf() {
        assertThat(NetworkDominance.mayDominate(40, 1_000, 1)).isTrue();
        assertThat(NetworkDominance.mayDominate(41, 1_000, 1)).isFalse();
        assertThat(NetworkDominance.mayDominate(1, 1_000, 1)).isTrue();
        assertThat(NetworkDominance.mayDominate(0, 1_000, 1)).isFalse();
        assertThat(NetworkDominance.mayDominate(80, 1_000, 2)).isTrue();
        assertThat(NetworkDominance.mayDominate(81, 1_000, 2)).isFalse();
        // A mean is of all that counted: a twentieth of 800 is as much as 40 machines.
        assertThat(bar(500, 0.05, 800)).isTrue();
        assertThat(bar(500, 0.051, 800)).isFalse();
        assertThat(bar(40, 0.11, 800)).isTrue();
        assertThat(bar(41, 0.11, 800)).isFalse();
        assertThat(bar(0, 0, 800)).isFalse();
    }

    private static boolean bar(long answers, double mean, long counted) {
        ChartResult.Histogram chart = (ChartResult.Histogram)
                ChartSetCodecTest.everyType().programs().get(0).charts().get(1);
        Estimate of = new Estimate(mean, mean, mean);
        HistogramBucket bucket = new HistogramBucket("b", answers, 1, of, of, Optional.empty());
        ChartResult.Histogram histogram = new ChartResult.Histogram(
                chart.title(),
                new Basis(1_000, counted, 900),
                List.of(bucket),
                List.of(),
                1,
                Optional.empty(),
                List.of(),
                Trend.NONE,
                List.of());
        return NetworkDominance.mayDominate(bucket, histogram, 1);
    }

    @Test
    void set_ofOneChart_hasOnlyThat() {
        ChartSet charts = ChartSetCodecTest.everyType();
        ChartSet.ProgramCharts program = charts.programs().get(0);
        for (ChartResult chart : program.charts()) {
            ChartSet only = charts.only(chart);
            assertThat(only.programs())
                    .containsExactly(new ChartSet.ProgramCharts(
                            program.program(), program.answers(), program.installations(), List.of(chart)));
            assertThat(only.weeks()).isEqualTo(charts.weeks());
            String csv = new String(ChartCsv.toCsv(charts, chart), UTF_8);
            assertThat(csv)
                    .isEqualTo(new String(ChartCsv.toCsv(only), UTF_8))
                    .contains(chart.title().chart());
        }
        ChartSet none = new ChartSet("c", "v", charts.period(), 0, List.of(), List.of(), List.of());
        assertThat(none.only(program.charts().get(0)).programs()).isEmpty();
    }

    /** Every row that the charts of all types give, in their order: the kind of figure, and of what. */
    @Test
    void csv_hasARowForEachFigure() {
        String csv = new String(ChartCsv.toCsv(ChartSetCodecTest.everyType()), UTF_8);
        List<String> figures = csv.lines()
                .filter(row -> row.startsWith("2026"))
                .map(row -> List.of(row.split(",", -1)))
                .map(fields -> fields.get(4) + " " + fields.get(5))
                .toList();
        assertThat(figures)
                .containsExactly(
                        "partition share",
                        "partition reweighted",
                        "partition share",
                        "partition by-version",
                        "histogram mean",
                        "histogram pooled",
                        "histogram reweighted",
                        "ratio installations",
                        "ratio pooled",
                        "ratio distribution",
                        "ratio reweighted",
                        "ratio distribution",
                        "ratio by-version",
                        "stack installations",
                        "stack stack-group",
                        "stack stack",
                        "stack stack-version");
        assertThat(csv)
                .contains("stack,stack-group,\"main\nrun\",3,4,0.333333,0.3,0.36\r\n")
                .contains("stack,stack-version,\"1.2\nmain:+1\nrun:+2\",3,4,0.333333,0.3,0.36\r\n");
    }

    @Test
    void malformedJson_isRejectedWithItsPath() {
        String json = new String(ChartSetCodec.toJson(ChartSetCodecTest.everyType()), UTF_8);
        Map<String, String> changes = Map.of(
                "\"Type\":\"partition\"", "\"Type\":\"pie\"",
                "\"By\":[\"version\"", "\"By\":[\"build\"",
                "\"Share\":[0.333333,0.3,0.36]", "\"Share\":[0.333333,0.3]",
                "\"From\":\"2026-11-16\"", "\"From\":\"2026-11-17\"",
                "\"Installations\":[0.333333,0.3,0.36]", "\"Installations\":[0.333333,0.4,0.36]");
        Map<String, String> messages = Map.of(
                "\"Type\":\"partition\"", ".Type is pie, expected partition, histogram, ratio or stack",
                "\"By\":[\"version\"", " is build, expected version, runtime, os or arch",
                "\"Share\":[0.333333,0.3,0.36]", " has 2 elements, expected 3",
                "\"From\":\"2026-11-16\"",
                        "not a chart set: the period is 2026-11-17 to 2026-11-22, expected a Monday to a later Sunday",
                "\"Installations\":[0.333333,0.3,0.36]",
                        "not a chart set: estimate 0.333333 is outside its interval 0.4 to 0.36");
        changes.forEach((from, to) -> {
            assertThat(json).contains(from);
            assertThatThrownBy(() -> ChartSetCodec.read(json.replace(from, to).getBytes(UTF_8)))
                    .as(to)
                    .isInstanceOf(java.io.IOException.class)
                    .hasMessageContaining(messages.get(from));
        });
    }

    @Test
    void trend_hasAPointForEveryWeek() {
        LocalDate week = LocalDate.parse("2026-11-16");
        assertThatThrownBy(() ->
                        new Trend(List.of(week), List.of(1L), List.of(new Trend.Series("a", List.of())), List.of()))
                .hasMessage("series a has 0 points, expected one for each of 1 weeks");
        assertThatThrownBy(() ->
                        new Trend(List.of(week), List.of(1L), List.of(), List.of(new Trend.Reweighted("b", List.of()))))
                .hasMessage("series b has 0 points, expected one for each of 1 weeks");
    }
}
