package dev.limpid.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limpid.protocol.oblivious.KeyConfig;
import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.protocol.question.Relays;
import dev.limpid.protocol.release.Releases;
import dev.limpid.server.configuration.ConfigVersion;
import dev.limpid.server.configuration.LoggedConfigs;
import dev.limpid.server.log.CollectionLog;
import dev.limpid.server.log.tree.PublishedLog;
import dev.limpid.server.runtime.IncompleteWorkException;
import dev.limpid.server.runtime.TrustedTime;
import dev.limpid.server.settings.ServerSettings;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A machine's clock that is a year ahead, or a year behind, for a while: it has no effect once it is right again. */
class ServerClockJumpTest {

    private static final Instant NOW = Instant.parse("2026-11-18T12:00:00Z");
    private static final Duration YEAR = Duration.ofDays(365);
    private static final Duration HOUR = Duration.ofHours(1);

    @TempDir
    Path folder;

    private final SettableClock clock = new SettableClock(NOW);

    @Test
    void runningServer_isNotMovedByAClockThatIsAhead() throws Exception {
        try (TestCollection collection = start()) {
            HostedCollection only = collection.only();
            KeyConfig first = key(only);
            assertThat(collection.post("answers", TestCollection.ANSWER).statusCode())
                    .isEqualTo(200);
            only.runMaintenance();

            clock.set(NOW.plus(YEAR));
            String newer = newCharts(only, "depth: 5");
            only.log().renewHeads();
            only.runMaintenance();

            assertThat(CollectionLog.lastSigned(folder.resolve("log")))
                    .hasValueSatisfying(signed -> assertThat(signed).isBeforeOrEqualTo(NOW));
            assertThat(configs().versions().get(ConfigVersion.parse(newer).orElseThrow()))
                    .isBeforeOrEqualTo(NOW);
            assertThat(key(only)).as("no new key by a wrong clock").isEqualTo(first);
            assertThat(only.published().publication().finalWeeks()).isEmpty();
            assertThat(only.answers().count(TestCollection.WEEK)).isEqualTo(1);

            clock.set(NOW.plus(HOUR));
            only.runMaintenance();
            only.log().renewHeads();
            assertThat(CollectionLog.lastSigned(folder.resolve("log"))).contains(NOW.plus(HOUR));
            HttpResponse<String> again = collection.post("answers", TestCollection.ANSWER);
            assertThat(again.statusCode()).as(again.body()).isEqualTo(200);
            assertThat(only.answers().count(TestCollection.WEEK))
                    .as("it is known again")
                    .isEqualTo(1);
        }
    }

    /** A key that an older configuration names, in use for weeks after a newer one was published. */
    @Test
    void keyOfAnOlderConfiguration_isNotForgottenByAClockThatIsAhead() throws Exception {
        try (TestCollection collection = start()) {
            HostedCollection only = collection.only();
            KeyConfig first = key(only);
            only.runMaintenance();
            for (int day = 1; day <= 98; day++) {
                clock.set(NOW.plus(Duration.ofDays(day)));
                only.runMaintenance();
            }
            newCharts(only, "depth: 5");
            assertThat(key(only)).isNotEqualTo(first);
            only.runMaintenance();
            Path old = folder.resolve("oblivious/0.key");
            assertThat(old).exists();

            clock.set(NOW.plus(YEAR));
            only.runMaintenance();
            assertThat(old).exists();
        }
    }

    @Test
    void restartedServer_withoutItsNote_goesByItsLog() throws Exception {
        try (TestCollection collection = start()) {
            assertThat(collection.post("answers", TestCollection.ANSWER).statusCode())
                    .isEqualTo(200);
            collection.only().runMaintenance();
        }
        Files.delete(folder.resolve(TrustedTime.FILE));
        clock.set(NOW.plus(YEAR));
        try (TestCollection wrong = start()) {
            wrong.only().runMaintenance();
            wrong.only().runMaintenance();
            assertThat(wrong.only().answers().count(TestCollection.WEEK)).isEqualTo(1);
            assertThat(wrong.only().published().publication().finalWeeks()).isEmpty();
            assertThat(CollectionLog.lastSigned(folder.resolve("log"))).contains(NOW);
        }
    }

    @Test
    void noteThatCannotBeWritten_isTold_andKeepsNothingElseFromItsWork() throws Exception {
        try (TestCollection collection = start()) {
            Path note = Files.createDirectories(folder.resolve(TrustedTime.FILE));
            Files.writeString(note.resolve("in-the-way"), "");
            assertThat(collection.post("answers", TestCollection.ANSWER).statusCode())
                    .isEqualTo(200);
            clock.set(TestCollection.LATER.instant());
            // The last reading was a week ago, so this is a leap; a day later it is not.
            collection.only().log().renewHeads();
            clock.set(TestCollection.LATER.instant().plus(Duration.ofDays(1)));
            assertThatThrownBy(collection.only()::runMaintenance)
                    .isInstanceOf(IncompleteWorkException.class)
                    .hasMessageContaining("saving the time");
            assertThat(collection.only().published().publication().weeks()).hasSize(1);
        }
    }

    @Test
    void clockThatWasBack_datesNoHeadBeforeTheLast_andRenewsThemAgain() throws Exception {
        try (TestCollection collection = start()) {
            HostedCollection only = collection.only();
            only.runMaintenance();
            clock.set(NOW.minus(YEAR));
            only.runMaintenance();
            only.log().renewHeads();
            assertThat(CollectionLog.lastSigned(folder.resolve("log"))).contains(NOW);
            clock.set(NOW.plus(HOUR));
            only.runMaintenance();
            clock.set(NOW.plus(HOUR).plus(Duration.ofDays(1)));
            only.runMaintenance();
            only.log().renewHeads();
            assertThat(CollectionLog.lastSigned(folder.resolve("log"))).contains(clock.instant());
        }
    }

    private TestCollection start() throws Exception {
        return TestCollection.start(
                ServerSettings.local(List.of(RelayedCollection.settings(folder, RelayedCollection.account()))), clock);
    }

    private LoggedConfigs configs() throws Exception {
        return new LoggedConfigs(PublishedLog.read(TestCollection.NAME, folder.resolve("log")));
    }

    private static String newCharts(HostedCollection collection, String depth) throws Exception {
        String charts = TestCollection.CHARTS.replace("depth: 4", depth);
        return collection
                .publishConfiguration("charts.txt", charts, Releases.BY_HAND, TestCollection.PARTICIPATION)
                .version();
    }

    private static KeyConfig key(HostedCollection collection) throws Exception {
        return collection
                .configurationInForce()
                .flatMap(CollectionConfig::relays)
                .map(Relays::key)
                .orElseThrow();
    }
}
