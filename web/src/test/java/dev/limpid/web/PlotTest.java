package dev.limpid.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.charts.ChartResult;
import dev.limpid.charts.ChartResult.Title;
import dev.limpid.charts.ChartSet;
import dev.limpid.charts.Estimate;
import dev.limpid.charts.Period;
import dev.limpid.protocol.text.VisibleCharacters;
import dev.limpid.web.layout.LinkStyle;
import dev.limpid.web.layout.Links;
import dev.limpid.web.layout.PeriodChoice;
import dev.limpid.web.plot.Bar;
import dev.limpid.web.plot.ChartSvg;
import dev.limpid.web.plot.Scale;
import dev.limpid.web.plot.TrendPanel;
import dev.limpid.web.words.SiteMessages;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

class PlotTest {
    private static final LocalDate DAY = SampleCharts.WEEK;

    @Test
    void scale_isTheSmallestRoundOneOnWhichAllFits() {
        assertThat(Scale.forShares(List.of(0.43, 0.2)).top()).isEqualTo(0.5);
        assertThat(Scale.forShares(List.of(0.7)).top()).isEqualTo(1);
        assertThat(Scale.forShares(List.of(0.0031)).top()).isEqualTo(0.004);
        assertThat(Scale.forShares(List.of(1.7)).top()).isEqualTo(2);
        assertThat(Scale.forShares(List.of()).top()).isEqualTo(1);
        assertThat(Scale.forShares(List.of(0.0)).top()).isEqualTo(1);
    }

    @Test
    void bar_isPlacedInPerCentOfItsScale() {
        Bar bar = Bar.of(new Estimate(0.2, 0.1, 0.3), new Scale(0.5));
        assertThat(bar.value()).isEqualTo("40%");
        assertThat(bar.low()).isEqualTo("20%");
        assertThat(bar.high()).isEqualTo("60%");
    }

    @Test
    void trend_breaksWhereAWeekIsMissing() {
        Estimate half = new Estimate(0.5, 0.4, 0.6);
        TrendPanel panel = TrendPanel.of(
                "vim", List.of(DAY.minusWeeks(4), DAY.minusWeeks(3), DAY), List.of(half, half, half), new Scale(1));
        assertThat(panel.line()).isEqualTo("M20 500L260 500M980 500");
        assertThat(panel.band()).contains("Z").startsWith("M20 400L260 400L260 600L20 600Z");
        assertThat(panel.dots()).extracting(TrendPanel.Dot::x).containsExactly("2%", "26%", "98%");
        assertThat(panel.summary(SiteMessages.ENGLISH))
                .contains("19 Oct 2026")
                .contains("16 Nov 2026")
                .contains("50.0%");
    }

    @Test
    void drawing_isWellFormedWhateverTheNames() throws Exception {
        ChartResult chart = SampleCharts.partition(
                new Title("x", "p/x", SampleStates.HOSTILE, "", List.of(), "p\u0000\ud800q", "c", "", Set.of()),
                100,
                0,
                List.of(SampleStates.HOSTILE, "\u0001", "ok"),
                List.of(0.5, 0.3, 0.2),
                Optional.empty());
        String svg = ChartSvg.of(SampleCharts.week(100), chart);
        Document document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
        assertThat(document.getElementsByTagName("script").getLength()).isZero();
        assertThat(document.getElementsByTagName("title").item(0).getTextContent())
                .contains(VisibleCharacters.text(SampleStates.HOSTILE));
        assertThat(svg).contains("50.0%").doesNotContain("style=").doesNotContain("\u202e");
    }

    @Test
    void drawing_hasTheTrendAndSaysWhereItIsFromFewAnswers() {
        ChartResult many = SampleCharts.week(2_000).programs().get(0).charts().get(2);
        String svg = ChartSvg.of(SampleCharts.week(2_000), many);
        assertThat(svg)
                .contains("Week by week, the 6 most common of 7, each from 0", "<polygon")
                .doesNotContain("cannot say much");

        ChartSet few = SampleCharts.set(Period.week(DAY), 26, List.of(SampleCharts.program("org.example/tool", 26, 1)));
        String small = ChartSvg.of(few, few.programs().get(0).charts().get(2));
        assertThat(small).contains("from 26 answers, which cannot say much").doesNotContain("Week by week", "<polygon");
    }

    @Test
    void links_leadFromAnyDepthToAnyPage() {
        Links served = new Links("charts/2026-11-20/tool", LinkStyle.SERVED);
        assertThat(served.page("")).isEqualTo("../../");
        assertThat(served.page("privacy")).isEqualTo("../../privacy");
        assertThat(new Links("privacy", LinkStyle.SERVED).page("")).isEqualTo("./");
        Links files = new Links("charts/", LinkStyle.FILES);
        assertThat(files.page("charts/")).isEqualTo("../charts/index.html");
        assertThat(files.page("charts/2026-11-20")).isEqualTo("../charts/2026-11-20.html");
        assertThat(files.file("data/a b?.zst", true)).isEqualTo("../data/a%20b%3F.zst");
    }

    @Test
    void trend_hasNoBandWhereThereIsNoInterval() {
        Estimate half = new Estimate(0.5, 0.4, 0.6);
        TrendPanel panel = TrendPanel.of(
                "vim",
                List.of(DAY.minusWeeks(2), DAY.minusWeeks(1), DAY),
                List.of(half, half, Estimate.withoutInterval(0.5)),
                new Scale(1));
        assertThat(panel.line()).isEqualTo("M20 500L500 500L980 500");
        assertThat(panel.band()).isEqualTo("M20 400L500 400L500 600L20 600Z");
        assertThat(panel.summary(SiteMessages.ENGLISH)).endsWith("50.0% (no interval) in the week of 16 Nov 2026");
        assertThat(Bar.of(Estimate.withoutInterval(0.5), new Scale(1)).hasWhisker())
                .isFalse();
    }

    @Test
    void periods_stepByWholeOnes() {
        List<Period> all = new java.util.ArrayList<>();
        for (int i = 0; i < 12; i++) {
            all.add(Period.week(DAY.minusWeeks(i)));
            Period month = Period.monthOf(DAY.minusWeeks(i));
            if (!all.contains(month)) {
                all.add(month);
            }
        }
        assertThat(PeriodChoice.latest(all)).contains(Period.week(DAY));
        PeriodChoice choice = new PeriodChoice(all, Period.week(DAY.minusWeeks(3)));
        assertThat(choice.older()).contains(Period.week(DAY.minusWeeks(4)));
        assertThat(choice.newer()).contains(Period.week(DAY.minusWeeks(2)));
        assertThat(choice.nearest(Period.Kind.MONTH)).isEqualTo(Period.monthOf(LocalDate.of(2026, 10, 26)));
        assertThat(PeriodChoice.containing(all, DAY.minusDays(12), "week")).contains(Period.week(DAY.minusWeeks(2)));
        assertThat(PeriodChoice.containing(all, DAY.plusWeeks(9), "week")).isEmpty();
    }
}
