package dev.limpid.dist.serve;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.charts.ChartResult;
import dev.limpid.charts.ChartSet;
import dev.limpid.charts.Period;
import dev.limpid.cli.UserCommands;
import dev.limpid.dist.data.DataCommands;
import dev.limpid.protocol.release.Releases;
import dev.limpid.protocol.sampling.Participation;
import dev.limpid.server.CollectionServer;
import dev.limpid.server.publish.PublishedFolder;
import dev.limpid.server.settings.ServerSettings;
import dev.limpid.tlog.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * Answers made to do harm, through every step: sent, published, charted, removed by the operator, verified by anybody.
 */
class PoisonedCollectionTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-18T12:00:00Z"), ZoneOffset.UTC);
    /** When no more answers can arrive. */
    private static final Clock LATER = Clock.fixed(Instant.parse("2026-12-01T12:00:00Z"), ZoneOffset.UTC);

    private static final LocalDate WEEK = LocalDate.parse("2026-11-02");

    /** The largest count that is accepted: a billion a second for a week. */
    private static final long MOST = 604_800_000_000_000L;

    private static final String STARTS_ID = "example.org/tool/tool-start";
    private static final String CRASHES_ID = "example.org/tool/crash";
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
        // A server that publishes nothing by itself: what is published when must not depend on timing.
        server = CollectionServer.start(ServerSettings.local("telemetry.example.org", folder.resolve("kept")), CLOCK);
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    @Test
    void poison_isPublishedChartedTakenOutAndVerified() throws Exception {
        for (int i = 0; i < 40; i++) {
            accepted(answer(STARTS_ID, Map.of("tool/start:warm", 1L)));
            accepted(answer(CRASHES_ID, stacks(0, 1, 1)));
        }
        byte[] huge = answer(STARTS_ID, Map.of("tool/start:cold", MOST));
        byte[] many = answer(CRASHES_ID, stacks(1_000, 64, MOST));
        accepted(huge);
        accepted(many);
        server.close();

        assertThat(publish(CLOCK)).as(out.toString()).isZero();
        assertThat(out.toString()).contains("2026-11-02: 82 answers, provisional");
        assertThat(charts().answers()).isEqualTo(82);
        assertThat(charts().notes()).isEmpty();
        assertThat(crashes()).hasSize(65).startsWith("org.example.Tool.run:+0");
        verifies(82);

        assertThat(publish(CLOCK, "--show", WEEK.toString())).isZero();
        assertThat(out.toString().lines())
                .hasSize(4)
                .contains(
                        Sha256.hex(huge) + "  N 1, " + STARTS_ID + ", 1 count, the largest " + MOST,
                        Sha256.hex(many) + "  N 1, " + CRASHES_ID + ", 64 counts, the largest " + MOST);

        assertThat(publish(CLOCK, "--without", Sha256.hex(huge), "--without", Sha256.hex(many)))
                .as(out.toString())
                .isZero();
        assertThat(out.toString())
                .contains(Sha256.hex(many) + " is taken out", "2026-11-02: 80 answers, provisional, revision 1");
        assertThat(charts().answers()).isEqualTo(80);
        assertThat(crashes()).containsExactly("org.example.Tool.run:+0");
        verifies(80);
        assertThat(out.toString()).contains("2 removed answers", Sha256.hex(many) + " of 2026-11-02, since v0.2.0");

        // A sender that gives this answer again learns that it is stored, and it stays out.
        start();
        accepted(many);
        server.close();
        assertThat(publish(LATER)).as(out.toString()).isZero();
        assertThat(out.toString()).contains("2026-11-02: 80 answers, final");
        assertThat(crashes()).containsExactly("org.example.Tool.run:+0");
        verifies(80);
    }

    @Test
    void anythingThatIsAccepted_isPublishedAndVerified() throws Exception {
        long[] counts = {1, 2, 1L << 44, (1L << 53) + 1, MOST, MOST + 1, Long.MAX_VALUE};
        Random random = new Random(7);
        int accepted = 0;
        for (int i = 0; i < 240; i++) {
            Map<String, Long> counters = new TreeMap<>();
            for (String name : List.of("tool/start:cold", "tool/start:warm")) {
                if (random.nextBoolean()) {
                    counters.put(name, counts[random.nextInt(counts.length)]);
                }
            }
            byte[] answer = random.nextInt(3) == 0
                    ? answer(
                            CRASHES_ID,
                            stacks(random.nextInt(500), 1 + random.nextInt(66), counts[random.nextInt(counts.length)]))
                    : answer(STARTS_ID, counters);
            String text = new String(answer, UTF_8);
            if (random.nextInt(4) == 0) {
                // As a sender without our library may write it: other numbers, one different byte.
                text = text.replaceFirst(
                        ":[0-9]+}",
                        ":" + List.of("-0", "1e-999", "1e5", "1.0", "0").get(i % 5) + "}");
            } else if (random.nextInt(8) == 0) {
                int at = random.nextInt(text.length());
                text = text.substring(0, at) + (char) (32 + random.nextInt(90)) + text.substring(at + 1);
            }
            int status = send(text.getBytes(UTF_8));
            assertThat(status).as(text).isIn(200, 400, 403, 404, 409, 422);
            if (status == 200) {
                accepted++;
            }
        }
        assertThat(accepted).isGreaterThan(40);
        long stored = server.collections().get(0).answers().count(WEEK);
        assertThat(stored).isEqualTo(accepted);
        server.close();

        assertThat(publish(LATER)).as(out.toString()).isZero();
        assertThat(charts().answers()).isEqualTo(stored);
        assertThat(charts().notes()).isEmpty();
        assertThat(charts().programs().get(0).charts()).hasSize(2);
        verifies(stored);
    }

    private void accepted(byte[] answer) throws Exception {
        int status = send(answer);
        assertThat(status).as(said).isEqualTo(200);
    }

    private int send(byte[] answer) throws Exception {
        HttpResponse<String> response = AnswerSubmitter.send(server.url(), answer);
        said = response.body();
        return response.statusCode();
    }

    private int publish(Clock clock, String... options) {
        String[] arguments = new String[options.length + 1];
        System.arraycopy(options, 0, arguments, 0, options.length);
        arguments[options.length] = file.toString();
        return run(new CommandLine(new PublishCommand(clock)), arguments);
    }

    /** Anyone can read everything from the server and repeat its computation. */
    private void verifies(long answers) throws Exception {
        start();
        CommandLine verify = Objects.requireNonNull(
                        DataCommands.factories(new ByteArrayOutputStream()).get("verify-data"))
                .get();
        int code = run(verify, server.url().toString());
        server.close();
        assertThat(code).as(out.toString()).isZero();
        assertThat(out.toString()).contains("Downloaded 1 week with " + answers + " answers.");
    }

    private int run(CommandLine command, String... arguments) {
        out.getBuffer().setLength(0);
        return UserCommands.configure(command)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(out, true))
                .execute(arguments);
    }

    private ChartSet charts() throws Exception {
        return new PublishedFolder(folder.resolve("kept/published"), "telemetry.example.org")
                .charts(Period.week(WEEK))
                .orElseThrow();
    }

    /** The innermost frame of each stack that is charted. */
    private List<String> crashes() throws Exception {
        return charts().programs().get(0).charts().stream()
                .filter(ChartResult.Stacks.class::isInstance)
                .flatMap(chart -> ((ChartResult.Stacks) chart).stacks().stream())
                .map(stack -> stack.frames().get(0))
                .toList();
    }

    private static byte[] answer(String chart, Map<String, Long> counts) {
        StringBuilder json = new StringBuilder();
        counts.forEach((name, count) -> json.append(json.isEmpty() ? "" : ",")
                .append('"')
                .append(name)
                .append("\":")
                .append(count));
        return ("{\"Week\":\"" + WEEK + "\",\"Config\":\"v1.0.0\",\"Chart\":\"" + chart
                        + "\",\"Builds\":[{\"Version\":\"1.0.0\",\"Counts\":{" + json + "}}]}")
                .getBytes(UTF_8);
    }

    private static SortedMap<String, Long> stacks(int from, int number, long events) {
        SortedMap<String, Long> stacks = new TreeMap<>();
        for (int i = from; i < from + number; i++) {
            stacks.put("crash\\norg.example.Tool.run:+" + i, events);
        }
        return stacks;
    }
}
