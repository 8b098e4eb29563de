package dev.limpid.e2e.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.limpid.server.http.Request;
import dev.limpid.server.http.Response;
import dev.limpid.server.site.SiteResource;
import dev.limpid.web.SampleLargeCollection;
import dev.limpid.web.SampleSite;
import dev.limpid.web.Site;
import dev.limpid.web.layout.LinkStyle;
import dev.limpid.web.layout.Links;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Finding one chart among 400, and pictures of charts on other sites' pages. */
@BrowserTest
class SearchAndEmbedTest {

    @Test
    void search_worksByAFormWithoutAScript(Browser browser) throws IOException {
        try (SiteServer server = SiteServer.start(new SiteResource(SampleLargeCollection.contents()));
                Visit plain = Visit.withoutScripts(browser, server.url())) {
            Page page = plain.open(server.url() + "charts/");
            page.locator("#find").fill("older way chart 137.");
            page.locator("form[role=search] button").click();
            assertThat(page.locator("ol.found a").allInnerTexts())
                    .containsExactly("How cache went in the way that is number 137");
            page.locator("ol.found a").click();
            assertThat(page.url()).endsWith("charts/2026-11-16/chart-cache-137");
            plain.assertClean();
        }
    }

    @Test
    void search_opensTheTreeWhileWordsAreTyped_andArrowKeysLeadThroughIt(Browser browser) throws IOException {
        try (SiteServer server = SiteServer.start(new SiteResource(SampleLargeCollection.contents()));
                Visit visit = Visit.desktop(browser, server.url())) {
            Page page = visit.open(server.url() + "charts/");
            Locator shown = page.locator("li[data-chart]:visible");
            assertThat(shown.count()).as("families are closed").isZero();
            page.locator("#find").fill("way-13");
            assertThat(shown.count()).isEqualTo(11); // 13 and 130 to 139
            page.keyboard().press("ArrowDown");
            page.keyboard().press("ArrowDown");
            assertThat(focused(page)).isEqualTo(shown.nth(1).locator("a").innerText());
            page.keyboard().press("ArrowUp");
            page.keyboard().press("ArrowUp");
            assertThat(page.evaluate("() => document.activeElement.id")).isEqualTo("find");
            page.locator("#find").fill("");
            assertThat(shown.count()).isZero();
            visit.assertClean();
        }
    }

    @Test
    void search_isOfferedInFilesOnlyIfScriptsRun(Browser browser, @TempDir Path folder) throws IOException {
        Site site = new Site(SampleLargeCollection.contents(), LinkStyle.FILES);
        for (String path : site.paths()) {
            if (path.equals("charts/") || path.startsWith("assets/")) {
                boolean isPage = path.equals("charts/");
                Path file = folder.resolve(isPage ? Links.file(path) : path);
                Files.createDirectories(file.getParent());
                Files.write(file, site.page(path).orElseThrow().body());
            }
        }
        String url = folder.resolve("charts/index.html").toUri().toString();
        String root = folder.toUri().toString();
        try (Visit scripted = Visit.desktop(browser, root);
                Visit plain = Visit.withoutScripts(browser, root)) {
            assertThat(plain.open(url).locator("#find").isVisible()).isFalse();
            Page page = scripted.open(url);
            page.locator("#find").fill("WAY-137");
            assertThat(page.locator("li[data-chart]:visible").count()).isEqualTo(1);
            page.locator("#find").press("Enter");
            assertThat(page.locator("li[data-chart]:visible").count()).isEqualTo(1);
        }
    }

    @Test
    void picture_isLightOrDarkAsTheReaderPrefers(Browser browser) throws IOException {
        try (SiteServer server = SiteServer.start(new SiteResource(SampleSite.contents()));
                Visit visit = Visit.desktop(browser, server.url())) {
            Page page = visit.open(server.url() + "charts/latest/tool-editor/embed.svg");
            visit.prefer(ColorScheme.LIGHT);
            assertThat(paper(page)).isEqualTo("rgb(255, 255, 255)");
            visit.prefer(ColorScheme.DARK);
            assertThat(paper(page)).isEqualTo("rgb(20, 33, 42)");
            visit.assertClean();
        }
    }

    @Test
    void pictures_areShownWithWhatTheySay_onTheChartsPage(Browser browser) throws IOException {
        try (SiteServer server = SiteServer.start(new SiteResource(SampleSite.contents()));
                Visit visit = Visit.phone(browser, server.url())) {
            Page page = visit.open(server.url() + "charts/2026-11-16/tool-editor");
            page.locator("summary", new Page.LocatorOptions().setHasText("Show it in a README"))
                    .click();
            for (Locator picture :
                    List.of(page.locator("img").nth(0), page.locator("img").nth(1))) {
                picture.scrollIntoViewIfNeeded();
                assertThat(picture.getAttribute("alt")).contains("vscode 43.2% (40.4–46.0%)");
                page.waitForCondition(
                        () -> picture.evaluate("i => i.naturalWidth > 90").equals(true));
            }
            visit.assertFitsItsWidth("with pictures");
            visit.assertAccessible("with pictures");
            visit.assertClean();
        }
    }

    @Test
    void pictures_mayBeShownByAnybody_andAllowTheirOwnStyleAlone() throws IOException {
        SiteResource site = new SiteResource(SampleSite.contents());
        for (String picture : List.of("badge.svg", "embed.svg")) {
            Response answer = site.get(Request.of("/charts/latest/tool-editor/" + picture))
                    .orElseThrow();
            assertThat(answer.headers())
                    .containsEntry("Cache-Control", "public, max-age=3600")
                    .containsEntry("Cross-Origin-Resource-Policy", "cross-origin")
                    .containsEntry("Access-Control-Allow-Origin", "*");
            assertThat(answer.headers().get("Content-Security-Policy"))
                    .startsWith("default-src 'none'; style-src 'sha256-")
                    .doesNotContain("unsafe");
        }
        assertThat(site.get(Request.of("/charts/")).orElseThrow().headers())
                .doesNotContainKeys("Cross-Origin-Resource-Policy", "Access-Control-Allow-Origin");
    }

    private static Object focused(Page page) {
        return page.evaluate("() => document.activeElement.innerText");
    }

    private static Object paper(Page page) {
        return page.evaluate("() => getComputedStyle(document.querySelectorAll('rect')[1]).fill");
    }
}
