package dev.limpid.dist.data;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Published answers as tables, {@code spec/charts.md}, "Tables":
 *
 * <pre>
 * answers        answer, week, config, chart, n, stands_for      a row for each distinct answer
 * counts         … as answers, name, per_machine, events         a row for each counter of an answer, its builds added up
 * builds         … as answers, version, runtime, os, arch,       a row for each build of an answer
 *                left_out
 * build_counts   … as builds, name, per_machine, events          a row for each counter of a build
 * </pre>
 *
 * One row represents n machines that gave the same answer. Each of these stands for stands_for machines, since not
 * every machine is asked. So the sum of n is a number of answers, and the sum of n * stands_for estimates a number of
 * machines. The column events covers all n machines, so its sum is the number of reported events. The sum of
 * per_machine has no such meaning. A machine with two builds has two rows of builds and of build_counts.
 */
final class PublishedTables {

    /** The tables that queries can read, as messages name them. */
    static final String NAMES = "answers, counts, builds, build_counts";

    /**
     * The export without a query. A build that counted nothing has a row without a name, since shares refer to all
     * answers.
     */
    static final String EVERYTHING = "SELECT * REPLACE (n::UBIGINT AS n, per_machine::UBIGINT AS per_machine,"
            + " events::DOUBLE AS events) FROM everything"
            + " ORDER BY week, chart, config, answer, version, runtime, os, arch, name";

    private static final String COLUMNS = "{Week: 'DATE', Config: 'VARCHAR', Chart: 'VARCHAR', Builds: 'STRUCT("
            + "Version VARCHAR, Runtime VARCHAR, OS VARCHAR, Arch VARCHAR, "
            + "Counts MAP(VARCHAR, UBIGINT), LeftOut UBIGINT)[]', N: 'UBIGINT'}";

    /** No line is longer; the engine's own limit is far higher. */
    private static final int LONGEST_LINE = 1 << 26;

    private static final String ANSWER = "answer, week, config, chart, n, stands_for";

    private static final String BUILD = ANSWER + ", b.Version AS version, b.Runtime AS runtime, b.OS AS os,"
            + " b.Arch AS arch, coalesce(b.LeftOut, 0) AS left_out";

    private static final String COUNT = ", e.key AS name, e.value::HUGEINT AS per_machine, n * e.value AS events";

    /**
     * The counters of all builds with their totals. Nearly every answer has only one build, which needs no addition.
     */
    private static final String ADDED_UP = "CASE WHEN len(parts) = 1 THEN map_entries(parts[1].Counts)"
            + " ELSE list_transform(list_distinct(flatten(list_transform(parts, lambda b: map_keys(b.Counts)))),"
            + " lambda k: {'key': k, 'value': list_sum(list_transform(parts, lambda b: b.Counts[k]))::UBIGINT}) END";

    /** A build's counters, or a nameless one if it counted nothing. */
    private static final String ENTRIES = "CASE WHEN cardinality(b.Counts) = 0"
            + " THEN [{'key': NULL::VARCHAR, 'value': 0::UBIGINT}] ELSE map_entries(b.Counts) END";

    private PublishedTables() {}

    /** Creates the tables over these files; nothing is read before a query needs it. */
    static void create(Connection connection, AnswerFileSet files, AnswerWeights weights) throws SQLException {
        String lines = Stream.of(rows(files.packed(), "zstd"), rows(files.plain(), "uncompressed"))
                .filter(select -> !select.isEmpty())
                .collect(Collectors.joining(" UNION ALL "));
        // An answer is identified by its whole content. HUGEINT, since n times a count may exceed 64 bits.
        String whole = "(SELECT md5(concat_ws('\n', Week, Config, Chart, Builds::VARCHAR)) AS answer, Week AS week,"
                + " Config AS config, Chart AS chart, N::HUGEINT AS n, " + weights.column()
                + " AS stands_for, Builds AS parts FROM (" + lines + ") AS l" + weights.joined() + ")";
        String builds = "(SELECT " + ANSWER + ", unnest(parts) AS b FROM " + whole + ")";
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE VIEW answers AS SELECT " + ANSWER + " FROM " + whole);
            statement.execute("CREATE VIEW counts AS SELECT " + ANSWER + COUNT + " FROM (SELECT " + ANSWER + ", unnest("
                    + ADDED_UP + ") AS e FROM " + whole + ")");
            statement.execute("CREATE VIEW builds AS SELECT " + BUILD + " FROM " + builds);
            statement.execute("CREATE VIEW everything AS SELECT " + BUILD + COUNT + " FROM (SELECT *, unnest(" + ENTRIES
                    + ") AS e FROM " + builds + ")");
            statement.execute("CREATE VIEW build_counts AS SELECT * FROM everything WHERE name IS NOT NULL");
        }
    }

    private static String rows(List<Path> files, String compression) {
        return files.isEmpty()
                ? ""
                : "SELECT * FROM read_json("
                        + list(files.stream().map(PublishedTables::pattern).toList())
                        + ", format = 'newline_delimited', compression = '" + compression + "', columns = " + COLUMNS
                        + ", maximum_object_size = " + LONGEST_LINE + ")";
    }

    /** A glob pattern that matches only this file: the engine treats every name as a pattern. */
    static String pattern(Path file) {
        return file.toString().replaceAll("[\\[*?]", "[$0]");
    }

    /** A list literal of the SQL engine. */
    static String list(List<String> texts) {
        return texts.stream().map(PublishedTables::quoted).collect(Collectors.joining(", ", "[", "]"));
    }

    static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
