package dev.limpid.benchmarks.server;

import com.sun.management.ThreadMXBean;
import dev.limpid.protocol.release.Releases;
import dev.limpid.protocol.sampling.Participation;
import dev.limpid.server.CollectionServer;
import dev.limpid.server.http.HttpEvents;
import dev.limpid.server.http.Mount;
import dev.limpid.server.http.Response;
import dev.limpid.server.http.Sender;
import dev.limpid.server.http.Upload;
import dev.limpid.server.http.UploadHandler;
import dev.limpid.server.http.UploadHead;
import dev.limpid.server.http.front.HttpFront;
import dev.limpid.server.http.limit.HttpLimits;
import dev.limpid.server.intake.IntakeLimits;
import dev.limpid.server.settings.CollectionSettings;
import dev.limpid.server.settings.ServerSettings;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.LongStream;

/**
 * The server that is measured, without limits on how much one network sends. Prints its address, and that of the same HTTP front
 * without a store behind it. Then it prints, for each line on standard input, how many bytes its threads have allocated and how many
 * are in use after a collection.
 */
final class BenchmarkServer {

    private BenchmarkServer() {}

    public static void main(String[] arguments) throws Exception {
        CollectionSettings collection = CollectionSettings.of("telemetry.example.org", Path.of(arguments[0]))
                .withLimits(new IntakeLimits(0, 0, Duration.ofDays(21), Duration.ofDays(365), 0));
        ServerSettings local = ServerSettings.local(List.of(collection));
        ServerSettings config = new ServerSettings(
                local.listen(),
                local.operations(),
                local.tls(),
                arguments.length > 2 ? limits(Integer.parseInt(arguments[2])) : local.http(),
                local.publishEvery(),
                local.collections());
        CollectionServer server =
                CollectionServer.start(config, Clock.fixed(Instant.parse(BenchmarkReport.NOW), ZoneOffset.UTC));
        server.collections()
                .get(0)
                .publishConfiguration(
                        "charts.txt",
                        BenchmarkReport.charts(Integer.parseInt(arguments[1])),
                        Releases.BY_HAND,
                        Participation.UNKNOWN);
        System.out.println(server.url());
        HttpFront bare = HttpFront.start(
                local.listen(),
                List.of(new Mount(Optional.empty(), "/", Optional.of(new DiscardingStore()), List.of())),
                config.http(),
                HttpEvents.NONE,
                Optional.empty());
        System.out.println("http://localhost:" + bare.address().getPort() + "/");
        System.out.flush();
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        while (in.readLine() != null) {
            System.out.println(allocated() + " " + used());
            System.out.flush();
        }
        Thread.currentThread().join();
    }

    /** The limits of {@link HttpLimits#usual}, but with this many connections, all of which may come from one network. */
    private static HttpLimits limits(int connections) {
        HttpLimits usual = HttpLimits.usual();
        return new HttpLimits(
                usual.bodyBytes(), usual.memoryBytes(), connections, 0, usual.requestTime(), usual.idleTime(), 0);
    }

    /** Accepts everything, responds as the real one does, and stores nothing. */
    private static final class DiscardingStore implements UploadHandler {
        private final CompletionStage<Response> accepted =
                CompletableFuture.completedFuture(Response.text(200, "the answer is stored"));

        @Override
        public boolean takes(String path) {
            return true;
        }

        @Override
        public CompletionStage<Response> take(Upload upload, Sender sender) {
            return accepted;
        }

        @Override
        public Optional<Response> admit(UploadHead head, Sender sender) {
            return Optional.empty();
        }
    }

    private static long allocated() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        return LongStream.of(threads.getThreadAllocatedBytes(threads.getAllThreadIds()))
                .filter(bytes -> bytes > 0)
                .sum();
    }

    private static long used() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed()
                + ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                        .filter(pool -> pool.getName().equals("direct"))
                        .mapToLong(BufferPoolMXBean::getMemoryUsed)
                        .sum();
    }
}
