package dev.limpid.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.charts.ChartResult;
import dev.limpid.charts.ChartSet;
import dev.limpid.protocol.text.VisibleCharacters;
import dev.limpid.web.layout.LinkStyle;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

/** Badges and pictures of charts, and the line of Markdown that shows one on another site's page. */
class EmbeddablePicturesTest {
    private final SampleContents contents = SampleSite.contents();

    @Test
    void pictures_sayTheirFiguresInWords_andAreWellFormed() throws Exception {
        for (SampleContents state : List.of(contents, SampleStates.hostile())) {
            Site site = new Site(state, LinkStyle.SERVED);
            for (ChartSet.ProgramCharts program : state.sets().get(0).programs()) {
                for (ChartResult chart : program.charts()) {
                    for (String picture : List.of("badge.svg", "embed.svg")) {
                        String path = "charts/latest/" + chart.title().id() + "/" + picture;
                        Page page = site.page(path).orElseThrow();
                        assertThat(page.contentType()).isEqualTo("image/svg+xml");
                        Document svg = PageText.xml(page.text());
                        assertThat(svg.getElementsByTagName("script").getLength())
                                .isZero();
                        assertThat(text(svg, "title"))
                                .as(path)
                                .startsWith(VisibleCharacters.text(chart.title().title()))
                                .matches("(?s).*(\\d%|median .*|nothing counted).*");
                        assertThat(text(svg, "desc")).contains("16 Nov – 22 Nov 2026", "answers");
                    }
                }
            }
        }
        Page badge = new Site(contents, LinkStyle.SERVED)
                .page("charts/latest/tool-editor/badge.svg")
                .orElseThrow();
        assertThat(text(PageText.xml(badge.text()), "title"))
                .isEqualTo(
                        "Editors, org.example/tool: vscode 43.2% (40.4–46.0%), intellij 26.8% (24.3–29.3%), vim 12.1%"
                                + " (10.2–14.0%), emacs 6.4% (5.0–7.8%), eclipse 4.1% (3.0–5.2%)");
    }

    @Test
    void badgeOfARatio_namesItsWholeBase() throws Exception {
        String badge = new Site(contents, LinkStyle.SERVED)
                .page("charts/latest/tool-failures/badge.svg")
                .orElseThrow()
                .text();
        assertThat(badge).contains("% of all “tool/build”</text>", "a machine)").doesNotContain("…");
    }

    @Test
    void pictures_sayIfThereAreFewAnswersOrNone() throws Exception {
        SampleContents few = state("one-answer");
        String id = few.sets().get(0).programs().get(0).charts().get(0).title().id();
        assertThat(PageText.of(few, "charts/latest/" + id + "/badge.svg"))
                .contains(", few answers", "from 1 answer, which cannot say much");
        SampleContents none = state("no-answer");
        assertThat(PageText.of(none, "charts/latest/tool-editor/badge.svg")).contains("no answer yet");
        assertThat(PageText.of(none, "charts/latest/tool-editor/embed.svg")).contains("no answer yet");
    }

    @Test
    void policy_allowsThePicturesOwnStyleAndNothingElse() throws Exception {
        Page page = new Site(contents, LinkStyle.SERVED)
                .page("charts/latest/tool-editor/embed.svg")
                .orElseThrow();
        String style = text(PageText.xml(page.text()), "style");
        assertThat(style).contains("prefers-color-scheme:dark");
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8));
        assertThat(page.policy())
                .isEqualTo("default-src 'none'; style-src 'sha256-"
                        + Base64.getEncoder().encodeToString(digest) + "'");
        assertThat(page.kept()).isEqualTo(Page.CachePolicy.FOR_AN_HOUR);
        assertThat(page.isEmbeddable()).isTrue();
    }

    @Test
    void chartPage_offersALineOfMarkdownThatSaysTheFigures() throws IOException {
        String page = PageText.of(contents, "charts/2026-11-09/tool-editor");
        assertThat(page)
                .contains("[![Editors, org.example/tool: vscode 43.2% (40.4–46.0%)")
                .contains(
                        "Week 16 Nov – 22 Nov 2026](https://telemetry.example.org/charts/latest/tool-editor/badge.svg)]"
                                + "(https://telemetry.example.org/charts/latest/tool-editor)");
        String files = new Site(contents, LinkStyle.FILES)
                .page("charts/2026-11-09/tool-editor")
                .orElseThrow()
                .text();
        assertThat(files)
                .contains("tool-editor/embed.svg)](https://telemetry.example.org/charts/latest/tool-editor.html)");
        assertThat(PageText.of(SampleStates.hostile(), "charts/latest/tool-hostile"))
                .contains("\\&lt;script\\&gt;alert('x')\\&lt;/script\\&gt;");
    }

    @Test
    void export_hasPictures() throws IOException {
        assertThat(new Site(contents, LinkStyle.FILES).paths())
                .contains("charts/latest/tool-editor/badge.svg", "charts/latest/tool-editor/embed.svg");
    }

    private static String text(Document svg, String element) {
        return svg.getElementsByTagName(element).item(0).getTextContent();
    }

    private static SampleContents state(String name) {
        return Optional.ofNullable(SampleStates.all().get(name)).orElseThrow();
    }
}
