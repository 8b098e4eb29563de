package dev.limpid.uploader.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limpid.counter.CollectionIdentity;
import dev.limpid.counter.home.Environment;
import dev.limpid.counter.home.TelemetryHome;
import dev.limpid.protocol.hpke.HpkeKeyPair;
import dev.limpid.protocol.oblivious.GatewayKey;
import dev.limpid.protocol.question.Relays;
import dev.limpid.uploader.config.source.LogPlace;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Where the log is read follows from the user's choice and the collection's relays, by the same rule as for answers.
 */
class LogPlacesTest {

    private static final String LOG = "https://telemetry.example.org/log";
    private static final String OWN = "https://mine.example/telemetry.example.org";
    private static final String ONE = "https://one.example/telemetry.example.org";
    private static final String TWO = "https://two.example/telemetry.example.org";
    private static final GatewayKey KEY = new GatewayKey(7, HpkeKeyPair.generate(new SecureRandom()));

    @TempDir
    Path folder;

    private static List<LogPlace> places(RelayChoice choice, Optional<Relays> known) {
        return LogConfigSource.places(LOG, choice, known, Environment.of(Map.of(), Map.of(), new File("none")));
    }

    private static List<String> words(RelayChoice choice, boolean direct, String... urls) {
        Optional<Relays> known =
                urls.length == 0 ? Optional.empty() : Optional.of(new Relays(KEY.config(), List.of(urls), direct));
        return places(choice, known).stream()
                .map(place -> place.relay().orElse(place.past() ? "past" : "log"))
                .toList();
    }

    @Test
    void places_followTheChoice_andWhatTheCollectionNames() {
        assertThat(words(new RelayChoice.Collections(), true)).containsExactly("log");
        assertThat(words(new RelayChoice.Collections(), true, ONE)).containsExactly(ONE);
        assertThat(words(new RelayChoice.Fallback(), true)).containsExactly("log");
        assertThat(words(new RelayChoice.Fallback(), true, ONE)).containsExactly(ONE, "past");
        assertThat(words(new RelayChoice.Fallback(), false, ONE)).containsExactly(ONE);
        assertThat(words(new RelayChoice.Direct(), true, ONE)).containsExactly("log");
        assertThat(words(new RelayChoice.Own(OWN), true))
                .as("before any key is known")
                .containsExactly(OWN);
        assertThat(words(new RelayChoice.Own(OWN), true, ONE)).containsExactly(OWN);
    }

    @Test
    void order_isDrawn() {
        Set<List<String>> seen = new HashSet<>();
        for (int i = 0; i < 200; i++) {
            seen.add(words(new RelayChoice.Collections(), false, ONE, TWO));
        }
        assertThat(seen).containsExactlyInAnyOrder(List.of(ONE, TWO), List.of(TWO, ONE));
    }

    @Test
    void choiceThatCannotBeUnderstood_asksNobody() throws Exception {
        TelemetryHome home = TelemetryHome.of(
                "telemetry.example.org",
                Environment.of(Map.of("LIMPID_DIR", folder.toString()), Map.of(), new File("none")));
        Files.createDirectories(home.folder());
        Files.writeString(RelayChoice.file(home), "derect\n");
        CollectionIdentity identity =
                new CollectionIdentity("telemetry.example.org", "", "http://127.0.0.1:1/log", "no policy");
        assertThatThrownBy(() -> LogConfigSource.store(home, Optional.of(identity), Clock.systemUTC())
                        .orElseThrow()
                        .refresh())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("contains no choice");
    }
}
