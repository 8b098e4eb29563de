package dev.limpid.server.http.front;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.server.http.HttpEvents;
import dev.limpid.server.http.Mount;
import dev.limpid.server.http.Resource;
import dev.limpid.server.http.Response;
import dev.limpid.server.http.Sender;
import dev.limpid.server.http.UploadHandler;
import dev.limpid.server.http.UploadHead;
import dev.limpid.server.http.limit.HttpLimits;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Whatever ends a task fails everything that waits for it, and a thread that cannot be replaced is reported. */
class HttpFrontTest {

    private static final HttpLimits LIMITS = HttpLimits.usual();
    private static final HttpLimits IMPATIENT = new HttpLimits(
            LIMITS.bodyBytes(),
            LIMITS.memoryBytes(),
            LIMITS.connections(),
            0,
            LIMITS.requestTime(),
            LIMITS.idleTime(),
            0,
            Duration.ofMillis(300));

    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private final HttpEvents events = new HttpEvents() {
        @Override
        public void failed(String what, Throwable why) {
            failures.add(why);
        }
    };

    /** Receives uploads in its own way. */
    private interface Taking extends UploadHandler {
        @Override
        default boolean takes(String path) {
            return true;
        }

        @Override
        default Optional<Response> admit(UploadHead head, Sender sender) {
            return Optional.empty();
        }
    }

    @Test
    void errorWhileAPageIsMade_isAnsweredAndEndsNoThread() throws Exception {
        Resource resource = request -> {
            throw new OutOfMemoryError("a page that is too large");
        };
        try (HttpFront front = start(LIMITS, Optional.empty(), List.of(resource))) {
            for (int i = 0; i < 20; i++) {
                assertThat(exchange(front, "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
                        .startsWith("HTTP/1.1 500 ");
            }
            assertThat(failures).hasSize(20).allMatch(OutOfMemoryError.class::isInstance);
            assertThat(front.unready()).isEmpty();
        }
    }

    @Test
    void errorInAnIntake_isAnsweredAndReleasesTheBody() throws Exception {
        Taking failing = (upload, sender) -> {
            throw new StackOverflowError();
        };
        Taking failingLater = (upload, sender) -> CompletableFuture.failedFuture(new OutOfMemoryError("later"));
        for (Taking intake : List.of(failing, failingLater)) {
            try (HttpFront front = start(LIMITS, Optional.of(intake), List.of())) {
                assertThat(exchange(front, post("{}"))).startsWith("HTTP/1.1 500 ");
                assertThat(front.memoryTaken()).isZero();
            }
        }
        assertThat(failures).hasSize(2);
    }

    @Test
    void workThatNeverEnds_endsItsConnectionAndHoldsItsMemory() throws Exception {
        CompletableFuture<Response> never = new CompletableFuture<>();
        Taking stuck = (upload, sender) -> never;
        try (HttpFront front = start(IMPATIENT, Optional.of(stuck), List.of())) {
            assertThat(exchange(front, post("{}"))).startsWith("HTTP/1.1 503 ").contains("Retry-After: ");
            assertThat(front.memoryTaken()).as("the body is still somewhere").isPositive();
            never.complete(Response.text(200, "late"));
            assertThat(front.memoryTaken()).isZero();
        }
    }

    @Test
    void threadOfConnectionsThatEnds_isToldSoThatTheProcessStops() throws Exception {
        try (HttpFront front = start(LIMITS, Optional.empty(), List.of())) {
            CompletionStage<Throwable> broken = front.broken();
            assertThat(front.unready()).isEmpty();
            assertThat(front.threads().loops().next().shutdownGracefully(0, 1, TimeUnit.SECONDS))
                    .succeedsWithin(Duration.ofSeconds(20));
            Throwable why = broken.toCompletableFuture().get(20, TimeUnit.SECONDS);
            assertThat(why).hasMessageContaining("thread");
            assertThat(front.unready()).isPresent();
        }
        HttpFront closed = start(LIMITS, Optional.empty(), List.of());
        closed.close();
        assertThat(closed.broken().toCompletableFuture()).isNotDone();
    }

    @Test
    void connection_holdsOneHandlerUntilItsFirstLineEnds() throws Exception {
        try (HttpFront front = start(LIMITS, Optional.empty(), List.of())) {
            EmbeddedChannel channel = new EmbeddedChannel() {
                @Override
                protected SocketAddress remoteAddress0() {
                    return front.address();
                }
            };
            channel.pipeline().addLast(new HttpConnection(front));
            channel.pipeline().fireChannelActive();
            ByteBuf first = Unpooled.copiedBuffer("GET /nothing", StandardCharsets.US_ASCII);
            channel.writeInbound(first);
            assertThat(channel.pipeline().toMap()).hasSize(1);
            assertThat(first.refCnt()).as("buffers held").isZero();
            channel.writeInbound(Unpooled.copiedBuffer(" HTTP/1.1\r\n", StandardCharsets.US_ASCII));
            assertThat(channel.pipeline().toMap()).hasSize(4);
            channel.finishAndReleaseAll();
        }
    }

    @Test
    void requestsBehindOneThatIsBeingAnswered_stayBytesUntilThen() throws Exception {
        CompletableFuture<Response> answer = new CompletableFuture<>();
        Taking later = (upload, sender) -> answer;
        try (HttpFront front = start(LIMITS, Optional.of(later), List.of())) {
            EmbeddedChannel channel = new EmbeddedChannel() {
                @Override
                protected SocketAddress remoteAddress0() {
                    return front.address();
                }
            };
            HttpConnection exchange = new HttpConnection(front);
            channel.pipeline().addLast(exchange);
            channel.pipeline().fireChannelActive();
            String post = "POST /x HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\na";
            int line = post.indexOf('\n') + 1;
            channel.writeInbound(Unpooled.copiedBuffer(post.substring(0, line), StandardCharsets.US_ASCII));
            AtomicInteger made = new AtomicInteger();
            channel.pipeline()
                    .addBefore(channel.pipeline().context(exchange).name(), null, new ChannelInboundHandlerAdapter() {
                        @Override
                        public void channelRead(ChannelHandlerContext ctx, Object message) {
                            made.addAndGet(message instanceof HttpRequest ? 1 : 0);
                            ctx.fireChannelRead(message);
                        }
                    });
            channel.writeInbound(
                    Unpooled.copiedBuffer(post.substring(line) + post.repeat(500), StandardCharsets.US_ASCII));
            assertThat(made).as("requests made of bytes").hasValue(1);
            assertThat(front.memoryTaken()).isGreaterThan(500L * post.length());
            channel.writeInbound(Unpooled.copiedBuffer(post, StandardCharsets.US_ASCII));
            assertThat(made).hasValue(1);
            answer.complete(Response.text(200, "taken"));
            channel.runPendingTasks();
            assertThat(made).hasValue(502);
            assertThat(channel.outboundMessages().stream().filter(HttpFrontTest::isHead))
                    .hasSize(502);
            assertThat(front.memoryTaken()).isZero();
            channel.finishAndReleaseAll();
        }
        assertThat(failures).isEmpty();
    }

    @Test
    void moreBehindARequestThanThereIsMemoryFor_endsTheConnection() throws Exception {
        HttpLimits little =
                new HttpLimits(512, 16 << 10, LIMITS.connections(), 0, LIMITS.requestTime(), LIMITS.idleTime(), 0);
        AtomicInteger taken = new AtomicInteger();
        Taking counting = (upload, sender) -> {
            taken.incrementAndGet();
            return CompletableFuture.completedFuture(Response.text(200, "taken"));
        };
        String post = "POST /x HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\na";
        try (HttpFront front = start(little, Optional.of(counting), List.of())) {
            assertThat(exchange(front, post.repeat(100)))
                    .startsWith("HTTP/1.1 503 ")
                    .contains("connection: close");
            assertThat(taken).hasValue(0);
            assertThat(exchange(front, post("a"))).startsWith("HTTP/1.1 200 ");
            assertThat(front.memoryTaken()).isZero();
        }
        assertThat(failures).isEmpty();
    }

    private static boolean isHead(Object message) {
        return message instanceof ByteBuf bytes
                && bytes.toString(StandardCharsets.US_ASCII).startsWith("HTTP/1.1 200 ");
    }

    @Test
    void requestThatComesByteByByte_isAnswered() throws Exception {
        Resource resource = request -> Optional.of(Response.text(200, "at " + request.path()));
        try (HttpFront front = start(LIMITS, Optional.empty(), List.of(resource));
                Socket socket =
                        new Socket(front.address().getAddress(), front.address().getPort())) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(20_000);
            for (byte next :
                    "GET /page HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.US_ASCII)) {
                socket.getOutputStream().write(next);
            }
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 200 ")
                    .contains("at /page");
        }
    }

    private HttpFront start(HttpLimits limits, Optional<UploadHandler> intake, List<Resource> resources)
            throws IOException {
        return HttpFront.start(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                List.of(new Mount(Optional.empty(), "/", intake, resources)),
                limits,
                events,
                Optional.empty());
    }

    private static String post(String body) {
        return "POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: " + body.length() + "\r\n\r\n"
                + body;
    }

    private static String exchange(HttpFront front, String request) throws IOException {
        try (Socket socket =
                new Socket(front.address().getAddress(), front.address().getPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
