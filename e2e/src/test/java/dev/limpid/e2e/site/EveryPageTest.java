package dev.limpid.e2e.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.limpid.server.site.SiteResource;
import dev.limpid.web.SampleContents;
import dev.limpid.web.SampleMany;
import dev.limpid.web.SampleSite;
import dev.limpid.web.SampleStates;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

@InBrowser
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

    static final List<String> MANY = List.of(
            "charts/",
            WEEK + "/tool-versions",
            WEEK + "/tool-versions/values",
            WEEK + "/crash-1",
            "charts/?q=completion",
            "stacks/",
            "stacks/chart/crash-1",
            "stacks/chart/crash-1/9",
            "stacks/1.27.9",
            "config/",
            "config/v1.400.0/8",
            "");

    @Test
    void everyPage_isAccessibleAndCleanAndFits(Browser browser) throws IOException {
        try (SiteServer server = SiteServer.start(new SiteResource(SampleSite.contents()));
                Visit phone = Visit.phone(browser, server.url());
                Visit desktop = Visit.desktop(browser, server.url())) {
            for (String path : PAGES) {
                for (Visit visit : List.of(phone, desktop)) {
                    look(visit, server.url() + path, path);
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

    /** Many pages are the same in several states: each is looked at once. */
    @Test
    void everyState_isAccessibleAndCleanAndFits(Browser browser) throws IOException {
        Set<String> seen = new HashSet<>();
        for (Map.Entry<String, SampleContents> state : SampleStates.all().entrySet()) {
            try (SiteServer server = SiteServer.start(new SiteResource(state.getValue()));
                    Visit visit = Visit.phone(browser, server.url())) {
                Links.reachable(server.url()).forEach((path, text) -> {
                    // A comparison and its inverse, and panels on either scale, are alike in every state.
                    boolean isLike = path.contains("?") || path.endsWith("trend-same-scale");
                    if (!isLike && seen.add(text)) {
                        String what = state.getKey() + " " + path;
                        look(visit, server.url() + path, what);
                        visit.assertAccessible(what);
                    }
                });
                visit.assertClean();
            }
        }
        assertThat(seen).hasSizeGreaterThan(30);
    }

    @Test
    void everyLink_leadsSomewhere() throws IOException {
        try (SiteServer server = SiteServer.start(new SiteResource(SampleSite.contents()))) {
            assertThat(Links.reachable(server.url())).containsKeys("about", WEEK + "/tool-editor", "config/v1.3.0");
        }
    }

    /** 400 charts, 10,000 stacks, 300 versions: what is shown at once is neither long nor heavy, and nobody is kept out. */
    @Test
    void manyCharts_stayOnPagesThatPeopleRead(Browser browser) throws IOException {
        try (SiteServer server = SiteServer.start(new SiteResource(SampleMany.contents()));
                Visit phone = Visit.phone(browser, server.url());
                Visit desktop = Visit.desktop(browser, server.url())) {
            for (String path : MANY) {
                for (Visit visit : List.of(phone, desktop)) {
                    Page page = visit.open(server.url() + path);
                    assertThat(page.content().getBytes(StandardCharsets.UTF_8).length)
                            .as("bytes of " + path)
                            .isLessThan(160_000); // the browser writes the page out longer than it came
                    if (visit == desktop) {
                        assertThat(height(page)).as("pixels of " + path).isLessThan(5_000);
                    }
                    visit.assertFitsItsWidth(path);
                    visit.assertAccessible(path);
                }
            }
            assertThat(height(phone.open(server.url() + "charts/"))).isLessThan(5_000);
            assertThat(height(phone.open(server.url() + "stacks/"))).isLessThan(5_000);
            phone.assertClean();
            desktop.assertClean();
        }
    }

    private static int height(Page page) {
        return ((Number) page.evaluate("() => document.documentElement.scrollHeight")).intValue();
    }

    /** Opens the page with all that waits behind a click, and has it looked at while other pages are opened. */
    private static void look(Visit visit, String url, String what) {
        Page page = visit.open(url);
        page.evaluate("() => document.querySelectorAll('details').forEach(d => d.open = true)");
        visit.assertFitsItsWidth(what);
        visit.beginAxe();
    }
}
