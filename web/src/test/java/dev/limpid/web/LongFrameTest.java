package dev.limpid.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.charts.ChartResult;
import dev.limpid.charts.ChartResult.StackCount;
import dev.limpid.charts.ChartResult.Stacks;
import dev.limpid.charts.ChartSet;
import dev.limpid.charts.Estimate;
import dev.limpid.charts.Period;
import dev.limpid.charts.Trend;
import dev.limpid.web.facts.CollectionInfo;
import dev.limpid.web.facts.ServerRules;
import dev.limpid.web.layout.LinkStyle;
import dev.limpid.web.words.FrameShortener;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The senders of answers choose how long a frame is; pages stay readable, and contain the whole frame. */
class LongFrameTest {

    private static final String LONG = "org.example." + "x".repeat(3_900) + ".run:+7";

    @Test
    void longFrame_isCutInTheMiddle_andAShortOneIsNot() {
        assertThat(FrameShortener.shortened("org.example.Tool.run:+7")).isEqualTo("org.example.Tool.run:+7");
        assertThat(FrameShortener.shortened("x".repeat(200))).isEqualTo("x".repeat(200));
        assertThat(FrameShortener.shortened(LONG))
                .startsWith("org.example.x")
                .contains("…")
                .endsWith("x.run:+7")
                .hasSize(200);
        assertThat(FrameShortener.shortened("\ud835\udc9c".repeat(300)))
                .isEqualTo("\ud835\udc9c".repeat(99) + "…" + "\ud835\udc9c".repeat(100));
    }

    @Test
    void pages_showTheCutFrame_andTheWholeInItsTitle() throws Exception {
        Stacks chart = new Stacks(
                SampleCharts.title("org.example/tool", "crash", "Crashes", "Where.", "crash", Set.of()),
                new ChartResult.Basis(100, 2, 100),
                Estimate.NONE,
                List.of(new StackCount(List.of(LONG, "org.example.Main.main:+1"), 2, 5, Estimate.NONE, List.of())),
                List.of(),
                1,
                1,
                0,
                List.of(),
                Trend.NONE,
                List.of());
        for (String path : List.of("stacks/", "charts/latest/crash")) {
            String page = page(chart, path);
            assertThat(page)
                    .contains("<span title=\"" + LONG + "\">" + FrameShortener.shortened(LONG) + "</span>")
                    .contains("<li>org.example.Main.main:+1</li>");
            assertThat(page.replaceAll("<[^>]*>", ""))
                    .doesNotContain("x".repeat(200))
                    .contains("5 times as they report");
        }
    }

    private static String page(ChartResult chart, String path) throws Exception {
        ChartSet set = SampleCharts.set(
                Period.week(SampleCharts.WEEK),
                100,
                List.of(new ChartSet.ProgramCharts("org.example/tool", 100, Estimate.NONE, List.of(chart))));
        SampleContents contents = new SampleContents(
                CollectionInfo.of("telemetry.example.org", "https://telemetry.example.org/"),
                ServerRules.DEFAULT,
                List.of(set),
                List.of(),
                Optional.empty(),
                List.of());
        return new String(
                new Site(contents, LinkStyle.FILES).page(path).orElseThrow().body(), StandardCharsets.UTF_8);
    }
}
