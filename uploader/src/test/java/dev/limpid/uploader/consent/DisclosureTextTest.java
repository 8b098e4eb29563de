package dev.limpid.uploader.consent;

import static dev.limpid.uploader.config.ToolConfig.asking;
import static dev.limpid.uploader.config.ToolConfig.charts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.counter.CollectionIdentity;
import dev.limpid.protocol.hpke.HpkeKeyPair;
import dev.limpid.protocol.oblivious.GatewayKey;
import dev.limpid.protocol.question.Relays;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user reads before agreeing: where answers are sent, which way, and everything that is asked. */
class DisclosureTextTest {

    private static final GatewayKey KEY = new GatewayKey(7, HpkeKeyPair.generate(new SecureRandom()));
    private static final String ONE = "https://one.example.net/r";
    private static final String TWO = "https://two.example.net/r";

    private ConsentHome home;

    @BeforeEach
    void makeHome(@TempDir Path folder) {
        home = new ConsentHome(folder);
    }

    @Test
    void collectionWithoutAServer_canSendNothing_andSaysNoMore() throws Exception {
        UserChoice nowhere = new UserChoice(
                home.home(), Optional.of(CollectionIdentity.local("telemetry.example.org")), home.environment());
        assertThat(nowhere.inWords(charts()).lines()).singleElement().asString().contains("nothing can be sent");
        assertThat(new UserChoice(home.home(), Optional.empty(), home.environment())
                        .inWords(charts())
                        .lines())
                .isEqualTo(nowhere.inWords(charts()).lines());
    }

    @Test
    void beforeAnythingIsKnown_onlyThePlacesAre() {
        List<String> lines = home.choice().inWords(List.of()).lines();
        assertThat(lines).hasSize(3);
        assertThat(lines.get(0)).isEqualTo("Answers go to " + ConsentHome.SERVER + ".");
        assertThat(lines.get(1)).contains("not known here yet");
        assertThat(lines.get(2)).contains(ConsentHome.LOG).contains("sees your address");
    }

    @Test
    void chartsOfTheProgram_areListed_withWhyAndWhereTheyWereDecided() throws Exception {
        List<String> lines = home.choice().inWords(charts()).lines();
        assertThat(lines).hasSize(5);
        assertThat(lines.get(0)).contains(ConsentHome.SERVER).contains("released");
        assertThat(lines.get(1)).contains(ConsentHome.LOG);
        assertThat(lines.get(3))
                .isEqualTo("  Flags in use (example.org/tool, partition): which options are worth keeping"
                        + " [https://example.org/issues/12]");
        assertThat(lines.get(4)).contains("nothing else");
    }

    @Test
    void placesOfTheLog_areLeftOut_ifNoneIsAsked() throws Exception {
        home.write("relay", "perhaps\n");
        assertThat(home.choice().inWords(charts()).lines())
                .hasSize(4)
                .noneMatch(line -> line.contains(ConsentHome.LOG));
    }

    @Test
    void questionsOfTheProvenConfiguration_replaceTheCharts() throws Exception {
        home.prove(asking("v1.0.0", 0.25, "a", "b"));
        List<String> lines = home.choice().inWords(charts()).lines();
        assertThat(lines).hasSize(5).noneMatch(line -> line.contains("Flags in use"));
        assertThat(lines.get(0)).contains(ConsentHome.SERVER).contains("v1.0.0").contains("entry 0");
        assertThat(lines.get(2)).startsWith("  example.org/tool/a; ").contains("25% of machines");
        assertThat(lines.get(3)).startsWith("  example.org/tool/b; ");
        assertThat(lines.get(4)).contains("nothing else");
    }

    @Test
    void relays_areNamed_andWhetherAnswersMayBypassThem() throws Exception {
        String one = relayed("v1.0.0", false, ONE);
        assertThat(one).contains("the relay " + ONE).doesNotContain("directly");
        String several = relayed("v1.1.0", false, ONE, TWO);
        assertThat(several).contains("one of the relays " + ONE + ", " + TWO).doesNotContain("directly");
        assertThat(relayed("v1.2.0", true, ONE)).contains("the relay " + ONE).contains("directly");
        assertThat(relayed("v1.3.0", true, ONE, TWO))
                .contains("one of the relays " + ONE + ", " + TWO)
                .contains("directly");
    }

    /** The sentence about relays; one about the configuration follows it. */
    private String relayed(String version, boolean direct, String... relays) throws Exception {
        home.prove(asking(version, "a").withRelays(Optional.of(new Relays(KEY.config(), List.of(relays), direct))));
        List<String> lines = home.choice().inWords(List.of()).lines();
        assertThat(lines).hasSize(6);
        assertThat(lines.get(2)).contains("configuration");
        return lines.get(1);
    }
}
