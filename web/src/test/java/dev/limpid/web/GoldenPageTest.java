package dev.limpid.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.web.layout.LinkStyle;
import dev.limpid.web.local.LocalSite;
import dev.limpid.web.words.SiteMessages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Approved pages, under {@code src/test/golden}, so that a review sees what a change does to the markup; {@code
 * -Dlimpid.golden=write} rewrites them.
 */
class GoldenPageTest {
    private static final Path FOLDER = Path.of(System.getProperty("limpid.root"), "web", "src", "test", "golden");
    private static final Map<String, String> PAGES = Map.of(
            "", "home.html",
            "charts/2026-11-16/tool-failures", "chart.html",
            "config/v1.3.0", "config.html",
            "log/", "log.html",
            "privacy", "privacy.html");

    @Test
    void pages_matchTheGoldenFiles() throws IOException {
        Site site = new Site(SampleSite.contents(), LinkStyle.SERVED);
        for (Map.Entry<String, String> page : PAGES.entrySet()) {
            assertSame(page.getValue(), site.page(page.getKey()).orElseThrow().text());
        }
        assertSame(
                "empty.html",
                new Site(SampleContents.empty(), LinkStyle.FILES)
                        .page("")
                        .orElseThrow()
                        .text());
        assertSame(
                "local-week.html",
                new LocalSite(SampleLocal.home(), SiteMessages.local("en"))
                        .page("weeks/2026-11-23")
                        .text());
    }

    private static void assertSame(String name, String page) throws IOException {
        Path file = FOLDER.resolve(name);
        String text = withoutDigests(page);
        if ("write".equals(System.getProperty("limpid.golden"))) {
            Files.createDirectories(FOLDER);
            Files.writeString(file, text);
        }
        assertThat(file)
                .as("golden file %s; rewrite with -Dlimpid.golden=write", name)
                .exists();
        assertThat(text.lines().toList())
                .as("golden file %s; rewrite with -Dlimpid.golden=write", name)
                .isEqualTo(List.copyOf(Files.readAllLines(file)));
    }

    /** A change of style or scripts does not change the page. */
    private static String withoutDigests(String page) {
        return page.replaceAll("(assets/[a-z]+)\\.[0-9a-f]{8}\\.", "$1.DIGEST.");
    }
}
