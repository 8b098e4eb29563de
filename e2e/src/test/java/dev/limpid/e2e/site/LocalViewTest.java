package dev.limpid.e2e.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.limpid.server.http.Resource;
import dev.limpid.server.http.Response;
import dev.limpid.web.SampleLocal;
import dev.limpid.web.local.LocalHome;
import dev.limpid.web.local.LocalSite;
import dev.limpid.web.words.SiteMessages;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The local viewer's pages in a browser. */
@BrowserTest
class LocalViewTest {
    static final List<String> PAGES = List.of("", "weeks/2026-11-23", "sent/", "config/");

    @Test
    void everyPage_isAccessibleAndCleanAndFits_inEveryLanguage(Browser browser) throws IOException {
        everyPage_isAccessibleAndCleanAndFits(browser, SampleLocal.home(), SiteMessages.ENGLISH.language());
        everyPage_isAccessibleAndCleanAndFits(browser, SampleLocal.empty(), SiteMessages.ENGLISH.language());
        everyPage_isAccessibleAndCleanAndFits(browser, SampleLocal.home(), "de");
        everyPage_isAccessibleAndCleanAndFits(browser, SampleLocal.home(), "ja");
    }

    private static void everyPage_isAccessibleAndCleanAndFits(Browser browser, LocalHome home, String language)
            throws IOException {
        try (SiteServer server = SiteServer.start(resource(home, language));
                Visit phone = Visit.phone(browser, server.url())) {
            for (String path : Links.reachable(server.url()).keySet()) {
                Page page = phone.open(server.url() + path);
                page.evaluate("() => document.querySelectorAll('details').forEach(d => d.open = true)");
                phone.assertFitsItsWidth(path);
                phone.assertAccessible(path);
            }
            phone.assertClean();
        }
    }

    @Test
    void week_isSearched(Browser browser) throws IOException {
        try (SiteServer server = SiteServer.start(resource(SampleLocal.home()));
                Visit visit = Visit.desktop(browser, server.url())) {
            Page page = visit.open(server.url() + "weeks/2026-11-23");
            page.locator("#filter").fill("emacs");
            assertThat(page.locator("[data-counter]:visible").count()).isEqualTo(1);
            assertThat(page.locator("[data-filter-group]:visible").count()).isEqualTo(1);
            visit.assertClean();
        }
    }

    @Test
    void keyboard_reachesACounterAndWhyItStays(Browser browser) throws IOException {
        try (SiteServer server = SiteServer.start(resource(SampleLocal.home()));
                Visit visit = Visit.desktop(browser, server.url())) {
            Page page = visit.open(server.url());
            tabTo(page, "Week that will end 23 Nov 2026");
            page.keyboard().press("Enter");
            page.waitForURL("**/weeks/2026-11-23");
            tabTo(page, "no");
            Locator reason = page.locator("details:has(summary:focus)");
            assertThat(reason.getAttribute("open")).isNull();
            page.keyboard().press("Enter");
            assertThat(reason.getAttribute("open")).isNotNull();
            assertThat(reason.innerText()).contains("no question asks for");
            visit.assertClean();
        }
    }

    private static void tabTo(Page page, String words) {
        for (int i = 0; i < 40; i++) {
            page.keyboard().press("Tab");
            if (page.locator(":focus").innerText().equals(words)) {
                return;
            }
        }
        throw new AssertionError("Tab does not lead to \"" + words + "\"");
    }

    static Resource resource(LocalHome home) {
        return resource(home, SiteMessages.ENGLISH.language());
    }

    private static Resource resource(LocalHome home, String language) {
        LocalSite site = new LocalSite(home, SiteMessages.local(language));
        return request -> {
            dev.limpid.web.Page page = site.page(request.path().substring(1));
            return Optional.of(new Response(
                    page.status(),
                    page.contentType(),
                    page.body(),
                    Map.of("Content-Security-Policy", LocalSite.POLICY)));
        };
    }
}
