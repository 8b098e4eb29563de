package dev.limpid.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.charts.ChartResult.StackCount;
import dev.limpid.charts.ChartResult.Stacks;
import dev.limpid.charts.ChartSet;
import dev.limpid.web.layout.LinkStyle;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A site stays usable when its collection grows. */
class ManyChartsTest {
    private static final int LARGEST = 150_000;
    private static final Pattern CHART = Pattern.compile("<li data-chart[^>]*><a href=\"[^\"]*/([^\"/]*)\"");

    // Made once: grouping ten thousand stacks takes longer than rendering a page of them.
    private static final SampleContents CONTENTS = SampleLargeCollection.contents();
    private static final ChartSet WEEK = CONTENTS.sets().get(0);
    private static final Site SITE = new Site(CONTENTS, LinkStyle.SERVED);

    @Test
    void everyPage_staysSmall() throws IOException {
        Site files = new Site(CONTENTS, LinkStyle.FILES);
        Set<String> looked = new HashSet<>();
        for (String path : files.paths()) {
            // Of pages that differ only by a version or a number, a few are enough; the newest are in "latest", too.
            String kind = path.replaceAll("^stacks/1[.](?!27).*", "stacks/version")
                    .replaceAll("(chart-[a-z]+)-\\d+", "$1")
                    .replaceAll("crash-(?!1(/|[.]|$)).*", "crash")
                    .replaceAll("^config/v1[.](?!400).*", "config")
                    .replaceAll("^charts/latest.*", "latest");
            Page page = looked.add(kind) ? files.page(path).orElseThrow() : Page.redirect("");
            if (page.contentType().startsWith("text/html")) {
                assertThat(page.status()).as(path).isEqualTo(200);
                assertThat(page.body().length).as("bytes of " + path).isLessThan(LARGEST);
            }
        }
        assertThat(looked).hasSizeGreaterThan(60);
    }

    @Test
    void tree_hasEveryChartOnce() throws IOException {
        assertThat(SampleLargeCollection.CHARTS)
                .isEqualTo(WEEK.programs().stream()
                        .mapToInt(one -> one.charts().size())
                        .sum());
        Matcher chart = CHART.matcher(page("charts/"));
        Set<String> seen = new HashSet<>();
        while (chart.find()) {
            assertThat(seen.add(chart.group(1))).as(chart.group(1)).isTrue();
        }
        assertThat(seen).hasSize(SampleLargeCollection.CHARTS);
    }

    @Test
    void search_findsByTitleCounterAndDescription_withoutAScript() throws IOException {
        assertThat(found("way-137")).contains("1 chart.", "chart-cache-137");
        assertThat(found("IS NUMBER 137")).contains("1 chart.", "chart-cache-137");
        assertThat(found("older next chart 137.")).contains("chart-cache-137");
        assertThat(found("language-server versions")).contains("1 chart.", "language-server-versions");
        assertThat(found("completion")).contains("of which the first 40 are shown");
        assertThat(found("nothing like this")).contains("No chart of this period has “nothing like this”");
        assertThat(found("  ")).contains("Type what you are looking for");
        assertThat(found(SampleStates.HOSTILE)).doesNotContain("<script>alert", "<img src=x");
    }

    @Test
    void search_looksThroughThePeriodThatIsAsked() throws IOException {
        Site months = new Site(SampleSite.contents(), LinkStyle.SERVED);
        String found = months.page("charts/", Map.of("q", "editors", "in", "2026-11-09"))
                .orElseThrow()
                .text();
        assertThat(found).contains("charts/2026-11-09/tool-editor");
        assertThat(months.page("charts/", Map.of("q", "editors", "in", "never"))
                        .orElseThrow()
                        .text())
                .contains("charts/2026-11-16/tool-editor");
    }

    @Test
    void stackPages_haveEveryStackOfAChartOnce() throws IOException {
        Stacks chart = (Stacks) WEEK.programs().stream()
                .flatMap(program -> program.charts().stream())
                .filter(Stacks.class::isInstance)
                .findFirst()
                .orElseThrow();
        assertThat(page("stacks/")).contains("stacks/chart/" + chart.title().id(), "1,000 stacks");
        Set<String> seen = new HashSet<>();
        int pages = 0;
        for (String path : SITE.paths()) {
            if (path.matches("stacks/chart/" + chart.title().id() + "(/\\d+)?")) {
                pages++;
                Matcher stack =
                        Pattern.compile("<ol class=\"frames\"><li>(.*?)</ol>").matcher(page(path));
                while (stack.find()) {
                    assertThat(seen.add(stack.group(1))).isTrue();
                }
            }
        }
        assertThat(pages).isGreaterThan(20);
        assertThat(seen)
                .hasSize(
                        chart.stacks().stream().map(StackCount::frames).toList().size());
    }

    @Test
    void configPages_haveEveryQuestionOnce() throws IOException {
        Set<String> seen = new HashSet<>();
        for (int number = 1; number <= 8; number++) {
            Matcher question = Pattern.compile("<code>(tool/[^:<]+|limpid/[^:<]+):vscode</code>")
                    .matcher(page("config/v1.400.0" + (number == 1 ? "" : "/" + number)));
            while (question.find()) {
                seen.add(question.group(1));
            }
        }
        assertThat(seen).hasSize((int) WEEK.programs().stream()
                .flatMap(program -> program.charts().stream())
                .map(chart -> chart.title().counter())
                .distinct()
                .count());
    }

    @Test
    void missingPage_isNotFound() throws IOException {
        for (String path : List.of(
                "charts/2026-11-16/all/2",
                "charts/2026-11-16/all/1",
                "charts/2026-11-16/all/x",
                "charts/2026-11-16/tool-versions/values/99",
                "charts/2026-11-16/chart-cache-137/values",
                "charts/2026-11-16/chart-cache-137/picture.svg",
                "config/v1.400.0/9",
                "config/v1.400.0/1",
                "config/v9.9.9/2",
                "stacks/chart/nothing",
                "stacks/chart/crash-1/999",
                "stacks/1.27.9/1",
                "stacks/1.27.9/99999999999")) {
            assertThat(SITE.page(path).orElseThrow().status()).as(path).isEqualTo(404);
        }
    }

    private String found(String query) throws IOException {
        return SITE.page("charts/", Map.of("q", query)).orElseThrow().text();
    }

    private String page(String path) throws IOException {
        return SITE.page(path).orElseThrow().text();
    }
}
