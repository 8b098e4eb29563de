package dev.limpid.e2e.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.limpid.charts.ChartCsv;
import dev.limpid.charts.ChartResult;
import dev.limpid.charts.ChartResult.Bucket;
import dev.limpid.charts.ChartResult.Histogram;
import dev.limpid.charts.ChartResult.HistogramBucket;
import dev.limpid.charts.ChartResult.Partition;
import dev.limpid.charts.ChartSet;
import dev.limpid.charts.ChartSetCodec;
import dev.limpid.charts.Estimate;
import dev.limpid.charts.Trend;
import dev.limpid.server.site.SiteResource;
import dev.limpid.web.SampleContents;
import dev.limpid.web.SampleSite;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@BrowserTest
class ChartPageTest {
    private static final String WEEK = "charts/2026-11-16";

    private final SampleContents contents = SampleSite.contents();
    private final ChartSet week = contents.sets().get(0);
    private SiteServer server;
    private Visit visit;

    @BeforeEach
    void open(Browser browser) throws IOException {
        server = SiteServer.start(new SiteResource(contents));
        visit = Visit.desktop(browser, server.url());
    }

    @AfterEach
    void close() {
        visit.close();
        server.close();
    }

    @Test
    void partition_showsTheFiguresOfTheChartSet() {
        Partition chart = (Partition) chart("tool-editor");
        Page page = visit.open(server.url() + WEEK + "/tool-editor");
        Locator rows = page.locator("#main table.bars").first().locator("tbody tr");
        assertThat(rows.count()).isEqualTo(chart.buckets().size());
        for (int i = 0; i < chart.buckets().size(); i++) {
            Bucket bucket = chart.buckets().get(i);
            assertThat(rows.nth(i).locator("th").innerText()).isEqualTo(bucket.name());
            assertRow(rows.nth(i), bucket.share(), bucket.answers());
            String reweighted = rows.nth(i).locator("td").nth(3).locator("data").getAttribute("value");
            assertThat(Double.parseDouble(reweighted))
                    .isEqualTo(bucket.reweighted().orElseThrow().value());
        }
        assertThat(page.locator("#answers data").getAttribute("value")).isEqualTo(Long.toString(chart.answers()));
        visit.assertClean();
    }

    @Test
    void bars_areAsLongAsTheirShares() {
        Partition chart = (Partition) chart("tool-editor");
        Page page = visit.open(server.url() + WEEK + "/tool-editor");
        Locator bars = page.locator("#main table.bars").first().locator("svg.bar");
        double whole = bars.first().locator(".track").boundingBox().width;
        for (int i = 0; i < chart.buckets().size(); i++) {
            double width = bars.nth(i).locator(".value").boundingBox().width;
            assertThat(width / whole).isCloseTo(chart.buckets().get(i).share().value() / 0.5, within(0.005));
        }
    }

    @Test
    void histogram_showsTheMeanAndThePooledShare() {
        Histogram chart = (Histogram) chart("tool-startup");
        Page page = visit.open(server.url() + WEEK + "/tool-startup");
        Locator rows = page.locator("#main table.bars").first().locator("tbody tr");
        for (int i = 0; i < chart.buckets().size(); i++) {
            HistogramBucket bucket = chart.buckets().get(i);
            assertRow(rows.nth(i), bucket.mean(), bucket.answers());
            String pooled = rows.nth(i).locator("td").nth(3).locator("data").getAttribute("value");
            assertThat(Double.parseDouble(pooled)).isEqualTo(bucket.pooled().value());
        }
        assertThat(page.locator("table.quantiles tbody tr").first().innerText())
                .contains("50%")
                .contains("100 ms to 1 s")
                .contains("(from “10 to 100 ms” to “100 ms to 1 s”)");
    }

    @Test
    void trend_showsEveryWeekOfEverySeries() {
        Trend trend = chart("tool-editor").trend();
        Page page = visit.open(server.url() + WEEK + "/tool-editor");
        for (Trend.Series series : trend.series()) {
            Locator panel = page.locator("[data-panel]")
                    .filter(new Locator.FilterOptions()
                            .setHas(page.locator("h3 span", new Page.LocatorOptions().setHasText(series.name()))));
            Locator dots = panel.locator("circle.dot");
            assertThat(dots.count()).isEqualTo(trend.weeks().size());
            for (int i = 0; i < trend.weeks().size(); i++) {
                Estimate point = series.points().get(i);
                assertThat(dots.nth(i).getAttribute("data-week"))
                        .isEqualTo(trend.weeks().get(i).toString());
                assertThat(dots.nth(i).getAttribute("data-value")).isEqualTo(Double.toString(point.value()));
            }
        }
    }

    @Test
    void trend_isReadByKeyboard() {
        Page page = visit.open(server.url() + WEEK + "/tool-editor");
        Locator panel = page.locator("[data-panel]").first();
        panel.locator("svg.trend").focus();
        page.keyboard().press("End");
        assertThat(panel.locator(".readout").innerText())
                .contains("16 Nov 2026")
                .contains("43.2%");
        page.keyboard().press("ArrowLeft");
        assertThat(panel.locator(".readout").innerText()).contains("9 Nov 2026");
        visit.assertClean();
    }

    @Test
    void downloads_areTheChartInEachForm() throws IOException {
        ChartResult chart = chart("tool-editor");
        Page page = visit.open(server.url() + WEEK + "/tool-editor");
        assertThat(download(page, "CSV")).isEqualTo(ChartCsv.toCsv(week, chart));
        ChartSet one = ChartSetCodec.read(download(page, "JSON"));
        assertThat(one.programs()).hasSize(1);
        assertThat(one.programs().get(0).charts())
                .extracting(drawn -> drawn.title().id())
                .containsExactly("tool-editor");
        assertThat(new String(download(page, "SVG"), java.nio.charset.StandardCharsets.UTF_8))
                .contains("vscode")
                .contains("43.2%");
        BufferedImage picture = ImageIO.read(new java.io.ByteArrayInputStream(download(page, "PNG")));
        assertThat(picture.getWidth()).isEqualTo(1520);
        visit.assertClean();
    }

    @Test
    void table_sortsByItsHeads() {
        Page page = visit.open(server.url() + WEEK + "/tool-startup");
        Locator table = page.locator("#main table.bars").first();
        table.locator("thead button", new Locator.LocatorOptions().setHasText("Share"))
                .click();
        assertThat(table.locator("tbody th").first().innerText()).isEqualTo("100 ms to 1 s");
        table.locator("thead button", new Locator.LocatorOptions().setHasText("Share"))
                .click();
        assertThat(table.locator("tbody th").first().innerText()).isEqualTo("1 min or more");
        table.locator("thead button", new Locator.LocatorOptions().setHasText("Share"))
                .click();
        assertThat(table.locator("tbody th").first().innerText()).isEqualTo("below 10 ms");
    }

    @Test
    void date_isPickedWithoutAScript(Browser browser) {
        try (Visit plain = Visit.withoutScripts(browser, server.url())) {
            Page page = plain.open(server.url() + WEEK + "/tool-editor");
            page.locator("summary", new Page.LocatorOptions().setHasText("Another date"))
                    .click();
            page.locator("input[type=date]").fill("2026-11-11");
            page.locator("form button").click();
            assertThat(page.url()).endsWith("charts/2026-11-09/tool-editor");
            assertThat(page.locator("h1").innerText()).isEqualTo("Editors");
        }
    }

    @Test
    void numbersAndDates_followTheReadersLocale(Browser browser) {
        Browser.NewContextOptions german = Visit.options(1280, 900).setLocale("de-DE");
        try (Visit reader = Visit.with(browser, server.url(), german)) {
            Page page = reader.open(server.url() + WEEK + "/tool-editor");
            assertThat(page.locator("#answers data").innerText()).isEqualTo("2.040");
            assertThat(page.locator("#main table.bars").first().innerText())
                    .contains("43,2\u00a0%")
                    .contains("40,4–46,0\u00a0%");
            assertThat(page.locator("#answers small").innerText())
                    .startsWith("week ")
                    .contains("16", "22. Nov. 2026");
            assertThat(page.locator("svg.trend").first().textContent())
                    .contains("60\u00a0%")
                    .contains("31. Aug.");
            reader.assertClean();
        }
    }

    @Test
    void theme_isChosenAndRemembered() {
        Page page = visit.open(server.url() + "charts/");
        Locator toggle = page.locator("[data-theme-toggle]");
        String light = background(page);
        toggle.click();
        assertThat(background(page)).isEqualTo(light);
        toggle.click();
        String dark = background(page);
        assertThat(dark).isNotEqualTo(light);
        page.navigate(server.url() + "about");
        assertThat(background(page)).isEqualTo(dark);
        page.locator("[data-theme-toggle]").click();
        assertThat(background(page)).isEqualTo(light);
        visit.assertClean();
    }

    private static void assertRow(Locator row, Estimate share, long reports) {
        assertThat(Double.parseDouble(row.locator("data[data-percent]").first().getAttribute("value")))
                .isEqualTo(share.value());
        String[] ends =
                row.locator("data[data-percent-range]").getAttribute("value").split(" ", -1);
        assertThat(Double.parseDouble(ends[0])).isEqualTo(share.low());
        assertThat(Double.parseDouble(ends[1])).isEqualTo(share.high());
        assertThat(row.locator("data[data-count]").getAttribute("value")).isEqualTo(Long.toString(reports));
    }

    private static byte[] download(Page page, String form) throws IOException {
        Download download = page.waitForDownload(
                () -> page.locator("#downloads ~ .tools > *", new Page.LocatorOptions().setHasText(form))
                        .first()
                        .click());
        return Files.readAllBytes(download.path());
    }

    private static String background(Page page) {
        return String.valueOf(page.evaluate("() => getComputedStyle(document.body).backgroundColor"));
    }

    private ChartResult chart(String id) {
        return week.programs().get(0).charts().stream()
                .filter(chart -> chart.title().id().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
