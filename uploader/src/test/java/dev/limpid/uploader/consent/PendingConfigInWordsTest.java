package dev.limpid.uploader.consent;

import static dev.limpid.uploader.config.ToolConfig.asking;
import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.protocol.hpke.HpkeKeyPair;
import dev.limpid.protocol.oblivious.GatewayKey;
import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.protocol.question.Relays;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user reads about a configuration that is not in force yet. */
class PendingConfigInWordsTest {

    private static final GatewayKey KEY = new GatewayKey(7, HpkeKeyPair.generate(new SecureRandom()));

    private ConsentHome home;

    @BeforeEach
    void makeHome(@TempDir Path folder) throws Exception {
        home = new ConsentHome(folder);
        home.prove(asking("v1.0.0", 0.5, "a", "b"));
        home.today("2026-11-23");
    }

    private List<String> lines() throws Exception {
        return PendingConfigInWords.lines(home.shown());
    }

    @Test
    void nothingOnShow_isNotMentioned() throws Exception {
        assertThat(lines()).isEmpty();
        assertThat(PendingConfigInWords.inForce(home.shown())).isEqualTo("configuration v1.0.0");
        assertThat(PendingConfigInWords.inForce(home.shown(), "de")).isEqualTo("Konfiguration v1.0.0");
    }

    @Test
    void addition_isListed_withTheTimeFromWhichItIsUsed() throws Exception {
        home.prove(asking("v1.1.0", 0.5, "a", "b", "c"));
        assertThat(lines()).hasSize(2);
        assertThat(lines().get(0)).contains("v1.1.0").contains("2026-11-30T12:");
        assertThat(lines().get(1))
                .startsWith("example.org/tool: ")
                .contains("c")
                .endsWith(".");
        assertThat(PendingConfigInWords.inForce(home.shown())).isEqualTo("configuration v1.0.0");
    }

    @Test
    void addition_isListedInTheReadersLanguage() throws Exception {
        home.prove(asking("v1.1.0", 0.5, "a", "b", "c"));
        assertThat(PendingConfigInWords.lines(home.shown(), "de")).hasSize(2).noneMatch(lines()::contains);
        assertThat(PendingConfigInWords.lines(home.shown(), "en")).isEqualTo(lines());
    }

    @Test
    void removals_areNotListedBesideAdditions() throws Exception {
        home.prove(asking("v1.1.0", 0.5, "a", "c"));
        assertThat(lines()).hasSize(2);
        assertThat(lines().get(1)).contains("c");
    }

    @Test
    void configurationThatOnlyRemoves_isDescribedInOneSentence() throws Exception {
        home.prove(asking("v1.1.0", 0.5, "a"));
        assertThat(lines()).singleElement().asString().contains("v1.1.0").doesNotContain("2026-11-30");
    }

    @Test
    void changeOfAllPrograms_namesNone() throws Exception {
        CollectionConfig relayed = asking("v1.1.0", 0.5, "a", "b")
                .withRelays(Optional.of(new Relays(KEY.config(), List.of("https://relay.example.net/r"), false)));
        home.prove(relayed);
        assertThat(lines()).hasSizeGreaterThan(1);
        assertThat(lines().subList(1, lines().size()))
                .anyMatch(line -> line.contains("https://relay.example.net/r"))
                .allMatch(line -> !line.startsWith("example.org/tool"))
                .allMatch(line -> line.endsWith("."));
    }

    @Test
    void firstConfigurationOnShow_isNotAnsweredYet() throws Exception {
        home.prove(asking("v1.1.0", 0.5, "a", "b", "c"));
        Files.delete(home.home().config().resolve("v1.0.0.shown"));
        assertThat(lines())
                .singleElement()
                .asString()
                .contains("v1.1.0")
                .contains("2026-11-30T12:")
                .contains("nothing is answered");
        assertThat(PendingConfigInWords.inForce(home.shown())).isEqualTo("no configuration yet");
    }

    @Test
    void ofSeveralOnShow_theNewestIsCompared_andItsTimeShown() throws Exception {
        home.prove(asking("v1.1.0", 0.5, "a", "b", "c"));
        home.today("2026-11-25");
        home.prove(asking("v1.2.0", 0.5, "a", "b", "c", "d"));
        assertThat(lines().get(0)).contains("v1.2.0").contains("2026-12-02T12:");
        assertThat(lines()).anyMatch(line -> line.contains("d"));
        home.today("2026-12-10");
        assertThat(lines()).isEmpty();
        assertThat(PendingConfigInWords.inForce(home.shown())).isEqualTo("configuration v1.2.0");
    }
}
