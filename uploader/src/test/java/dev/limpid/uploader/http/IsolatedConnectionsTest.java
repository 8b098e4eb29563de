package dev.limpid.uploader.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.limpid.uploader.config.source.HttpLogFetcher;
import dev.limpid.uploader.send.HttpAnswerSender;
import dev.limpid.uploader.send.SendResult;
import java.io.IOException;
import java.io.InputStream;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Our requests in a program that has its own cookies and passwords for the same server. */
class IsolatedConnectionsTest {

    private final CookieManager cookies = new CookieManager();
    private final AtomicInteger asked = new AtomicInteger();
    private final Authenticator passwords = new Authenticator() {
        @Override
        protected PasswordAuthentication getPasswordAuthentication() {
            asked.incrementAndGet();
            return new PasswordAuthentication("somebody", "secret".toCharArray());
        }
    };

    private final List<Headers> received = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private CookieHandler cookiesBefore;
    private Authenticator passwordsBefore;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        cookiesBefore = CookieHandler.getDefault();
        passwordsBefore = Authenticator.getDefault();
        HttpCookie cookie = new HttpCookie("user", "somebody");
        cookie.setPath("/");
        cookies.getCookieStore().add(uri("/"), cookie);
        Authenticator.setDefault(passwords);
    }

    @AfterEach
    void stop() {
        CookieHandler.setDefault(cookiesBefore);
        Authenticator.setDefault(passwordsBefore);
        server.stop(0);
    }

    @Test
    void requestsOfTheProgramItself_carryBoth() throws IOException {
        CookieHandler.setDefault(cookies);
        HttpURLConnection own = (HttpURLConnection) uri("/private/x").toURL().openConnection();
        assertThat(own.getResponseCode()).isEqualTo(200);
        assertThat(received.get(received.size() - 1)).containsKeys("Cookie", "Authorization");
        assertThat(asked).hasValue(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void requestsForTheLog_carryNeither(boolean withCookies) throws IOException {
        CookieHandler.setDefault(withCookies ? cookies : null);
        HttpLogFetcher log = new HttpLogFetcher(uri("/log").toString(), Proxy.NO_PROXY);
        assertThat(log.fetch("config/checkpoint", 100)).asString().isEqualTo("answer");
        assertThat(log.fetchEnd("config/tile/entries/000", 3, 100)).asString().isEqualTo("answer");
        assertThatThrownBy(() -> log.fetch("absent", 100)).hasMessageContaining("answered 404");
        assertThatThrownBy(() -> log.fetch("config/checkpoint", 5)).hasMessageContaining("more than 5 bytes");
        assertThatThrownBy(() -> new HttpLogFetcher(uri("/private").toString(), Proxy.NO_PROXY).fetch("x", 100))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("answered 401");
        assertNothingOfTheProgram(withCookies);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void requestsForTheLog_carryNoPasswordThatTheProgramUsedBefore(boolean withCookies) throws IOException {
        HttpURLConnection own = (HttpURLConnection) uri("/private/x").toURL().openConnection();
        assertThat(own.getResponseCode()).isEqualTo(200);
        received.clear();
        asked.set(0);
        CookieHandler.setDefault(withCookies ? cookies : null);
        assertThatThrownBy(() -> new HttpLogFetcher(uri("/private").toString(), Proxy.NO_PROXY).fetch("x", 100))
                .hasMessageContaining("answered 401");
        assertNothingOfTheProgram(withCookies);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/answers", "/private"})
    void answers_carryNeither(String path) throws IOException {
        CookieHandler.setDefault(cookies);
        SendResult result = new HttpAnswerSender(uri(path), Proxy.NO_PROXY, Duration.ofSeconds(20))
                .send("0123456789abcdef0123456789abcdef", new byte[] {1});
        assertThat(result instanceof SendResult.Accepted).isEqualTo(path.equals("/answers"));
        assertNothingOfTheProgram(true);
    }

    @Test
    void log_throughAProxy_carriesNeitherAndGoesThroughIt() throws IOException {
        CookieHandler.setDefault(cookies);
        Proxy proxy = new Proxy(Proxy.Type.HTTP, server.getAddress());
        HttpLogFetcher log = new HttpLogFetcher("http://telemetry.example.org/log", proxy);
        assertThat(log.fetch("config/checkpoint", 100)).asString().isEqualTo("answer");
        assertThat(received)
                .singleElement()
                .satisfies(headers -> assertThat(headers.getFirst("Host")).startsWith("telemetry.example.org"));
        assertNothingOfTheProgram(true);
    }

    /** The JDK's newest client would bypass it, and its oldest one would ask a name server directly. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void socksProxy_isRefused(boolean withCookies) {
        CookieHandler.setDefault(withCookies ? cookies : null);
        Proxy socks = new Proxy(Proxy.Type.SOCKS, server.getAddress());
        assertThatThrownBy(() -> new HttpLogFetcher("http://telemetry.example.org/log", socks).fetch("x", 1))
                .hasMessageContaining("expected an HTTP proxy");
        assertThatThrownBy(() -> new HttpAnswerSender(uri("/answers"), socks, Duration.ofSeconds(20)))
                .hasMessageContaining("expected an HTTP proxy");
        assertThat(received).isEmpty();
    }

    private void assertNothingOfTheProgram(boolean withCookies) {
        assertThat(received)
                .isNotEmpty()
                .allSatisfy(headers ->
                        assertThat(headers).doesNotContainKeys("Cookie", "Authorization", "Proxy-authorization"));
        assertThat(asked).hasValue(0);
        if (withCookies) {
            assertThat(cookies.getCookieStore().getCookies())
                    .extracting(HttpCookie::getName)
                    .containsExactly("user");
        }
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            received.add(exchange.getRequestHeaders());
            try (InputStream body = exchange.getRequestBody()) {
                body.readAllBytes();
            }
            String path = exchange.getRequestURI().getPath();
            boolean refused =
                    path.startsWith("/private") && !exchange.getRequestHeaders().containsKey("Authorization");
            if (refused) {
                exchange.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"x\"");
            }
            exchange.getResponseHeaders().add("Set-Cookie", "tracked=you; Path=/");
            byte[] text = "answer".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(refused ? 401 : path.endsWith("absent") ? 404 : 200, text.length);
            exchange.getResponseBody().write(text);
        }
    }
}
