package dev.limpid.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.charts.ChartSet;
import dev.limpid.charts.Period;
import dev.limpid.protocol.answer.Attribute;
import dev.limpid.web.layout.LinkStyle;
import dev.limpid.web.page.compare.SideName;
import dev.limpid.web.page.compare.SideName.Value;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ComparePageTest {
    private static final Period WEEK = Period.week(SampleYears.LAST.minusWeeks(1));
    private static final String CHART = "charts/" + WEEK.name() + "/org.example-cached.";

    private final SampleContents contents = SampleYears.contents();
    private final Site site = new Site(contents, LinkStyle.SERVED);

    @Test
    void page_saysWhatIsCertain_ofTheSystemWhoseCacheMisses() throws IOException {
        String text = compare("cache", "os:darwin", "os:linux");
        assertThat(text)
                .contains("Certain at 99%, each taken alone:")
                .contains("miss: 100.0% against 3.0%")
                .contains("points more (99% interval +");
        assertThat(compare("cache", "os:windows", "os:linux")).contains("No difference is certain.");
    }

    @Test
    void page_comparesMediansAndFactors() throws IOException {
        assertThat(compare("time", "version:1.7", "2025-11-17"))
                .contains("Where the average installation&#39;s events lie".replace("&#39;", "'"))
                .contains("90th percentile", "1 to 10 s")
                .doesNotContain("&lt;10s");
        assertThat(compare("failures", WEEK.name(), "2025-11-17")).contains("times as much (99% interval");
    }

    @Test
    void page_hasNoIntervalBesideAProvisionalWeek() throws IOException {
        assertThat(compare("cache", SampleYears.LAST.toString(), WEEK.name()))
                .contains("no interval", "If a figure has no interval, its difference has none")
                .doesNotContain("Certain at 99%");
    }

    @Test
    void page_saysThatAValueHasTooFewAnswers_orNone() throws IOException {
        assertThat(compare("cache", "os:freebsd", "os:linux")).contains("there is no figure to compare");
        for (String side : List.of("os:plan9", "2020-01-06", "os:linux@2020-01-06")) {
            Page page = site.page(CHART + "cache/compare", Map.of("a", side, "b", "os:linux"))
                    .orElseThrow();
            assertThat(page.status()).as(side).isEqualTo(404);
            assertThat(page.text()).as(side).contains("This chart has no answer for");
        }
        Page page = site.page(CHART + "cache/compare", Map.of("a", "<b>", "b", "os:linux"))
                .orElseThrow();
        assertThat(page.status()).isEqualTo(404);
        assertThat(page.text()).contains("“&lt;b&gt;” is not a side of a comparison");
    }

    @Test
    void page_ofOneSideTwice_saysSo_andHasNoFigures() throws IOException {
        for (String side : List.of("os:darwin", WEEK.name())) {
            assertThat(compare("cache", side, side))
                    .contains("Both sides are the same")
                    .doesNotContain("No difference is certain", "99% interval", "<table class=\"sides\">");
        }
        assertThat(compare("cache", "os:darwin", "os:darwin@" + WEEK.name())).contains("Both sides are the same");
    }

    @Test
    void page_withoutFiguresOnOneSide_saysThat_andNotThatNoneDiffers() throws IOException {
        assertThat(compare("cache", "os:freebsd", "os:linux"))
                .contains("Too few machines answered on one side or both: there is no figure to compare.")
                .doesNotContain("No difference is certain", "Each 99% interval below contains 0");
    }

    @Test
    void emptySide_isTheOneThatNobodyChose() throws IOException {
        assertThat(compare("cache", "", " "))
                .contains("<option value=\"" + WEEK.name() + "\" selected>")
                .contains("<option value=\"" + SampleYears.LAST.minusWeeks(2) + "\" selected>");
    }

    @Test
    void page_comparesWithTheWeekBefore_whereNobodyChose() throws IOException {
        String text = site.page(CHART + "cache/compare").orElseThrow().text();
        assertThat(text)
                .contains("<option value=\"" + WEEK.name() + "\" selected>")
                .contains("<option value=\"" + SampleYears.LAST.minusWeeks(2) + "\" selected>")
                .contains("os:darwin", "version:1.7");
    }

    @Test
    void files_haveTheComparisonsThatNeedNoQuery_ofTheNewestPeriodAlone() throws IOException {
        Site files = new Site(contents, LinkStyle.FILES);
        List<String> below = files.paths().stream()
                .filter(path -> path.matches("charts/[^/]+/[^/]+/[^.]*"))
                .toList();
        String newest = "charts/" + SampleYears.LAST;
        assertThat(below).hasSize(4 * 5).allSatisfy(path -> {
            assertThat(path).startsWith(newest);
            assertThat(files.page(path).orElseThrow().status()).as(path).isEqualTo(200);
        });
        assertThat(below).contains(newest + "/org.example-cached.cache/compare-versions");
        assertThat(files.page(newest + "/org.example-cached.cache/compare-versions")
                        .orElseThrow()
                        .text())
                .doesNotContain("<form", "?a=")
                .contains("1.7 against 1.6");
        assertThat(files.page(CHART + "cache").orElseThrow().text()).doesNotContain("/trend.html");
    }

    @Test
    void page_isLight_howeverManyValuesThereAre() throws IOException {
        SampleContents one = Objects.requireNonNull(SampleStates.all().get("huge"));
        ChartSet set = one.sets().get(0);
        ChartSet before = new ChartSet(
                set.collection(),
                set.config(),
                Period.week(set.period().from().minusWeeks(1)),
                set.answers(),
                set.weeks(),
                set.programs(),
                set.notes());
        Site huge = new Site(one.withSets(List.of(set, before)), LinkStyle.SERVED);
        String text = huge.page("charts/2026-11-16/tool-runtime/compare", Map.of("a", "2026-11-16", "b", "2026-11-09"))
                .orElseThrow()
                .text();
        assertThat(text).contains("And 340 further values").hasSizeLessThan(150_000);
    }

    @Test
    void side_parsesBackToItself() {
        for (SideName name : List.of(
                new SideName(Optional.empty(), WEEK),
                new SideName(Optional.of(new Value(Attribute.VERSION, "1.0+a@b:c&d")), WEEK),
                new SideName(Optional.of(new Value(Attribute.OS, "linux")), Period.monthOf(SampleYears.LAST)))) {
            assertThat(SideName.parse(name.text(WEEK), WEEK)).contains(name);
        }
        assertThat(new SideName(Optional.of(new Value(Attribute.VERSION, "1.0+a&b")), WEEK).escaped(WEEK))
                .isEqualTo("version%3A1.0%2Ba%26b");
        assertThat(SideName.parse("color:red", WEEK)).isEmpty();
        assertThat(SideName.parse("", WEEK)).isEmpty();
    }

    private String compare(String chart, String a, String b) throws IOException {
        Page page =
                site.page(CHART + chart + "/compare", Map.of("a", a, "b", b)).orElseThrow();
        assertThat(page.status()).as(a + " with " + b).isEqualTo(200);
        return page.text().replaceAll("<svg.*?</svg>", "").replaceAll("</?(data|strong|span)[^>]*>", "");
    }
}
