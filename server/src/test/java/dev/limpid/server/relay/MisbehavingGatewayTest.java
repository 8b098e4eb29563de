package dev.limpid.server.relay;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.limpid.protocol.oblivious.MediaTypes;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** A relay with gateways that are broken, slow or hostile. */
class MisbehavingGatewayTest {

    private static final Logger LOGGER = (Logger) LoggerFactory.getLogger("dev.limpid.server");
    private static final long PATIENCE = 30;
    private static final byte[] MESSAGE = "sealed".getBytes(ISO_8859_1);

    private final HttpClient client = HttpClient.newHttpClient();

    @ParameterizedTest
    @ValueSource(strings = {"100 Continue", "103 Early Hints"})
    void hintsBeforeTheReply_areNotTheReply_andShiftNoOther(String hint) throws Exception {
        try (MisbehavingGateway gateway = new MisbehavingGateway((message, out) -> out.write(
                        ("HTTP/1.1 " + hint + "\r\nLink: </x>\r\n\r\n" + MisbehavingGateway.reply("to " + message))
                                .getBytes(ISO_8859_1)));
                RelayServer relay = relay(to("odd", gateway.url(), 1, 10))) {
            for (int i = 0; i < 3; i++) {
                HttpResponse<String> response = post(relay, "odd", "message " + i);
                assertThat(response.statusCode()).isEqualTo(200);
                assertThat(response.body()).isEqualTo("to message " + i);
            }
        }
    }

    @Test
    void gatewayThatSaysAByteNowAndThen_isHungUpOn() throws Exception {
        EventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        try (MisbehavingGateway gateway = new MisbehavingGateway((message, out) -> {
                    out.write("HTTP/1.1 200 OK\r\nSlowly: ".getBytes(ISO_8859_1));
                    while (true) {
                        out.write('x');
                        out.flush();
                        LockSupport.parkNanos(1_000_000);
                    }
                });
                Forwarder forwarder = new Forwarder(
                        to("odd", gateway.url(), 1, 1), loops, InetAddress::getAllByName, Duration.ofMillis(200))) {
            CompletableFuture<Reply> reply = forwarder.forward(MESSAGE).toCompletableFuture();
            assertThatThrownBy(() -> reply.get(PATIENCE, TimeUnit.SECONDS)).isInstanceOf(ExecutionException.class);
            assertThat(forwarder.underWay()).isZero();
        } finally {
            loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
        }
    }

    @Test
    void gatewayThatIsSilent_fillsItsOwnPlaces_andTheRelayIsReadyForOthers() throws Exception {
        CountDownLatch came = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        try (MisbehavingGateway silent = new MisbehavingGateway((message, out) -> {
                    came.countDown();
                    awaitQuietly(goOn);
                    out.write(MisbehavingGateway.reply("at last").getBytes(ISO_8859_1));
                });
                MisbehavingGateway good = new MisbehavingGateway((message, out) ->
                        out.write(MisbehavingGateway.reply("good").getBytes(ISO_8859_1)));
                RelayServer relay = relay(to("silent", silent.url(), 1, 0), to("good", good.url(), 1, 0))) {
            CompletableFuture<HttpResponse<String>> held =
                    client.sendAsync(request(relay, "silent", "one"), BodyHandlers.ofString());
            assertThat(came.await(PATIENCE, TimeUnit.SECONDS)).isTrue();
            assertThat(post(relay, "silent", "two").statusCode()).isEqualTo(503);
            assertThat(get(relay.url().resolve("readyz"))).isEqualTo("ok\n");
            assertThat(post(relay, "good", "three").body()).isEqualTo("good");
            goOn.countDown();
            assertThat(held.get(PATIENCE, TimeUnit.SECONDS).body()).isEqualTo("at last");
        }
    }

    @Test
    void relayWithNoRoomForAnyGateway_isNotReady() throws Exception {
        CountDownLatch came = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        try (MisbehavingGateway silent = new MisbehavingGateway((message, out) -> {
                    came.countDown();
                    awaitQuietly(goOn);
                    out.write(MisbehavingGateway.reply("at last").getBytes(ISO_8859_1));
                });
                RelayServer relay = relay(to("silent", silent.url(), 1, 0))) {
            CompletableFuture<HttpResponse<String>> held =
                    client.sendAsync(request(relay, "silent", "one"), BodyHandlers.ofString());
            assertThat(came.await(PATIENCE, TimeUnit.SECONDS)).isTrue();
            assertThat(get(relay.url().resolve("readyz"))).contains("the queues of all gateways are full");
            goOn.countDown();
            held.get(PATIENCE, TimeUnit.SECONDS);
        }
    }

    @Test
    void nameServerThatIsSilent_holdsUpNoOtherGateway() throws Exception {
        CountDownLatch goOn = new CountDownLatch(1);
        EventLoopGroup oneLoop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        NameLookup.Names silent = name -> {
            awaitQuietly(goOn);
            return InetAddress.getAllByName("127.0.0.1");
        };
        try (MisbehavingGateway gateway = new MisbehavingGateway((message, out) ->
                        out.write(MisbehavingGateway.reply("good").getBytes(ISO_8859_1)));
                Forwarder lost = new Forwarder(
                        to("lost", gateway.url("lost.example"), 1, 1), oneLoop, silent, Forwarder.WHOLE_REPLY);
                Forwarder good = new Forwarder(
                        to("good", gateway.url("localhost"), 1, 1),
                        oneLoop,
                        InetAddress::getAllByName,
                        Forwarder.WHOLE_REPLY)) {
            CompletableFuture<Reply> waits = lost.forward(MESSAGE).toCompletableFuture();
            assertThat(good.forward(MESSAGE)
                            .toCompletableFuture()
                            .get(PATIENCE, TimeUnit.SECONDS)
                            .status())
                    .isEqualTo(200);
            assertThat(waits).isNotDone();
            goOn.countDown();
            assertThat(waits.get(PATIENCE, TimeUnit.SECONDS).status()).isEqualTo(200);
        } finally {
            goOn.countDown();
            oneLoop.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
        }
    }

    /** Whatever error ends the lookup of a name, the waiting sender gets a response. */
    @Test
    void lookUpThatEndsInAnError_orIsGivenUp_isToldToWhoWaits() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        NameLookup names = new NameLookup(name -> {
            if (name.equals("fails.example")) {
                throw new StackOverflowError("too deep");
            }
            begun.countDown();
            awaitQuietly(goOn);
            return InetAddress.getAllByName("127.0.0.1");
        });
        try {
            var resolver = names.getResolver(loop.next());
            assertThat(resolver.resolve(InetSocketAddress.createUnresolved("fails.example", 80))
                            .await()
                            .cause())
                    .isInstanceOf(StackOverflowError.class);
            var silent = resolver.resolve(InetSocketAddress.createUnresolved("silent.example", 80));
            begun.await();
            assertThat(silent.isDone()).isFalse();
            var waits = resolver.resolve(InetSocketAddress.createUnresolved("later.example", 80));
            names.close();
            assertThat(waits.await().cause()).isInstanceOf(UnknownHostException.class);
        } finally {
            goOn.countDown();
            loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
        }
    }

    @Test
    void timeThatAGatewayChose_isNotPassedOn() throws Exception {
        try (MisbehavingGateway gateway = new MisbehavingGateway((message, out) -> out.write(
                        "HTTP/1.1 503 Busy\r\nRetry-After: 123457\r\nContent-Length: 0\r\n\r\n".getBytes(ISO_8859_1)));
                RelayServer relay = relay(to("odd", gateway.url(), 1, 10))) {
            HttpResponse<String> response = post(relay, "odd", "message");
            assertThat(response.statusCode()).isEqualTo(503);
            assertThat(response.headers().firstValue("Retry-After")).contains("60");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 404, 405})
    void gatewayThatDoesNotKnowTheRelay_isToldFromOneThatRefusesAMessage(int status) throws Exception {
        try (MisbehavingGateway gateway = new MisbehavingGateway((message, out) ->
                        out.write(("HTTP/1.1 " + status + " No\r\nContent-Length: 0\r\n\r\n").getBytes(ISO_8859_1)));
                RelayServer relay = relay(to("odd", gateway.url(), 1, 10))) {
            assertThat(post(relay, "odd", "message").statusCode()).isEqualTo(502);
            assertThat(get(relay.operationsUrl().orElseThrow().resolve("metrics")))
                    .contains("limpid_relay_messages_total{gateway=\"odd\",outcome=\"not-admitted\"} 1.0");
        }
    }

    /** Also indirectly: a message that a relay forwards to another relay ends there, and the first one's log says where to look. */
    @Test
    void relayThatIsSetBeforeItself_sendsNothingInCircles_andSaysSo() throws Exception {
        int port = freePort();
        URI itself = URI.create("http://127.0.0.1:" + port + "/round");
        RelaySettings any = RelaySettings.local(to("round", itself, 16, 100));
        ListAppender<ILoggingEvent> log = listen();
        try (RelayServer relay = RelayServer.start(
                new RelaySettings(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                        any.operations(),
                        any.tls(),
                        any.http(),
                        0,
                        0,
                        any.gateways()),
                Clock.systemUTC())) {
            assertThat(post(relay, "round", "message").statusCode()).isEqualTo(502);
            assertThat(get(relay.operationsUrl().orElseThrow().resolve("metrics")))
                    .contains("limpid_relay_messages_total{gateway=\"round\",outcome=\"loop\"} 1.0")
                    .contains("limpid_relay_messages_total{gateway=\"round\",outcome=\"not-admitted\"} 1.0");
        } finally {
            LOGGER.detachAppender(log);
        }
        assertThat(log.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .anyMatch(line -> line.contains("refuses this relay's messages") && line.contains("508"));
    }

    @Test
    void gatewayThatCannotBeReached_orSpeaksAnotherProtocol_isToldInTheLogWithTheReason() throws Exception {
        ListAppender<ILoggingEvent> log = listen();
        URI gone = URI.create("http://127.0.0.1:" + freePort() + "/oblivious");
        try (RelayServer plain = relay(to("any", gone, 1, 10));
                RelayServer relay = relay(
                        to("gone", gone, 1, 10),
                        to(
                                "plain",
                                URI.create("https://127.0.0.1:" + plain.url().getPort() + "/any"),
                                1,
                                10))) {
            assertThat(post(relay, "gone", "message").statusCode()).isEqualTo(502);
            assertThat(post(relay, "plain", "message").statusCode()).isEqualTo(502);
        } finally {
            LOGGER.detachAppender(log);
        }
        assertThat(log.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .anyMatch(line -> line.contains("the gateway gone cannot be reached: Connection refused"))
                .anyMatch(line -> line.contains("the gateway plain cannot be reached:") && line.contains("SSL"))
                .allMatch(line -> line.length() < 400);
    }

    /** The message about a reply that is too long quotes its headers. */
    @Test
    void gatewayThatPutsLinesAndEscapesIntoItsReply_writesNoLineOfTheRelaysLog() throws Exception {
        ListAppender<ILoggingEvent> log = listen();
        try (MisbehavingGateway odd = new MisbehavingGateway((message, out) -> out.write(
                        "HTTP/1.1 200 OK\r\nA: \u009b31mred\r\nForged: 12:00 WARN x\r\nContent-Length: 9000000\r\n\r\n"
                                .getBytes(ISO_8859_1)));
                RelayServer relay = relay(to("odd", odd.url(), 1, 10))) {
            assertThat(post(relay, "odd", "message").statusCode()).isEqualTo(502);
        } finally {
            LOGGER.detachAppender(log);
        }
        assertThat(log.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .anyMatch(line -> line.contains("the gateway odd cannot be reached: ") && line.contains("Forged"))
                .noneMatch(line -> line.contains("\n") || line.contains("\r") || line.contains("\u009b"));
    }

    private static ListAppender<ILoggingEvent> listen() {
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        LOGGER.addAppender(log);
        return log;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static RelaySettings.Destination to(String name, URI url, int connections, int waiting) {
        return new RelaySettings.Destination(name, url, Optional.empty(), connections, waiting);
    }

    private static RelayServer relay(RelaySettings.Destination... gateways) throws Exception {
        RelaySettings one = RelaySettings.local(gateways[0]);
        return RelayServer.start(
                new RelaySettings(one.listen(), one.operations(), one.tls(), one.http(), 0, 0, List.of(gateways)),
                Clock.systemUTC());
    }

    private HttpResponse<String> post(RelayServer relay, String gateway, String message) throws Exception {
        return client.send(request(relay, gateway, message), BodyHandlers.ofString());
    }

    private static HttpRequest request(RelayServer relay, String gateway, String message) {
        return HttpRequest.newBuilder(relay.url().resolve(gateway))
                .header("Content-Type", MediaTypes.REQUEST)
                .POST(BodyPublishers.ofString(message))
                .build();
    }

    private String get(URI url) throws Exception {
        return client.send(HttpRequest.newBuilder(url).build(), BodyHandlers.ofString())
                .body();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            if (!latch.await(PATIENCE, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the test did not go on");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
