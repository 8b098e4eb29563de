package dev.limpid.e2e.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.counter.CollectionIdentity;
import dev.limpid.counter.home.Environment;
import dev.limpid.counter.home.TelemetryHome;
import dev.limpid.dist.Main;
import dev.limpid.e2e.world.RecordingTcpProxy;
import dev.limpid.protocol.release.Releases;
import dev.limpid.protocol.sampling.Participation;
import dev.limpid.server.CollectionServer;
import dev.limpid.server.HostedCollection;
import dev.limpid.server.oblivious.GatewaySettings;
import dev.limpid.server.oblivious.RelayAccount;
import dev.limpid.server.oblivious.RelayAccount.Secret;
import dev.limpid.server.relay.RelayServer;
import dev.limpid.server.relay.RelaySettings;
import dev.limpid.server.settings.CollectionSettings;
import dev.limpid.server.settings.ServerSettings;
import dev.limpid.testkit.ProgramRunner;
import dev.limpid.testkit.ProgramRunner.Result;
import dev.limpid.uploader.home.CollectionFile;
import java.io.File;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The configuration on its way through a relay, with recorders on all wires: of the command as a process, a relay, and a
 * server. Every byte from the relay to the server is known, so it contains nothing of the machine; and nothing bypasses
 * the relay to the server.
 */
class ConfigurationThroughRelayTest {

    private static final String NAME = "telemetry.example.org";
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-18T12:00:00Z"), ZoneOffset.UTC);
    private static final String SECRET = "0123456789abcdef";
    private static final Pattern RELAYS_REQUESTS = Pattern.compile(
            "(GET /log/[a-z0-9./@]+ HTTP/1\\.1\r\nhost: 127\\.0\\.0\\.1:[0-9]+\r\nvia: 1\\.1 limpid-relay\r\n\r\n)+");
    private static final String CHARTS = """
            title: Starts
            description: How often it is started.
            issue: https://example.org/issues/1
            type: partition
            program: example.org/tool
            module: versions: 1.2.0
            counter: tool/start
            """;

    @TempDir
    Path folder;

    private CollectionServer server;
    private RelayServer relay;
    private RecordingTcpProxy direct;
    private RecordingTcpProxy toRelay;
    private RecordingTcpProxy toServer;
    private String relayUrl;

    /** Each one runs a minute after the previous one. */
    private int commands;

    @BeforeEach
    void start() throws Exception {
        InetAddress here = InetAddress.getLoopbackAddress();
        // Where it leads is known only once the relay runs.
        toRelay = RecordingTcpProxy.to(new InetSocketAddress(here, 1), InetAddress.getByName("127.0.0.77"));
        relayUrl = toRelay.url() + "r";
        server = CollectionServer.start(
                ServerSettings.local(List.of(CollectionSettings.of(NAME, folder.resolve("server"))
                        .withRelays(new GatewaySettings(
                                List.of(relayUrl),
                                false,
                                List.of(new RelayAccount("relay", Optional.of(Secret.of(SECRET)), 0, 0)))))),
                CLOCK);
        InetSocketAddress at = new InetSocketAddress(here, server.url().getPort());
        toServer = RecordingTcpProxy.to(at, here);
        direct = RecordingTcpProxy.to(at, here);
        relay = relay(Optional.of(toServer.url().resolve("log/")));
        publish("1.2.0");
    }

    private RelayServer relay(Optional<URI> log) throws Exception {
        RelayServer started = RelayServer.start(
                RelaySettings.local(new RelaySettings.Destination(
                        "r", toServer.url().resolve("oblivious"), Optional.of(SECRET), 4, 10, log)),
                CLOCK);
        toRelay.leadTo(new InetSocketAddress(
                InetAddress.getLoopbackAddress(), started.url().getPort()));
        return started;
    }

    /** A relay that was restarted remembers no head, so no test has to wait until one is forgotten. */
    private void startAnew(Optional<URI> log) throws Exception {
        relay.close();
        relay = relay(log);
    }

    @AfterEach
    void stop() throws Exception {
        relay.close();
        server.close();
        toRelay.close();
        toServer.close();
        direct.close();
    }

    private HostedCollection publish(String version) throws Exception {
        HostedCollection collection = server.collections().get(0);
        collection.publishConfiguration(
                "charts.txt", CHARTS.replace("1.2.0", version), Releases.BY_HAND, Participation.UNKNOWN);
        return collection;
    }

    private Result limpid(String... arguments) throws Exception {
        return ProgramRunner.of(Main.class)
                .home(folder.resolve("home"))
                .classPath(System.getProperty("java.class.path"))
                .variable(
                        "LIMPID_NOW",
                        CLOCK.instant().plus(Duration.ofMinutes(++commands)).toString())
                .run(arguments);
    }

    /** A program ran here whose collection is read at this address. */
    private void programOf(URI log) throws Exception {
        TelemetryHome home = TelemetryHome.of(
                NAME,
                Environment.of(Map.of("LIMPID_DIR", folder.resolve("home").toString()), Map.of(), new File("none")));
        Files.createDirectories(home.local());
        CollectionFile.write(
                home,
                new CollectionIdentity(
                        NAME,
                        direct.url() + "answers",
                        log.toString(),
                        server.collections().get(0).log().facts(log.toString()).policy()));
    }

    private static String said(RecordingTcpProxy recordingTcpProxy) {
        return String.join("", recordingTcpProxy.said());
    }

    @Test
    void machineWhoseUserChoseARelayBefore_isSeenByTheServerNever() throws Exception {
        programOf(direct.url().resolve("log"));
        assertThat(limpid("relay-choice", relayUrl).exitCode()).isZero();
        Result on = limpid("on", "--yes");
        assertThat(on.out()).contains("The configuration is fetched from " + relayUrl + ":");
        assertThat(on.out()).contains("by configuration v1.0.0");
        publish("1.2.0, 1.3.0");
        startAnew(Optional.of(toServer.url().resolve("log/")));
        assertThat(limpid("verify").out()).contains("v1.1.0 is entry 1 of the log");
        assertThat(limpid("env").out().replaceAll("\\s+", " ")).contains("the configuration comes the same way");
        assertThat(said(direct)).isEmpty();
        assertThat(said(toServer)).matches(RELAYS_REQUESTS).doesNotContain("127.0.0.77");
        assertThat(said(toRelay)).contains("GET /r/log/config/checkpoint HTTP/1.1");
    }

    @Test
    void machineThatFollowsTheCollection_isSeenByTheServerOnce_andThenNotAgain() throws Exception {
        programOf(direct.url().resolve("log"));
        assertThat(limpid("on", "--yes").out())
                .contains("The configuration is fetched from " + direct.url() + "log: whoever answers there sees");
        String first = said(direct);
        assertThat(first).contains("GET /log/config/checkpoint");
        assertThat(said(toServer)).isEmpty();
        publish("1.2.0, 1.3.0");
        startAnew(Optional.of(toServer.url().resolve("log/")));
        assertThat(limpid("verify").out()).contains("v1.1.0 is entry 1 of the log");
        assertThat(said(direct)).isEqualTo(first);
        assertThat(said(toServer)).matches(RELAYS_REQUESTS);
    }

    @Test
    void programThatNamesARelaysLog_isSeenByTheServerNever() throws Exception {
        programOf(URI.create(relayUrl + "/log"));
        assertThat(limpid("on", "--yes").out()).contains("by configuration v1.0.0");
        publish("1.2.0, 1.3.0");
        startAnew(Optional.of(toServer.url().resolve("log/")));
        assertThat(limpid("verify").out()).contains("v1.1.0 is entry 1 of the log");
        assertThat(said(direct)).isEmpty();
        assertThat(said(toServer)).matches(RELAYS_REQUESTS);
    }

    @Test
    void relayThatServesNothing_isNamed_andTheServerIsNotContacted() throws Exception {
        programOf(direct.url().resolve("log"));
        limpid("on", "--yes");
        String first = said(direct);
        startAnew(Optional.empty());
        Result verify = limpid("verify");
        assertThat(verify.exitCode()).isEqualTo(10);
        assertThat(verify.out()).contains("the relay " + relayUrl + ": it does not serve the configuration: ");
        assertThat(limpid("env").out().replaceAll("\\s+", " "))
                .contains("relays " + relayUrl + " at 2026-11-18T12:")
                .contains(": it does not serve the configuration: ");
        assertThat(said(direct)).isEqualTo(first);
    }
}
