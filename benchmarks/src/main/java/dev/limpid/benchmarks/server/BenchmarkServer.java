package dev.limpid.benchmarks.server;

import com.sun.management.ThreadMXBean;
import dev.limpid.protocol.config.Participation;
import dev.limpid.protocol.config.Releases;
import dev.limpid.server.CollectionServer;
import dev.limpid.server.intake.IntakeLimits;
import dev.limpid.server.settings.CollectionSettings;
import dev.limpid.server.settings.ServerConfig;
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
import java.util.stream.LongStream;

/**
 * The server that is measured, without limits on how much one network sends. Prints its address; then, for each line on
 * standard input, how many bytes its threads have allocated and how many are in use after a collection.
 */
final class BenchmarkServer {

    private BenchmarkServer() {}

    public static void main(String[] arguments) throws Exception {
        CollectionSettings collection = CollectionSettings.of("telemetry.example.org", Path.of(arguments[0]))
                .withLimits(new IntakeLimits(0, 0, Duration.ofDays(21), Duration.ofDays(365), 0));
        CollectionServer server = CollectionServer.start(
                ServerConfig.local(List.of(collection)),
                Clock.fixed(Instant.parse(BenchmarkReport.NOW), ZoneOffset.UTC));
        server.collections()
                .get(0)
                .publishConfiguration(
                        "charts.txt",
                        BenchmarkReport.charts(Integer.parseInt(arguments[1])),
                        Releases.BY_HAND,
                        Participation.UNKNOWN);
        System.out.println(server.url());
        System.out.flush();
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        while (in.readLine() != null) {
            System.out.println(allocated() + " " + used());
            System.out.flush();
        }
        Thread.currentThread().join();
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
