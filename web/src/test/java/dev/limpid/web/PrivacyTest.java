package dev.limpid.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.web.facts.CollectionInfo;
import dev.limpid.web.facts.ServerRules;
import dev.limpid.web.facts.ServerRules.Cadence;
import dev.limpid.web.layout.LinkStyle;
import dev.limpid.web.layout.PageContext;
import dev.limpid.web.page.PrivacyPage;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PrivacyTest {
    private static final PageContext FRAME =
            PageContext.of(CollectionInfo.of("telemetry.example.org", "https://x/"), "privacy", LinkStyle.SERVED);

    @Test
    void page_saysWhatTheServerIsSetTo() {
        String usual = render(ServerRules.DEFAULT);
        assertThat(usual)
                .contains("later than 21 days")
                .contains("rare ones included")
                .contains("published in full")
                .contains("Maintainers have nothing else")
                .contains("A week is published when most of it is in")
                .contains("everybody sees which answers came late")
                .doesNotContain("object store")
                .contains("counts requests by address prefix")
                .contains("tables of salted hashes")
                .contains("deleted 23 days after their week");
        String onlyShares = render(new ServerRules(
                Duration.ofDays(21),
                64_000,
                Optional.empty(),
                Optional.of(23),
                false,
                true,
                false,
                false,
                Cadence.ONCE));
        assertThat(onlyShares)
                .contains("tables of salted hashes")
                .contains("only in memory")
                .contains("A week is published when no more answers can come")
                .doesNotContain("counts requests")
                .doesNotContain("does not look at addresses");
        String strict = render(new ServerRules(
                Duration.ofHours(60),
                64_000,
                Optional.of(20),
                Optional.of(90),
                false,
                false,
                true,
                true,
                Cadence.DAILY));
        assertThat(strict)
                .contains("later than 60 hours")
                .contains("64 kB")
                .contains("fewer than 20 machines")
                .contains("everybody can tell on which day an answer came")
                .contains("deleted 90 days after their week")
                .doesNotContain("in full")
                .doesNotContain("nothing else.")
                .contains("Another server in front")
                .contains("object store")
                .contains("does not look at addresses at all")
                .doesNotContain("address prefix");
    }

    @Test
    void page_countsWhatTheConfigurationNames() {
        String page = render(ServerRules.DEFAULT);
        assertThat(page)
                .contains(">15</data><small>by name")
                .contains("darwin, freebsd, linux, windows")
                .contains("v1.4.0");
        String none = PrivacyPage.render(FRAME, Optional.empty(), ServerRules.DEFAULT);
        assertThat(none).contains("no machine may send anything at all");
    }

    @Test
    void noPage_promisesAllOfTheData_ifAGateWithholdsSome() throws IOException {
        SampleContents open = SampleSite.contents();
        ServerRules gate = new ServerRules(
                Duration.ofDays(21), 1 << 20, Optional.of(5), Optional.empty(), true, true, false, false, Cadence.ONCE);
        SampleContents gated = open.withRules(gate);
        for (String path : List.of("", "data/", "about", "privacy")) {
            assertThat(words(open, path)).as(path).doesNotContain("too rare").doesNotContain("fewer than 5");
            assertThat(words(gated, path))
                    .as(path)
                    .containsPattern("too rare|fewer than 5")
                    .doesNotContain("in full", "All of it is public.", "every answer", "Everything");
        }
    }

    private static String words(SampleContents contents, String path) throws IOException {
        return new Site(contents, LinkStyle.SERVED)
                .page(path)
                .orElseThrow()
                .text()
                .replaceAll("<[^>]*>", "");
    }

    private static String render(ServerRules rules) {
        return PrivacyPage.render(
                FRAME, Optional.of(SampleSite.configurations().get(1).config()), rules);
    }
}
