package dev.limpid.handbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinkRewriterTest {

    private static final String REPOSITORY = "https://repository.example.org/limpid";

    @TempDir
    Path root;

    @BeforeEach
    void files() throws IOException {
        Files.createDirectories(root.resolve("counter/src"));
        Files.createFile(root.resolve("LICENSE"));
        Files.writeString(root.resolve("picture.svg"), "<svg/>");
    }

    private Handbook handbook(String text) {
        return Handbook.of(
                root,
                REPOSITORY,
                List.of(
                        new Source("README.md", "# Tool\n## Try `it` now\n"),
                        new Source("docs/page.md", "# Page\n\n" + text + "\n")));
    }

    private String page(String text) throws IOException {
        Path to = root.resolve("target");
        handbook(text).writeTo(to);
        return Files.readString(to.resolve("docs/page.html"));
    }

    @Test
    void link_toADocument_leadsToItsPageAndHeading() throws IOException {
        assertThat(page("[a](../README.md#try-it-now) [b](page.md) [c](#page)"))
                .contains("<a href=\"../index.html#try-it-now\">a</a>")
                .contains("<a href=\"page.html\">b</a>")
                .contains("<a href=\"page.html#page\">c</a>");
    }

    @Test
    void link_toAnotherFile_leadsToTheRepositorysHost() throws IOException {
        assertThat(page("[a](../LICENSE) [b](../counter/src/) [c](https://example.org/x)"))
                .contains("href=\"" + REPOSITORY + "/blob/main/LICENSE\"")
                .contains("href=\"" + REPOSITORY + "/tree/main/counter/src\"")
                .contains("href=\"https://example.org/x\"");
    }

    @Test
    void picture_isCopied() throws IOException {
        assertThat(page("![what it shows](../picture.svg)"))
                .contains("<img src=\"../picture.svg\" alt=\"what it shows\" />");
        assertThat(root.resolve("target/picture.svg")).hasContent("<svg/>");
    }

    @Test
    void deadLinks_areReportedAllAtOnce_andNothingIsWritten() {
        Handbook broken = handbook("[a](gone.md) [b](../README.md#gone) [c](javascript:alert(1)) [d](../../etc/passwd)"
                + " ![e](https://example.org/e.png) ![f](gone.png) ![g](data:text/html,x)");
        assertThat(broken.problems())
                .containsExactly(
                        "docs/page.md: link to \"gone.md\": there is no such file",
                        "docs/page.md: link to \"../README.md#gone\": there is no such heading",
                        "docs/page.md: link to \"javascript:alert(1)\": expected an address that begins with https://",
                        "docs/page.md: link to \"../../etc/passwd\": there is no such file",
                        "docs/page.md: link to \"https://example.org/e.png\": expected a picture of the repository",
                        "docs/page.md: link to \"gone.png\": expected a picture of the repository",
                        "docs/page.md: link to \"data:text/html,x\": expected a picture of the repository");
        assertThatThrownBy(() -> broken.writeTo(root.resolve("target")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("docs/page.md: link to \"gone.png\"");
        assertThat(root.resolve("target")).doesNotExist();
    }
}
