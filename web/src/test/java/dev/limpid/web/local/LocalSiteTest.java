package dev.limpid.web.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.web.Page;
import dev.limpid.web.SampleLocal;
import org.junit.jupiter.api.Test;

class LocalSiteTest {
    private final LocalSite site = new LocalSite(SampleLocal.home());

    @Test
    void week_saysOfEveryCounterWhetherItMayBeSent_andWhyNot() {
        String page = site.page("weeks/2026-11-23").text();
        assertThat(page).contains("vim").contains(">41<").contains("is asked for by no chart");
        assertThat(page).contains("development builds are counted locally only");
        assertThat(page).contains("tool.v1.count: corrupt at byte 4096");
        assertThat(page).doesNotContain("<script>alert").doesNotContain("<img src=x");
    }

    @Test
    void sent_isWordForWord() {
        assertThat(site.page("sent/").text())
                .contains("\"tool/editor:vim\": 41")
                .doesNotContain("tool/secret");
    }

    @Test
    void page_isThereWhereNothingWasCounted() {
        LocalSite empty = new LocalSite(SampleLocal.empty());
        assertThat(empty.page("").status()).isEqualTo(200);
        assertThat(empty.page("").text()).contains("Nothing was counted yet");
        assertThat(empty.page("sent/").text()).contains("Nothing was ever sent");
        assertThat(empty.page("config/").text()).contains("No configuration was published yet");
    }

    @Test
    void unknownPath_isNotFound() {
        Page page = site.page("weeks/2020-01-01");
        assertThat(page.status()).isEqualTo(404);
        assertThat(page.text()).contains("What was counted").doesNotContain("charts/");
    }
}
