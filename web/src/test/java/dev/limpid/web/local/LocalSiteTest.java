package dev.limpid.web.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.web.Page;
import dev.limpid.web.SampleLocal;
import dev.limpid.web.words.SiteMessages;
import java.util.List;
import org.junit.jupiter.api.Test;

class LocalSiteTest {
    private final LocalSite site = new LocalSite(SampleLocal.home(), SiteMessages.local("en"));

    @Test
    void reasonsWhyACountStays_areInTheReadersLanguage() {
        assertThat(new LocalSite(SampleLocal.home(), SiteMessages.local("de"))
                        .page("weeks/2026-11-23")
                        .text())
                .contains("keine Frage betrifft \"tool/startup:&lt;1s\"")
                .contains("org.example/tool ist eine Entwicklungsversion")
                .doesNotContain("no question asks for")
                .doesNotContain("is a development version");
    }

    @Test
    void week_saysOfEveryCounterWhetherItMayBeSent_andWhyNot() {
        String page = site.page("weeks/2026-11-23").text();
        assertThat(page).contains("vim").contains(">41<").contains("no question asks for");
        assertThat(page).contains("is a development version");
        assertThat(page).doesNotContain("<script>alert").doesNotContain("<img src=x");
    }

    @Test
    void sent_isWordForWord() {
        assertThat(site.page("sent/").text())
                .contains("\"tool/editor:vim\": 41")
                .doesNotContain("tool/secret");
    }

    @Test
    void config_saysWhatIsAsked_andWhatIsAnnounced() {
        assertThat(site.page("config/").text())
                .contains("Which editors are used.")
                .contains("2 counters, by version, asked of every machine each week")
                .contains("Configuration v1.5.0 is on show.");
        assertThat(site.page("").text()).contains("Configuration v1.5.0 is on show.");
    }

    @Test
    void unreadableFiles_areNamed_evenIfNothingElseWasCounted() {
        assertThat(site.page("").text()).contains("Could not be read: tool.v1.count: corrupt at byte 4096");
        LocalHome none = SampleLocal.empty();
        LocalHome damaged = new LocalHome(
                none.collection(),
                none.command(),
                none.mode(),
                none.why(),
                none.asked(),
                none.weeks(),
                none.sent(),
                List.of("tool.v1.count: corrupt at byte 0"));
        assertThat(new LocalSite(damaged, SiteMessages.local("en")).page("").text())
                .contains("Could not be read: tool.v1.count: corrupt at byte 0")
                .doesNotContain("Nothing has been counted yet");
    }

    @Test
    void page_exists_ifNothingWasCounted() {
        LocalSite empty = new LocalSite(SampleLocal.empty(), SiteMessages.local("en"));
        assertThat(empty.page("").status()).isEqualTo(200);
        assertThat(empty.page("").text()).contains("Nothing has been counted yet");
        assertThat(empty.page("sent/").text()).contains("Nothing has been sent");
        assertThat(empty.page("config/").text()).contains("No configuration has been verified on this machine yet");
    }

    @Test
    void unknownPath_isNotFound() {
        Page page = site.page("weeks/2020-01-01");
        assertThat(page.status()).isEqualTo(404);
        assertThat(page.text()).contains("What was counted").doesNotContain("charts/");
    }
}
