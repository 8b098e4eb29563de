package dev.limpid.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.charts.ChartResult;
import dev.limpid.charts.ChartSet;
import dev.limpid.charts.Estimate;
import dev.limpid.charts.Period;
import dev.limpid.charts.compare.Comparison;
import dev.limpid.charts.compare.ComparisonSide;
import dev.limpid.protocol.answer.Answer;
import dev.limpid.protocol.answer.AnswerPart;
import dev.limpid.protocol.answer.Attribute;
import dev.limpid.protocol.answer.PublishedAnswer;
import dev.limpid.web.layout.LinkStyle;
import dev.limpid.web.plot.ChartView;
import dev.limpid.web.plot.Scale;
import dev.limpid.web.plot.TrendPanel;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** If nobody answered, or nobody has what a figure is a part of, no figure is shown, and certainly not 0%. */
class WithoutAnswersTest {
    private static final String RATIO = "org.example-tool.tool-failures";
    private static final String HISTOGRAM = "org.example-tool.tool-startup";

    /** Nobody answers the ratio and the histogram. */
    private final ChartSet nobody = SampleFold.week(List.of(SampleFold.answer(0, "2.2", 60)));

    /** 60 machines answer each, but none counts the denominator of the ratio, or any time. */
    private final ChartSet nothing = SampleFold.week(
            List.of(answer("tool-failures", Map.of("tool/build/failed", 3L)), answer("tool-startup", Map.of())));

    @Test
    void pages_showNoFiguresWithoutAnswers() throws IOException {
        for (ChartSet set : List.of(nobody, nothing)) {
            for (String chart : List.of(RATIO, HISTOGRAM)) {
                for (String language : List.of("", "de/", "ja/")) {
                    String text = page(set, language + "charts/" + set.period().name() + "/" + chart);
                    assertThat(text).as(chart).doesNotContain("00000", ">0.0%<", "–100.0%");
                }
            }
        }
        assertThat(page(nobody, "charts/" + nobody.period().name() + "/" + RATIO))
                .contains("Nobody answered this question");
        assertThat(page(nothing, "charts/" + nothing.period().name() + "/" + RATIO))
                .contains("No machine that answered counted what these figures are parts of, so there are no figures.");
    }

    @Test
    void pictures_showNoFiguresWithoutAnswers() {
        for (ChartSet set : List.of(nobody, nothing)) {
            for (String id : List.of(RATIO, HISTOGRAM)) {
                ChartView view = ChartView.of(chart(set, id));
                assertThat(view.figures()).isEmpty();
                assertThat(view.rows()).isEmpty();
                assertThat(view.hasNoEvents()).isEqualTo(set.equals(nothing));
            }
        }
    }

    @Test
    void comparison_withASideWithoutAnswers_hasNoDifference() {
        Period week = nobody.period();
        ChartResult some = SampleCharts.week(500).programs().get(0).charts().stream()
                .filter(ChartResult.Ratio.class::isInstance)
                .findFirst()
                .orElseThrow();
        for (ChartSet set : List.of(nobody, nothing)) {
            Comparison comparison =
                    Comparison.of(ComparisonSide.all(week, some), ComparisonSide.all(week, chart(set, RATIO)));
            assertThat(comparison.rows())
                    .isNotEmpty()
                    .allMatch(row -> row.difference().isEmpty() && row.b().isEmpty());
        }
    }

    @Test
    void weekWithoutAnswers_isAGapInAPanel() {
        Estimate some = new Estimate(0.2, 0.1, 0.3);
        Estimate none = new Estimate(0, 0, Estimate.MOST_RATIO);
        TrendPanel panel = TrendPanel.of(
                "pooled",
                List.of(
                        SampleCharts.WEEK.minusWeeks(3),
                        SampleCharts.WEEK.minusWeeks(2),
                        SampleCharts.WEEK.minusWeeks(1),
                        SampleCharts.WEEK),
                List.of(some, some, none, some),
                Scale.forShares(List.of(0.3)));
        assertThat(panel.line()).matches("M[^ML]+L[^ML]+M[^ML]+");
        assertThat(panel.band().chars().filter(c -> c == 'Z').count()).isEqualTo(2);
        assertThat(panel.now()).isEqualTo(some);
    }

    static PublishedAnswer answer(String id, Map<String, Long> counts) {
        return new PublishedAnswer(
                new Answer(
                        SampleCharts.WEEK,
                        SampleSite.configurations().get(1).version(),
                        "org.example/tool/" + id,
                        List.of(new AnswerPart(by(id), counts))),
                60);
    }

    private static Map<Attribute, String> by(String id) {
        return SampleSite.configurations().get(1).charts().stream()
                        .filter(chart -> chart.id().equals(id))
                        .anyMatch(chart -> chart.by().contains(Attribute.VERSION))
                ? Map.of(Attribute.VERSION, "2.2")
                : Map.of();
    }

    private static ChartResult chart(ChartSet set, String id) {
        return set.programs().get(0).charts().stream()
                .filter(chart -> chart.title().id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static String page(ChartSet set, String path) throws IOException {
        SampleContents empty = SampleContents.empty();
        SampleContents contents = new SampleContents(
                empty.facts(), empty.rules(), List.of(set), SampleSite.configurations(), empty.log(), empty.data());
        return new Site(contents, LinkStyle.SERVED)
                .page(path, Map.of())
                .orElseThrow()
                .text();
    }
}
