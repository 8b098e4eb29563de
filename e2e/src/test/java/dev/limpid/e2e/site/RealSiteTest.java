package dev.limpid.e2e.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import dev.limpid.dist.site.SiteCommand;
import dev.limpid.server.http.Response;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pages of a real server, and of its export, from answers to what a visitor reads. */
@BrowserTest
class RealSiteTest {

    @TempDir
    Path folder;

    @Test
    void publishedAnswers_areReadOnThePage(Browser browser) throws Exception {
        try (PublishedCollection collection = PublishedCollection.start(folder);
                Visit visit = Visit.phone(browser, collection.url())) {
            Page page = visit.open(collection.url());
            assertThat(page.locator("#answers data").getAttribute("value"))
                    .isEqualTo(Integer.toString(PublishedCollection.ANSWERS));
            assertThat(page.locator("#answer ~ pre").innerText())
                    .contains("\"Chart\"")
                    .contains("org.example/tool/");
            page.locator("#glance ~ .cards a", new Page.LocatorOptions().setHasText("Editors"))
                    .click();
            Locator vscode = page.locator("table.bars").first().locator("tbody tr[data-name=vscode]");
            double share = Double.parseDouble(
                    vscode.locator("data[data-percent]").first().getAttribute("value"));
            assertThat(share).isCloseTo(0.75, within(1e-9));
            assertThat(vscode.locator("data[data-count]").getAttribute("value")).isEqualTo("300");
            visit.assertAccessible("chart");
            visit.assertClean();
        }
    }

    @Test
    void log_isVerifiedInTheBrowser(Browser browser) throws Exception {
        try (PublishedCollection collection = PublishedCollection.start(folder);
                Visit visit = Visit.desktop(browser, collection.url())) {
            Page page = visit.open(collection.url() + "log/");
            assertThat(verdict(page)).isEqualTo("The log passes every check.");
            assertThat(page.locator("[data-tree=config]").innerText())
                    .contains("signature is right")
                    .contains("the root is the signed one")
                    .contains("byte for byte");
            assertThat(page.locator("[data-tree=data]").innerText())
                    .contains("signature is right")
                    .contains("the root is the signed one")
                    .contains("Every published week has its entry: " + PublishedCollection.WEEKS)
                    .contains("The digest of 2026-11-16 is the one in the log")
                    .contains("The file of 2026-11-16 has that digest");
            visit.assertClean();
        }
    }

    @Test
    void forgedLog_isNoticedInTheBrowser(Browser browser) throws Exception {
        try (PublishedCollection collection = PublishedCollection.start(folder);
                Visit visit = Visit.desktop(browser, collection.url())) {
            Page page = visit.open(collection.url() + "log/");
            page.route("**/log/config/tile/entries/**", route -> flipped(route, 9));
            assertThat(verdict(page)).startsWith("The log fails a check.");
            page.unroute("**/log/config/tile/entries/**");
            page.route("**/log/config/checkpoint", route -> flipped(route, 40));
            assertThat(verdict(page)).startsWith("The log fails a check.");
            page.unroute("**/log/config/checkpoint");
            for (String forged : List.of(
                    "**/log/data/tile/entries/**",
                    "**/log/data/checkpoint",
                    "**/data/@v/*.zip",
                    "**/data/*.ndjson.zst")) {
                page.route(forged, route -> flipped(route, forged.endsWith("zip") ? 90 : 40));
                assertThat(verdict(page)).as(forged).startsWith("The log fails a check.");
                assertThat(page.locator("[data-tree=data] .bad").count())
                        .as(forged)
                        .isEqualTo(1);
                assertThat(page.locator("[data-tree=config] .bad").count())
                        .as(forged)
                        .isZero();
                page.unroute(forged);
            }
            page.route("**/data/index.json", RealSiteTest::otherDigest);
            assertThat(verdict(page)).startsWith("The log fails a check.");
            page.unroute("**/data/index.json");
            page.route(
                    "**/*.zip",
                    route -> route.fulfill(
                            new Route.FulfillOptions().setStatus(503).setBody("later")));
            assertThat(verdict(page)).startsWith("It could not be checked");
        }
    }

    @Test
    void export_isTheSameSiteOnAnyFileHost(Browser browser, @TempDir Path target, @TempDir Path again)
            throws Exception {
        try (PublishedCollection collection = PublishedCollection.start(folder)) {
            assertThat(collection.url()).startsWith("http://127.0.0.1:");
            assertThat(export(target)).isZero();
            assertThat(export(again)).isZero();
        }
        assertThat(files(again)).isEqualTo(files(target)).containsKeys("index.html", "log/config/checkpoint");
        try (SiteServer host = SiteServer.start(request -> file(target, request.path()));
                Visit visit = Visit.desktop(browser, host.url())) {
            assertThat(Links.reachable(host.url()))
                    .containsKeys("charts/dates.html", "config/v1.4.0.html", "about.html");
            Page page = visit.open(host.url() + "charts/index.html");
            assertThat(page.locator("main").innerText()).contains("Editors").contains("75.0%");
            assertThat(page.locator("meta[http-equiv=Content-Security-Policy]").getAttribute("content"))
                    .contains("default-src 'none'")
                    .doesNotContain("unsafe");
            page.navigate(host.url() + "log/index.html");
            assertThat(verdict(page)).isEqualTo("The log passes every check.");
            visit.assertClean();
        }
        assertThat(target.resolve("data/index.json")).isNotEmptyFile();
        assertThat(target.resolve("data/2026-11-16.ndjson.zst")).isNotEmptyFile();
    }

    private int export(Path target) throws IOException {
        Path file = folder.resolve("limpid.conf");
        Files.writeString(file, "folder = all\n[collection " + PublishedCollection.NAME + "]\nfolder = .\n");
        return SiteCommand.create()
                .setOut(new PrintWriter(new StringWriter()))
                .execute("export", "--url", "https://telemetry.example.org/", file.toString(), target.toString());
    }

    /** The digest of every file below a folder, by its path. */
    private static SortedMap<String, String> files(Path folder) throws Exception {
        SortedMap<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
                files.put(folder.relativize(file).toString(), HexFormat.of().formatHex(digest));
            }
        }
        return files;
    }

    private static String verdict(Page page) {
        page.locator("[data-verify-start]").click();
        page.waitForFunction("() => !document.querySelector('[data-verify-start]').disabled");
        return page.locator("[data-verify-verdict]").innerText();
    }

    private static void flipped(Route route, int at) {
        byte[] body = route.fetch().body();
        body[at] = (byte) (body[at] ^ 1);
        route.fulfill(new Route.FulfillOptions().setStatus(200).setBodyBytes(body));
    }

    /** Claims for each file another digest than it has. */
    private static void otherDigest(Route route) {
        String index = route.fetch().text().replaceAll("\"SHA256\":\"..", "\"SHA256\":\"00");
        route.fulfill(new Route.FulfillOptions().setStatus(200).setBody(index));
    }

    /** A host that can do nothing but serve files. */
    private static Optional<Response> file(Path root, String path) throws IOException {
        Path file = root.resolve((path.endsWith("/") ? path + "index.html" : path).substring(1));
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        String name = file.getFileName().toString();
        String ending = name.substring(name.lastIndexOf('.') + 1);
        String type = switch (ending) {
            case "html" -> "text/html; charset=utf-8";
            case "css" -> "text/css; charset=utf-8";
            case "js" -> "text/javascript; charset=utf-8";
            case "svg" -> "image/svg+xml";
            default -> "application/octet-stream";
        };
        return Optional.of(Response.ok(type, Files.readAllBytes(file)));
    }
}
