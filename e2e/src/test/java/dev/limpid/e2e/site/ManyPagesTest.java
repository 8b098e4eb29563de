package dev.limpid.e2e.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import dev.limpid.server.site.SiteResource;
import dev.limpid.web.SampleLargeCollection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A collection with 400 charts, 10,000 stacks, 300 versions. */
@BrowserTest
class ManyPagesTest {
    private static final String WEEK = "charts/2026-11-16";
    static final List<String> PAGES = List.of(
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

    /** What is shown at once is neither long nor large, and all of it is accessible. */
    @Test
    void manyCharts_stayOnPagesThatPeopleRead(Browser browser) throws IOException {
        try (SiteServer server = SiteServer.start(new SiteResource(SampleLargeCollection.contents()));
                Visit phone = Visit.phone(browser, server.url());
                Visit desktop = Visit.desktop(browser, server.url())) {
            for (String path : PAGES) {
                for (Visit visit : List.of(phone, desktop)) {
                    Page page = visit.open(server.url() + path);
                    assertThat(page.content().getBytes(StandardCharsets.UTF_8).length)
                            .as("bytes of " + path)
                            .isLessThan(160_000); // the browser prints the page longer than it arrived
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
}
