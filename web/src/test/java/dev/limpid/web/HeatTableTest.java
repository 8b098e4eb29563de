package dev.limpid.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.charts.ChartResult;
import dev.limpid.charts.Difference;
import dev.limpid.charts.Estimate;
import dev.limpid.protocol.answer.Attribute;
import dev.limpid.web.plot.ChartView;
import dev.limpid.web.plot.HeatMap;
import dev.limpid.web.words.SiteMessages;
import dev.limpid.web.words.chart.DifferenceWords;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HeatTableTest {

    private final List<ChartResult> charts =
            SampleSplits.week().programs().get(0).charts();
    private final HeatMap versions =
            ChartView.of(charts.get(0)).splits(SiteMessages.ENGLISH).get(0);
    private final HeatMap systems =
            ChartView.of(charts.get(0)).splits(SiteMessages.ENGLISH).get(1);
    private final HeatMap times =
            ChartView.of(charts.get(1)).splits(SiteMessages.ENGLISH).get(1);

    @Test
    void rows_areInNaturalOrderAndTheNewestAreShown() {
        assertThat(versions.by()).isEqualTo(Attribute.VERSION);
        assertThat(versions.shown()).hasSize(20);
        assertThat(versions.shown().get(19).value()).isEqualTo("1.44");
        assertThat(versions.earlier())
                .extracting(HeatMap.Row::value)
                .startsWith("1.0", "1.1", "1.2")
                .endsWith("1.24");
        assertThat(versions.earlier().get(0).isTooSmall()).isTrue();
    }

    @Test
    void backgrounds_areAsStrongAsTheShares() {
        HeatMap.Row darwin = systems.rows().get(0);
        assertThat(darwin.value()).isEqualTo("darwin");
        assertThat(systems.columns()).containsExactly("hit", "miss", "off");
        assertThat(systems.scale().top()).isEqualTo(1);
        for (Optional<HeatMap.Share> share : darwin.shares()) {
            assertThat(share.orElseThrow().strength()).isEqualTo((int)
                    Math.ceil(10 * share.orElseThrow().estimate().value()));
        }
        assertThat(darwin.shares()
                        .get(1)
                        .orElseThrow()
                        .difference()
                        .orElseThrow()
                        .isHigher())
                .isTrue();
        assertThat(systems.isMarked()).isTrue();
    }

    @Test
    void histogram_keepsItsBucketsInOrderAndHasItsQuantiles() {
        assertThat(times.columns())
                .containsExactly(
                        "below 10 ms", "10 to 100 ms", "100 ms to 1 s", "1 to 10 s", "10 s to 1 min", "1 min or more");
        assertThat(times.quantiles()).containsExactly("Median", "90th percentile", "99th percentile");
        assertThat(times.rows().get(0).quantiles().get(0).bucket()).isEqualTo("100 ms to 1 s");
        assertThat(times.rows().get(2).value()).isEqualTo("linux");
        assertThat(times.rows().get(2).quantiles().get(0).bucket()).isEqualTo("10 to 100 ms");
    }

    @Test
    void sentences_nameTheMachinesThatDiffer() {
        assertThat(DifferenceWords.sentences(charts.get(0)).get(0))
                .matches("“miss” on darwin since 1\\.30: 100\\.0% \\([0-9.]+–100\\.0%\\), "
                        + "elsewhere [0-9.]+% \\([0-9.]+–[0-9.]+%\\)");
        assertThat(DifferenceWords.sentences(charts.get(1)))
                .hasSize(3)
                .allMatch(sentence -> sentence.contains(" on darwin since 1.30: "));
    }

    @Test
    void sentences_ofVersionsSayBeforeAndOthers() {
        assertThat(DifferenceWords.sentence(charts.get(0), difference(Optional.empty(), Optional.of("1.14"))))
                .isEqualTo("“miss” since 1.14: 50.0% (40.0–60.0%), before 3.0% (2.0–5.0%)");
        assertThat(DifferenceWords.sentence(charts.get(0), difference(Optional.of("1.14"), Optional.empty())))
                .isEqualTo("“miss” in 1.14: 50.0% (40.0–60.0%), in other versions 3.0% (2.0–5.0%)");
    }

    private static Difference difference(Optional<String> value, Optional<String> since) {
        return new Difference(
                Attribute.VERSION,
                value,
                since,
                "miss",
                new Estimate(0.5, 0.4, 0.6),
                new Estimate(0.03, 0.02, 0.05),
                100,
                900,
                0.001);
    }
}
