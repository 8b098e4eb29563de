package dev.limpid.handbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MarkdownTest {

    private final Markdown markdown = new Markdown();

    private String html(String text) {
        return markdown.html(markdown.read(new Source("docs/page.md", text)));
    }

    @Test
    void html_isShownAsText() {
        String page = html("""
                # Title <script>alert(1)</script>

                <img src=x onerror=alert(1)>

                <script>
                alert(2)
                </script>

                `<b>` <b>bold</b> [x](javascript:alert(3))

                ```"><script>
                </code></pre><script>alert(4)</script>
                ```

                | a |
                |---|
                | <i>b</i> |
                """);
        assertThat(page)
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;", "&lt;img src=x onerror=alert(1)&gt;")
                .contains("&lt;b&gt;bold&lt;/b&gt;", "<td>&lt;i&gt;b&lt;/i&gt;</td>")
                .doesNotContain("<script", "<b>", "<i>", "href=\"javascript");
    }

    @Test
    void hostileHeading_staysTextInEveryPage() {
        String hostile = "</script><script>alert(1)</script>\"'&";
        assertThat(Html.json(hostile))
                .doesNotContain("<")
                .isEqualTo("\"\\u003c/script>\\u003cscript>alert(1)\\u003c/script>\\u0022'&\"");
        assertThat(Html.escaped(hostile)).doesNotContain("<", ">", "\"", "'");
        assertThat(Html.json("line\u2028line\n\\")).isEqualTo("\"line\\u2028line\\u000a\\u005c\"");
    }

    @Test
    void headings_haveTheAnchorsOfTheRepositorysHost() {
        Document document =
                markdown.read(new Source("docs/page.md", "# One, two\n## `limpid` on: now\n## Again\n## Again\n"));
        assertThat(document.title()).isEqualTo("One, two");
        assertThat(document.sections())
                .extracting(Document.Section::anchor)
                .containsExactly("one-two", "limpid-on-now", "again", "again-1");
        assertThat(markdown.html(document)).contains("<h2 id=\"again-1\">Again</h2>");
    }

    @Test
    void section_hasTheWordsBelowItsHeading() {
        Document document = markdown.read(new Source(
                "docs/page.md", "# One\nfirst\nsecond\n## Two\n| a | b |\n|---|---|\n| c | `d` |\n\n- e\n- f\n"));
        assertThat(document.sections())
                .extracting(Document.Section::text)
                .containsExactly("first second", "a b c d e f");
    }

    @Test
    void tables_andCode_canBeMovedWithTheKeyboard() {
        assertThat(html("# T\n| | b |\n|---|---:|\n| c | d |\n\n```\ncode\n```\n"))
                .contains("<div class=\"wide\" tabindex=\"0\" role=\"group\" aria-label=\"Table\"><table>")
                .contains("<td></td>\n<th class=\"right\">b</th>", "<td class=\"right\">d</td>")
                .contains("<pre tabindex=\"0\">");
    }

    @Test
    void documentWithoutAHeading_isRefused() {
        assertThatThrownBy(() -> html("only text"))
                .hasMessage("docs/page.md: there is no heading, expected one as its title");
    }
}
