package dev.limpid.e2e.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.limpid.charts.ChartResult;
import dev.limpid.charts.ChartResult.Cell;
import dev.limpid.charts.Estimate;
import dev.limpid.server.site.SiteResource;
import dev.limpid.web.SampleContents;
import dev.limpid.web.SampleStates;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A chart by version and system, as a reader sees it. */
@BrowserTest
class SplitTest {

    private static final String PAGE = "charts/2026-11-16/org.example-tool.";

    private final SampleContents contents =
            Objects.requireNonNull(SampleStates.all().get("split"));

    @Test
    void heatTable_showsTheFiguresOfTheChartSet(Browser browser) throws IOException {
        try (SiteServer server = SiteServer.start(new SiteResource(contents));
                Visit visit = Visit.desktop(browser, server.url())) {
            for (String id : List.of("cache", "time")) {
                Page page = visit.open(server.url() + PAGE + id);
                page.evaluate("() => document.querySelectorAll('details').forEach(d => d.open = true)");
                for (ChartResult.Split split : chart(id).splits()) {
                    for (Cell cell : split.cells()) {
                        assertRow(page, split, cell);
                    }
                }
            }
            visit.assertClean();
        }
    }

    private static void assertRow(Page page, ChartResult.Split split, Cell cell) {
        Locator row = page.locator("section[aria-labelledby=by-" + split.by().word() + "] table.heat tbody tr")
                .filter(new Locator.FilterOptions()
                        .setHas(page.locator("th", new Page.LocatorOptions().setHasText(exactly(cell.value())))));
        assertThat(row.locator("data[data-count]").getAttribute("value")).isEqualTo(Long.toString(cell.answers()));
        assertThat(row.locator("data[data-percent]").count())
                .isEqualTo(cell.figures().size());
        for (int i = 0; i < cell.figures().size(); i++) {
            Estimate estimate = cell.figures().get(i).estimate();
            assertThat(Double.parseDouble(
                            row.locator("data[data-percent]").nth(i).getAttribute("value")))
                    .isEqualTo(estimate.value());
            assertThat(row.locator("data[data-percent-range]").nth(i).getAttribute("value"))
                    .isEqualTo(number(estimate.low()) + " " + number(estimate.high()));
            boolean marked = row.locator("td").nth(1 + i).innerText().matches("(?s).*[▲▼].*");
            assertThat(marked)
                    .isEqualTo(
                            split.difference(cell.value(), cell.figures().get(i).name())
                                    .isPresent());
        }
    }

    private static Pattern exactly(String text) {
        return Pattern.compile("^" + text.replace(".", "\\.") + "$");
    }

    private static String number(double figure) {
        return figure == Math.rint(figure) ? Long.toString((long) figure) : Double.toString(figure);
    }

    @Test
    void whatIsCertain_isReadFirstAndTheTablesScrollByKeyboardOnAPhone(Browser browser) throws IOException {
        try (SiteServer server = SiteServer.start(new SiteResource(contents));
                Visit visit = Visit.phone(browser, server.url())) {
            Page page = visit.open(server.url() + PAGE + "time");
            Locator sentences = page.locator(".certain li");
            assertThat(sentences.count()).isBetween(1, 3);
            assertThat(sentences.first().innerText()).contains("on darwin since 1.30");
            assertThat(sentences.first().boundingBox().y)
                    .isLessThan(page.locator(".figures").boundingBox().y);
            Locator region =
                    page.locator("section[aria-labelledby=by-os] [role=region]").first();
            region.focus();
            page.keyboard().press("ArrowRight");
            page.waitForFunction("e => e.scrollLeft > 0", region.elementHandle());
            visit.assertFitsItsWidth("a split on a phone");
            visit.assertAccessible("a split on a phone");
            visit.prefer(ColorScheme.DARK);
            visit.assertContrast("a split in the dark");
            visit.assertClean();
        }
    }

    private ChartResult chart(String id) {
        return contents.sets().get(0).programs().get(0).charts().stream()
                .filter(chart -> chart.title().chart().endsWith("/" + id))
                .findFirst()
                .orElseThrow();
    }
}
