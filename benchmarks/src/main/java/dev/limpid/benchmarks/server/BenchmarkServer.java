package dev.limpid.benchmarks.server;

import dev.limpid.protocol.config.Participation;
import dev.limpid.protocol.config.Releases;
import dev.limpid.server.CollectionConfig;
import dev.limpid.server.CollectionServer;
import dev.limpid.server.ServerConfig;
import dev.limpid.server.upload.UploadLimits;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/** The server that is measured, without limits on how much one network sends. Prints its address. */
final class BenchmarkServer {

    private BenchmarkServer() {}

    public static void main(String[] arguments) throws Exception {
        CollectionConfig collection = CollectionConfig.of("telemetry.example.org", Path.of(arguments[0]))
                .withLimits(new UploadLimits(0, 0, Duration.ofDays(21), Duration.ofDays(365)));
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
        Thread.currentThread().join();
    }
}
