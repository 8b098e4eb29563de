package dev.limpid.e2e.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Media;
import dev.limpid.protocol.text.VisibleCharacters;
import dev.limpid.server.site.SiteResource;
import dev.limpid.web.SampleSite;
import dev.limpid.web.SampleStates;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What matters to visitors who trust nobody, or have little: no scripts, little bandwidth, hostile names. */
@BrowserTest
class NoScriptAndSlowNetworkTest {
    private static final int WEIGHT = 150_000;

    @Test
    void homePage_isLight(Browser browser) throws IOException {
        try (SiteServer server = SiteServer.start(new SiteResource(SampleSite.contents()));
                Visit visit = Visit.phone(browser, server.url())) {
            Page page = visit.open(server.url());
            page.waitForLoadState();
            assertThat(server.sentBytes()).isBetween(1_000L, (long) WEIGHT);
            assertThat(page.locator("h1").isVisible()).isTrue();
        }
    }

    @Test
    void everyFigure_isThereWithoutScripts(Browser browser) throws IOException {
        try (SiteServer server = SiteServer.start(new SiteResource(SampleSite.contents()));
                Visit visit = Visit.withoutScripts(browser, server.url())) {
            Page page = visit.open(server.url() + "charts/latest/tool-editor");
            assertThat(page.locator("table.bars tbody tr").count()).isEqualTo(7);
            assertThat(page.locator("svg.trend").count()).isEqualTo(7);
            assertThat(page.locator("[data-theme-toggle]").isVisible()).isFalse();
            assertThat(page.locator("[data-png]").isVisible()).isFalse();
            page.navigate(server.url() + "log/");
            assertThat(page.locator("[data-verify-needs]").innerText()).contains("limpid verify");
            visit.assertClean();
        }
    }

    @Test
    void withoutScripts_nothingIsOfferedThatNeedsThem(Browser browser) throws IOException {
        try (SiteServer server = SiteServer.start(new SiteResource(SampleSite.contents()));
                Visit visit = Visit.withoutScripts(browser, server.url())) {
            for (String path : EveryPageTest.PAGES) {
                Page page = visit.open(server.url() + path);
                // A form that a server answers needs no scripts.
                assertThat(page
                                .locator(
                                        "xpath=//*[self::button or self::input or self::select][not(ancestor::form[@action])]")
                                .all()
                                .stream()
                                .filter(Locator::isVisible)
                                .count())
                        .as(path)
                        .isZero();
                for (Locator summary : page.locator("summary", new Page.LocatorOptions().setHasText("Another date"))
                        .all()) {
                    summary.click();
                    assertThat(page.locator("button:visible").allInnerTexts())
                            .as(path)
                            .contains("Show")
                            .isSubsetOf("Show", "Find");
                }
            }
        }
    }

    @Test
    void printedPage_isBlackOnWhite_evenInTheDarkTheme(Browser browser) throws IOException {
        try (SiteServer server = SiteServer.start(new SiteResource(SampleSite.contents()));
                Visit visit = Visit.desktop(browser, server.url())) {
            Page page = visit.open(server.url() + "charts/latest/tool-editor");
            page.evaluate("() => localStorage.setItem('limpid-theme', 'dark')");
            page.reload();
            assertThat(color(page, "body", "color")).isNotEqualTo("rgb(0, 0, 0)");
            page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
            assertThat(color(page, "body", "color")).isEqualTo("rgb(0, 0, 0)");
            assertThat(color(page, "body", "background-color")).isEqualTo("rgb(255, 255, 255)");
            assertThat(color(page, ".bar .whisker", "stroke")).isEqualTo("rgb(0, 0, 0)");
            assertThat(color(page, ".bar .value", "fill")).isNotEqualTo(color(page, ".bar .track", "fill"));
            assertThat(page.locator("table.bars thead").first().innerText())
                    .contains("Share", "99% interval", "Reweighted", "Answers");
            assertThat(page.locator(".open-in-print table").boundingBox().height)
                    .isGreaterThan(200);
            assertThat(page.locator("nav a:visible, .top button:visible").count())
                    .isEqualTo(1); // the link back to the charts says where the page belongs
            assertThat(page.locator("footer").innerText())
                    .contains("https://telemetry.example.org/charts/2026-11-16/tool-editor");
        }
    }

    private static Object color(Page page, String selector, String property) {
        return page.evaluate(
                "([selector, property]) => getComputedStyle(document.querySelector(selector))"
                        + ".getPropertyValue(property)",
                List.of(selector, property));
    }

    @Test
    void hostileNames_areTextAndNothingElse(Browser browser) throws IOException {
        try (SiteServer server = SiteServer.start(new SiteResource(SampleStates.hostile()));
                Visit visit = Visit.desktop(browser, server.url())) {
            visit.page().onDialog(dialog -> {
                throw new AssertionError("a name ran as a script: " + dialog.message());
            });
            for (String path : List.of("", "charts/", "charts/latest/tool-hostile", "stacks/")) {
                Page page = visit.open(server.url() + path);
                assertThat(page.locator(
                                        "main script, main img:not([src*='/badge.svg']):not([src*='/embed.svg']), [onerror], [onload]")
                                .count())
                        .as(path)
                        .isZero();
                assertThat(page.locator("a[href^=javascript]").count()).as(path).isZero();
            }
            Page page = visit.open(server.url() + "charts/latest/tool-hostile");
            assertThat(page.locator("h1").textContent()).isEqualTo(VisibleCharacters.text(SampleStates.HOSTILE));
            assertThat(page.locator("table.bars tbody th").first().textContent())
                    .isEqualTo(VisibleCharacters.text(SampleStates.HOSTILE));
            visit.assertClean();
            page.navigate(server.url() + "charts/latest/tool-hostile.svg");
            assertThat(page.locator("script, img, image, foreignObject").count())
                    .isZero();
            assertThat(page.locator("text").first().textContent()).contains("<script>alert('x')");
        }
    }

    @Test
    void search_findsFramesAndKeepsTheWordsInTheAddress(Browser browser) throws IOException {
        try (SiteServer server = SiteServer.start(new SiteResource(SampleSite.contents()));
                Visit visit = Visit.desktop(browser, server.url())) {
            Page page = visit.open(server.url() + "stacks/");
            Locator stacks = page.locator("[data-stack]");
            int all = stacks.count();
            page.locator("#filter").fill("format.read");
            assertThat(page.locator("[data-stack]:visible").count()).isEqualTo(all / 3);
            assertThat(page.locator("[data-filter-count]").innerText()).isEqualTo(all / 3 + " of " + all);
            page.reload();
            assertThat(page.locator("#filter").inputValue()).isEqualTo("format.read");
            assertThat(page.locator("[data-stack]:visible").count()).isEqualTo(all / 3);
            page.navigate(server.url() + "config/?q=editor:vim");
            assertThat(page.locator("[data-counter]:visible").allInnerTexts()).hasSize(1);
            visit.assertClean();
        }
    }

    @Test
    void keyboard_reachesThePageAndItsLinks(Browser browser) throws IOException {
        try (SiteServer server = SiteServer.start(new SiteResource(SampleSite.contents()));
                Visit visit = Visit.desktop(browser, server.url())) {
            Page page = visit.open(server.url());
            page.keyboard().press("Tab");
            assertThat(page.locator(":focus").innerText()).isEqualTo("Skip to the page");
            page.keyboard().press("Enter");
            page.keyboard().press("Tab");
            assertThat(page.locator(":focus").innerText()).isEqualTo("See the charts");
            page.keyboard().press("Enter");
            page.waitForURL("**/charts/");
            visit.assertClean();
        }
    }
}
