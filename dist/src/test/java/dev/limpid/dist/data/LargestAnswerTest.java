package dev.limpid.dist.data;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.ZstdInputStream;
import dev.limpid.charts.ChartSet;
import dev.limpid.charts.ChartSetCodec;
import dev.limpid.protocol.answer.Answer;
import dev.limpid.protocol.answer.AnswerCodec;
import dev.limpid.protocol.answer.AnswerLimits;
import dev.limpid.protocol.answer.AnswerPart;
import dev.limpid.protocol.answer.Attribute;
import dev.limpid.protocol.release.Releases;
import dev.limpid.protocol.sampling.Participation;
import dev.limpid.server.CollectionServer;
import dev.limpid.server.HostedCollection;
import dev.limpid.server.settings.ServerSettings;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The largest accepted answers pass every step: they are sent, stored, published, charted, downloaded and verified. */
class LargestAnswerTest {

    private static final String COLLECTION = "telemetry.example.org";
    private static final LocalDate WEEK = LocalDate.parse("2026-11-02");
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-18T12:00:00Z"), ZoneOffset.UTC);
    private static final int VERSIONS = AnswerLimits.PARTS;
    private static final int BUCKETS = AnswerLimits.COUNTS / VERSIONS + 1;
    /** Names of the maximum length. */
    private static final int NAME = 4_096;

    private static final String CHARTS = """
            title: Crashes
            description: Where it crashes.
            issue: https://example.org/issues/2
            type: stack
            program: example.org/tool
            module: versions: %s
            counter: crash
            depth: 4
            names: unlisted
            ---
            title: Commands
            description: Which commands are used.
            issue: https://example.org/issues/1
            type: partition
            program: example.org/tool
            module: versions: %s
            counter: commands:{%s}
            """.formatted(versions(), versions(), String.join(",", buckets()));

    private static String versions() {
        return String.join(
                ", ",
                IntStream.range(0, VERSIONS).mapToObj(i -> "1." + i + ".0").toList());
    }

    private static List<String> buckets() {
        return IntStream.range(0, BUCKETS).mapToObj(i -> "c" + i).toList();
    }

    @TempDir
    private Path temp = Path.of("");

    private CollectionServer server;
    private HostedCollection collection;
    private String config = "";

    @BeforeEach
    void start() throws Exception {
        server = CollectionServer.start(ServerSettings.local(COLLECTION, temp), CLOCK);
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
    void largestAnswers_arePublishedChartedAndVerified() throws Exception {
        byte[] longest = stacks(AnswerLimits.STACKS);
        byte[] fullest = commands(AnswerLimits.COUNTS);

        for (byte[] answer : List.of(longest, fullest)) {
            HttpResponse<String> response = send(answer);
            assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        }
        collection.publishNow();

        Download download = new Download(server.url());
        assertThat(lines(download.bytes("data/" + WEEK + ".ndjson.zst")))
                .containsExactlyInAnyOrder(published(longest), published(fullest));
        ChartSet charts = ChartSetCodec.read(download.bytes("charts/" + WEEK + ".json"));
        assertThat(charts.answers()).isEqualTo(2);
        assertThat(charts.programs().get(0).charts())
                .hasSize(2)
                .allSatisfy(chart -> assertThat(chart.answers()).isEqualTo(1));
        assertThat(verify()).endsWith("Everything is as it should be." + System.lineSeparator());
    }

    @Test
    void largerAnswers_areRefusedWithTheLimit() throws Exception {
        HttpResponse<String> longer = send(" ".repeat(AnswerLimits.BYTES + 1).getBytes(UTF_8));
        HttpResponse<String> more = send(stacks(AnswerLimits.STACKS + 1));
        HttpResponse<String> fuller = send(commands(AnswerLimits.COUNTS + 1));

        assertThat(longer.statusCode()).as(longer.body()).isEqualTo(413);
        assertThat(longer.body()).contains(Integer.toString(AnswerLimits.BYTES));
        assertThat(more.statusCode()).as(more.body()).isBetween(400, 422);
        assertThat(more.body()).contains("64");
        assertThat(fuller.statusCode()).as(fuller.body()).isEqualTo(400);
        assertThat(fuller.body()).contains("20000");
        assertThat(collection.answers().weeks()).isEmpty();
    }

    private static String published(byte[] answer) {
        return new String(answer, 0, answer.length - 1, UTF_8) + ",\"N\":1}";
    }

    /** An answer with this many stacks, each with a name of the maximum length. */
    private byte[] stacks(int stacks) {
        Map<String, Long> counts = new TreeMap<>();
        for (int i = 0; i < stacks; i++) {
            String name = "crash\nexample.org.Tool" + (1000 + i) + ".run:+1";
            counts.put(name.replace(".run", ".run" + "n".repeat(NAME - name.length())), 1L);
        }
        return AnswerCodec.toJson(new Answer(
                WEEK,
                config,
                "example.org/tool/crash",
                List.of(new AnswerPart(Map.of(Attribute.VERSION, "1.0.0"), counts))));
    }

    /** An answer with this many counts, and as many versions as there may be. */
    private byte[] commands(int counts) {
        List<AnswerPart> parts = new ArrayList<>();
        for (int version = 0; version < VERSIONS; version++) {
            Map<String, Long> of = new TreeMap<>();
            for (int bucket = 0; bucket < BUCKETS && version * BUCKETS + bucket < counts; bucket++) {
                of.put("commands:c" + bucket, AnswerLimits.MOST_COUNT);
            }
            parts.add(new AnswerPart(Map.of(Attribute.VERSION, "1." + version + ".0"), of));
        }
        return AnswerCodec.toJson(new Answer(WEEK, config, "example.org/tool/commands", parts));
    }

    /** As programs send it: compressed. */
    private HttpResponse<String> send(byte[] answer) throws IOException, InterruptedException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(answer);
        }
        HttpRequest request = HttpRequest.newBuilder(server.url().resolve("answers"))
                .header("Limpid-Token", UUID.randomUUID().toString().replace("-", ""))
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
