package dev.limpid.dist.serve;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.charts.ChartSet;
import dev.limpid.charts.DrawnChart;
import dev.limpid.charts.Period;
import dev.limpid.cli.UserCommands;
import dev.limpid.dist.data.DataCommands;
import dev.limpid.protocol.config.Participation;
import dev.limpid.protocol.config.Releases;
import dev.limpid.protocol.report.Build;
import dev.limpid.protocol.report.ProgramReport;
import dev.limpid.protocol.report.Report;
import dev.limpid.protocol.report.ReportCodec;
import dev.limpid.server.CollectionServer;
import dev.limpid.server.ServerConfig;
import dev.limpid.server.publish.PublishedFolder;
import dev.limpid.tlog.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Reports made to do harm, on the whole way: uploaded, published, charted, taken out by the operator, checked by anybody. */
class PoisonedCollectionTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-18T12:00:00Z"), ZoneOffset.UTC);
    private static final LocalDate DAY = LocalDate.parse("2026-11-16");
    private static final Build BUILD = new Build("example.org/tool", "1.0.0", "java17", "linux", "amd64");
    /** The largest count that is taken: a billion a second for a week. */
    private static final long MOST = 604_800_000_000_000L;

    private static final String STARTS = """
            title: Starts
            description: How it is started.
            issue: https://example.org/issues/1
            type: partition
            program: example.org/tool
            module: versions: 1.0.0
            counter: tool/start:{cold,warm}
            """;
    private static final String CRASHES = """
            ---
            title: Crashes
            description: Where it crashes.
            issue: https://example.org/issues/2
            type: stack
            program: example.org/tool
            module: versions: 1.0.0
            counter: crash
            depth: 4
            frames: org.example.
            names: unlisted
            """;

    @TempDir
    Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private final StringWriter out = new StringWriter();
    private Path file = Path.of("");
    private String said = "";
    private CollectionServer server;

    @BeforeEach
    void serve() throws Exception {
        file = Files.writeString(
                folder.resolve("limpid.conf"),
                "listen = 127.0.0.1:0\n[collection telemetry.example.org]\nfolder = kept\n");
        start();
        server.collections()
                .get(0)
                .publishConfiguration("charts.txt", STARTS + CRASHES, Releases.BY_HAND, Participation.UNKNOWN);
    }

    private void start() throws Exception {
        // One that publishes nothing by itself: what is published when shall not depend on who is quicker.
        server = CollectionServer.start(ServerConfig.local("telemetry.example.org", folder.resolve("kept")), CLOCK);
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    @Test
    void poison_isPublishedChartedTakenOutAndVerified() throws Exception {
        for (int i = 0; i < 40; i++) {
            accepted(report((i + 0.5) / 40, Map.of("tool/start:warm", 1L), stacks(0, 1)));
        }
        byte[] many = report(0.0, Map.of("tool/start:cold", MOST), stacks(1_000, 8_192));
        byte[] tiny = report(1e-200, Map.of("tool/start:cold", 1L), stacks(20_000, 1));
        accepted(many);
        accepted(tiny);
        server.close();

        assertThat(publish()).as(out.toString()).isZero();
        assertThat(out.toString()).contains("2026-11-16: 42 reports");
        assertThat(charts().reports()).isEqualTo(42);
        assertThat(charts().notes()).isEmpty();
        assertThat(crashes()).contains("org.example.Tool.run:+0");
        verifies(42);

        assertThat(publish("--show", DAY.toString())).isZero();
        assertThat(out.toString())
                .contains(
                        Sha256.hex(many) + "  X 0.0, ",
                        ", 1 counter, 8,192 stacks",
                        Sha256.hex(tiny) + "  X 1.0E-200, ");

        assertThat(publish("--without", Sha256.hex(many), "--without", Sha256.hex(tiny)))
                .as(out.toString())
                .isZero();
        assertThat(out.toString()).contains(Sha256.hex(many) + " is taken out", "2026-11-16: 40 reports, revision 1");
        assertThat(charts().reports()).isEqualTo(40);
        assertThat(crashes()).containsExactly("org.example.Tool.run:+0");
        verifies(40);
        assertThat(out.toString()).contains("2 removed reports", Sha256.hex(tiny) + " of 2026-11-16, since v0.2.0");

        // Who sends it again is told that it is there, and it stays out.
        start();
        accepted(many);
        server.collections().get(0).publishThrough(DAY);
        assertThat(charts().reports()).isEqualTo(40);
    }

    @Test
    void anythingThatIsAccepted_isPublishedAndVerified() throws Exception {
        double[] xs = {0.0, Double.MIN_VALUE, Double.MIN_NORMAL, 1e-200, 1e-17, 0.3, Math.nextDown(1.0)};
        long[] counts = {1, 2, 1L << 44, (1L << 53) + 1, MOST, MOST + 1, Long.MAX_VALUE};
        Random random = new Random(7);
        int accepted = 0;
        for (int i = 0; i < 120; i++) {
            Map<String, Long> counters = new TreeMap<>();
            for (String name : List.of("tool/start:cold", "tool/start:warm")) {
                if (random.nextBoolean()) {
                    counters.put(name, counts[random.nextInt(counts.length)]);
                }
            }
            byte[] report = report(
                    xs[random.nextInt(xs.length)],
                    counters,
                    random.nextInt(3) == 0 ? stacks(random.nextInt(500), 1 + random.nextInt(300)) : new TreeMap<>());
            String text = new String(report, UTF_8);
            if (random.nextInt(4) == 0) {
                // As a sender may write it who has no such library: other numbers, a byte that is another.
                text = text.replaceFirst(
                        "\"X\":[^,]+",
                        "\"X\":" + List.of("-0", "1e-999", "0e5", "1", "1e400").get(i % 5));
            } else if (random.nextInt(8) == 0) {
                int at = random.nextInt(text.length());
                text = text.substring(0, at) + (char) (32 + random.nextInt(90)) + text.substring(at + 1);
            }
            int status = upload(text.getBytes(UTF_8));
            assertThat(status).as(text).isIn(200, 400, 403, 404, 422);
            if (status == 200) {
                accepted++;
            }
        }
        assertThat(accepted).isGreaterThan(20);
        long stored = server.collections().get(0).reports().count(DAY);
        server.close();

        assertThat(publish()).as(out.toString()).isZero();
        assertThat(charts().reports()).isEqualTo(stored);
        assertThat(charts().notes()).isEmpty();
        assertThat(charts().programs().get(0).charts()).hasSizeGreaterThanOrEqualTo(2);
        verifies(stored);
    }

    private void accepted(byte[] report) throws Exception {
        int status = upload(report);
        assertThat(status).as(said).isEqualTo(200);
    }

    private int upload(byte[] report) throws Exception {
        URI to = server.url().resolve("upload/" + DAY);
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(to)
                        .POST(BodyPublishers.ofByteArray(report))
                        .build(),
                BodyHandlers.ofString());
        said = answer.body();
        return answer.statusCode();
    }

    private int publish(String... options) {
        String[] arguments = new String[options.length + 1];
        System.arraycopy(options, 0, arguments, 0, options.length);
        arguments[options.length] = file.toString();
        return run(new CommandLine(new PublishCommand(CLOCK)), arguments);
    }

    /** Whoever wants to reads all of it from the server and does its work again. */
    private void verifies(long reports) throws Exception {
        start();
        CommandLine verify = Objects.requireNonNull(
                        DataCommands.factories(new ByteArrayOutputStream()).get("verify-data"))
                .get();
        int code = run(verify, server.url().toString());
        server.close();
        assertThat(code).as(out.toString()).isZero();
        assertThat(out.toString()).contains("Downloaded 1 day with " + reports + " reports.");
    }

    private int run(CommandLine command, String... arguments) {
        out.getBuffer().setLength(0);
        return UserCommands.dressed(command)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(out, true))
                .execute(arguments);
    }

    private ChartSet charts() throws Exception {
        return new PublishedFolder(folder.resolve("kept/published"), "telemetry.example.org")
                .charts(Period.day(DAY))
                .orElseThrow();
    }

    /** The innermost frame of each stack that is charted. */
    private List<String> crashes() throws Exception {
        return charts().programs().get(0).charts().stream()
                .filter(DrawnChart.Stacks.class::isInstance)
                .flatMap(chart -> ((DrawnChart.Stacks) chart).stacks().stream())
                .map(stack -> stack.frames().get(0))
                .toList();
    }

    private static byte[] report(double x, Map<String, Long> counters, SortedMap<String, Long> stacks) {
        return ReportCodec.toJson(new Report(
                DAY,
                Optional.empty(),
                x,
                "v1.0.0",
                List.of(new ProgramReport(BUILD, new TreeMap<>(counters), stacks))));
    }

    private static SortedMap<String, Long> stacks(int from, int number) {
        SortedMap<String, Long> stacks = new TreeMap<>();
        for (int i = from; i < from + number; i++) {
            stacks.put("crash\norg.example.Tool.run:+" + i, 1L);
        }
        return stacks;
    }
}
