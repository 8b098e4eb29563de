package dev.limpid.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.charts.ChartSet;
import dev.limpid.charts.DrawnChart;
import dev.limpid.charts.Period;
import dev.limpid.charts.Trend;
import dev.limpid.web.asset.Asset;
import dev.limpid.web.frame.LinkStyle;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SiteTest {
    private static final List<String> PAGES =
            List.of("", "charts/", "stacks/", "data/", "config/", "log/", "privacy", "about");

    @Test
    void page_isThereBeforeAnythingWasPublished() throws IOException {
        Site site = new Site(SampleContents.empty(), LinkStyle.SERVED);
        for (String path : PAGES) {
            Page page = site.page(path).orElseThrow();
            assertThat(page.status()).as(path).isEqualTo(200);
            assertThat(page.text()).as(path).contains("<h1>").contains("telemetry.example.org");
        }
        assertThat(site.page("charts/latest/tool-editor").orElseThrow().status())
                .isEqualTo(404);
    }

    @Test
    void page_isEmptyWhereNoPageCanBe() throws IOException {
        Site site = new Site(SampleContents.empty(), LinkStyle.SERVED);
        assertThat(site.page("nothing")).isEmpty();
        assertThat(site.missing("nothing").status()).isEqualTo(404);
    }

    @Test
    void asset_isServedUnderItsDigest() throws IOException {
        Site site = new Site(SampleContents.empty(), LinkStyle.SERVED);
        for (Asset asset : Asset.ALL) {
            Page page = site.page("assets/" + asset.name()).orElseThrow();
            assertThat(page.immutable()).isTrue();
            assertThat(page.body()).isEqualTo(asset.body());
        }
    }

    @Test
    void latest_isThePageUnderItsLastingAddress() throws IOException {
        Site site = new Site(SampleSite.contents(), LinkStyle.SERVED);
        for (String chart : List.of("", "/tool-editor", "/tool-editor.csv")) {
            Page latest = site.page("charts/latest" + chart).orElseThrow();
            assertThat(latest.status()).isEqualTo(200);
            assertThat(latest.text())
                    .isEqualTo(site.page("charts/2026-11-14_2026-11-20" + chart)
                            .orElseThrow()
                            .text());
        }
        assertThat(site.page("charts/latest/tool-editor").orElseThrow().text())
                .contains("https://telemetry.example.org/charts/2026-11-14_2026-11-20/tool-editor");
    }

    @Test
    void home_warnsOfFewReports_asTheChartsDo() throws IOException {
        String few = "26 reports cannot say much";
        for (String path : List.of("", "charts/", "charts/latest/tool-editor", "stacks/")) {
            assertThat(page(SampleCharts.week(26), path)).as(path).contains(few);
            assertThat(page(SampleCharts.week(30), path)).as(path).doesNotContain("cannot say much");
        }
    }

    @Test
    void home_featuresNoEmptyChart() throws IOException {
        ChartSet nobodyAnswered = SampleCharts.set(
                Period.weekTo(SampleCharts.DAY),
                100,
                List.of(new ChartSet.ProgramCharts(
                        "org.example/tool",
                        100,
                        List.of(new DrawnChart.Partition(
                                new DrawnChart.Title(
                                        "tool-empty",
                                        "Empty",
                                        "",
                                        List.of("https://example.org/12"),
                                        "org.example/tool",
                                        "tool/empty",
                                        ""),
                                100,
                                0,
                                List.of(),
                                Optional.empty(),
                                Trend.NONE,
                                List.of())))));

        assertThat(page(nobodyAnswered, "")).doesNotContain("tool-empty");
        assertThat(page(nobodyAnswered, "charts/")).contains("tool-empty");
    }

    private static String page(ChartSet set, String path) throws IOException {
        SampleContents site = SampleSite.contents();
        SampleContents contents = new SampleContents(
                site.facts(), site.rules(), List.of(set), site.configurations(), site.log(), site.data());
        return new Site(contents, LinkStyle.SERVED).page(path).orElseThrow().text();
    }
}
