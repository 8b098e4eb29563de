package dev.limpid.uploader.config.source;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.limpid.counter.home.Environment;
import java.io.File;
import java.io.IOException;
import java.net.CookieHandler;
import java.net.CookieManager;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a request to the log contains and where it goes, by either client of the JDK. */
class LogRequestTest {

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<InetSocketAddress> connections = new CopyOnWriteArrayList<>();
    private final Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        CookieHandler.setDefault(null);
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            asked.add(exchange.getRequestURI().getPath());
            connections.add(exchange.getRemoteAddress());
            headers.clear();
            headers.putAll(exchange.getRequestHeaders());
            exchange.sendResponseHeaders(200, 4);
            exchange.getResponseBody().write("file".getBytes(US_ASCII));
        }
    }

    private String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    /** With cookies another client of the JDK is used, which sends none of them. */
    private static void useClient(boolean cookies) {
        CookieHandler.setDefault(cookies ? new CookieManager() : null);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void request_containsNothingOfThisMachine(boolean cookies) throws IOException {
        useClient(cookies);
        HttpLogFetcher log = new HttpLogFetcher(url("/log"), Proxy.NO_PROXY);
        assertThat(log.fetch("config/checkpoint", 4)).asString().isEqualTo("file");
        assertThat(asked).containsExactly("/log/config/checkpoint");
        headers.keySet()
                .removeAll(List.of(
                        "Host",
                        "Connection",
                        "Upgrade",
                        "Http2-settings",
                        "Content-length",
                        "Cache-control",
                        "Pragma"));
        assertThat(headers).isEqualTo(Map.of("User-agent", List.of("limpid"), "Accept", List.of("*/*")));
        assertThat(log.fetchEnd("config/checkpoint", 3, 100)).asString().isEqualTo("file");
        assertThat(headers).containsEntry("Range", List.of("bytes=-3"));
        log.fetchEnd("config/checkpoint", 0, 100);
        assertThat(headers).doesNotContainKey("Range");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void requestsOfACheck_shareOneConnection(boolean cookies) throws IOException {
        useClient(cookies);
        HttpLogFetcher log = new HttpLogFetcher(url("/log/"), Proxy.NO_PROXY);
        for (int i = 0; i < 4; i++) {
            assertThat(log.fetch("x", 100)).hasSize(4);
        }
        assertThat(asked).containsOnly("/log/x").hasSize(4);
        assertThat(connections.stream().distinct()).hasSize(1);
    }

    @Test
    void missingServer_isNamed_alsoInAProgramWithCookies() {
        String url = url("/log");
        server.stop(0);
        for (boolean cookies : new boolean[] {false, true}) {
            useClient(cookies);
            assertThatThrownBy(() -> new HttpLogFetcher(url, Proxy.NO_PROXY).fetch("x", 100))
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith(url + "/x could not be read: ");
        }
    }

    @Test
    void relay_isAskedBelowItsAddress_andTheLogItselfAfterIt() throws IOException {
        LogSources sources =
                new LogSources(Environment.of(Map.of(), Map.of(), new File("none")), MavenMirrors.parse(""));
        List<LogSource> places = sources.places(url("/log"), List.of(url("/r"), url("/s/")), true);
        for (LogSource place : places) {
            place.fetcher().fetch("x", 100);
        }
        assertThat(asked).containsExactly("/r/log/x", "/s/log/x", "/log/x");
        assertThat(places).extracting(LogSource::bypassesRelays).containsExactly(false, false, true);
    }

    @Test
    void mirrorsOfMaven_areAskedBeforeRelays_unlessTheUserListsSources() {
        String mirror = "<mirror><mirrorOf>limpid</mirrorOf><url>https://a<!--abc-->.example/</url></mirror>";
        MavenMirrors maven = MavenMirrors.parse(mirror);
        LogSources sources = new LogSources(Environment.of(Map.of(), Map.of(), new File("none")), maven);
        List<String> relays = List.of("https://relay.example/r");
        assertThat(sources.addresses("https://log.example", relays))
                .containsExactly("https://a.example/", "https://relay.example/r");
        assertThat(sources.places("https://log.example", relays, false)).hasSize(2);
        LogSources listed =
                new LogSources(Environment.of(Map.of("LIMPID_PROXY", "direct"), Map.of(), new File("none")), maven);
        assertThat(listed.addresses("https://log.example", relays)).containsExactly("https://log.example");
        assertThat(listed.places("https://log.example", relays, true)).hasSize(1);
        LogSources via = new LogSources(
                Environment.of(Map.of("LIMPID_PROXY", "via:proxy.example:1"), Map.of(), new File("none")), maven);
        assertThat(via.addresses("https://log.example", relays)).hasSize(2);
    }
}
