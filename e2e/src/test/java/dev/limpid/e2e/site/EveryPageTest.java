package dev.limpid.e2e.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.ColorScheme;
import dev.limpid.server.site.SiteResource;
import dev.limpid.web.SampleContents;
import dev.limpid.web.SampleSite;
import dev.limpid.web.SampleStates;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Chromium.class)
class EveryPageTest {
    private static final String WEEK = "charts/2026-11-14_2026-11-20";
    static final List<String> PAGES = List.of(
            "",
            "charts/",
            "charts/dates",
            WEEK,
            WEEK + "/tool-editor",
            WEEK + "/tool-startup",
            WEEK + "/tool-failures",
            WEEK + "/tool-crash",
            WEEK + "/tool-version",
            "stacks/",
            "stacks/2.4",
            "data/",
            "config/",
            "config/v1.3.0",
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
                    Page page = visit.open(server.url() + path);
                    page.evaluate("() => document.querySelectorAll('details').forEach(d => d.open = true)");
                    visit.assertFitsItsWidth(path);
                    for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                        visit.prefer(scheme);
                        visit.assertAccessible(path + " " + scheme);
                    }
                }
            }
            phone.assertClean();
            desktop.assertClean();
        }
    }

    @Test
    void everyState_isAccessibleAndCleanAndFits(Browser browser) throws IOException {
        for (Map.Entry<String, SampleContents> state : SampleStates.all().entrySet()) {
            try (SiteServer server = SiteServer.start(new SiteResource(state.getValue()));
                    Visit visit = Visit.phone(browser, server.url())) {
                for (String path : reachable(visit, server.url())) {
                    visit.open(server.url() + path);
                    visit.assertFitsItsWidth(state.getKey() + " " + path);
                    visit.assertAccessible(state.getKey() + " " + path);
                }
            }
        }
    }

    @Test
    void everyLink_leadsSomewhere(Browser browser) throws IOException {
        try (SiteServer server = SiteServer.start(new SiteResource(SampleSite.contents()));
                Visit visit = Visit.withoutScripts(browser, server.url())) {
            assertThat(reachable(visit, server.url())).contains("about", WEEK + "/tool-editor", "config/v1.3.0");
        }
    }

    /** Follows every link of the site; fails at one that leads to no page. */
    static Set<String> reachable(Visit visit, String root) {
        Set<String> seen = new TreeSet<>();
        Deque<String> open = new ArrayDeque<>(List.of(""));
        while (!open.isEmpty()) {
            String path = open.remove();
            if (!seen.add(path)) {
                continue;
            }
            Response response = visit.page().navigate(root + path);
            boolean noChartsYet = path.equals("charts/") || path.startsWith("charts/latest");
            assertThat(response.status()).as(path).isIn(noChartsYet ? List.of(200, 404) : List.of(200));
            for (Object link : (List<?>)
                    visit.page()
                            .evaluate(
                                    "() => [...document.querySelectorAll('main a[href]:not([download]), nav a[href]')].map(a => a.href)")) {
                String url = link.toString().replaceFirst("#.*", "");
                boolean file = url.matches(".*\\.(json|csv|svg|zst)");
                if (url.startsWith(root) && !file) {
                    open.add(url.substring(root.length()));
                }
            }
        }
        return seen;
    }
}
