package dev.limpid.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.charts.ChartSet;
import dev.limpid.charts.ChartSetCodec;
import dev.limpid.charts.DrawnChart;
import dev.limpid.counter.home.Environment;
import dev.limpid.counter.home.TelemetryHome;
import dev.limpid.countfile.mode.EffectiveMode;
import dev.limpid.e2e.world.Folders;
import dev.limpid.e2e.world.World;
import dev.limpid.protocol.config.UploadConfig;
import dev.limpid.protocol.config.UploadConfigCodec;
import dev.limpid.protocol.report.Report;
import dev.limpid.protocol.report.ReportCodec;
import dev.limpid.server.CollectionServer;
import dev.limpid.server.ServerConfig;
import dev.limpid.testkit.HandClock;
import dev.limpid.testkit.TemporaryFolder;
import dev.limpid.testtools.Needs;
import dev.limpid.testtools.Tool;
import dev.limpid.uploader.run.ConfigSource;
import dev.limpid.uploader.run.ReportFiles;
import dev.limpid.uploader.run.Reporting;
import dev.limpid.uploader.run.Step;
import dev.limpid.uploader.send.HttpReportSender;
import java.io.InputStream;
import java.net.Proxy;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * A telemetry home that golang.org/x/telemetry wrote goes the whole way: through our reporter, to our server, into our
 * charts, with the configuration of the Go project.
 */
class ReferenceHomeTest {

    private static final LocalDate WEEK = LocalDate.of(2026, 8, 20);
    private static final Instant DAY_AFTER = Instant.parse("2026-08-21T09:00:00Z");

    @Test
    @Needs(Tool.VECTORS)
    void homeOfGoPrograms_isReportedAcceptedPublishedAndCharted() throws Exception {
        Path vectors = Tool.vectors().orElseThrow();
        String charts = Files.readString(vectors.resolve("config/go-charts.txt"));
        UploadConfig config =
                UploadConfigCodec.read(Files.readAllBytes(vectors.resolve("config/go-upload-config.json")), "v0.99.1");
        HandClock clock = HandClock.at(DAY_AFTER);
        try (TemporaryFolder folder = TemporaryFolder.make();
                CollectionServer server = CollectionServer.start(
                        ServerConfig.local(World.COLLECTION, folder.path().resolve("server")), clock)) {
            server.collection(World.COLLECTION).adoptConfiguration(config, charts);
            TelemetryHome home = copyOfHome(
                    vectors.resolve("report/telemetry-dir"), folder.path().resolve("home"));
            List<Step> steps = new Reporting(
                            home,
                            () -> EffectiveMode.of(
                                            home,
                                            Environment.of(
                                                    Map.of(),
                                                    Map.of(),
                                                    folder.path()
                                                            .resolve("no-system-wide-mode")
                                                            .toFile()),
                                            false)
                                    .mode(),
                            clock,
                            new SecureRandom(),
                            ConfigSource.of(config),
                            new HttpReportSender(
                                    server.url().resolve("upload"), Proxy.NO_PROXY, Duration.ofSeconds(30)))
                    .run();
            assertThat(steps).extracting(Step::kind).contains(Step.Kind.LOCAL_REPORT, Step.Kind.SENT);
            ReportFiles files = new ReportFiles(home);
            assertSameCounts(files.localReport(WEEK), vectors.resolve("report/expected-local.2026-08-20.json"));
            assertSameCounts(files.sent(WEEK), vectors.resolve("report/expected-upload.2026-08-20.json"));
            server.collection(World.COLLECTION).publishNow();
            ChartSet drawn = ChartSetCodec.read(get(server.url().resolve("charts/" + WEEK + ".json")));
            assertThat(drawn.reports()).isEqualTo(1);
            DrawnChart.Partition editors = (DrawnChart.Partition) chart(drawn, "gopls/client");
            assertThat(editors.buckets().stream().filter(bucket -> bucket.reports() == 1))
                    .extracting(DrawnChart.Bucket::name)
                    .containsExactlyInAnyOrder("neovim", "vscode");
            DrawnChart.Stacks bugs = (DrawnChart.Stacks) chart(drawn, "gopls/bug");
            // Nobody has a list of the methods of Go's programs, and their charts do not say "names: unlisted".
            assertThat(bugs.stacks()).isEmpty();
        }
    }

    private static DrawnChart chart(ChartSet drawn, String counter) {
        return drawn.programs().stream()
                .filter(program -> program.program().equals("golang.org/x/tools/gopls"))
                .flatMap(program -> program.charts().stream())
                .filter(chart -> chart.title().counter().equals(counter))
                .findFirst()
                .orElseThrow();
    }

    /** X is drawn, and LastWeek depends on what else the home had: both aside. */
    private static void assertSameCounts(Path found, Path expected) throws Exception {
        Report ours = ReportCodec.read(Files.readAllBytes(found));
        Report theirs = ReportCodec.read(Files.readAllBytes(expected));
        assertThat(ours.week()).isEqualTo(theirs.week());
        assertThat(ours.config()).isEqualTo(theirs.config());
        assertThat(ours.programs()).isNotEmpty().isEqualTo(theirs.programs());
    }

    private static TelemetryHome copyOfHome(Path from, Path to) throws Exception {
        Folders.copy(from, to);
        return TelemetryHome.at(World.COLLECTION, to);
    }

    private static byte[] get(URI address) throws Exception {
        try (InputStream in = address.toURL().openStream()) {
            return in.readAllBytes();
        }
    }
}
