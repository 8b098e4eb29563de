package dev.limpid.uploader.route;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.limpid.counter.home.Environment;
import dev.limpid.counter.home.TelemetryHome;
import dev.limpid.protocol.bhttp.BinaryRequest;
import dev.limpid.protocol.bhttp.BinaryResponse;
import dev.limpid.protocol.bhttp.HeaderField;
import dev.limpid.protocol.bhttp.MalformedMessageException;
import dev.limpid.protocol.hpke.HpkeKeyPair;
import dev.limpid.protocol.oblivious.GatewayKey;
import dev.limpid.protocol.oblivious.MediaTypes;
import dev.limpid.protocol.oblivious.MessagePadding;
import dev.limpid.protocol.oblivious.ObliviousException;
import dev.limpid.protocol.oblivious.OpenedRequest;
import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.protocol.question.Relays;
import dev.limpid.protocol.text.MessageBundle;
import dev.limpid.uploader.config.PassConfigSource;
import dev.limpid.uploader.consent.RouteInWords;
import dev.limpid.uploader.send.AnswerSender;
import dev.limpid.uploader.send.SendResult;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A relay and a gateway in one real HTTP server, and what the client sends through them. */
class RoutedSenderTest {

    private static final String TOKEN = "0123456789abcdef0123456789abcdef";
    private static final byte[] ANSWER = "{\"Week\":\"2026-11-16\"}".getBytes(UTF_8);
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final GatewayKey KEY = new GatewayKey(7, HpkeKeyPair.generate(RANDOM));

    @TempDir
    Path folder;

    private HttpServer relay;
    private final List<BinaryRequest> brought = new ArrayList<>();
    private final AtomicInteger waited = new AtomicInteger();
    private final List<String> direct = new ArrayList<>();
    private Function<BinaryRequest, BinaryResponse> server = request -> new BinaryResponse(200, List.of(), new byte[0]);
    private TelemetryHome home;

    @BeforeEach
    void start() throws Exception {
        home = TelemetryHome.of("telemetry.example.org", context("LIMPID_DIR", folder.toString()));
        relay = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        relay.createContext("/r", this::bring);
        relay.createContext("/waits", exchange -> {
            waited.incrementAndGet();
            exchange.getResponseHeaders().set("Retry-After", "77");
            exchange.getResponseHeaders().set("Limpid-Refusal", "unknown-chart");
            answer(exchange, 422, "text/plain", "never again".getBytes(UTF_8));
        });
        relay.createContext("/month", exchange -> {
            exchange.getResponseHeaders().set("Retry-After", "2592000");
            answer(exchange, 503, "text/plain", "not now".getBytes(UTF_8));
        });
        relay.createContext(
                "/key",
                exchange -> answer(exchange, 400, "application/problem+json", MediaTypes.KEY_PROBLEM.getBytes(UTF_8)));
        relay.createContext("/nonsense", exchange -> answer(exchange, 200, MediaTypes.RESPONSE, new byte[1056]));
        relay.createContext("/elsewhere", exchange -> {
            exchange.getResponseHeaders().set("Location", url("/r"));
            answer(exchange, 307, "text/plain", "there".getBytes(UTF_8));
        });
        relay.start();
    }

    @AfterEach
    void stop() {
        relay.stop(0);
    }

    private void bring(HttpExchange exchange) throws IOException {
        byte[] message = exchange.getRequestBody().readAllBytes();
        assertThat(exchange.getRequestHeaders().getFirst("Content-Type")).isEqualTo(MediaTypes.REQUEST);
        try {
            OpenedRequest opened =
                    OpenedRequest.of(message, id -> Optional.of(KEY).filter(key -> key.id() == id));
            BinaryRequest request = BinaryRequest.read(opened.request());
            brought.add(request);
            answer(
                    exchange,
                    200,
                    MediaTypes.RESPONSE,
                    opened.seal(server.apply(request).bytes(), RANDOM));
        } catch (ObliviousException | MalformedMessageException e) {
            answer(exchange, 400, "application/problem+json", MediaTypes.KEY_PROBLEM.getBytes(UTF_8));
        }
    }

    private static void answer(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Test
    void answer_goesThroughTheRelay_withItsTokenAndNothingElse() throws Exception {
        assertThat(sender(relays(false, url("/r"))).send(TOKEN, ANSWER)).isEqualTo(new SendResult.Accepted());
        assertThat(brought).singleElement().satisfies(request -> {
            assertThat(request.method()).isEqualTo("POST");
            assertThat(request.path()).isEqualTo("/answers");
            assertThat(request.content()).isEqualTo(ANSWER);
            assertThat(request.fields())
                    .containsExactly(
                            new HeaderField("content-type", "application/json"),
                            new HeaderField("limpid-token", TOKEN));
        });
        assertThat(direct).isEmpty();
    }

    @Test
    void replyOfTheServer_isTrustedOnlyIfItIsSealed() throws Exception {
        server = request -> new BinaryResponse(
                422, List.of(new HeaderField("limpid-refusal", "unknown-chart")), "no such chart\n".getBytes(UTF_8));
        assertThat(sender(relays(false, url("/r"))).send(TOKEN, ANSWER))
                .isEqualTo(new SendResult.Refused("unknown-chart", "no such chart"));
        assertThat(sender(relays(false, url("/waits"))).send(TOKEN, ANSWER))
                .isInstanceOfSatisfying(SendResult.Later.class, later -> {
                    assertThat(later.reason()).contains("the relay " + url("/waits") + " replied 422");
                    assertThat(later.retryAfter()).isPresent();
                });
        assertThat(direct).isEmpty();
    }

    @Test
    void unreachableRelay_isSkipped_andWithoutAnotherTheAnswerWaits() throws Exception {
        RoutedSender both = sender(relays(true, "http://127.0.0.1:1/r", url("/r")));
        for (int i = 0; i < 8; i++) {
            assertThat(both.send(TOKEN, ANSWER)).isEqualTo(new SendResult.Accepted());
        }
        assertThat(sender(relays(true, "http://127.0.0.1:1/r")).send(TOKEN, ANSWER))
                .isInstanceOfSatisfying(
                        SendResult.Later.class,
                        later -> assertThat(later.reason())
                                .isEqualTo("http://127.0.0.1:1/r could not be reached: ConnectException"));
        assertThat(direct).isEmpty();
    }

    /** Which relay is first is drawn for each pass; one that failed in this pass is asked last from then on. */
    @Test
    void relayThatFails_isAskedLast_forTheRestOfThePass() throws Exception {
        List<Integer> asked = new ArrayList<>();
        for (int pass = 0; pass < 30; pass++) {
            waited.set(0);
            RoutedSender sender = sender(relays(false, url("/waits"), url("/r")));
            for (int i = 0; i < 4; i++) {
                assertThat(sender.send(TOKEN, ANSWER)).isEqualTo(new SendResult.Accepted());
            }
            asked.add(waited.get());
        }
        assertThat(asked).as("as it is drawn").contains(0, 1).containsOnly(0, 1);
    }

    @Test
    void directSending_needsThePermissionOfCollectionAndUser() throws Exception {
        RelayChoice.write(home, new RelayChoice.Fallback());
        assertThat(sender(relays(false, "http://127.0.0.1:1/r")).send(TOKEN, ANSWER))
                .isInstanceOf(SendResult.Later.class);
        assertThat(direct).isEmpty();
        assertThat(sender(relays(true, "http://127.0.0.1:1/r")).send(TOKEN, ANSWER))
                .isEqualTo(new SendResult.Accepted());
        assertThat(direct).hasSize(1);
        assertThat(sender(relays(true, url("/r"))).send(TOKEN, ANSWER)).isEqualTo(new SendResult.Accepted());
        assertThat(direct).hasSize(1);
    }

    @Test
    void unknownKey_isNoReasonToSendDirectly() throws Exception {
        RelayChoice.write(home, new RelayChoice.Fallback());
        GatewayKey other = new GatewayKey(7, HpkeKeyPair.generate(RANDOM));
        Relays named = new Relays(other.config(), List.of(url("/r")), true);
        assertThat(sender(Optional.of(named)).send(TOKEN, ANSWER))
                .isInstanceOfSatisfying(
                        SendResult.Later.class,
                        later -> assertThat(later.reason())
                                .contains(url("/r") + " says that the server does not have the key"));
        assertThat(direct).isEmpty();
    }

    @Test
    void relayThatReplied_wasReached_soNothingIsSentDirectly() throws Exception {
        RelayChoice.write(home, new RelayChoice.Fallback());
        assertThat(sender(relays(true, "http://127.0.0.1:1/r", url("/waits"))).send(TOKEN, ANSWER))
                .isInstanceOfSatisfying(
                        SendResult.Later.class,
                        later -> assertThat(later.reason()).contains("the relay " + url("/waits") + " replied 422"));
        server = request -> new BinaryResponse(503, List.of(new HeaderField("retry-after", "7")), new byte[0]);
        assertThat(sender(relays(true, url("/r"))).send(TOKEN, ANSWER)).isInstanceOf(SendResult.Later.class);
        assertThat(direct).isEmpty();
    }

    @Test
    void relayThatReportsAnUnknownKeyOrNonsense_doesNotKeepTheAnswerFromAnother() throws Exception {
        for (String dishonest : List.of("/key", "/waits", "/nonsense", "/elsewhere")) {
            brought.clear();
            RoutedSender sender = sender(relays(false, url(dishonest), url("/r")));
            for (int i = 0; i < 6; i++) {
                assertThat(sender.send(TOKEN, ANSWER)).as(dishonest).isEqualTo(new SendResult.Accepted());
            }
            assertThat(brought).hasSize(6);
        }
    }

    @Test
    void emptyReplyOfARelay_isReportedByItsStatus() throws Exception {
        relay.createContext("/empty", exchange -> answer(exchange, 200, "text/plain", new byte[0]));
        assertThat(sender(relays(false, url("/empty"))).send(TOKEN, ANSWER))
                .isEqualTo(new SendResult.Later("the relay " + url("/empty") + " replied 200", Optional.empty()));
        assertThat(sender(relays(false, url("/waits"))).send(TOKEN, ANSWER))
                .isInstanceOfSatisfying(
                        SendResult.Later.class,
                        later -> assertThat(later.reason())
                                .isEqualTo("the relay " + url("/waits") + " replied 422: never again"));
    }

    /** Of several relays that failed, the one whose failure says most is reported, whichever was asked first. */
    @Test
    void unknownKey_isReportedRatherThanAnotherFailure() throws Exception {
        for (int pass = 0; pass < 8; pass++) {
            assertThat(sender(relays(false, url("/waits"), url("/key"))).send(TOKEN, ANSWER))
                    .isInstanceOfSatisfying(
                            SendResult.Later.class,
                            later -> assertThat(later.reason())
                                    .contains(url("/key") + " says that the server does not have the key"));
        }
    }

    /** Random bytes, since others would be packed into fewer. */
    private static byte[] random(int length) {
        byte[] answer = new byte[length];
        RANDOM.nextBytes(answer);
        return answer;
    }

    @Test
    void answerThatIsTooLongForARelay_isRefused_andOneOfAByteLessIsSent() throws Exception {
        RoutedSender sender = sender(relays(false, url("/r")));
        int longest = MessagePadding.longestRequest();
        int more = requestLength(sender.send(TOKEN, random(longest))) - longest;
        assertThat(brought).isEmpty();
        assertThat(requestLength(sender.send(TOKEN, random(longest - more + 1))))
                .isEqualTo(longest + 1);
        assertThat(sender.send(TOKEN, random(longest - more))).isEqualTo(new SendResult.Accepted());
        assertThat(brought).hasSize(1);
    }

    private static int requestLength(SendResult result) {
        SendResult.Refused refused = (SendResult.Refused) result;
        assertThat(refused.code()).isEqualTo("body-too-large");
        Matcher sentence =
                Pattern.compile("it is (\\d+) bytes long, too long for a relay").matcher(refused.sentence());
        assertThat(sentence.matches()).as(refused.sentence()).isTrue();
        return Integer.parseInt(sentence.group(1));
    }

    @Test
    void relay_cannotSilenceAMachineForMoreThanADay() throws Exception {
        assertThat(sender(relays(false, url("/month"))).send(TOKEN, ANSWER))
                .isInstanceOfSatisfying(
                        SendResult.Later.class,
                        later -> assertThat(later.retryAfter()).contains(Duration.ofDays(1)));
    }

    @Test
    void user_namesAnotherRelay_orNone_whileThePassRuns() throws Exception {
        RoutedSender sender = sender(relays(false, "http://127.0.0.1:1/r"));
        RelayChoice.write(home, new RelayChoice.Custom(url("/r")));
        assertThat(sender.send(TOKEN, ANSWER)).isEqualTo(new SendResult.Accepted());
        assertThat(brought).hasSize(1);
        RelayChoice.write(home, new RelayChoice.Direct());
        assertThat(sender.send(TOKEN, ANSWER)).isEqualTo(new SendResult.Accepted());
        assertThat(direct).hasSize(1);
        RelayChoice.write(home, new RelayChoice.Custom(url("/r")));
        assertThat(sender(Optional.empty()).send(TOKEN, ANSWER)).isInstanceOf(SendResult.Later.class);
        RelayChoice.write(home, new RelayChoice.CollectionRelays());
        assertThat(sender(Optional.empty()).send(TOKEN, ANSWER)).isEqualTo(new SendResult.Accepted());
        assertThat(direct).hasSize(2);
    }

    @Test
    void choiceThatCannotBeUnderstood_sendsNothing() throws Exception {
        Files.createDirectories(home.folder());
        Files.writeString(RelayChoice.file(home), "perhaps\n");
        assertThatThrownBy(() -> RelayChoice.read(home)).hasMessageContaining("contains no choice");
        assertThat(sender(relays(true, url("/r"))).send(TOKEN, ANSWER)).isInstanceOf(SendResult.Later.class);
        assertThat(brought).isEmpty();
        assertThat(direct).isEmpty();
    }

    @Test
    void route_isDescribedInWords() {
        assertThat(said(AnswerRoute.of(new RelayChoice.CollectionRelays(), Optional.empty())))
                .startsWith("directly: the server sees your address");
        assertThat(said(AnswerRoute.of(new RelayChoice.CollectionRelays(), relays(true, "https://a.example/r"))))
                .startsWith("through the collection's relay https://a.example/r: it sees your address")
                .endsWith("answers wait if none can be reached; the configuration comes the same way");
        assertThat(said(AnswerRoute.of(new RelayChoice.Fallback(), relays(true, "https://a.example/r"))))
                .endsWith("directly if none can be reached, which you agreed to; the configuration comes the same way");
    }

    private static String said(AnswerRoute way) {
        return RouteInWords.of(way, MessageBundle.ENGLISH);
    }

    private Environment context(String variable, String value) {
        return Environment.of(
                Map.of(variable, value), Map.of(), folder.resolve("none").toFile());
    }

    private String url(String path) {
        return "http://127.0.0.1:" + relay.getAddress().getPort() + path;
    }

    /**
     * Ending the pass says nothing about the relay: the answer does not bypass it, although it may if no relay can be reached.
     */
    @Test
    void interruptWhileWaitingForARelay_doesNotBypassIt() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        relay.createContext("/silent", exchange -> {
            asked.countDown();
            await(over);
            exchange.close();
        });
        List<SendResult> results = new ArrayList<>();
        List<Boolean> interrupted = new ArrayList<>();
        RoutedSender sender = sender(relays(true, url("/silent")));
        RelayChoice.write(home, new RelayChoice.Fallback());
        Thread pass = new Thread(() -> {
            results.add(sender.send(TOKEN, ANSWER));
            results.add(sender.send(TOKEN, ANSWER));
            interrupted.add(Thread.currentThread().isInterrupted());
        });
        pass.start();
        await(asked);
        pass.interrupt();
        pass.join();
        over.countDown();
        assertThat(results).hasSize(2).allSatisfy(result -> assertThat(result).isInstanceOf(SendResult.Later.class));
        assertThat(interrupted).containsExactly(true);
        assertThat(direct).isEmpty();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Optional<Relays> relays(boolean direct, String... urls) {
        return Optional.of(new Relays(KEY.config(), List.of(urls), direct));
    }

    private RoutedSender sender(Optional<Relays> relays) {
        CollectionConfig config =
                new CollectionConfig("v1.0.0", List.of(), List.of(), List.of(), 1, List.of()).withRelays(relays);
        AnswerSender past = (token, answer) -> {
            direct.add(token);
            return new SendResult.Accepted();
        };
        return new RoutedSender(
                PassConfigSource.of(config),
                home,
                "https://telemetry.example.org/answers",
                context("A", "b"),
                RANDOM,
                past);
    }
}
