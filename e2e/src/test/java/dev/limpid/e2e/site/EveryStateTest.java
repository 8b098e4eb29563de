package dev.limpid.e2e.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import dev.limpid.server.site.SiteResource;
import dev.limpid.web.SampleContents;
import dev.limpid.web.SampleStates;
import java.io.IOException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A collection in every state, from the first day on. */
@BrowserTest
class EveryStateTest {
    /** Many pages are the same in several states: each is checked once. */
    @Test
    void everyState_isAccessibleAndCleanAndFits(Browser browser) throws IOException {
        Set<String> seen = new HashSet<>();
        for (Map.Entry<String, SampleContents> state : SampleStates.all().entrySet()) {
            try (SiteServer server = SiteServer.start(new SiteResource(state.getValue()));
                    Visit visit = Visit.phone(browser, server.url())) {
                Links.reachable(server.url()).forEach((path, text) -> {
                    // A comparison and its inverse, and panels with either scale, are the same in every state.
                    boolean isLike = path.contains("?") || path.endsWith("trend-same-scale");
                    if (!isLike && seen.add(text)) {
                        String what = state.getKey() + " " + path;
                        visit.beginLook(server.url() + path, what);
                        visit.assertAccessible(what);
                    }
                });
                visit.assertClean();
            }
        }
        assertThat(seen).hasSizeGreaterThan(30);
    }
}
