package dev.limpid.uploader.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.limpid.counter.CollectionIdentity;
import dev.limpid.counter.home.Environment;
import dev.limpid.counter.home.TelemetryHome;
import dev.limpid.protocol.hpke.HpkeKeyPair;
import dev.limpid.protocol.oblivious.GatewayKey;
import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.protocol.question.Relays;
import dev.limpid.protocol.question.active.ActiveQuestions;
import dev.limpid.uploader.config.ConfigStore;
import dev.limpid.uploader.config.InMemoryLog;
import dev.limpid.uploader.config.ToolConfig;
import dev.limpid.uploader.config.source.LogSource;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Where the log is read follows from the user's choice and the collection's relays, by the same rule as for answers.
 */
class LogSourceOrderTest {

    private static final String LOG = "https://telemetry.example.org/log";
    private static final String OWN = "https://mine.example/telemetry.example.org";
    private static final String ONE = "https://one.example/telemetry.example.org";
    private static final String TWO = "https://two.example/telemetry.example.org";
    private static final GatewayKey KEY = new GatewayKey(7, HpkeKeyPair.generate(new SecureRandom()));

    @TempDir
    Path folder;

    private static List<LogSource> places(RelayChoice choice, Optional<Relays> known) {
        return LogConfigSource.places(LOG, choice, known, Environment.of(Map.of(), Map.of(), new File("none")));
    }

    private static List<String> words(RelayChoice choice, boolean direct, String... urls) {
        Optional<Relays> known =
                urls.length == 0 ? Optional.empty() : Optional.of(new Relays(KEY.config(), List.of(urls), direct));
        return places(choice, known).stream()
                .map(place -> place.relay().orElse(place.bypassesRelays() ? "past" : "log"))
                .toList();
    }

    @Test
    void logSources_followTheChoice_andTheRelaysOfTheCollection() {
        assertThat(words(new RelayChoice.CollectionRelays(), true)).containsExactly("log");
        assertThat(words(new RelayChoice.CollectionRelays(), true, ONE)).containsExactly(ONE);
        assertThat(words(new RelayChoice.Fallback(), true)).containsExactly("log");
        assertThat(words(new RelayChoice.Fallback(), true, ONE)).containsExactly(ONE, "past");
        assertThat(words(new RelayChoice.Fallback(), false, ONE)).containsExactly(ONE);
        assertThat(words(new RelayChoice.Direct(), true, ONE)).containsExactly("log");
        assertThat(words(new RelayChoice.Custom(OWN), true))
                .as("before any key is known")
                .containsExactly(OWN);
        assertThat(words(new RelayChoice.Custom(OWN), true, ONE)).containsExactly(OWN);
    }

    @Test
    void order_isDrawn() {
        Set<List<String>> seen = new HashSet<>();
        for (int i = 0; i < 200; i++) {
            seen.add(words(new RelayChoice.CollectionRelays(), false, ONE, TWO));
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

    @Test
    void firstPlaces_areTheAddressesThatSeeThisMachineFirst() throws Exception {
        Environment environment = Environment.of(Map.of("LIMPID_DIR", folder.toString()), Map.of(), new File("none"));
        TelemetryHome home = TelemetryHome.of("telemetry.example.org", environment);
        CollectionIdentity identity = new CollectionIdentity("telemetry.example.org", "", LOG, "no policy");
        assertThat(LogConfigSource.firstPlaces(home, Optional.of(identity), environment))
                .containsExactly(LOG);
        RelayChoice.write(home, new RelayChoice.Custom(OWN));
        assertThat(LogConfigSource.firstPlaces(home, Optional.of(identity), environment))
                .containsExactly(OWN);
        assertThat(LogConfigSource.firstPlaces(home, Optional.empty(), environment))
                .isEmpty();
    }

    @Test
    void log_isKnown_ifTheCollectionNamesOne() {
        TelemetryHome home = TelemetryHome.at("telemetry.example.org", folder);
        assertThat(LogConfigSource.store(home, Optional.empty(), Clock.systemUTC()))
                .isEmpty();
        CollectionIdentity without = new CollectionIdentity("telemetry.example.org", "", "", "no policy");
        assertThat(LogConfigSource.store(home, Optional.of(without), Clock.systemUTC()))
                .isEmpty();
    }

    @Test
    void log_isAsked_whereTheCollectionHasIt() throws Exception {
        List<String> asked = new CopyOnWriteArrayList<>();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                asked.add(exchange.getRequestURI().toString());
                exchange.sendResponseHeaders(404, -1);
            }
        });
        server.start();
        try {
            InMemoryLog log = new InMemoryLog();
            TelemetryHome home = TelemetryHome.at(InMemoryLog.COLLECTION, folder);
            CollectionIdentity identity = new CollectionIdentity(
                    InMemoryLog.COLLECTION,
                    "",
                    "http://127.0.0.1:" + server.getAddress().getPort() + "/log",
                    log.policy());
            ConfigStore store = LogConfigSource.store(home, Optional.of(identity), Clock.fixed(log.now, ZoneOffset.UTC))
                    .orElseThrow();
            assertThatThrownBy(store::refresh).isInstanceOf(IOException.class);
        } finally {
            server.stop(0);
        }
        assertThat(asked).contains("/log/config/checkpoint");
    }

    @Test
    void source_returnsWhatIsProven_andReportsEvidence() throws Exception {
        InMemoryLog log = new InMemoryLog();
        CollectionIdentity identity = new CollectionIdentity(InMemoryLog.COLLECTION, "", "", log.policy());
        LogConfigSource source = new LogConfigSource(
                new ConfigStore(folder.resolve("config"), identity, Clock.fixed(log.now, ZoneOffset.UTC), log));
        assertThat(source.verified()).isEmpty();
        log.publish(ToolConfig.asking("v1.0.0", "a"));
        assertThat(source.refresh().newest()).map(CollectionConfig::version).contains("v1.0.0");
        assertThat(source.verified().flatMap(ActiveQuestions::newest))
                .map(CollectionConfig::version)
                .contains("v1.0.0");
        assertThat(source.distrust()).isEmpty();
        Path evidence = Files.createDirectories(folder.resolve("config/evidence/2026-11-20T000000Z"));
        assertThat(source.distrust()).contains("the log contradicted itself; the evidence is in " + evidence);
    }
}
