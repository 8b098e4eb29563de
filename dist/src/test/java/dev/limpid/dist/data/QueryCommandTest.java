package dev.limpid.dist.data;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.ZstdCompressCtx;
import dev.limpid.cli.UserCommands;
import dev.limpid.cli.context.ExitCode;
import dev.limpid.protocol.config.ChartConfig;
import dev.limpid.protocol.config.ChartConfigException;
import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.protocol.question.codec.CollectionConfigCodec;
import dev.limpid.protocol.question.generate.CollectionConfigGenerator;
import dev.limpid.protocol.release.Platforms;
import dev.limpid.protocol.release.Releases;
import dev.limpid.tlog.LogFormatException;
import dev.limpid.tlog.module.ModulePath;
import dev.limpid.tlog.module.ModuleVersion;
import dev.limpid.tlog.module.ModuleZip;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** A query sees whole published files, or is refused; it sees nothing else, and changes nothing. */
class QueryCommandTest {

    private static final String CHART = "\"Chart\":\"example.org/tool/commands\"";

    /** Four machines built three times and tested once; two ran two versions; three counted nothing. */
    private static final List<String> LINES = List.of(
            line(CHART, "{\"Version\":\"1.0.0\",\"Counts\":{\"build\":3,\"test\":1}}", 4),
            line(
                    CHART,
                    "{\"Version\":\"1.0.0\",\"Counts\":{\"build\":1}},{\"Version\":\"2.0.0\",\"Counts\":{\"build\":9,\"run\":5}}",
                    2),
            line(CHART, "{\"Version\":\"2.0.0\",\"Counts\":{}}", 3),
            line(
                    "\"Chart\":\"example.org/tool/crash\"",
                    "{\"Version\":\"2.0.0\",\"OS\":\"linux\",\"Counts\":{\"crash\\nexample.org.Tool.run:+1\":1},\"LeftOut\":2}",
                    5));

    private static String line(String chart, String builds, long n) {
        return "{\"Week\":\"2026-08-17\",\"Config\":\"v1.0.0\"," + chart + ",\"Builds\":[" + builds + "],\"N\":" + n
                + "}\n";
    }

    private static final LocalDate DAY = LocalDate.parse("2026-08-03");

    @TempDir
    private Path folder = Path.of("");

    private Path week = Path.of("");
    private Path secret = Path.of("");

    private record Result(int code, String out, String err) {}

    @BeforeEach
    void files() throws IOException {
        week = Files.write(folder.resolve("week.ndjson.zst"), packed(String.join("", LINES)));
        secret = Files.writeString(folder.resolve("secret.csv"), "hunter2\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT content FROM read_text('SECRET')",
                "SELECT * FROM read_blob('SECRET')",
                "SELECT * FROM read_csv('SECRET')",
                "SELECT * FROM read_json('SECRET')",
                "SELECT * FROM 'SECRET'",
                "FROM 'SECRET'",
                "SELECT * FROM sniff_csv('SECRET')",
                "SELECT * FROM glob('FOLDER/*')",
                "SELECT * FROM read_parquet('https://localhost:1/x.parquet')",
                "WITH a AS (SELECT * FROM read_text('SECRET')) SELECT * FROM a",
                "SELECT (SELECT content FROM read_text('SECRET')) FROM answers",
                "SELECT * FROM query('SELECT content FROM read_text(''SECRET'')')",
                "SELECT * FROM json_execute_serialized_sql(json_serialize_sql('FROM read_text(''SECRET'')'))",
                "SELECT 1; COPY (SELECT 1) TO 'FOLDER/out.csv'",
                "COPY (SELECT 1) TO 'FOLDER/out.csv'; SELECT 1",
                "COPY (SELECT 1) TO 'FOLDER/out.csv'",
                "SELECT * FROM query('SELECT 1')",
                "SELECT * FROM answers, duckdb_settings()",
                "SELECT * FROM (SELECT * FROM checkpoint())",
                "SELECT * FROM query('COPY (SELECT 1) TO ''FOLDER/out.csv''')",
                "SELECT 1) TO 'FOLDER/out.csv' (FORMAT csv); SELECT (1",
                "ATTACH 'FOLDER/other.db'",
                "EXPORT DATABASE 'FOLDER/export'",
                "INSTALL httpfs",
                "LOAD httpfs",
                "SET enable_external_access = true",
                "RESET lock_configuration",
                "PRAGMA profiling_output = 'FOLDER/out.json'",
                "CALL enable_logging(storage = 'file', storage_config = {'path': 'FOLDER/log'})",
                "SELECT * FROM enable_logging(storage = 'file', storage_config = {'path': 'FOLDER/log'})",
                "CREATE TABLE t AS SELECT 1",
                "DROP VIEW answers",
                "CREATE SECRET s (TYPE s3)",
                "SELECT getenv('HOME')",
                "WITH a AS (INSERT INTO answers VALUES (1) RETURNING *) SELECT * FROM a",
                "EXPLAIN SELECT 1",
                "SELECT 1; SELECT 2",
                "SELECT nonsense",
                "/* nothing */"
            })
    void queryThatDoesMoreThanRead_isRefused_andChangesNothing(String sql) throws IOException {
        Set<String> before = files(folder);
        Set<String> home = files(Path.of(System.getProperty("user.home"), ".duckdb"));
        Result result = query(sql.replace("SECRET", secret.toString()).replace("FOLDER", folder.toString()));
        assertThat(result.code()).as(result.err()).isEqualTo(ExitCode.USAGE);
        assertThat(result.out()).doesNotContain("hunter2", "secret.csv");
        assertThat(result.err())
                .startsWith("limpid query: the query ")
                .doesNotContain("\tat ", "fault of limpid")
                .satisfies(err -> assertThat(err.lines().count()).isLessThan(3));
        assertThat(files(folder)).isEqualTo(before);
        assertThat(files(Path.of(System.getProperty("user.home"), ".duckdb"))).isEqualTo(home);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT name, FROM WHERE",
                "SELECT x FROM counts",
                "SELECT * FROM reports",
                "SELECT nonsense(n) FROM answers",
                "SELECT config::INTEGER FROM answers",
                "SELECT error('at run time') FROM answers",
                "SELECT sum(name) FROM counts",
                "SELECT name, sum(n) FROM counts"
            })
    void wrongQuery_isAUsageError(String sql) {
        Result result = query(sql);
        assertThat(result.code()).as(result.err()).isEqualTo(ExitCode.USAGE);
        assertThat(result.err()).startsWith("limpid query: the query ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT count(*) FROM answers",
                "SELECT count(*) FROM answers;",
                "  FROM answers SELECT count(*) -- how many",
                "WITH a AS (SELECT * FROM answers) SELECT count(*) FROM a",
                "SELECT count(*) FROM answers, range(1)",
                "SELECT 3 + max(n) FROM (SELECT count(*) AS n FROM counts WHERE name <> 'build' GROUP BY name)"
            })
    void questions_areAnswered(String sql) {
        assertThat(rows(sql)).containsExactly("4");
    }

    /** A row represents the n machines that gave the same answer: users need not think about that. */
    @Test
    void sums_areOfMachinesAndOfAllTheirEvents() {
        assertThat(rows("SELECT chart, sum(n) FROM answers GROUP BY chart ORDER BY chart"))
                .containsExactly("example.org/tool/commands,9", "example.org/tool/crash,5");
        assertThat(rows("SELECT name, sum(n), sum(events) FROM counts WHERE chart = 'example.org/tool/commands'"
                        + " GROUP BY name ORDER BY name"))
                .as("a machine that built with two versions is one machine")
                .containsExactly("build,6,32", "run,2,10", "test,4,4");
        assertThat(rows("SELECT version, sum(n) FROM builds WHERE chart = 'example.org/tool/commands'"
                        + " GROUP BY version ORDER BY version"))
                .as("a machine that ran two versions ran each of them")
                .containsExactly("1.0.0,6", "2.0.0,5");
        assertThat(rows("SELECT version, name, sum(n), sum(events) FROM build_counts WHERE name = 'build'"
                        + " GROUP BY version, name ORDER BY version"))
                .containsExactly("1.0.0,build,6,14", "2.0.0,build,2,18");
        assertThat(rows("SELECT os, sum(n), sum(left_out * n) FROM builds WHERE os IS NOT NULL GROUP BY os"))
                .containsExactly("linux,5,10");
    }

    @Test
    void machineOfTwoVersions_countsOnceForItsSystem() throws IOException {
        String build = "{\"Version\":\"%s\",\"OS\":\"linux\",\"Counts\":{\"build\":1}}";
        Files.write(week, packed(line(CHART, build.formatted("1.0.0") + "," + build.formatted("2.0.0"), 3)));
        assertThat(rows("SELECT os, sum(n) FROM (SELECT DISTINCT answer, n, os FROM builds) GROUP BY os"))
                .containsExactly("linux,3");
        assertThat(rows("SELECT name, sum(n), sum(events) FROM counts GROUP BY name"))
                .containsExactly("build,3,6");
    }

    /**
     * A week asked at two rates: 300 of 1,000 machines at rate 1, and 60 of 100 at rate 0.01, which represent 6,000 of 10,000.
     */
    @Test
    void answers_standForAsManyMachinesAsTheirConfigurationSays() throws IOException {
        twoRates();
        Path first = config("v1.0.0", "1");
        Path second = config("v1.1.0", "0.01");
        String total = "SELECT sum(n)::BIGINT, round(sum(n * stands_for))::BIGINT FROM answers";
        String counted = "SELECT name, sum(n), round(sum(n * stands_for))::BIGINT FROM counts GROUP BY name";
        assertThat(rows(total)).as("without configurations nothing is known").containsExactly("1100,");
        assertThat(weighted(total, first, second).out().lines().skip(1)).containsExactly("1100,11000");
        assertThat(weighted(counted, first, second).out().lines().skip(1)).containsExactly("build,360,6300");
        Path parquet = folder.resolve("counts.parquet");
        assertThat(run(
                                "query",
                                "--config",
                                first.toString(),
                                "--config",
                                second.toString(),
                                "--data",
                                week.toString(),
                                "--parquet",
                                parquet.toString())
                        .code())
                .isZero();
        assertThat(parquet).isNotEmptyFile();
    }

    @Test
    void configurationThatIsMissingOrGivenTwice_isNamed() throws IOException {
        twoRates();
        Path first = config("v1.0.0", "1");
        Result missing = weighted("SELECT sum(n * stands_for) FROM answers", first);
        assertThat(missing.code()).isEqualTo(ExitCode.FAILED);
        assertThat(missing.out()).isEmpty();
        assertThat(missing.err())
                .contains("answers to example.org/tool/commands name configuration v1.1.0", "/config/@v/v1.1.0.zip")
                .hasLineCount(1);
        Result twice = weighted("SELECT sum(n * stands_for) FROM answers", first, first);
        assertThat(twice.code()).isEqualTo(ExitCode.FAILED);
        assertThat(twice.err()).contains("configuration v1.0.0 is given twice");
    }

    private void twoRates() throws IOException {
        String build = "{\"Version\":\"%s\",\"Counts\":{%s}}";
        String a = build.formatted("1.0.0", "\"build\":1");
        String both = a + "," + build.formatted("2.0.0", "\"build\":1");
        String none = build.formatted("1.0.0", "");
        String lines = line(CHART, a, 300) + line(CHART, none, 700);
        String second = line(CHART, both, 60) + line(CHART, none, 40);
        Files.write(week, packed(lines + second.replace("v1.0.0", "v1.1.0")));
    }

    /** A configuration as the log's module proxy serves it. */
    private Path config(String version, String rate) throws IOException {
        String charts = """
                title: Commands
                description: Which commands are used.
                issue: https://example.org/issues/1
                type: partition
                program: example.org/tool
                module: versions: 1.0.0, 2.0.0
                counter: commands:{build,run,test}
                """;
        try {
            CollectionConfig config = new CollectionConfigGenerator(
                            new Platforms(List.of("linux"), List.of("amd64"), List.of("java21")),
                            Releases.BY_HAND,
                            chart -> Double.parseDouble(rate),
                            1)
                    .generate(version, ChartConfig.parse("charts.txt", charts), DAY, Optional.empty());
            ModuleZip zip = ModuleZip.pack(
                    ModulePath.parse("telemetry.example.org/config"),
                    ModuleVersion.parse(version),
                    Map.of("config.json", CollectionConfigCodec.toJson(config), "charts.txt", charts.getBytes(UTF_8)));
            return Files.write(folder.resolve(version + ".zip"), zip.bytes());
        } catch (ChartConfigException | LogFormatException e) {
            throw new IOException(e);
        }
    }

    private Result weighted(String sql, Path... configs) {
        List<String> arguments = new ArrayList<>(List.of("query", "--data", week.toString(), sql));
        for (Path config : configs) {
            arguments.addAll(List.of("--config", config.toString()));
        }
        return run(arguments.toArray(String[]::new));
    }

    @Test
    void sums_ofTheLargestCountsAreRight() throws IOException {
        String most = line(CHART, "{\"Version\":\"1.0.0\",\"Counts\":{\"build\":604800000000000}}", 999_999_999_999L);
        Files.write(week, packed(most));
        assertThat(rows("SELECT sum(n), sum(events), sum(n * per_machine) FROM counts"))
                .containsExactly("999999999999,604799999999395200000000000,604799999999395200000000000");
    }

    /** With two revisions of a week, most answers would count twice. */
    @Test
    void twoFilesAboutOneWeek_areRefused() throws IOException {
        Files.write(folder.resolve("week.1.ndjson.zst"), packed(LINES.get(0)));
        Result result = run("query", "--data", folder.toString(), "SELECT sum(n) FROM answers");
        assertThat(result.code()).isEqualTo(ExitCode.FAILED);
        assertThat(result.err()).contains("contains answers about 2026-08-17, as ", "expected one file per week");
        assertThat(result.out()).isEmpty();
    }

    @Test
    void incompleteData_isRefusedWithTheReason() throws IOException {
        byte[] whole = Files.readAllBytes(week);
        byte[] flipped = whole.clone();
        flipped[whole.length / 2] ^= 0x10;
        for (byte[] wrong : new byte[][] {
            Arrays.copyOf(whole, whole.length - 3),
            Arrays.copyOf(whole, 20),
            Arrays.copyOf(whole, 3),
            {},
            flipped,
            "no answer at all\n".getBytes(UTF_8),
            (LINES.get(0) + LINES.get(1).substring(0, 30)).getBytes(UTF_8)
        }) {
            Files.write(week, wrong);
            Result result = query("SELECT count(*) FROM answers");
            assertThat(result.code())
                    .as("%d bytes: %s", wrong.length, result.out())
                    .isEqualTo(ExitCode.FAILED);
            assertThat(result.err()).contains("week.ndjson.zst").hasLineCount(1);
            assertThat(result.out()).isEmpty();
        }
    }

    /** A file's name does not say what it contains, and its characters are not a pattern. */
    @Test
    void files_areReadByTheirContent_underAnyName() throws IOException {
        Path odd = Files.createDirectories(folder.resolve("[a]*'odd"));
        Files.copy(week, odd.resolve("packed.ndjson"));
        Files.writeString(odd.resolve("plain.ndjson.zst"), LINES.get(0).replace("08-17", "08-24"));
        Result result = run("query", "--data", odd.toString(), "SELECT count(*) FROM answers");
        assertThat(result.err()).isEmpty();
        assertThat(result.out().lines()).containsExactly("count_star()", "5");
    }

    @Test
    void failedParquetExport_leavesOnlyWhatWasThereBefore() throws IOException {
        Path parquet = folder.resolve("counts.parquet");
        String data = week.toString();
        run("query", "--data", data, "--parquet", parquet.toString(), "SELECT error('at run time') FROM answers");
        assertThat(parquet).doesNotExist();
        assertThat(run("query", "--data", data, "--parquet", parquet.toString()).code())
                .isZero();
        byte[] good = Files.readAllBytes(parquet);
        Set<String> before = files(folder);
        for (String wrong : new String[] {"SELECT error('at run time') FROM answers", "SELECT", "SELECT 1; SELECT 2"}) {
            assertThat(run("query", "--data", data, "--parquet", parquet.toString(), wrong)
                            .code())
                    .isNotZero();
        }
        Files.write(week, new byte[] {1});
        assertThat(run("query", "--data", data, "--parquet", parquet.toString()).code())
                .isEqualTo(ExitCode.FAILED);
        assertThat(Files.readAllBytes(parquet)).isEqualTo(good);
        assertThat(files(folder)).isEqualTo(before);
    }

    private static byte[] packed(String text) {
        try (ZstdCompressCtx zstd = new ZstdCompressCtx()) {
            return zstd.setChecksum(true).compress(text.getBytes(UTF_8));
        }
    }

    private Result query(String sql) {
        return run("query", "--data", week.toString(), sql);
    }

    private List<String> rows(String sql) {
        Result result = query(sql);
        assertThat(result.code()).as(result.err()).isZero();
        return result.out().lines().skip(1).toList();
    }

    private static Set<String> files(Path below) throws IOException {
        Set<String> files = new TreeSet<>();
        if (Files.exists(below)) {
            try (Stream<Path> all = Files.walk(below)) {
                all.map(Path::toString).forEach(files::add);
            }
        }
        return files;
    }

    private static Result run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine root = new CommandLine(UserCommands.group("limpid", "Limpid."));
        DataCommands.factories(new ByteArrayOutputStream())
                .forEach((name, factory) -> root.addSubcommand(name, factory.get()));
        UserCommands.configure(root).setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        return new Result(root.execute(arguments), out.toString(), err.toString());
    }
}
