package dev.limpid.dist.data;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.ZstdCompressCtx;
import dev.limpid.cli.ExitCode;
import dev.limpid.cli.UserCommands;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
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

    private static final String REPORT = "{\"Week\":\"2026-08-20\",\"X\":0.5,\"Config\":\"v1.0.0\",\"Programs\":["
            + "{\"Program\":\"example.org/tool\",\"Version\":\"1.0.0\",\"Runtime\":\"java17\",\"OS\":\"linux\","
            + "\"Arch\":\"amd64\",\"Counters\":{\"tool/start\":1},\"Stacks\":{}}]}\n";

    @TempDir
    private Path folder = Path.of("");

    private Path day = Path.of("");
    private Path secret = Path.of("");

    private record Result(int code, String out, String err) {}

    @BeforeEach
    void files() throws IOException {
        day = Files.write(folder.resolve("day.ndjson.zst"), packed(REPORT + REPORT));
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
                "SELECT (SELECT content FROM read_text('SECRET')) FROM reports",
                "SELECT * FROM query('SELECT content FROM read_text(''SECRET'')')",
                "SELECT * FROM json_execute_serialized_sql(json_serialize_sql('FROM read_text(''SECRET'')'))",
                "SELECT 1; COPY (SELECT 1) TO 'FOLDER/out.csv'",
                "COPY (SELECT 1) TO 'FOLDER/out.csv'; SELECT 1",
                "COPY (SELECT 1) TO 'FOLDER/out.csv'",
                "SELECT * FROM query('SELECT 1')",
                "SELECT * FROM reports, duckdb_settings()",
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
                "DROP VIEW reports",
                "CREATE SECRET s (TYPE s3)",
                "SELECT getenv('HOME')",
                "WITH a AS (INSERT INTO reports VALUES (1) RETURNING *) SELECT * FROM a",
                "EXPLAIN SELECT 1",
                "SELECT 1; SELECT 2",
                "SELECT nonsense",
                "/* nothing */"
            })
    void whatIsMoreThanAQuestionToTheData_isRefused_andChangesNothing(String sql) throws IOException {
        Set<String> before = files(folder);
        Set<String> home = files(Path.of(System.getProperty("user.home"), ".duckdb"));
        Result result = query(sql.replace("SECRET", secret.toString()).replace("FOLDER", folder.toString()));
        assertThat(result.code()).as(result.out()).isIn(ExitCode.USAGE, ExitCode.FAILED);
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
                "SELECT count(*) FROM reports",
                "SELECT count(*) FROM reports;",
                "  FROM reports SELECT count(*) -- how many",
                "WITH a AS (SELECT * FROM reports) SELECT count(*) FROM a",
                "SELECT count(*) FROM reports, range(1)",
                "SELECT max(n) FROM (SELECT count(*) AS n FROM counts GROUP BY name)"
            })
    void questions_areAnswered(String sql) {
        Result result = query(sql);
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out().lines().skip(1)).containsExactly("2");
    }

    @Test
    void dataThatIsNotWhole_isRefusedWithTheReason() throws IOException {
        byte[] whole = Files.readAllBytes(day);
        byte[] flipped = whole.clone();
        flipped[whole.length / 2] ^= 0x10;
        for (byte[] wrong : new byte[][] {
            Arrays.copyOf(whole, whole.length - 3),
            Arrays.copyOf(whole, 20),
            Arrays.copyOf(whole, 3),
            {},
            flipped,
            "no report at all\n".getBytes(UTF_8),
            (REPORT + REPORT.substring(0, 30)).getBytes(UTF_8)
        }) {
            Files.write(day, wrong);
            Result result = query("SELECT count(*) FROM reports");
            assertThat(result.code())
                    .as("%d bytes: %s", wrong.length, result.out())
                    .isEqualTo(ExitCode.FAILED);
            assertThat(result.err()).contains("day.ndjson.zst").hasLineCount(1);
            assertThat(result.out()).isEmpty();
        }
    }

    /** A name does not say what is in a file, and its letters are no pattern of names. */
    @Test
    void files_areReadByTheirContent_underAnyName() throws IOException {
        Path odd = Files.createDirectories(folder.resolve("[a]*'odd"));
        Files.copy(day, odd.resolve("packed.ndjson"));
        Files.writeString(odd.resolve("plain.ndjson.zst"), REPORT);
        Result result = run("query", "--data", odd.toString(), "SELECT count(*) FROM reports");
        assertThat(result.err()).isEmpty();
        assertThat(result.out().lines()).containsExactly("count_star()", "3");
    }

    @Test
    void parquetThatFails_leavesNothing_andWhatWasThereBefore() throws IOException {
        Path parquet = folder.resolve("counts.parquet");
        String data = day.toString();
        run("query", "--data", data, "--parquet", parquet.toString(), "SELECT error('at run time') FROM reports");
        assertThat(parquet).doesNotExist();
        assertThat(run("query", "--data", data, "--parquet", parquet.toString()).code())
                .isZero();
        byte[] good = Files.readAllBytes(parquet);
        Set<String> before = files(folder);
        for (String wrong : new String[] {"SELECT error('at run time') FROM reports", "SELECT", "SELECT 1; SELECT 2"}) {
            assertThat(run("query", "--data", data, "--parquet", parquet.toString(), wrong)
                            .code())
                    .isNotZero();
        }
        Files.write(day, new byte[] {1});
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
        return run("query", "--data", day.toString(), sql);
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
        UserCommands.dressed(root).setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        return new Result(root.execute(arguments), out.toString(), err.toString());
    }
}
