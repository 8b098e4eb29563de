package dev.limpid.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.charts.ChartResult;
import dev.limpid.charts.ChartSet;
import dev.limpid.charts.Estimate;
import dev.limpid.charts.Period;
import dev.limpid.charts.Trend;
import dev.limpid.web.asset.Asset;
import dev.limpid.web.layout.LinkStyle;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SiteTest {
    private static final List<String> PAGES =
            List.of("", "charts/", "stacks/", "data/", "config/", "log/", "privacy", "about");

    @Test
    void page_exists_beforeAnythingIsPublished() throws IOException {
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
    void page_isEmpty_ifThePathNamesNone() throws IOException {
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
    void latest_isThePageAtItsPermanentAddress() throws IOException {
        Site site = new Site(SampleSite.contents(), LinkStyle.SERVED);
        for (String chart : List.of("", "/tool-editor", "/tool-editor.csv")) {
            Page latest = site.page("charts/latest" + chart).orElseThrow();
            assertThat(latest.status()).isEqualTo(200);
            assertThat(latest.text())
                    .isEqualTo(
                            site.page("charts/2026-11-16" + chart).orElseThrow().text());
        }
        assertThat(site.page("charts/latest/tool-editor").orElseThrow().text())
                .contains("https://telemetry.example.org/charts/2026-11-16/tool-editor");
    }

    @Test
    void home_warnsOfFewAnswers_asTheChartsDo() throws IOException {
        String few = "26 answers cannot say much";
        for (String path : List.of("", "charts/", "charts/latest/tool-editor", "stacks/")) {
            assertThat(page(SampleCharts.week(26), path)).as(path).contains(few);
            assertThat(page(SampleCharts.week(30), path)).as(path).doesNotContain("cannot say much");
        }
    }

    @Test
    void home_featuresNoEmptyChart() throws IOException {
        ChartSet nobodyAnswered = SampleCharts.set(
                Period.week(SampleCharts.WEEK),
                100,
                List.of(new ChartSet.ProgramCharts(
                        "org.example/tool",
                        100,
                        Estimate.NONE,
                        List.of(new ChartResult.Partition(
                                SampleCharts.title(
                                        "org.example/tool", "tool-empty", "Empty", "", "tool/empty", Set.of()),
                                new ChartResult.Basis(100, 0, 100),
                                List.of(),
                                Optional.empty(),
                                List.of(),
                                Trend.NONE,
                                List.of())))));

        assertThat(page(nobodyAnswered, "")).doesNotContain("tool-empty");
        assertThat(page(nobodyAnswered, "charts/")).contains("tool-empty");
    }

    /** Machines that did not come back in time are missing, even if everybody is asked. */
    @Test
    void installationsWithoutAnInterval_areAMinimum() throws IOException {
        ChartSet everybody = SampleCharts.set(
                Period.week(SampleCharts.WEEK),
                1_000,
                List.of(new ChartSet.ProgramCharts(
                        "org.example/tool",
                        1_000,
                        new Estimate(1_000, 1_000, 1_000),
                        SampleCharts.week(1_000).programs().get(0).charts())));

        assertThat(page(everybody, "")).containsPattern("at least [^.]*1,?000");
        assertThat(page(everybody, "charts/")).containsPattern("Ran on at least <strong>[^.]*1,?000");
    }

    @Test
    void home_saysInOneSentenceWhatAnAnswerContains_andShowsAWholeOne() throws IOException {
        assertThat(page(SampleCharts.week(2_000), ""))
                .contains("Then your machine answers one question at a time, and an answer contains nothing but the"
                        + " question and your totals.")
                .contains("\"Chart\": \"org.example/tool/tool-editor\"");
    }

    @Test
    void chart_saysWhatOneAnswerContains_andHowItIsSplit() throws IOException {
        String startup = page(SampleCharts.week(2_000), "charts/latest/tool-startup");
        assertThat(startup)
                .contains("What one answer contains")
                .contains(
                        "An answer also names the version and the operating system, and nothing else about the machine.")
                .contains("By operating system", "By version", "too few to say anything")
                .contains("Effective answers")
                .contains("a machine counts as at most 4,096 events");
        assertThat(page(SampleCharts.week(2_000), "charts/latest/tool-failures"))
                .contains("no machine counts for more than 40 events: if it has more, all of its counts are reduced")
                .contains("no interval");
    }

    @Test
    void data_saysHowRareLinesAre_fromHowManyNetworks_andWhatWasTakenOut() throws IOException {
        String data = page(SampleCharts.week(2_000), "data/").replaceAll("<[^>]*>", "");
        assertThat(data)
                .contains("Lines that only one machine gave", "provisional", "final", "From how many networks")
                .contains("without an answer of 41 machines that the maintainers took out, since v0.7.0");
    }

    private static String page(ChartSet set, String path) throws IOException {
        SampleContents site = SampleSite.contents();
        SampleContents contents = site.withSets(List.of(set));
        return new Site(contents, LinkStyle.SERVED).page(path).orElseThrow().text();
    }
}
