package dev.limpid.uploader.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limpid.counter.CollectionIdentity;
import dev.limpid.protocol.hpke.HpkeKeyPair;
import dev.limpid.protocol.oblivious.GatewayKey;
import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.protocol.question.Relays;
import dev.limpid.uploader.config.proof.DishonestLogException;
import dev.limpid.uploader.config.source.LogSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which promises are kept if files of {@code config/} are lost, changed or in the wrong order. */
class DamagedConfigTest {

    private static final String RELAY = "https://relay.example.net/r";
    private static final GatewayKey KEY = new GatewayKey(7, HpkeKeyPair.generate(new SecureRandom()));

    @TempDir
    Path home;

    private final InMemoryLog log = new InMemoryLog();
    private Instant now = Instant.parse("2026-11-21T02:00:00Z");

    private ConfigStore store() {
        return new ConfigStore(home.resolve("config"), identity(), Clock.fixed(now, ZoneOffset.UTC), log);
    }

    private CollectionIdentity identity() {
        return new CollectionIdentity(InMemoryLog.COLLECTION, "", "", log.policy());
    }

    private Path file(String name) {
        return home.resolve("config").resolve(name);
    }

    private void publish(CollectionConfig config) {
        log.now = now;
        log.publish(config);
    }

    private void prove(String version, String... charts) throws Exception {
        publish(ToolConfig.asking(version, charts));
        store().refresh();
    }

    private Optional<String> inForce() throws IOException {
        return store().shown()
                .flatMap(shown -> shown.inForce().map(config -> config.config().version()));
    }

    /** A first configuration is in force at once; after a loss, nobody knows whether one is the first. */
    @Test
    void lossOfEverythingButADamagedMemory_doesNotShortenTheWeekOnShow() throws Exception {
        prove("v1.0.0", "a");
        assertThat(inForce()).contains("v1.0.0");
        Files.writeString(file("verified"), "damaged");
        Files.delete(file("v1.0.0.shown"));
        prove("v1.1.0", "a", "b");
        assertThat(inForce()).isEmpty();
        now = now.plus(Duration.ofDays(7));
        assertThat(inForce()).contains("v1.1.0");
    }

    @Test
    void configurationsAreOrderedByTheLog_notByTheirFiles() throws Exception {
        String[] charts = {"a", "b", "c", "d", "e", "f"};
        for (int i = 0; i < charts.length; i++) {
            prove("v1." + (i + 6) + ".0", Arrays.copyOf(charts, i + 1));
            now = now.plus(Duration.ofDays(1));
        }
        assertThat(inForce()).contains("v1.6.0");
        now = now.plus(Duration.ofDays(1));
        for (int i = 1; i < charts.length; i++) {
            now = now.plus(Duration.ofDays(1));
            assertThat(inForce()).contains("v1." + (i + 6) + ".0");
        }
    }

    @Test
    void userWhoAgrees_hasSeenTheNewest_alsoIfItIsNotNotedThatItWasShown() throws Exception {
        prove("v1.0.0", "a");
        prove("v1.1.0", "a", "b");
        Files.delete(file("v1.1.0.shown"));
        store().markSeen();
        assertThat(inForce()).contains("v1.1.0");
    }

    /** Somebody, or a disk, changed the head after it was stored: that says nothing about the log. */
    @Test
    void headThatWasChangedHere_isMovedAside_andIsNoDishonestyOfTheLog() throws Exception {
        prove("v1.0.0", "a");
        prove("v1.1.0", "a");
        String verified = Files.readString(file("verified"));
        Files.writeString(file("verified"), verified.replace("\n2\n", "\n9\n"));
        prove("v1.2.0", "a");
        assertThat(store().evidence()).isEmpty();
        assertThat(file("verified.damaged")).content().contains("\n9\n");
        assertThat(store().remembered().orElseThrow().size()).isEqualTo(3);
    }

    @Test
    void sameVersionTwice_isDishonest() throws Exception {
        prove("v1.0.0", "a");
        publish(ToolConfig.asking("v1.0.0", "a", "spy"));
        assertThatThrownBy(() -> store().refresh())
                .isInstanceOf(DishonestLogException.class)
                .hasMessageContaining("not newer");
        assertThat(inForce()).isEmpty();
    }

    @Test
    void state_saysWhatIsStoredAndWhyItIsNotUsed() throws Exception {
        assertThat(store().state()).isInstanceOf(ConfigState.None.class);
        assertThat(store().remembered()).isEmpty();
        prove("v1.0.0", "a");
        assertThat(store().state()).isInstanceOf(ConfigState.Proven.class);
        Path older = Files.createDirectories(file("evidence/2026-11-20T000000Z"));
        Path newer = Files.createDirectories(file("evidence/2026-11-21T000000Z"));
        assertThat(store().state())
                .isInstanceOfSatisfying(
                        ConfigState.Withheld.class,
                        withheld -> assertThat(withheld.evidence()).isEqualTo(newer));
        assertThat(store().verified()).isEmpty();
        Files.writeString(file("verified"), "damaged");
        assertThat(store().state())
                .isInstanceOfSatisfying(
                        ConfigState.LogDishonest.class,
                        logDishonest -> assertThat(logDishonest.evidence()).isEqualTo(newer));
        Files.delete(newer);
        Files.delete(older);
        assertThat(store().state()).isInstanceOf(ConfigState.Unusable.class);
    }

    /** The note about relays is lost, and so is the newest configuration: an older one still names the relays. */
    @Test
    void lossOfTheStoredRelays_doesNotBypassThem() throws Exception {
        Optional<Relays> relays = Optional.of(new Relays(KEY.config(), List.of(RELAY), false));
        publish(ToolConfig.asking("v1.0.0", "a").withRelays(relays));
        store().refresh();
        Files.delete(file("through"));
        Files.writeString(file("verified"), "damaged");
        List<Optional<Relays>> asked = new ArrayList<>();
        LogSource.Choice choice = known -> {
            asked.add(known);
            return List.of(LogSource.only(log));
        };
        new ConfigStore(home.resolve("config"), identity(), Clock.fixed(now, ZoneOffset.UTC), choice).refresh();
        assertThat(asked).singleElement().satisfies(known -> assertThat(known).isEqualTo(relays));
    }
}
