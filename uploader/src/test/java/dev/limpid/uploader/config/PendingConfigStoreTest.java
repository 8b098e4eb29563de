package dev.limpid.uploader.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.counter.CollectionIdentity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A configuration that allows anything new is on the machine for a week before it is used. */
class PendingConfigStoreTest {

    @TempDir
    Path home;

    private final InMemoryLog log = new InMemoryLog();

    @Test
    void first_isUsedAtOnce_andAnAdditionAfterAWeek() throws Exception {
        publish("v1.0.0", "a");
        refresh();
        assertThat(asked()).containsExactly("v1.0.0 example.org/tool/a");
        later(Duration.ofDays(10));
        publish("v1.1.0", "a", "b");
        refresh();
        assertThat(store().verified().orElseThrow().config().version()).isEqualTo("v1.1.0");
        assertThat(asked()).containsExactly("v1.1.0 example.org/tool/a");
        assertThat(shown().questions().pendingWidenings())
                .singleElement()
                .satisfies(
                        beyond -> assertThat(beyond.wider().orElseThrow().id()).isEqualTo("b"));
        later(Duration.ofDays(7).minusSeconds(1));
        assertThat(asked()).containsExactly("v1.1.0 example.org/tool/a");
        later(Duration.ofSeconds(1));
        assertThat(asked()).containsExactly("v1.1.0 example.org/tool/a", "v1.1.0 example.org/tool/b");
        assertThat(shown().onShow()).isEmpty();
    }

    @Test
    void revocation_holdsAtOnce_thoughItsConfigurationAddsSomething() throws Exception {
        publish("v1.0.0", "a", "b");
        refresh();
        publish("v1.1.0", "b", "c");
        refresh();
        assertThat(asked()).containsExactly("v1.1.0 example.org/tool/b");
    }

    @Test
    void askingTheLogAgain_doesNotRestartTheWeekOnShow_andDeletesOldConfigurations() throws Exception {
        publish("v1.0.0", "a");
        refresh();
        publish("v1.1.0", "a", "b");
        refresh();
        for (int day = 0; day < 7; day++) {
            later(Duration.ofDays(1));
            log.now = log.now.plusSeconds(1);
            log.renew();
            refresh();
        }
        assertThat(asked()).hasSize(2);
        refresh();
        try (var files = Files.list(home.resolve("config"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .contains("v1.1.0.zip", "v1.1.0.shown")
                    .doesNotContain("v1.0.0.zip", "v1.0.0.shown");
        }
    }

    @Test
    void userWhoAgrees_hasSeenTheNewest() throws Exception {
        publish("v1.0.0", "a");
        refresh();
        publish("v1.1.0", "a", "b");
        refresh();
        store().markSeen();
        assertThat(asked()).hasSize(2);
    }

    @Test
    void lossOfTheConfigurationInForce_doesNotShortenTheWeekOnShow() throws Exception {
        publish("v1.0.0", "a");
        refresh();
        publish("v1.1.0", "a", "b");
        refresh();
        Files.delete(home.resolve("config/v1.0.0.shown"));
        assertThat(asked()).isEmpty();
        Files.writeString(home.resolve("config/verified"), "damaged");
        refresh();
        assertThat(asked()).isEmpty();
        later(Duration.ofDays(7));
        assertThat(asked()).hasSize(2);
    }

    private List<String> asked() throws Exception {
        return shown().questions().questions().stream()
                .map(question -> question.config().version() + " " + question.chart())
                .toList();
    }

    private StoredConfigs shown() throws Exception {
        return store().shown().orElseThrow();
    }

    private void refresh() throws Exception {
        store().refresh();
    }

    private void later(Duration time) {
        now = now.plus(time);
    }

    private Instant now = Instant.parse("2026-11-21T02:00:00Z");

    private ConfigStore store() {
        CollectionIdentity identity = new CollectionIdentity(InMemoryLog.COLLECTION, "", "", log.policy());
        return new ConfigStore(home.resolve("config"), identity, Clock.fixed(now, ZoneOffset.UTC), log);
    }

    private void publish(String version, String... charts) {
        log.now = now;
        log.publish(ToolConfig.asking(version, charts));
    }
}
