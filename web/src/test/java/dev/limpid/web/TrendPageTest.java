package dev.limpid.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.charts.ChartSet;
import dev.limpid.charts.DrawnChart;
import dev.limpid.web.frame.LinkStyle;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class TrendPageTest {
    private static final int WEIGHT = 150_000;
    private static final String WEEK = "charts/" + SampleYears.LAST + "/org.example-cached.";

    private final Site site = new Site(SampleYears.contents(), LinkStyle.SERVED);

    @Test
    void page_hasTwoYears_theirGaps_andWhatHappened() throws IOException {
        String text = page("cache/trend");
        assertThat(count(text, "<tr><th scope=\"row\"><time")).isEqualTo(104 - SampleYears.MISSING.size());
        assertThat(text.replaceAll("<[^>]*>", ""))
                .contains("102 weeks with answers", "2 weeks between them have none")
                .contains("first answers of 1.6", "first answers of 1.7", "provisional")
                .contains("configuration v1.1.0 (asked of 50.0% instead of 100.0% of machines)")
                .contains("The thin dotted lines are reweighted")
                .doesNotContain("first answers of 1.0");
    }

    @Test
    void drawing_saysItsFiguresInWords() throws IOException {
        assertThat(page("cache/trend"))
                .containsPattern(
                        "<title id=\"all-title\">Cache, from the week of 25 Nov 2024 to the week of 16 Nov 2026<")
                .containsPattern(
                        "<desc id=\"all-words\">hit: from [0-9.]+% \\([0-9.–]+%\\) in the week of 25 Nov 2024 to");
    }

    @Test
    void pages_areLight_inEveryView() throws IOException {
        for (String chart : List.of("cache", "editors", "time", "failures")) {
            for (String view : List.of("trend", "trend-same-scale", "trend-own-scale")) {
                assertThat(page(chart + "/" + view).getBytes(StandardCharsets.UTF_8).length)
                        .as(chart + " " + view)
                        .isLessThan(WEIGHT);
            }
        }
        Site huge = new Site(Objects.requireNonNull(SampleStates.all().get("huge")), LinkStyle.SERVED);
        for (String view : List.of("trend", "trend-same-scale", "trend-own-scale")) {
            assertThat(huge.page("charts/2026-11-16/tool-runtime/" + view)
                            .orElseThrow()
                            .text())
                    .hasSizeLessThan(WEIGHT);
        }
    }

    @Test
    void panels_haveOneScale_orTheirOwn() throws IOException {
        Pattern top = Pattern.compile("y=\"0\" dy=\".35em\" text-anchor=\"end\" data-percent>([^<]*)<");
        assertThat(top.matcher(page("editors/trend-same-scale"))
                        .results()
                        .map(found -> found.group(1))
                        .distinct())
                .hasSize(1);
        assertThat(top.matcher(page("editors/trend-own-scale"))
                        .results()
                        .map(found -> found.group(1))
                        .distinct())
                .hasSizeGreaterThan(3);
    }

    @Test
    void chart_withoutAnswersHasAPageThatSaysSo() throws IOException {
        SampleContents contents = SampleSite.contents();
        DrawnChart chart = SampleCharts.week(0).programs().get(0).charts().get(0);
        ChartSet empty = SampleCharts.set(
                SampleSite.contents().sets().get(0).period(),
                0,
                List.of(SampleCharts.program("org.example/tool", 0, 0)));
        Site none = new Site(
                new SampleContents(
                        contents.facts(),
                        contents.rules(),
                        List.of(empty),
                        contents.configurations(),
                        contents.log(),
                        contents.data()),
                LinkStyle.SERVED);
        String path = "charts/2026-11-16/" + chart.title().id();
        assertThat(none.page(path + "/trend").orElseThrow().text()).contains("there is no trend");
        assertThat(none.page(path + "/compare").orElseThrow().text()).contains("There is nothing to compare yet");
        assertThat(none.page(path + "/other").orElseThrow().status()).isEqualTo(404);
    }

    private String page(String path) throws IOException {
        Page page = site.page(WEEK + path).orElseThrow();
        assertThat(page.status()).isEqualTo(200);
        return page.text();
    }

    private static int count(String text, String part) {
        Matcher matcher = Pattern.compile(Pattern.quote(part)).matcher(text);
        int count = 0;
        while (matcher.find()) {
            count++;
        }
        return count;
    }
}
