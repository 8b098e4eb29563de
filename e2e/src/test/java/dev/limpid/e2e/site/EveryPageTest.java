package dev.limpid.e2e.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.options.ColorScheme;
import dev.limpid.server.site.SiteResource;
import dev.limpid.web.SampleSite;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every page of a collection that has everything, on a phone and on a desktop, in both themes. */
@BrowserTest
class EveryPageTest {
    private static final String WEEK = "charts/2026-11-16";
    static final List<String> PAGES = List.of(
            "",
            "charts/",
            "charts/dates",
            WEEK,
            WEEK + "/tool-editor",
            WEEK + "/tool-startup",
            WEEK + "/tool-failures",
            WEEK + "/tool-crash",
            WEEK + "/versions",
            "stacks/",
            "stacks/2.4",
            "data/",
            "config/",
            "config/v1.3.0",
            "charts/?q=start",
            "log/",
            "privacy",
            "about");

    @Test
    void everyPage_isAccessibleAndCleanAndFits(Browser browser) throws IOException {
        try (SiteServer server = SiteServer.start(new SiteResource(SampleSite.contents()));
                Visit phone = Visit.phone(browser, server.url());
                Visit desktop = Visit.desktop(browser, server.url())) {
            for (String path : PAGES) {
                for (Visit visit : List.of(phone, desktop)) {
                    visit.beginLook(server.url() + path, path);
                }
                for (Visit visit : List.of(phone, desktop)) {
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

    /** Windows have every width, and words have every length. */
    @Test
    void everyPage_fitsWindowsOfAllWidths(Browser browser) throws IOException {
        try (SiteServer server = SiteServer.start(new SiteResource(SampleSite.contents()));
                Visit visit = Visit.desktop(browser, server.url())) {
            for (String language : List.of("", "de/", "ja/")) {
                for (String path : PAGES) {
                    visit.open(server.url() + language + path);
                    for (int width = 320; width <= 1_400; width += 120) {
                        visit.page().setViewportSize(width, 900);
                        visit.assertFitsItsWidth(language + path + " at " + width);
                    }
                }
            }
        }
    }

    @Test
    void everyLink_leadsSomewhere() throws IOException {
        try (SiteServer server = SiteServer.start(new SiteResource(SampleSite.contents()))) {
            assertThat(Links.reachable(server.url())).containsKeys("about", WEEK + "/tool-editor", "config/v1.3.0");
        }
    }
}
