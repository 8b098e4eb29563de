package dev.limpid.dist.data;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.charts.Period;
import dev.limpid.cli.UserCommands;
import dev.limpid.protocol.config.Participation;
import dev.limpid.protocol.config.Releases;
import dev.limpid.protocol.config.UploadConfig;
import dev.limpid.protocol.report.Build;
import dev.limpid.protocol.report.ProgramReport;
import dev.limpid.protocol.report.Report;
import dev.limpid.protocol.report.ReportCodec;
import dev.limpid.server.CollectionServer;
import dev.limpid.server.HostedCollection;
import dev.limpid.server.ServerConfig;
import dev.limpid.server.publish.PublishedFolder;
import dev.limpid.tlog.note.VerifierKey;
import dev.limpid.tlog.tile.EntryTile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class DataCommandsTest {

    private static final String COLLECTION = "telemetry.example.org";
    private static final String TOOL = "example.org/tool";
    private static final LocalDate DAY = LocalDate.parse("2026-11-16");
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
        UploadConfig config =
                collection.publishConfiguration("charts.txt", CHARTS, Releases.BY_HAND, Participation.UNKNOWN);
        Random random = new Random(4);
        for (int i = 0; i < 60; i++) {
            Report report = report(config.version(), DAY.minusDays(random.nextInt(3)), random);
            assertThat(config.check(report)).isEmpty();
            collection
                    .reports()
                    .append(report.week(), ReportCodec.toJson(report))
                    .toCompletableFuture()
                    .join();
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
                .contains("The log holds 1 configuration and 1 publication.")
                .contains("Downloaded 3 days with 60 reports.")
                .endsWith("All of it is as it should be." + System.lineSeparator());
        assertThat(result.code()).isZero();
        assertThat(verify("--json").out()).isEqualToNormalizingNewlines("""
                {
                  "configurations" : 1,
                  "publications" : 1,
                  "days" : 3,
                  "reports" : 60,
                  "periods" : %d,
                  "problems" : [ ]
                }
                """.formatted(
                        folder().publication().charts().size()));
    }

    @Test
    void verifyData_namesChartsThatWereChanged() throws IOException {
        Path file = published("charts").stream()
                .filter(one -> one.getFileName().toString().startsWith("2026-11-10_2026-11-16"))
                .findFirst()
                .orElseThrow();
        Files.writeString(file, Files.readString(file).replaceFirst("\"Answered\":\\d+", "\"Answered\":1"));

        Result result = verify();

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out())
                .contains("WRONG: the digest of the charts of 2026-11-10_2026-11-16 is")
                .contains("WRONG: the charts of 2026-11-10_2026-11-16 come out otherwise when computed again");
    }

    @Test
    void verifyData_namesReportsThatWereLeftOutEvenIfTheIndexWasChangedToo() throws IOException {
        Path index = temp.resolve("collection/published/index.json");
        String text = Files.readString(index);
        Files.writeString(index, text.replaceFirst("\"Reports\":\\d+", "\"Reports\":1"));

        Result result = verify();

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out()).contains("WRONG: the index lists other reports than the log does");
    }

    @Test
    void verifyData_namesTheDayOfWhichAByteWasChanged() throws IOException {
        Path file = published("data").get(1);
        byte[] reports = Files.readAllBytes(file);
        reports[reports.length / 2] ^= 4;
        Files.write(file, reports);

        Result result = verify();

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out())
                .contains("WRONG: the digest of the reports of 2026-11-15 is")
                .contains("WRONG: no chart is computed again")
                .doesNotContain("2026-11-14 is", "2026-11-16 is");
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

    private void publishOneMore() throws IOException {
        HostedCollection collection = server.collection(COLLECTION);
        String config = collection.newestConfig().orElseThrow();
        collection
                .reports()
                .append(DAY, ReportCodec.toJson(report(config, DAY, new Random(10))))
                .toCompletableFuture()
                .join();
        collection.publishNow();
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
        VerifierKey other = server.collection(COLLECTION).logFacts().dataKeys().get(0);

        Result result = run("verify-data", server.url().toString(), "--key", other.toString());

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out()).contains("WRONG: ");
    }

    @Test
    void charts_ofDownloadedFilesAreTheServedOnes() throws IOException {
        List<String> arguments = new ArrayList<>(List.of("charts", "--collection", COLLECTION, "--period"));
        arguments.add(Period.weekTo(DAY).name());
        arguments.addAll(List.of("--config", configZip().toString()));
        published("data").forEach(file -> arguments.add(file.toString()));

        Result result = run(arguments.toArray(String[]::new));

        assertThat(result.err()).isEmpty();
        assertThat(bytes.toByteArray())
                .isEqualTo(folder().chartsJson(Period.weekTo(DAY)).orElseThrow());
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
                run("query", "--data", data, "SELECT count(*) AS reports, count(DISTINCT week) AS weeks FROM reports");
        assertThat(result.err()).isEmpty();
        assertThat(result.out().lines()).containsExactly("reports,weeks", "60,3");

        Result stacks = run(
                "query",
                "--data",
                data,
                "SELECT DISTINCT kind, name FROM counts WHERE kind = 'stack' AND os = 'linux' ORDER BY name LIMIT 1");
        assertThat(stacks.out()).startsWith("kind,name").contains("stack,\"crash\nexample.org.Tool.run:+0\"");
    }

    @Test
    void query_exportsParquetThatHoldsEveryCount() throws Exception {
        Path parquet = temp.resolve("counts.parquet");
        String data = temp.resolve("collection/published/data").toString();

        Result exported = run("query", "--data", data, "--parquet", parquet.toString());
        assertThat(exported.err()).isEmpty();

        Result counted = run("query", "--data", data, "SELECT count(*) || ',' || sum(events) FROM counts");
        assertThat(ofParquet("SELECT count(*) || ',' || sum(events) FROM read_parquet('" + parquet + "')"))
                .containsExactly(
                        counted.out().lines().skip(1).findFirst().orElseThrow().replace("\"", ""));
        assertThat(new String(Files.readAllBytes(parquet), 0, 4, UTF_8)).isEqualTo("PAR1");
        assertThat(ofParquet("SELECT column_name || ',' || column_type FROM (DESCRIBE SELECT * FROM read_parquet('"
                        + parquet + "'))"))
                .containsExactly(
                        "week,DATE",
                        "x,DOUBLE",
                        "config,VARCHAR",
                        "program,VARCHAR",
                        "version,VARCHAR",
                        "runtime,VARCHAR",
                        "os,VARCHAR",
                        "arch,VARCHAR",
                        "kind,VARCHAR",
                        "name,VARCHAR",
                        "events,UBIGINT");
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
        var facts = server.collection(COLLECTION).logFacts();
        List<String> arguments =
                new ArrayList<>(List.of("verify-data", server.url().toString()));
        arguments.addAll(List.of("--key", facts.verifierKeys().get(0).toString()));
        arguments.addAll(List.of("--key", facts.dataKeys().get(0).toString()));
        arguments.addAll(List.of(more));
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

    private static Report report(String config, LocalDate week, Random random) {
        Map<String, Long> stacks =
                random.nextInt(4) == 0 ? Map.of("crash\nexample.org.Tool.run:+" + random.nextInt(3), 1L) : Map.of();
        Build build = new Build(TOOL, "1.2.0", "java21", random.nextInt(3) == 0 ? "darwin" : "linux", "amd64");
        return new Report(
                week,
                Optional.empty(),
                random.nextDouble(),
                config,
                List.of(new ProgramReport(
                        build, Map.of(random.nextBoolean() ? "tool/start:cold" : "tool/start:warm", 2L), stacks)));
    }
}
