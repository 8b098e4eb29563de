package dev.limpid.uploader.send;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.CookieHandler;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpAnswerSenderTest {

    private static final String TOKEN = "0123456789abcdef0123456789abcdef";
    private static final byte[] ANSWER = "{\"Week\":\"2026-11-16\"}".getBytes(StandardCharsets.UTF_8);

    private final Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final Set<InetSocketAddress> connections = new HashSet<>();
    private final List<String> paths = new ArrayList<>();
    private HttpServer server;
    private int status = 200;
    private String body = "";
    private Map<String, String> answerHeaders = Map.of();
    private byte[] received = {};

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void send_postsTheAnswerAndItsTokenAndNothingElse() throws IOException {
        assertThat(sender().send(TOKEN, ANSWER)).isEqualTo(new SendResult.Accepted());
        assertThat(paths).containsExactly("POST /answers");
        assertThat(received).isEqualTo(ANSWER);
        headers.remove("Host");
        headers.remove("Content-length");
        headers.remove("Connection");
        assertThat(headers)
                .isEqualTo(Map.of(
                        "User-agent", List.of("limpid"),
                        "Content-type", List.of("application/json"),
                        "Limpid-token", List.of(TOKEN)));
    }

    /** A pass that was ended sends nothing more; that is not a failure of the server. */
    @Test
    void interruptedThread_startsNoRequest_andStaysInterrupted() throws IOException {
        HttpAnswerSender sender = sender();
        Thread.currentThread().interrupt();
        SendResult result = sender.send(TOKEN, ANSWER);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(result).isInstanceOf(SendResult.Later.class);
        assertThat(sender.send(TOKEN, ANSWER)).isEqualTo(new SendResult.Accepted());
        assertThat(paths).hasSize(1);
    }

    @Test
    void send_packsWhatIsLarge() throws IOException {
        byte[] large = "x".repeat(10_000).getBytes(StandardCharsets.UTF_8);
        assertThat(sender().send(TOKEN, large)).isEqualTo(new SendResult.Accepted());
        assertThat(headers).containsEntry("Content-encoding", List.of("gzip"));
        assertThat(received).hasSizeLessThan(200);
        assertThat(new GZIPInputStream(new ByteArrayInputStream(received)).readAllBytes())
                .isEqualTo(large);
    }

    @Test
    void fortyAnswers_takeOneConnection() throws IOException {
        HttpAnswerSender sender = sender();
        for (int i = 0; i < 40; i++) {
            body = i % 4 == 0 ? "stored\n" : "";
            assertThat(sender.send(TOKEN, ANSWER)).isEqualTo(new SendResult.Accepted());
        }
        assertThat(paths).hasSize(40);
        assertThat(connections).hasSize(1);
    }

    @Test
    void send_sendsNoCookieOfTheProgram() throws IOException {
        CookieHandler before = CookieHandler.getDefault();
        try {
            CookieManager cookies = new CookieManager();
            HttpCookie cookie = new HttpCookie("user", "somebody");
            cookie.setPath("/");
            cookies.getCookieStore().add(uri(), cookie);
            CookieHandler.setDefault(cookies);
            sender().send(TOKEN, ANSWER);
            assertThat(headers).containsKey("User-agent").doesNotContainKey("Cookie");
        } finally {
            CookieHandler.setDefault(before);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 413, 415, 422})
    void refusalByTheCollectionsServer_isFinal(int code) throws IOException {
        status = code;
        body = "the answer has two parts of the same attributes\n";
        answerHeaders = Map.of(HttpAnswerSender.REFUSAL_HEADER, "malformed-answer");
        assertThat(sender().send(TOKEN, ANSWER))
                .isEqualTo(
                        new SendResult.Refused("malformed-answer", "the answer has two parts of the same attributes"));
    }

    /** A proxy that changes the host's name, or a path, must not cost everybody behind it a week. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "404 no-collection",
                "404 malformed-week",
                "404 not-found",
                "405 method-not-allowed",
                "421 no-collection",
                "400 malformed-encoding",
                "415 unknown-encoding"
            })
    void refusalOfTheTransfer_isNotFinal(String answer) throws IOException {
        status = Integer.parseInt(answer.substring(0, 3));
        answerHeaders = Map.of(HttpAnswerSender.REFUSAL_HEADER, answer.substring(4));
        assertThat(sender().send(TOKEN, ANSWER)).isInstanceOf(SendResult.Later.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {201, 204, 301, 302, 400, 401, 403, 404, 407, 408, 413, 429, 500, 502, 503})
    void anyOtherAnswer_isNotFinal(int code) throws IOException {
        status = code;
        answerHeaders = Map.of("Location", "/elsewhere");
        assertThat(sender().send(TOKEN, ANSWER)).isInstanceOf(SendResult.Later.class);
        assertThat(paths).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 429, 503})
    void refusalForNow_keepsTheWaitThatTheServerAskedFor(int code) throws IOException {
        status = code;
        answerHeaders = Map.of(HttpAnswerSender.REFUSAL_HEADER, "busy", "Retry-After", "7200");
        assertThat(((SendResult.Later) sender().send(TOKEN, ANSWER)).retryAfter())
                .contains(Duration.ofHours(2));
    }

    @Test
    void conflict_concernsOnlyThisAnswer() throws IOException {
        status = 409;
        answerHeaders = Map.of(HttpAnswerSender.REFUSAL_HEADER, "week-to-come");
        assertThat(sender().send(TOKEN, ANSWER)).isInstanceOf(SendResult.NotYet.class);
        answerHeaders = Map.of();
        assertThat(sender().send(TOKEN, ANSWER)).as("of a proxy on the way").isInstanceOf(SendResult.Later.class);
    }

    @Test
    void retryAfter_isBounded() throws IOException {
        status = 503;
        answerHeaders = Map.of("Retry-After", "99999999999");
        assertThat(((SendResult.Later) sender().send(TOKEN, ANSWER)).retryAfter())
                .contains(Duration.ofDays(7));
    }

    @Test
    void longAnswer_isNotReadWhole() throws IOException {
        status = 500;
        body = "x".repeat(10_000_000);
        SendResult.Later later = (SendResult.Later) sender().send(TOKEN, ANSWER);
        assertThat(later.reason()).hasSizeLessThan(1000);
    }

    @Test
    void nobodyListening_isLater() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        SendResult result = new HttpAnswerSender(
                        URI.create("http://127.0.0.1:" + port), Proxy.NO_PROXY, Duration.ofSeconds(5))
                .send(TOKEN, ANSWER);
        assertThat(result).isInstanceOf(SendResult.Later.class);
    }

    @Test
    void serverThatNeverAnswers_isLaterAfterTheTimeLimit() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            SendResult result = new HttpAnswerSender(
                            URI.create("http://127.0.0.1:" + silent.getLocalPort()),
                            Proxy.NO_PROXY,
                            Duration.ofMillis(300))
                    .send(TOKEN, ANSWER);
            assertThat(result).isInstanceOf(SendResult.Later.class);
        }
    }

    /** A thread that waits for every byte of a trickle would be the host program's, for as long as the server likes. */
    @ParameterizedTest
    @ValueSource(strings = {"", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nx"})
    void serverThatTrickles_isDisconnected(String beginning) throws Exception {
        try (ServerSocket trickling = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Void> hungUp = CompletableFuture.runAsync(() -> trickle(trickling, beginning));
            URI address = URI.create("http://127.0.0.1:" + trickling.getLocalPort());
            SendResult result =
                    new HttpAnswerSender(address, Proxy.NO_PROXY, Duration.ofMillis(300)).send(TOKEN, ANSWER);
            assertThat(result).isInstanceOf(SendResult.Later.class);
            hungUp.get(20, TimeUnit.SECONDS);
        }
    }

    /** Sends only the beginning of a response, and reads until the other side has disconnected. */
    private static void trickle(ServerSocket server, String beginning) {
        try (Socket client = server.accept()) {
            client.getOutputStream().write(beginning.getBytes(StandardCharsets.US_ASCII));
            client.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (SocketException e) {
            return; // reset: disconnected as well
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private HttpAnswerSender sender() throws IOException {
        return new HttpAnswerSender(uri().resolve("/answers"), Proxy.NO_PROXY, Duration.ofSeconds(10));
    }

    private void answer(HttpExchange exchange) throws IOException {
        connections.add(exchange.getRemoteAddress());
        paths.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
        headers.putAll(exchange.getRequestHeaders());
        received = exchange.getRequestBody().readAllBytes();
        answerHeaders.forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            try (var out = exchange.getResponseBody()) {
                out.write(bytes);
            }
        }
        exchange.close();
    }
}
