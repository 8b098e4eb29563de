package dev.limpid.e2e.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import dev.limpid.charts.ChartResult;
import dev.limpid.charts.ChartResult.Cell;
import dev.limpid.charts.ChartResult.Figure;
import dev.limpid.charts.ChartSet;
import dev.limpid.charts.Estimate;
import dev.limpid.charts.Trend;
import dev.limpid.server.site.SiteResource;
import dev.limpid.web.SampleContents;
import dev.limpid.web.SampleYears;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two years on one axis, and comparisons of two sides, as visitors see them. */
@BrowserTest
class TwoYearTrendTest {
    private static final String WEEK = SampleYears.LAST.minusWeeks(1).toString();
    private static final String CACHE = "charts/" + WEEK + "/org.example-cached.cache";

    /** All forms of both pages. */
    static final List<String> PAGES = List.of(
            "charts/" + SampleYears.LAST + "/org.example-cached.cache",
            "charts/" + SampleYears.LAST + "/org.example-cached.editors/trend",
            CACHE + "/trend",
            CACHE + "/trend-same-scale",
            CACHE + "/trend-own-scale",
            CACHE + "/compare?a=os%3Adarwin&b=os%3Alinux",
            CACHE + "/compare?a=os%3Afreebsd&b=os%3Alinux",
            CACHE + "/compare?a=" + SampleYears.LAST + "&b=" + WEEK,
            "charts/" + WEEK + "/org.example-cached.editors/compare",
            "charts/" + WEEK + "/org.example-cached.time/compare?a=version%3A1.7&b=2025-11-17",
            "charts/" + WEEK + "/org.example-cached.failures/compare?a=" + WEEK + "&b=2025-11-17");

    private final SampleContents contents = SampleYears.contents();
    private SiteServer server;

    @BeforeEach
    void open() throws IOException {
        server = SiteServer.start(new SiteResource(contents));
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void everyForm_isAccessibleAndCleanAndFits(Browser browser) {
        try (Visit phone = Visit.phone(browser, server.url());
                Visit desktop = Visit.desktop(browser, server.url())) {
            for (String path : PAGES) {
                for (Visit visit : List.of(phone, desktop)) {
                    Page page = visit.open(server.url() + path);
                    page.evaluate("() => document.querySelectorAll('details').forEach(d => d.open = true)");
                    visit.assertFitsItsWidth(path);
                    visit.assertAccessible(path);
                    visit.prefer(ColorScheme.DARK);
                    visit.assertContrast(path + " in the dark");
                    visit.prefer(ColorScheme.LIGHT);
                }
            }
            phone.assertClean();
            desktop.assertClean();
        }
    }

    /** The differences are computed again here, from the published figures of both sides. */
    @Test
    void compare_showsBothSides_andTheirDifference(Browser browser) {
        try (Visit visit = Visit.desktop(browser, server.url())) {
            Page page = visit.open(server.url() + CACHE + "/compare?a=os%3Adarwin&b=os%3Alinux");
            Map<String, Estimate> darwin = cell("darwin");
            Map<String, Estimate> linux = cell("linux");
            Locator rows = page.locator("table.sides tbody tr");
            assertThat(rows.count()).isEqualTo(2);
            for (Locator row : rows.all()) {
                Estimate a = Objects.requireNonNull(darwin.get(row.getAttribute("data-name")));
                Estimate b = Objects.requireNonNull(linux.get(row.getAttribute("data-name")));
                assertSide(row, "a", a);
                assertSide(row, "b", b);
                String[] difference = row.locator("[data-side=difference] data")
                        .first()
                        .getAttribute("value")
                        .split(" ", -1);
                assertThat(Double.parseDouble(difference[0])).isCloseTo(a.value() - b.value(), within(1e-5));
                assertThat(Double.parseDouble(difference[1]))
                        .isCloseTo(
                                a.value() - b.value() - Math.hypot(a.value() - a.low(), b.high() - b.value()),
                                within(1e-5));
                assertThat(Double.parseDouble(difference[2]))
                        .isCloseTo(
                                a.value() - b.value() + Math.hypot(a.high() - a.value(), b.value() - b.low()),
                                within(1e-5));
                Locator bars = row.locator(".bar-cell svg.bar");
                double whole = bars.first().locator(".track").boundingBox().width;
                assertThat(bars.nth(1).locator(".value").boundingBox().width / whole)
                        .isCloseTo(b.value(), within(0.01));
            }
            assertThat(page.locator("#certain").innerText()).contains("miss: 100.0% against 3.0%");
            visit.assertClean();
        }
    }

    @Test
    void sides_areChosenWithoutAScript(Browser browser) {
        try (Visit plain = Visit.withoutScripts(browser, server.url())) {
            Page page = plain.open(server.url() + CACHE);
            page.locator("nav a", new Page.LocatorOptions().setHasText("Compare"))
                    .click();
            assertThat(page.locator("#a").inputValue()).isEqualTo(WEEK);
            page.locator("#a").selectOption("version:1.7");
            page.locator("#b").selectOption("version:1.6");
            page.locator(".compare-form button").click();
            assertThat(page.url()).contains("/compare?a=version%3A1.7&b=version%3A1.6");
            assertThat(page.locator("h1").innerText()).contains("1.7 against 1.6");
            page.locator(".compare-form a").click();
            assertThat(page.locator("h1").innerText()).contains("1.6 against 1.7");
            plain.assertClean();
        }
    }

    @Test
    void trend_tablesEveryWeekOfTheChartSets_andDrawsALineForEachFigure(Browser browser) {
        try (Visit plain = Visit.withoutScripts(browser, server.url())) {
            Page page = plain.open(server.url() + CACHE);
            page.locator("nav a", new Page.LocatorOptions().setHasText("Up to two years"))
                    .click();
            List<String> heads = page.locator("table.dense thead th").allInnerTexts();
            assertThat(heads).startsWith("Week of", "Answers");
            assertThat(page.locator("svg.lines path.line:not(.reweighted)").count())
                    .isEqualTo(heads.size() - 3);
            assertThat(page.locator("svg.lines path.reweighted").count()).isEqualTo(heads.size() - 3);
            int rows = 0;
            for (int set : new int[] {1, 3, 4}) {
                Trend trend = chart(contents.sets().get(set), "cache").trend();
                for (int week = 0; week < trend.weeks().size(); week++) {
                    Locator row = page.locator("table.dense tbody tr")
                            .filter(new Locator.FilterOptions()
                                    .setHas(page.locator(
                                            "time[datetime='" + trend.weeks().get(week) + "']")));
                    for (Trend.Series series : trend.series()) {
                        String shown = row.locator("td")
                                .nth(heads.indexOf(series.name()) - 1)
                                .innerText();
                        assertThat(shown)
                                .startsWith(percent(series.points().get(week).value()));
                    }
                    rows++;
                }
            }
            assertThat(rows).isGreaterThan(70);
            plain.assertClean();
        }
    }

    @Test
    void lines_areReadByKeyboardAndPointer(Browser browser) {
        try (Visit visit = Visit.desktop(browser, server.url())) {
            Page page = visit.open(server.url() + CACHE + "/trend");
            page.locator("svg.lines").focus();
            page.keyboard().press("End");
            page.keyboard().press("ArrowLeft");
            assertThat(page.locator(".readout").innerText())
                    .startsWith(page.locator("table.dense tbody time").nth(1).innerText() + ": ")
                    .contains("hit ", "miss ");
            page.locator("svg.lines").hover();
            assertThat(page.locator("svg.lines .cursor").count()).isEqualTo(1);
            visit.assertClean();
        }
    }

    @Test
    void printedLines_areDistinguishableInBlack(Browser browser) {
        try (Visit visit = Visit.desktop(browser, server.url())) {
            Page page = visit.open(server.url() + CACHE + "/trend");
            page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
            Locator lines = page.locator("svg.lines path.line:not(.reweighted)");
            assertThat(lines.all().stream().map(line -> css(line, "stroke")).distinct())
                    .containsExactly("rgb(0, 0, 0)");
            assertThat(lines.all().stream()
                            .map(line -> css(line, "stroke-dasharray"))
                            .distinct()
                            .count())
                    .isEqualTo(lines.count());
        }
    }

    private static String css(Locator element, String property) {
        return String.valueOf(
                element.evaluate("(e, property) => getComputedStyle(e).getPropertyValue(property)", property));
    }

    private static String percent(double share) {
        double percent = share * 100;
        boolean fine = (percent > 0 && percent < 1) || (percent > 99 && percent < 100);
        return new java.text.DecimalFormat(
                        fine ? "0.00" : "0.0", java.text.DecimalFormatSymbols.getInstance(java.util.Locale.ROOT))
                .format(percent);
    }

    private static void assertSide(Locator row, String side, Estimate expected) {
        Locator cell = row.locator("[data-side=" + side + "]");
        assertThat(cell.locator("data").first().getAttribute("value")).isEqualTo(number(expected.value()));
        assertThat(cell.locator("data").nth(1).getAttribute("value"))
                .isEqualTo(number(expected.low()) + " " + number(expected.high()));
    }

    private static String number(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }

    private Map<String, Estimate> cell(String system) {
        Map<String, Estimate> figures = new HashMap<>();
        for (ChartResult.Split split : chart(contents.sets().get(1), "cache").splits()) {
            for (Cell cell : split.cells()) {
                if (cell.value().equals(system)) {
                    for (Figure figure : cell.figures()) {
                        figures.put(figure.name(), figure.estimate());
                    }
                }
            }
        }
        return figures;
    }

    private static ChartResult chart(ChartSet set, String id) {
        return set.programs().get(0).charts().stream()
                .filter(chart -> chart.title().chart().endsWith("/" + id))
                .findFirst()
                .orElseThrow();
    }
}
