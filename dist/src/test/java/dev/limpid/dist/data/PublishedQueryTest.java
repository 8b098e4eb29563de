package dev.limpid.dist.data;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code limpid query} over the files of a collection: figures, stacks and Parquet. */
class PublishedQueryTest extends PublishedCollectionTestBase {

    @Test
    void query_answersFromPublishedFiles() {
        String data = temp.resolve("collection/published/data").toString();

        PublishedSample.Result result = sample.run(
                "query", "--data", data, "SELECT sum(n) AS answers, count(DISTINCT week) AS weeks FROM answers");
        assertThat(result.err()).isEmpty();
        assertThat(result.out().lines()).containsExactly("answers,weeks", "120,3");

        PublishedSample.Result stacks = sample.run(
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

        PublishedSample.Result exported = sample.run("query", "--data", data, "--parquet", parquet.toString());
        assertThat(exported.err()).isEmpty();

        String from = " FROM read_parquet('" + parquet + "')";
        PublishedSample.Result counted =
                sample.run("query", "--data", data, "SELECT count(*) || ',' || sum(events) FROM build_counts");
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
        try (Connection connection = DuckDb.open();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        return found;
    }
}
