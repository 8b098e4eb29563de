package dev.limpid.dist.data;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.ZstdInputStream;
import dev.limpid.charts.ChartSet;
import dev.limpid.charts.ChartSetCodec;
import dev.limpid.charts.DrawnChart.Stacks;
import dev.limpid.protocol.config.Participation;
import dev.limpid.protocol.config.Releases;
import dev.limpid.protocol.report.Build;
import dev.limpid.protocol.report.ProgramReport;
import dev.limpid.protocol.report.Report;
import dev.limpid.protocol.report.ReportCodec;
import dev.limpid.protocol.report.ReportLimits;
import dev.limpid.server.CollectionServer;
import dev.limpid.server.HostedCollection;
import dev.limpid.server.ServerConfig;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The largest reports that are taken go the whole way: sent, stored, published, charted, downloaded and verified. */
class LargestReportTest {

    private static final String COLLECTION = "telemetry.example.org";
    private static final LocalDate DAY = LocalDate.parse("2026-11-16");
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-18T12:00:00Z"), ZoneOffset.UTC);
    private static final Build BUILD = new Build("example.org/tool", "1.2.0", "java21", "linux", "amd64");
    private static final ReportLimits LIMITS = ReportLimits.UPLOAD;
    private static final String CHARTS = """
            title: Crashes
            description: Where it crashes.
            issue: https://example.org/issues/2
            type: stack
            program: example.org/tool
            module: versions: 1.2.0
            counter: crash
            depth: 4
            names: unlisted
            """;

    @TempDir
    private Path temp = Path.of("");

    private CollectionServer server;
    private HostedCollection collection;
    private String config = "";

    @BeforeEach
    void start() throws Exception {
        server = CollectionServer.start(ServerConfig.local(COLLECTION, temp), CLOCK);
        collection = server.collection(COLLECTION);
        config = collection
                .publishConfiguration("charts.txt", CHARTS, Releases.BY_HAND, Participation.UNKNOWN)
                .version();
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void largestReports_arePublishedChartedAndVerified() throws Exception {
        byte[] longest = longest(LIMITS.bytes());
        byte[] fullest = fullest(LIMITS.counts());

        assertThat(send(longest).statusCode()).isEqualTo(200);
        assertThat(send(fullest).statusCode()).isEqualTo(200);
        collection.publishNow();

        Download download = new Download(server.url());
        assertThat(lines(download.bytes("data/" + DAY + ".ndjson.zst")))
                .containsExactlyInAnyOrder(new String(longest, UTF_8), new String(fullest, UTF_8));
        ChartSet charts = ChartSetCodec.read(download.bytes("charts/" + DAY + ".json"));
        assertThat(charts.reports()).isEqualTo(2);
        assertThat(charts.programs().get(0).charts())
                .filteredOn(Stacks.class::isInstance)
                .singleElement()
                .satisfies(chart -> assertThat(chart.answered()).isEqualTo(2));
        assertThat(verify()).endsWith("All of it is as it should be." + System.lineSeparator());
    }

    @Test
    void largerReports_areRefusedWithTheLimit() throws Exception {
        HttpResponse<String> longer = send(longest(LIMITS.bytes() + 1));
        HttpResponse<String> fuller = send(fullest(LIMITS.counts() + 1));

        assertThat(longer.statusCode()).isEqualTo(413);
        assertThat(longer.body()).contains("1048576");
        assertThat(fuller.statusCode()).isEqualTo(400);
        assertThat(fuller.body()).contains("20000");
        assertThat(collection.reports().weeks()).isEmpty();
    }

    /** A report of exactly so many bytes, in names as long as names may be. */
    private byte[] longest(int bytes) {
        Map<String, Long> stacks = new TreeMap<>();
        int one = LIMITS.nameBytes() - 100;
        while (report(0.25, stacks).length < bytes - 2 * one) {
            stacks.put(name(stacks.size(), one), 1L);
        }
        stacks.put(name(stacks.size(), one), 1L);
        int last = stacks.size();
        stacks.put(name(last, 100), 1L);
        int missing = bytes - report(0.25, stacks).length;
        stacks.remove(name(last, 100));
        stacks.put(name(last, 100 + missing), 1L);
        byte[] json = report(0.25, stacks);
        assertThat(json).hasSize(bytes);
        return json;
    }

    /** A stack's name of so many bytes. */
    private static String name(int number, int bytes) {
        String name = "crash\nexample.org.Tool" + (1000 + number) + ".run:+1";
        return name.replace(".run", "." + "r".repeat(Math.max(1, bytes - name.length() + 3)));
    }

    /** A report of so many counts. */
    private byte[] fullest(int counts) {
        Map<String, Long> stacks = new TreeMap<>();
        for (int i = 0; i < counts; i++) {
            stacks.put("crash\nexample.org.Tool.run:+" + i, 1L + i);
        }
        return report(0.5, stacks);
    }

    private byte[] report(double x, Map<String, Long> stacks) {
        ProgramReport program = new ProgramReport(BUILD, Map.of(), stacks);
        return ReportCodec.toJson(new Report(DAY, Optional.empty(), x, config, List.of(program)));
    }

    /** As programs send it: packed. */
    private HttpResponse<String> send(byte[] report) throws IOException, InterruptedException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(report);
        }
        HttpRequest request = HttpRequest.newBuilder(server.url().resolve("upload/" + DAY))
                .header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofByteArray(packed.toByteArray()))
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }

    private static List<String> lines(byte[] packed) throws IOException {
        try (InputStream plain = new ZstdInputStream(new ByteArrayInputStream(packed))) {
            return new String(plain.readAllBytes(), UTF_8).lines().toList();
        }
    }

    private String verify() throws IOException {
        var facts = collection.logFacts();
        StringWriter out = new StringWriter();
        CommandLine root =
                new CommandLine(CommandLine.Model.CommandSpec.create().name("limpid"));
        DataCommands.factories(new ByteArrayOutputStream())
                .forEach((name, factory) -> root.addSubcommand(name, factory.get()));
        root.setOut(new PrintWriter(out));
        root.execute(
                "verify-data",
                server.url().toString(),
                "--key",
                facts.verifierKeys().get(0).toString(),
                "--key",
                facts.dataKeys().get(0).toString());
        return out.toString();
    }
}
