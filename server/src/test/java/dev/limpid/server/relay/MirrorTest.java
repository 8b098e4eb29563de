package dev.limpid.server.relay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.limpid.server.http.Response;
import dev.limpid.server.http.Sender;
import dev.limpid.server.ops.ServerMetrics;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A relay's cache of a log, with a real server that responds as a test wants. */
class MirrorTest {

    private static final String HEAD = "config/checkpoint";
    private static final String TILE = "config/tile/0/000.p/3";

    private static final Sender ONE = sender(203);
    private static final Sender OTHER = sender(198);

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final Map<String, byte[]> files = new ConcurrentHashMap<>();
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1000);
    private final ExecutorService serving = Executors.newCachedThreadPool();
    private final EventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final ServerMetrics metrics = new ServerMetrics();
    private volatile int status = 200;
    private volatile String atOnce = "";
    private volatile CountDownLatch gate = new CountDownLatch(0);
    private HttpServer log;
    private Mirror mirror;

    @BeforeEach
    void start() throws Exception {
        log = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        log.setExecutor(serving);
        log.createContext("/log/", exchange -> {
            String path = exchange.getRequestURI().toString().substring("/log/".length());
            asked.add(path);
            try (exchange) {
                if (!path.equals(atOnce)) {
                    gate.await();
                }
                byte[] body = files.getOrDefault(path, "the server's own words".getBytes(UTF_8));
                exchange.getResponseHeaders().set("Location", "/log/elsewhere");
                exchange.getResponseHeaders().set("Set-Cookie", "who=you");
                exchange.getResponseHeaders().set("Retry-After", "123457");
                exchange.sendResponseHeaders(files.containsKey(path) || status != 200 ? status : 404, body.length);
                exchange.getResponseBody().write(body);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        log.start();
        URI url = URI.create("http://127.0.0.1:" + log.getAddress().getPort() + "/log/");
        mirror = new Mirror("telemetry.example.org", url, loops, metrics, nanos::get);
        files.put(HEAD, "head".getBytes(UTF_8));
        files.put(TILE, new byte[96]);
    }

    @AfterEach
    void stop() {
        gate.countDown();
        log.stop(0);
        serving.shutdownNow();
        mirror.close();
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
        metrics.close();
    }

    private Response get(String path) throws Exception {
        return mirror.get(MirroredFile.of(path).orElseThrow(), ONE)
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS);
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    @Test
    void howeverManyAskAtOnce_theLogIsAskedOnce() throws Exception {
        gate = new CountDownLatch(1);
        List<CompletableFuture<Response>> all = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            all.add(mirror.get(MirroredFile.of(HEAD).orElseThrow(), ONE).toCompletableFuture());
        }
        assertThat(all).noneMatch(CompletableFuture::isDone);
        gate.countDown();
        for (CompletableFuture<Response> one : all) {
            assertThat(one.get(30, TimeUnit.SECONDS).body()).asString(UTF_8).isEqualTo("head");
        }
        assertThat(asked).containsExactly(HEAD);
    }

    @Test
    void head_isKeptForSeconds_andWhatCannotChangeForAnHour() throws Exception {
        get(HEAD);
        get(TILE);
        pass(Duration.ofSeconds(4));
        assertThat(get(HEAD).body()).asString(UTF_8).isEqualTo("head");
        files.put(HEAD, "newer".getBytes(UTF_8));
        pass(Duration.ofSeconds(2));
        assertThat(get(HEAD).body()).asString(UTF_8).isEqualTo("newer");
        pass(Duration.ofMinutes(59));
        get(TILE);
        assertThat(asked).containsExactly(HEAD, TILE, HEAD);
        pass(Duration.ofMinutes(2));
        get(TILE);
        assertThat(asked).as("what was wrong once mends itself").containsExactly(HEAD, TILE, HEAD, TILE);
    }

    @Test
    void memory_isBounded_andWhatNobodyAskedForTheLongestGoesFirst() throws Exception {
        String first = zip(0);
        for (int i = 0; i < 20; i++) {
            files.put(zip(i), new byte[1 << 20]);
            get(zip(i));
            get(TILE);
            assertThat(mirror.bytes()).isLessThanOrEqualTo(Mirror.MEMORY);
        }
        get(zip(19));
        get(first);
        assertThat(asked.stream().filter(first::equals)).hasSize(2);
        assertThat(asked.stream().filter(zip(19)::equals)).hasSize(1);
        assertThat(asked.stream().filter(TILE::equals)).hasSize(1);
    }

    @Test
    void fileThatIsLongerThanAClientReads_isNotHandedOut() throws Exception {
        files.put(HEAD, new byte[(64 << 10) + 1]);
        files.put(zip(1), new byte[MirroredFile.LONGEST + 1]);
        files.put(zip(2), new byte[MirroredFile.LONGEST]);
        assertThat(get(HEAD).status()).isEqualTo(502);
        assertThat(get(zip(2)).status()).isEqualTo(200);
        assertThat(get(zip(1)).status()).isEqualTo(502);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 307, 401, 403, 429, 500, 503})
    void whateverElseTheLogSays_isTheSameForAll_andKeptForSecondsOnly(int said) throws Exception {
        status = said;
        Response answer = get(HEAD);
        assertThat(answer.status()).isEqualTo(502);
        assertThat(answer.body()).asString(UTF_8).isEqualTo("the log could not be read\n");
        assertThat(answer.headers()).containsOnly(Map.entry("Retry-After", "60"));
        get(HEAD);
        assertThat(asked).containsExactly(HEAD);
        status = 200;
        pass(Duration.ofSeconds(6));
        assertThat(get(HEAD).status()).isEqualTo(200);
    }

    @Test
    void thatThereIsNothing_isKeptForSecondsOnly() throws Exception {
        String later = "config/tile/0/000.p/4";
        assertThat(get(later).status()).isEqualTo(404);
        assertThat(get(later).body()).asString(UTF_8).doesNotContain("own words");
        files.put(later, new byte[128]);
        pass(Duration.ofSeconds(6));
        assertThat(get(later).status()).isEqualTo(200);
        assertThat(asked).containsExactly(later, later);
    }

    @Test
    void logThatIsDown_isToldAtOnce_andNoOlderHeadIsHandedOutForIt() throws Exception {
        get(HEAD);
        get(TILE);
        log.stop(0);
        pass(Duration.ofSeconds(6));
        assertThat(get(HEAD).status()).isEqualTo(502);
        String other = "config/tile/0/001.p/1";
        assertThat(mirror.get(MirroredFile.of(other).orElseThrow(), ONE).toCompletableFuture())
                .as("nobody waits for a log that was just found down")
                .isDone();
        assertThat(get(TILE).status()).as("what cannot change is handed out").isEqualTo(200);
        assertThat(metrics.text())
                .contains("limpid_relay_files_total{gateway=\"telemetry.example.org\",outcome=\"unreachable\"} 2.0");
    }

    @Test
    void answersOfTheLog_passOnNothingButTheirBytes() throws Exception {
        assertThat(get(HEAD).headers()).containsOnlyKeys("ETag", "Cache-Control");
        assertThat(get(TILE).contentType()).isEqualTo("application/octet-stream");
    }

    /** Each of these files must be requested, and none of them arrives. */
    @Test
    void networkThatAsksForMuchThatIsNotThere_keepsNobodyFromTheHead_norOthersFromTheRest() throws Exception {
        gate = new CountDownLatch(1);
        atOnce = HEAD;
        List<CompletableFuture<Response>> many = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            many.add(mirror.get(MirroredFile.of(zip(i)).orElseThrow(), ONE).toCompletableFuture());
        }
        assertThat(get(HEAD).status()).isEqualTo(200);
        CompletableFuture<Response> theirs =
                mirror.get(MirroredFile.of(TILE).orElseThrow(), OTHER).toCompletableFuture();
        assertThat(theirs).isNotDone();
        assertThat(many.stream().filter(CompletableFuture::isDone))
                .hasSizeGreaterThan(100)
                .allSatisfy(answer -> assertThat(answer.join().status()).isEqualTo(503));
        gate.countDown();
        assertThat(theirs.get(30, TimeUnit.SECONDS).status()).isEqualTo(200);
    }

    /** A failure of the log that somebody provokes affects only that kind of file. */
    @Test
    void fileAtWhichTheLogHangsUp_doesNotMakeTheHeadUnreachable() throws Exception {
        files.put(zip(1), new byte[MirroredFile.LONGEST + 1]);
        assertThat(get(zip(1)).status()).isEqualTo(502);
        assertThat(get(HEAD).status()).isEqualTo(200);
    }

    private static Sender sender(int network) {
        try {
            return Sender.of(InetAddress.getByAddress(new byte[] {(byte) network, 51, 100, 7}));
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String zip(int number) {
        return "telemetry.example.org/config/@v/v1." + number + ".0.zip";
    }
}
