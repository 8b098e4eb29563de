package dev.limpid.e2e.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.limpid.server.http.Resource;
import dev.limpid.server.site.SiteResource;
import dev.limpid.web.SampleContents;
import dev.limpid.web.SampleLargeCollection;
import dev.limpid.web.SampleLocal;
import dev.limpid.web.SampleSite;
import dev.limpid.web.SampleStates;
import dev.limpid.web.SampleYears;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Every page as a picture, for people to look at: {@code scripts/screenshots}. Not part of the tests. */
@BrowserTest
@EnabledIfSystemProperty(named = "limpid.screenshots", matches = ".+")
class Screenshots {
    /** The pages that differ between states; most others are the same. */
    private static final Pattern STATE_PAGE =
            Pattern.compile("|charts/|charts/\\d{4}-\\d\\d-\\d\\d/[^/]*(os|editor|startup|crash|runtime|hostile)");

    @Test
    void takeAll(Browser browser, @TempDir Path served) throws Exception {
        Path folder = Path.of(System.getProperty("limpid.screenshots"));
        take(browser, new SiteResource(SampleSite.contents()), EveryPageTest.PAGES, folder);
        take(browser, LocalViewTest.resource(SampleLocal.home()), LocalViewTest.PAGES, folder.resolve("local"));
        verified(browser, served, folder);
        inGerman(browser, new SiteResource(SampleSite.contents()), folder);
        print(browser, new SiteResource(SampleSite.contents()), EveryPageTest.PAGES, folder.resolve("print"));
        for (Map.Entry<String, SampleContents> state : SampleStates.all().entrySet()) {
            SiteResource site = new SiteResource(state.getValue());
            take(browser, site, ofState(site), folder.resolve(state.getKey()));
        }
        SiteResource years = new SiteResource(SampleYears.contents());
        take(browser, years, TwoYearTrendTest.PAGES, folder.resolve("years"));
        print(browser, years, TwoYearTrendTest.PAGES, folder.resolve("print"));
        take(browser, new SiteResource(SampleLargeCollection.contents()), ManyPagesTest.PAGES, folder.resolve("many"));
        SiteResource versions = new SiteResource(SampleLargeCollection.versions());
        take(browser, versions, List.of("charts/latest/versions"), folder.resolve("versions"));
        assertThat(folder.resolve("home-phone-dark.png")).isNotEmptyFile();
    }

    private static List<String> ofState(Resource resource) throws IOException {
        try (SiteServer server = SiteServer.start(resource)) {
            return Links.reachable(server.url()).keySet().stream()
                    .filter(path -> STATE_PAGE.matcher(path).matches())
                    .toList();
        }
    }

    /** The log of a real server, after the reader had it verified. */
    private static void verified(Browser browser, Path served, Path folder) throws Exception {
        try (PublishedCollection collection = PublishedCollection.start(served);
                Visit phone = Visit.phone(browser, collection.url());
                Visit desktop = Visit.desktop(browser, collection.url())) {
            for (Visit visit : List.of(phone, desktop)) {
                Page page = visit.open(collection.url() + "log/");
                page.locator("[data-verify-start]").click();
                page.waitForFunction("() => !document.querySelector('[data-verify-start]').disabled");
                photograph(
                        page, folder.resolve("log-verified-" + (visit == phone ? "phone" : "desktop") + "-light.png"));
            }
        }
    }

    /** For a reader who writes numbers in another way. */
    private static void inGerman(Browser browser, Resource resource, Path folder) throws IOException {
        Browser.NewContextOptions german = Visit.options(1280, 900).setLocale("de-DE");
        try (SiteServer server = SiteServer.start(resource);
                Visit visit = Visit.with(browser, server.url(), german)) {
            Page page = visit.open(server.url() + "charts/latest/tool-editor");
            photograph(page, folder.resolve("chart-german-desktop-light.png"));
        }
    }

    private static void photograph(Page page, Path file) {
        page.screenshot(new Page.ScreenshotOptions().setPath(file).setFullPage(true));
    }

    /** As printed by a reader who uses the dark theme. */
    private static void print(Browser browser, Resource resource, List<String> pages, Path folder) throws IOException {
        Files.createDirectories(folder);
        try (SiteServer server = SiteServer.start(resource);
                Visit visit = Visit.desktop(browser, server.url())) {
            visit.prefer(ColorScheme.DARK);
            for (String path : pages) {
                visit.open(server.url() + path).pdf(new Page.PdfOptions().setPath(folder.resolve(name(path) + ".pdf")));
            }
        }
    }

    private static String name(String path) {
        return path.isEmpty() ? "home" : path.replaceAll("/$", "").replaceAll("[/?&=%]", "_");
    }

    private static void take(Browser browser, Resource resource, List<String> pages, Path folder) throws IOException {
        Files.createDirectories(folder);
        try (SiteServer server = SiteServer.start(resource);
                Visit phone = Visit.phone(browser, server.url());
                Visit desktop = Visit.desktop(browser, server.url())) {
            for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                String theme = scheme == ColorScheme.LIGHT ? "light" : "dark";
                for (String path : pages) {
                    String name = name(path);
                    take(phone, scheme, server.url() + path, folder.resolve(name + "-phone-" + theme + ".png"));
                    take(desktop, scheme, server.url() + path, folder.resolve(name + "-desktop-" + theme + ".png"));
                }
            }
        }
    }

    private static void take(Visit visit, ColorScheme scheme, String url, Path file) {
        visit.prefer(scheme);
        Page page = visit.page();
        if (page.navigate(url).status() == 200) {
            photograph(page, file);
        }
    }
}
