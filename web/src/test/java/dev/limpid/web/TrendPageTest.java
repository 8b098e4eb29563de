package dev.limpid.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.charts.ChartResult;
import dev.limpid.charts.ChartSet;
import dev.limpid.charts.Estimate;
import dev.limpid.charts.Period;
import dev.limpid.charts.Trend;
import dev.limpid.charts.compare.LongTermChange;
import dev.limpid.web.layout.LinkStyle;
import dev.limpid.web.words.Dates;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
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
                .contains("configuration v1.1.0 (asked of 50% instead of 100% of machines)")
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
        ChartResult chart = SampleCharts.week(0).programs().get(0).charts().get(0);
        ChartSet empty = SampleCharts.set(
                SampleSite.contents().sets().get(0).period(),
                0,
                List.of(SampleCharts.program("org.example/tool", 0, 0)));
        Site none = new Site(contents.withSets(List.of(empty)), LinkStyle.SERVED);
        String path = "charts/2026-11-16/" + chart.title().id();
        assertThat(none.page(path + "/trend").orElseThrow().text()).contains("there is no trend");
        assertThat(none.page(path + "/compare").orElseThrow().text()).contains("There is nothing to compare yet");
        assertThat(none.page(path + "/other").orElseThrow().status()).isEqualTo(404);
    }

    /** The page says what the feed reported at the last look back, by the same rule, and in the reader's language. */
    @Test
    void slowChange_isNamedAsInTheFeed() throws IOException {
        LocalDate looked = LocalDate.of(2026, 11, 23);
        while (LongTermChange.distances(looked).isEmpty()) {
            looked = looked.minusWeeks(1);
        }
        LocalDate newest = looked.plusWeeks(2);
        SampleContents contents = SampleSite.contents();
        List<ChartSet> sets = List.of(
                flags("older", looked.minusWeeks(26), new Estimate(0.1, 0.08, 0.12)),
                flags(looked.minusWeeks(13), new Estimate(0.1, 0.08, 0.12)),
                flags(looked, new Estimate(0.4, 0.37, 0.43)),
                flags(newest, new Estimate(0.4, 0.37, 0.43)));
        Site slow = new Site(contents.withSets(sets).withConfigurations(List.of()), LinkStyle.SERVED);
        String change = "“quiet” rose from 10.0% (8.0–12.0%) in the week of " + Dates.day(looked.minusWeeks(13))
                + " to 40.0% (37.0–43.0%) in the week of " + Dates.day(looked);
        String path = "charts/" + newest + "/tool-flags/trend";
        assertThat(slow.page(path).orElseThrow().text())
                .contains("<li>" + change + ".</li>", "compared with the weeks 13 weeks before it");
        assertThat(slow.page("charts/feed.atom").orElseThrow().text()).contains(change);
        assertThat(slow.page("de/" + path).orElseThrow().text())
                .contains("„quiet“ stieg von 10,0\u00a0% (8,0–12,0\u00a0%)");
        assertThat(slow.page("charts/" + looked.minusWeeks(13) + "/tool-flags/trend")
                        .orElseThrow()
                        .text())
                .as("before it there is nothing to look back to")
                .doesNotContain("What changed slowly");
    }

    private static ChartSet flags(LocalDate week, Estimate quiet) {
        return flags("flags", week, quiet);
    }

    private static ChartSet flags(String id, LocalDate week, Estimate quiet) {
        ChartResult.Partition chart = new ChartResult.Partition(
                new ChartResult.Title("tool-" + id, "tool/" + id, "Flags", "", List.of(), "tool", "flag", "", Set.of()),
                new ChartResult.Basis(1_000, 1_000, 1_000),
                List.of(new ChartResult.Bucket("quiet", 30, quiet, Optional.empty())),
                Optional.empty(),
                List.of(),
                new Trend(
                        List.of(week.minusWeeks(1), week),
                        List.of(1_000L, 1_000L),
                        List.of(new Trend.Series("quiet", List.of(quiet, quiet))),
                        List.of()),
                List.of());
        return new ChartSet(
                "telemetry.example.org",
                "v1.0.0",
                Period.week(week),
                1_000,
                List.of(new ChartSet.WeekAnswers(week, 1_000, false)),
                List.of(new ChartSet.ProgramCharts("tool", 1_000, Estimate.NONE, List.of(chart))),
                List.of());
    }

    /** A bar that may come from one network is marked, in every language; one with more answers is not. */
    @Test
    void barOfOneNetwork_isMarkedInWords() throws IOException {
        ChartSet set = flags(LocalDate.of(2026, 11, 16), new Estimate(0.03, 0.02, 0.05));
        SampleContents contents = SampleSite.contents();
        Site small = new Site(contents.withSets(List.of(set)).withConfigurations(List.of()), LinkStyle.SERVED);
        String path = "charts/2026-11-16/tool-flags";
        assertThat(small.page(path).orElseThrow().text())
                .contains(">30</data>†</td>", "† One network may have given half of these answers or more");
        assertThat(small.page("ja/" + path).orElseThrow().text()).contains("† これらの回答の半分以上が一つのネットワークから");
        assertThat(page("cache")).doesNotContain("half of these answers or more");
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
