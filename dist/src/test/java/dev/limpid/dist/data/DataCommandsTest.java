package dev.limpid.dist.data;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.limpid.charts.Period;
import dev.limpid.cli.UserCommands;
import dev.limpid.protocol.config.Participation;
import dev.limpid.protocol.config.Releases;
import dev.limpid.server.CollectionServer;
import dev.limpid.server.HostedCollection;
import dev.limpid.server.publish.PublishedFolder;
import dev.limpid.server.settings.ServerConfig;
import dev.limpid.server.storage.ResendKey;
import dev.limpid.tlog.Sha256;
import dev.limpid.tlog.note.KeyType;
import dev.limpid.tlog.note.SignerKey;
import dev.limpid.tlog.note.VerifierKey;
import dev.limpid.tlog.tile.EntryTile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class DataCommandsTest {

    private static final String COLLECTION = "telemetry.example.org";
    /** Weeks of which the first can get no answers any more, and the others can. */
    private static final List<LocalDate> WEEKS = Stream.of("2026-10-19", "2026-10-26", "2026-11-02")
            .map(LocalDate::parse)
            .toList();

    private static final LocalDate WEEK = WEEKS.get(2);
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-18T12:00:00Z"), ZoneOffset.UTC);
    private static final String CHARTS = """
            title: Starts
            description: How often it is started.
            issue: https://example.org/issues/1
            type: partition
            program: example.org/tool
            module: versions: 1.2.0
            counter: tool/start:{cold,warm}
            ---
            title: Crashes
            description: Where it crashes.
            issue: https://example.org/issues/2
            type: stack
            program: example.org/tool
            module: versions: 1.2.0
            counter: crash
            depth: 4
            """;

    @TempDir
    private Path temp = Path.of("");

    private CollectionServer server;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private record Result(int code, String out, String err) {}

    @BeforeEach
    void publish() throws Exception {
        Files.createDirectories(temp.resolve("collection"));
        Files.writeString(
                temp.resolve("collection/margins.txt"), "example.org/tool os linux=0.5 darwin=0.5 # registry\n");
        server = CollectionServer.start(ServerConfig.local(COLLECTION, temp.resolve("collection")), CLOCK);
        HostedCollection collection = server.collection(COLLECTION);
        collection.publishConfiguration("charts.txt", CHARTS, Releases.BY_HAND, Participation.UNKNOWN);
        Random random = new Random(4);
        for (int i = 0; i < 60; i++) {
            answered(WEEKS.get(i % 3), random);
        }
        collection.publishNow();
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void verifyData_findsAllOfItAsItShouldBe() throws IOException {
        Result result = verify();

        assertThat(result.out())
                .contains("The log contains 1 configuration and 1 publication.")
                .contains("Downloaded 3 weeks with 120 answers.")
                .endsWith("Everything is as it should be." + System.lineSeparator());
        assertThat(result.code()).isZero();
        assertThat(verify("--json").out()).isEqualToNormalizingNewlines("""
                {
                  "configurations" : 1,
                  "publications" : 1,
                  "weeks" : 3,
                  "answers" : 120,
                  "periods" : %d,
                  "problems" : [ ]
                }
                """.formatted(
                        folder().publication().charts().size()));
    }

    @Test
    void verifyData_replacesWhatWasKeptBefore() throws IOException {
        Path folder = Files.createDirectories(temp.resolve("kept"));
        Path kept = Files.write(folder.resolve(WEEK + ".ndjson.zst"), new byte[1 << 16]);

        assertThat(verify("--keep", folder.toString()).code()).isZero();

        assertThat(kept).hasSameBinaryContentAs(folder().answers(WEEK).orElseThrow());
    }

    @Test
    void verifyData_namesChartsThatWereChanged() throws IOException {
        Path file = published("charts").stream()
                .filter(one -> one.getFileName().toString().startsWith("2026-11-02."))
                .findFirst()
                .orElseThrow();
        Files.writeString(file, Files.readString(file).replaceFirst("\"Answers\":\\d+", "\"Answers\":1"));

        Result result = verify();

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out())
                .contains("WRONG: the digest of the charts of 2026-11-02 is")
                .contains("WRONG: the charts of 2026-11-02 come out otherwise when computed again");
    }

    @Test
    void verifyData_namesAnswersThatWereLeftOutEvenIfTheIndexWasChangedToo() throws IOException {
        Path index = temp.resolve("collection/published/index.json");
        String text = Files.readString(index);
        Files.writeString(index, text.replaceFirst("\"Answers\":\\d+", "\"Answers\":1"));

        Result result = verify();

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out()).contains("WRONG: the index lists different answers from the log");
    }

    @Test
    void verifyData_namesTheWeekOfWhichAByteWasChanged() throws IOException {
        Path file = published("data").get(1);
        byte[] answers = Files.readAllBytes(file);
        answers[answers.length / 2] ^= 4;
        Files.write(file, answers);

        Result result = verify();

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out())
                .contains("WRONG: the digest of the answers of 2026-10-26 is")
                .contains("WRONG: no chart is computed again")
                .doesNotContain("2026-10-19 is", "2026-11-02 is");
    }

    @Test
    void verifyData_namesTheTreeWhoseEntriesWereSwapped() throws Exception {
        publishOneMore();
        Path entries = only("entries/000");
        List<byte[]> logged = new ArrayList<>(EntryTile.decode(Files.readAllBytes(entries)));
        assertThat(logged).hasSize(2);
        Collections.swap(logged, 0, 1);
        Files.write(entries, EntryTile.encode(logged));

        Result result = verify();

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out()).contains("WRONG: the data tree of 2 entries hashes to ");
    }

    @Test
    void verifyData_namesTheManifestThatIsNotTheLoggedOne() throws IOException {
        publishOneMore();
        Path first = only("v0.1.0.zip");
        Files.copy(only("v0.2.0.zip"), first, StandardCopyOption.REPLACE_EXISTING);

        Result result = verify();

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out()).contains("WRONG: ").contains("v0.1.0");
    }

    /** What is published while somebody looks is no fault of the collection's. */
    @Test
    void verifyData_whileSomethingIsPublished_looksAgain() throws Exception {
        // After the index was read, between head and entries of the log, after the log, after the answers.
        Deque<String> moments =
                new ArrayDeque<>(List.of("/config/checkpoint", "/data/tile/", "2026-10-26.ndjson.zst", "/charts/"));
        HttpServer between = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        between.createContext("/", exchange -> {
            String path = exchange.getRequestURI().getPath();
            if (!moments.isEmpty() && path.contains(moments.getFirst())) {
                moments.removeFirst();
                publishOneMore();
            }
            byte[] body = new Download(server.url()).bytes(path.substring(1));
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        between.start();
        try {
            Result result = verify("http://127.0.0.1:" + between.getAddress().getPort() + "/", List.of());
            assertThat(moments).isEmpty();
            assertThat(result.out())
                    .contains("Something was published meanwhile, so everything is checked again.")
                    .endsWith("Everything is as it should be." + System.lineSeparator());
            assertThat(result.code()).isZero();
        } finally {
            between.stop(0);
        }
    }

    /** Takes out a distinct answer about the week in the middle: the one publication that need not wait. */
    private void publishOneMore() throws IOException {
        List<String> digests = new ArrayList<>();
        HostedCollection collection = server.collection(COLLECTION);
        collection.published().readAnswers(WEEKS.get(1), line -> digests.add(Sha256.hex(withoutNumber(line))));
        collection.publishWithout(List.of(digests.get(0)));
    }

    private static byte[] withoutNumber(byte[] line) {
        return new String(line, UTF_8).replaceFirst(",\"N\":\\d+}$", "}").getBytes(UTF_8);
    }

    /** The one file of the log's tree of published data whose path ends so. */
    private Path only(String end) throws IOException {
        try (Stream<Path> files = Files.walk(temp.resolve("collection/log"))) {
            List<Path> found = files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().contains("data") && file.endsWith(end))
                    .toList();
            assertThat(found).hasSize(1);
            return found.get(0);
        }
    }

    @Test
    void verifyData_refusesALogThatSomebodyElseSigned() throws IOException {
        SignerKey other = SignerKey.generate(COLLECTION + "/config", KeyType.ED25519, new SecureRandom());
        VerifierKey data = server.collection(COLLECTION).logFacts().dataKeys().get(0);

        Result result = run(
                "verify-data",
                server.url().toString(),
                "--key",
                other.verifierKey().toString(),
                "--key",
                data.toString());

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out()).contains("WRONG: ");
    }

    @Test
    void verifyData_withTheKeyOfOneTreeOnly_saysWhichIsMissing() throws IOException {
        var facts = server.collection(COLLECTION).logFacts();
        String url = server.url().toString();

        Result data =
                run("verify-data", url, "--key", facts.verifierKeys().get(0).toString());
        assertThat(data.code()).isEqualTo(2);
        assertThat(data.err()).contains("the key of the data tree is missing");
        assertThat(data.out()).doesNotContain("WRONG");

        Result config = run("verify-data", url, "--key", facts.dataKeys().get(0).toString());
        assertThat(config.code()).isEqualTo(2);
        assertThat(config.err()).contains("the key of the config tree is missing");
    }

    @Test
    void errorPage_thatWasSavedAsData_isNamedSo() throws IOException {
        Path page = Files.writeString(temp.resolve("2026-11-16.ndjson.zst"), "<!DOCTYPE html>\n<title>404</title>\n");

        assertThat(run("charts", "--config", configZip().toString(), page.toString())
                        .err())
                .contains("2026-11-16.ndjson.zst is no file of published answers: it begins with \"<!DOCTYPE html>");
        assertThat(run("query", "--data", page.toString(), "SELECT 1").err())
                .contains("2026-11-16.ndjson.zst is no file of published answers");
    }

    @Test
    void charts_ofDownloadedFilesAreTheServedOnes() throws IOException {
        for (Period period : List.of(Period.week(WEEKS.get(0)), Period.week(WEEK), Period.monthOf(WEEKS.get(0)))) {
            List<String> arguments = new ArrayList<>(List.of("charts", "--collection", COLLECTION));
            arguments.addAll(
                    List.of("--period", period.name(), "--config", configZip().toString()));
            arguments.addAll(List.of("--provisional", WEEKS.get(1).toString(), "--provisional", WEEK.toString()));
            published("data").forEach(file -> arguments.add(file.toString()));

            Result result = run(arguments.toArray(String[]::new));

            assertThat(result.err()).isEmpty();
            assertThat(bytes.toString(UTF_8))
                    .isEqualTo(new String(folder().chartsJson(period).orElseThrow(), UTF_8));
        }
    }

    @Test
    void charts_withoutAReadableFileSaysSo() throws IOException {
        Path torn = temp.resolve("torn.ndjson.zst");
        byte[] whole = Files.readAllBytes(published("data").get(0));
        Files.write(torn, java.util.Arrays.copyOf(whole, whole.length / 2));

        Result result = run("charts", "--config", configZip().toString(), torn.toString());

        assertThat(result.code()).isEqualTo(3);
        assertThat(result.err()).contains("torn.ndjson.zst: ends at byte");
    }

    @Test
    void query_answersFromPublishedFiles() {
        String data = temp.resolve("collection/published/data").toString();

        Result result =
                run("query", "--data", data, "SELECT sum(n) AS answers, count(DISTINCT week) AS weeks FROM answers");
        assertThat(result.err()).isEmpty();
        assertThat(result.out().lines()).containsExactly("answers,weeks", "120,3");

        Result stacks = run(
                "query",
                "--data",
                data,
                "SELECT DISTINCT chart, name FROM counts WHERE chart LIKE '%/crash' ORDER BY name LIMIT 1");
        assertThat(stacks.out())
                .startsWith("chart,name")
                .contains("example.org/tool/crash,\"crash\nexample.org.Tool.run:+0\"");
    }

    @Test
    void query_exportsParquetThatHoldsEveryAnswerAndEveryCount() throws Exception {
        Path parquet = temp.resolve("counts.parquet");
        String data = temp.resolve("collection/published/data").toString();

        Result exported = run("query", "--data", data, "--parquet", parquet.toString());
        assertThat(exported.err()).isEmpty();

        String from = " FROM read_parquet('" + parquet + "')";
        Result counted = run("query", "--data", data, "SELECT count(*) || ',' || sum(events) FROM build_counts");
        assertThat(ofParquet("SELECT count(name) || ',' || sum(events)::HUGEINT" + from))
                .containsExactly(
                        counted.out().lines().skip(1).findFirst().orElseThrow().replace("\"", ""));
        assertThat(ofParquet("SELECT sum(n)::HUGEINT FROM (SELECT DISTINCT answer, n" + from + ")"))
                .as("those who counted nothing are there too")
                .containsExactly("120");
        assertThat(new String(Files.readAllBytes(parquet), 0, 4, UTF_8)).isEqualTo("PAR1");
        assertThat(ofParquet("SELECT column_name || ',' || column_type FROM (DESCRIBE SELECT *" + from + ")"))
                .containsExactly(
                        "answer,VARCHAR",
                        "week,DATE",
                        "config,VARCHAR",
                        "chart,VARCHAR",
                        "n,UBIGINT",
                        "stands_for,DOUBLE",
                        "version,VARCHAR",
                        "runtime,VARCHAR",
                        "os,VARCHAR",
                        "arch,VARCHAR",
                        "left_out,UBIGINT",
                        "name,VARCHAR",
                        "per_machine,UBIGINT",
                        "events,DOUBLE");
    }

    /** What somebody else's DuckDB finds in a file. */
    private static List<String> ofParquet(String query) throws Exception {
        List<String> found = new ArrayList<>();
        try (Connection connection = AnalyticalEngine.open();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        return found;
    }

    private Result verify(String... more) throws IOException {
        return verify(server.url().toString(), List.of(more));
    }

    private Result verify(String url, List<String> more) throws IOException {
        var facts = server.collection(COLLECTION).logFacts();
        List<String> arguments = new ArrayList<>(List.of("verify-data", url));
        arguments.addAll(List.of("--key", facts.verifierKeys().get(0).toString()));
        arguments.addAll(List.of("--key", facts.dataKeys().get(0).toString()));
        arguments.addAll(more);
        return run(arguments.toArray(String[]::new));
    }

    private Path configZip() throws IOException {
        String config = server.collection(COLLECTION).newestConfig().orElseThrow();
        byte[] zip = new Download(server.url()).bytes("log/" + COLLECTION + "/config/@v/" + config + ".zip");
        return Files.write(temp.resolve(config + ".zip"), zip);
    }

    private PublishedFolder folder() {
        return new PublishedFolder(temp.resolve("collection/published"), COLLECTION);
    }

    private List<Path> published(String folder) throws IOException {
        try (Stream<Path> files =
                Files.list(temp.resolve("collection/published").resolve(folder))) {
            return files.sorted().toList();
        }
    }

    private Result run(String... arguments) {
        bytes.reset();
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine root = new CommandLine(UserCommands.group("limpid", "Limpid."));
        DataCommands.factories(bytes).forEach((name, factory) -> root.addSubcommand(name, factory.get()));
        UserCommands.dressed(root).setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        return new Result(root.execute(arguments), out.toString(), err.toString());
    }

    /** A machine answers both questions. */
    private void answered(LocalDate monday, Random random) {
        String start = "\"tool/start:" + (random.nextBoolean() ? "cold" : "warm") + "\":2";
        String crash = "\"crash\\nexample.org.Tool.run:+" + random.nextInt(3) + "\":1";
        for (String answer : List.of(
                answer(monday, "tool-start", start), answer(monday, "crash", random.nextInt(4) == 0 ? crash : ""))) {
            server.collection(COLLECTION)
                    .answers()
                    .append(monday, ResendKey.once(), answer.getBytes(UTF_8))
                    .toCompletableFuture()
                    .join();
        }
    }

    private static String answer(LocalDate monday, String chart, String counts) {
        return "{\"Week\":\"" + monday + "\",\"Config\":\"v1.0.0\",\"Chart\":\"example.org/tool/" + chart
                + "\",\"Builds\":[{\"Version\":\"1.2.0\",\"Counts\":{" + counts + "}}]}";
    }
}
