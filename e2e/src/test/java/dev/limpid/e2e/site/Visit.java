package dev.limpid.e2e.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** One visitor with a separate browser profile: records every error and every request that leaves the site. */
final class Visit implements AutoCloseable {
    private static final String AXE = axe();

    private final BrowserContext context;
    private final Page page;
    private final List<String> faults = Collections.synchronizedList(new ArrayList<>());

    private Visit(Browser browser, String root, Browser.NewContextOptions options) {
        context = browser.newContext(options);
        page = context.newPage();
        page.setDefaultTimeout(15_000);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.type().equals("warning")) {
                faults.add("console: " + message.text());
            }
        });
        page.onPageError(error -> faults.add("script: " + error));
        page.onRequest(request -> {
            String url = request.url();
            if (!url.startsWith(root) && !url.startsWith("blob:" + origin(root))) {
                faults.add("request to " + url);
            }
        });
    }

    static Visit desktop(Browser browser, String root) {
        return new Visit(browser, root, options(1280, 900));
    }

    static Visit phone(Browser browser, String root) {
        return new Visit(browser, root, options(390, 844).setHasTouch(true).setDeviceScaleFactor(2));
    }

    static Visit withoutScripts(Browser browser, String root) {
        return new Visit(browser, root, options(1280, 900).setJavaScriptEnabled(false));
    }

    static Visit with(Browser browser, String root, Browser.NewContextOptions options) {
        return new Visit(browser, root, options);
    }

    static Browser.NewContextOptions options(int width, int height) {
        return new Browser.NewContextOptions()
                .setViewportSize(width, height)
                .setLocale("en-US")
                .setTimezoneId("UTC")
                .setAcceptDownloads(true);
    }

    Page page() {
        return page;
    }

    Page open(String url) {
        page.navigate(url);
        return page;
    }

    void prefer(ColorScheme scheme) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
    }

    /** Fails if anything was written to the console as an error, or requested from another site. */
    void assertClean() {
        assertThat(faults).isEmpty();
    }

    /** Opens the page with everything that a click would reveal, and lets axe check it while other pages are opened. */
    void beginLook(String url, String what) {
        open(url).evaluate("() => document.querySelectorAll('details').forEach(d => d.open = true)");
        assertFitsItsWidth(what);
        beginAxe();
    }

    /** Lets axe check the page while this test does something else; {@link #assertAccessible} waits for it. */
    void beginAxe() {
        page.evaluate(AXE);
        page.evaluate("() => { window.found = axe.run(document, {resultTypes: ['violations']}); }");
    }

    /** Fails if axe finds anything that makes the page inaccessible. */
    void assertAccessible(String what) {
        if (page.evaluate("() => window.found === undefined").equals(true)) {
            beginAxe();
        }
        assertNone(what, "window.found");
    }

    /** The same for what depends on the theme, on a page that axe has checked. */
    void assertContrast(String what) {
        assertNone(what, "axe.run(document, {runOnly: ['color-contrast', 'link-in-text-block']})");
    }

    private void assertNone(String what, String run) {
        Object found = page.evaluate(
                "async () => (await " + run + ").violations"
                        + ".map(v => v.id + ': ' + v.nodes.map(n => n.html.slice(0, 160) + ' ' + n.failureSummary).join(' | '))");
        assertThat((List<?>) found).as("%s: axe", what).isEmpty();
    }

    /** Fails if the page is wider than its window. */
    void assertFitsItsWidth(String what) {
        Object wide =
                page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
        assertThat(((Number) wide).intValue())
                .as("%s: pixels beyond the edge", what)
                .isZero();
    }

    private static String origin(String root) {
        return root.substring(0, root.indexOf('/', "http://".length())).toLowerCase(Locale.ROOT);
    }

    private static String axe() {
        try (InputStream in = Visit.class.getResourceAsStream("/axe.min.js")) {
            if (in == null) {
                throw new IllegalStateException("axe.min.js is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        context.close();
    }
}
