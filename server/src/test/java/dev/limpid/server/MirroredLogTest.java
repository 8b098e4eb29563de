package dev.limpid.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.protocol.oblivious.MediaTypes;
import dev.limpid.server.relay.RelayServer;
import dev.limpid.server.relay.RelaySettings;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files of a real server's log that a relay serves. */
class MirroredLogTest {

    private static final String LOG = "telemetry.example.org/log/";
    private static final List<String> FILES = List.of(
            "config/checkpoint",
            "config/tile/0/000.p/1",
            "config/tile/entries/000.p/1",
            "telemetry.example.org/config/@v/v1.0.0.zip");

    @TempDir
    Path folder;

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void whatACheckReads_isHandedOutAsTheServerHasIt_andNothingElseOfTheServer() throws Exception {
        try (RelayedCollection relayedCollection = RelayedCollection.start(folder, RelayedCollection.account())) {
            URI server = relayedCollection.collection().server().url();
            for (String file : FILES) {
                HttpResponse<byte[]> here = get(relayedCollection.relay().url().resolve(LOG + file));
                assertThat(here.statusCode()).as(file).isEqualTo(200);
                assertThat(here.body())
                        .as(file)
                        .isEqualTo(get(server.resolve("log/" + file)).body());
            }
            for (String other : List.of(
                    "",
                    "charts/",
                    "data/index.json",
                    "privacy",
                    "log/",
                    "log/config/latest",
                    "log/config/lookup/telemetry.example.org/config@v1.0.0",
                    "log/config/tile/8/0/000.p/1",
                    "log/data/checkpoint",
                    "log/data/tile/entries/000.p/1",
                    "log/telemetry.example.org/config/@v/list",
                    "log/telemetry.example.org/config/@v/v1.0.0.info",
                    "log/telemetry.example.org/data/@v/v1.0.0.zip",
                    "log/config/%2e%2e/data/checkpoint")) {
                assertThat(get(relayedCollection.relay().url().resolve("telemetry.example.org/" + other))
                                .statusCode())
                        .as(other)
                        .isIn(400, 404, 405);
            }
            assertThat(metrics(relayedCollection.relay()))
                    .contains("outcome=\"fetched\"} 4.0")
                    .doesNotContain("nothing");
        }
    }

    @Test
    void endOfATile_isCut_andAnyOtherMethodIsNotForIt() throws Exception {
        try (RelayedCollection relayedCollection = RelayedCollection.start(folder, RelayedCollection.account())) {
            URI tile = relayedCollection.relay().url().resolve(LOG + FILES.get(2));
            byte[] whole = get(tile).body();
            HttpResponse<byte[]> end = get(tile, "Range", "bytes=-10");
            assertThat(end.statusCode()).isEqualTo(206);
            assertThat(end.body()).isEqualTo(java.util.Arrays.copyOfRange(whole, whole.length - 10, whole.length));
            HttpRequest post = HttpRequest.newBuilder(tile)
                    .header("Content-Type", MediaTypes.REQUEST)
                    .POST(BodyPublishers.ofString("x"))
                    .build();
            assertThat(client.send(post, BodyHandlers.discarding()).statusCode())
                    .isEqualTo(405);
        }
    }

    /** Everything that is forwarded is known beforehand, so it can contain nothing of the requester. */
    @Test
    void nothingOfWhoeverAsks_goesOnToTheServer() throws Exception {
        try (TestCollection collection = TestCollection.start(folder);
                WireTap second = WireTap.before(collection.server().url());
                RelayServer relay = RelayedCollection.relay(second.url())) {
            try (Socket socket = new Socket(relay.url().getHost(), relay.url().getPort())) {
                socket.getOutputStream()
                        .write(("GET /" + LOG + "config/checkpoint?who=me HTTP/1.1\r\nHost: relay.example.net\r\n"
                                        + "User-Agent: limpid\r\nX-Forwarded-For: 203.0.113.77\r\nCookie: a=b\r\n"
                                        + "Range: bytes=-10\r\nAccept-Language: de\r\nConnection: close\r\n\r\n")
                                .getBytes(US_ASCII));
                assertThat(new String(socket.getInputStream().readAllBytes(), ISO_8859_1))
                        .startsWith("HTTP/1.1 206 ");
            }
            assertThat(second.sent())
                    .isEqualTo("GET /log/config/checkpoint HTTP/1.1\r\nhost: "
                            + second.url().getAuthority() + "\r\nvia: 1.1 limpid-relay\r\n\r\n");
        }
    }

    @Test
    void networkThatAsksTooOften_isToldToWait_andMaySendAllTheSame() throws Exception {
        try (RelayedCollection relayedCollection = RelayedCollection.start(folder, RelayedCollection.account());
                RelayServer relay = RelayServer.start(
                        limited(relayedCollection.collection().server().url()), TestCollection.CLOCK)) {
            URI head = relay.url().resolve(LOG + "config/checkpoint");
            assertThat(get(head).statusCode()).isEqualTo(200);
            assertThat(get(head).statusCode()).isEqualTo(200);
            HttpResponse<byte[]> third = get(head);
            assertThat(third.statusCode()).isEqualTo(429);
            assertThat(third.headers().firstValue("Retry-After")).contains("60");
            RelayedCollection limited = new RelayedCollection(relayedCollection.collection(), relay, client);
            assertThat(limited.send(limited.seal(TestCollection.ANSWER)).status())
                    .isEqualTo(200);
            assertThat(metrics(relay)).contains("outcome=\"too-many\"} 1.0");
        }
    }

    @Test
    void relayBeforeItself_asksNobodyInCircles() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        RelaySettings any = RelaySettings.local(new RelaySettings.Destination(
                "telemetry.example.org",
                URI.create("http://127.0.0.1:" + port + "/telemetry.example.org/oblivious"),
                Optional.empty(),
                4,
                4));
        RelaySettings round = new RelaySettings(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                any.operations(),
                any.tls(),
                any.http(),
                0,
                0,
                any.gateways());
        try (RelayServer relay = RelayServer.start(round, TestCollection.CLOCK)) {
            assertThat(get(relay.url().resolve(LOG + "config/checkpoint")).statusCode())
                    .isEqualTo(502);
            assertThat(metrics(relay)).contains("outcome=\"loop\"} 1.0").contains("outcome=\"refused\"} 1.0");
        }
    }

    @Test
    void relayWhoseOperatorDoesNotWantIt_handsOutNothing() throws Exception {
        try (TestCollection collection = TestCollection.start(folder);
                WireTap second = WireTap.before(collection.server().url());
                RelayServer relay = RelayServer.start(
                        RelaySettings.local(new RelaySettings.Destination(
                                "telemetry.example.org",
                                second.url().resolve("oblivious"),
                                Optional.empty(),
                                4,
                                4,
                                Optional.empty())),
                        TestCollection.CLOCK)) {
            assertThat(get(relay.url().resolve(LOG + "config/checkpoint")).statusCode())
                    .isEqualTo(404);
            assertThat(second.sent()).isEmpty();
        }
    }

    private static RelaySettings limited(URI server) {
        RelaySettings local = RelaySettings.local(new RelaySettings.Destination(
                "telemetry.example.org", server.resolve("oblivious"), Optional.of(RelayedCollection.SECRET), 4, 4));
        return new RelaySettings(
                local.listen(), local.operations(), local.tls(), local.http(), 2, 100, local.gateways());
    }

    private HttpResponse<byte[]> get(URI url, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(url);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofByteArray());
    }

    private String metrics(RelayServer relay) throws Exception {
        return new String(
                get(relay.operationsUrl().orElseThrow().resolve("metrics")).body(), ISO_8859_1);
    }
}
