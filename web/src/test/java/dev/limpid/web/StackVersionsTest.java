package dev.limpid.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.web.layout.LinkStyle;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class StackVersionsTest {

    @Test
    void stacks_areListedWithTheirVersions_whichLeadToPages() throws Exception {
        String all = page("stacks/");
        assertThat(all)
                .contains("href=\"../stacks/2.4.html\"")
                .contains("4 stacks, 2 only here")
                .contains("Plan.order")
                .contains("Format.read");
        assertThat(words(all)).contains("In 2.3 (24 answers), 2.4 (19 answers)");
        assertThat(all.indexOf("stacks/2.4.html")).isLessThan(all.indexOf("stacks/2.3.html"));
    }

    @Test
    void pageOfAVersion_hasItsStacksAndItsFigures() throws Exception {
        assertThat(words(page("stacks/2.4")))
                .contains("Stacks in 2.4")
                .contains("19 answers, 30 times")
                .contains("Format.read")
                .doesNotContain("Plan.order");
        assertThat(site().paths()).contains("stacks/2.4", "stacks/2.3");
        assertThat(site().page("stacks/9.9").orElseThrow().status()).isEqualTo(404);
    }

    private static Site site() {
        return new Site(SampleSite.contents(), LinkStyle.FILES);
    }

    private static String words(String page) {
        return page.replaceAll("<[^>]*>", "");
    }

    private static String page(String path) throws Exception {
        return new String(site().page(path).orElseThrow().body(), StandardCharsets.UTF_8);
    }
}
