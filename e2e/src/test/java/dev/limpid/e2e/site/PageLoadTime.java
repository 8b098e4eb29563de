package dev.limpid.e2e.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import dev.limpid.server.site.SiteResource;
import dev.limpid.web.SampleSite;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * How soon the home page can be used on a mid-range phone: a quarter of this machine's speed, 1.6 Mbit/s, a round trip
 * of 150 ms to the server, nothing cached. Prints figures and checks nothing: {@code -Dlimpid.pace=true}. Not part of
 * the tests.
 */
@BrowserTest
@EnabledIfSystemProperty(named = "limpid.pace", matches = ".+")
class PageLoadTime {
    private static final int RUNS = 7;

    @Test
    void measureHomePage(Browser browser) throws IOException {
        List<Double> interactive = new ArrayList<>();
        List<Double> painted = new ArrayList<>();
        try (SiteServer server = SiteServer.start(new SiteResource(SampleSite.contents()))) {
            for (int run = 0; run < RUNS; run++) {
                try (Visit visit = Visit.phone(browser, server.url())) {
                    Page page = visit.page();
                    slowDown(page.context().newCDPSession(page));
                    page.navigate(server.url());
                    interactive.add(
                            number(page, "performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd"));
                    painted.add(number(page, "performance.getEntriesByName('first-contentful-paint')[0].startTime"));
                }
            }
        }
        System.out.printf(
                "home page on a mid-range phone: first paint %.0f ms, interactive %.0f ms (medians of %d)%n",
                median(painted), median(interactive), RUNS);
        assertThat(interactive).hasSize(RUNS);
    }

    private static void slowDown(CDPSession session) {
        JsonObject network = new JsonObject();
        network.addProperty("offline", false);
        network.addProperty("latency", 150);
        network.addProperty("downloadThroughput", 200_000);
        network.addProperty("uploadThroughput", 94_000);
        session.send("Network.enable");
        session.send("Network.emulateNetworkConditions", network);
        JsonObject processor = new JsonObject();
        processor.addProperty("rate", 4);
        session.send("Emulation.setCPUThrottlingRate", processor);
    }

    private static double number(Page page, String expression) {
        return ((Number) page.evaluate(expression)).doubleValue();
    }

    private static double median(List<Double> figures) {
        Collections.sort(figures);
        return figures.get(figures.size() / 2);
    }
}
