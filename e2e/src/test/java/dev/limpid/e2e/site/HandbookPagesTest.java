package dev.limpid.e2e.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.sun.net.httpserver.HttpServer;
import dev.limpid.handbook.Main;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The handbook in a browser, from a folder and from a server. */
@BrowserTest
class HandbookPagesTest {

    private static final List<String> PAGES = List.of(
            "index.html",
            "docs/start.html",
            "docs/wary.html",
            "docs/comparison.html",
            "docs/sampling.html",
            "docs/decisions/index.html",
            "reference/commands.html",
            "reference/settings.html",
            "spec/http.html",
            "a-z.html",
            "search.html?q=witness");

    @TempDir
    static Path folder;

    @BeforeAll
    static void write() throws IOException {
        Main.main(new String[] {
            System.getProperty("limpid.root"), folder.toString(), "https://repository.example.org/limpid"
        });
    }

    private static String inFolder() {
        return folder.toUri().toString().replaceFirst("^file:/+", "file:///");
    }

    @Test
    void pages_areAccessibleAndCleanAndFit(Browser browser) {
        try (Visit phone = Visit.phone(browser, inFolder());
                Visit desktop = Visit.desktop(browser, inFolder())) {
            for (String path : PAGES) {
                for (Visit visit : List.of(phone, desktop)) {
                    visit.prefer(ColorScheme.LIGHT);
                    Page page = visit.open(inFolder() + path);
                    page.evaluate("() => document.querySelectorAll('details').forEach(d => d.open = true)");
                    visit.assertFitsItsWidth(path);
                    visit.beginAxe();
                    visit.assertAccessible(path);
                    visit.prefer(ColorScheme.DARK);
                    visit.assertContrast(path + " in the dark");
                }
            }
            phone.assertClean();
            desktop.assertClean();
        }
    }

    @Test
    void search_findsFromAFolder(Browser browser) {
        try (Visit visit = Visit.desktop(browser, inFolder())) {
            searchFor(visit, inFolder());
        }
    }

    @Test
    void search_findsFromAServer(Browser browser) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] page = Files.readAllBytes(
                    folder.resolve(exchange.getRequestURI().getPath().substring(1)));
            exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });
        server.start();
        String root = "http://localhost:" + server.getAddress().getPort() + "/";
        try (Visit visit = Visit.desktop(browser, root)) {
            searchFor(visit, root);
        } finally {
            server.stop(0);
        }
    }

    /** Types into the field of another page, as a reader does. */
    private static void searchFor(Visit visit, String root) {
        Page page = visit.open(root + "docs/start.html");
        page.fill("#q", "DeLEtion-request");
        page.press("#q", "Enter");
        page.waitForURL(address -> address.startsWith(root + "search.html"));
        assertThat(page.textContent("#said")).isEqualTo("1 place.");
        page.click("#found a");
        assertThat(page.url()).isEqualTo(root + "docs/comparison.html#what-the-others-do-better");
        page.navigate(root + "search.html?q=%3Cimg%20src%3Dx%3E");
        assertThat(page.textContent("#said")).isEqualTo("Nothing found.");
        visit.assertClean();
    }

    @Test
    void readerWithoutScripts_isLedToTheIndex(Browser browser) {
        try (Visit visit = Visit.withoutScripts(browser, inFolder())) {
            Page page = visit.open(inFolder() + "search.html?q=witness");
            page.click("noscript a, main a");
            assertThat(page.url()).endsWith("a-z.html");
            page.click("text=Who sees what");
            assertThat(page.url()).endsWith("docs/wary.html#who-sees-what");
            visit.assertClean();
        }
    }
}
