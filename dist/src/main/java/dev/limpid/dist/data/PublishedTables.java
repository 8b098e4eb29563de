package dev.limpid.dist.data;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Published reports as tables, {@code spec/charts.md}:
 *
 * <pre>
 * reports   week DATE, x DOUBLE, config VARCHAR, programs STRUCT[]     one row a report
 * builds    week, x, config, program, version, runtime, os, arch       one row a build of a report
 * counts    … as builds, kind ('counter' or 'stack'), name VARCHAR, events UBIGINT
 * </pre>
 *
 * A report is known by its week and its x.
 */
final class PublishedTables {

    private static final String COLUMNS = "{Week: 'DATE', X: 'DOUBLE', Config: 'VARCHAR', Programs: 'STRUCT("
            + "Program VARCHAR, Version VARCHAR, Runtime VARCHAR, OS VARCHAR, Arch VARCHAR, "
            + "Counters MAP(VARCHAR, UBIGINT), Stacks MAP(VARCHAR, UBIGINT))[]'}";

    /** No report is longer; the engine's own limit is far above it too. */
    private static final int LONGEST_REPORT = 1 << 26;

    private static final String BUILD = "week, x, config, p.Program AS program, p.Version AS version,"
            + " p.Runtime AS runtime, p.OS AS os, p.Arch AS arch";

    private PublishedTables() {}

    /** Makes the tables over these files; nothing is read before a query needs it. */
    static void create(Connection connection, PublishedFiles files) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE VIEW reports AS "
                    + Stream.of(rows(files.packed(), "zstd"), rows(files.plain(), "uncompressed"))
                            .filter(select -> !select.isEmpty())
                            .collect(Collectors.joining(" UNION ALL ")));
            statement.execute("CREATE VIEW builds AS SELECT " + BUILD
                    + " FROM (SELECT week, x, config, unnest(programs) AS p FROM reports)");
            statement.execute(
                    "CREATE VIEW counts AS SELECT " + BUILD + ", kind, e.key AS name, e.value AS events FROM ("
                            + counts("counter", "Counters") + " UNION ALL " + counts("stack", "Stacks") + ")");
        }
    }

    private static String rows(List<Path> files, String compression) {
        return files.isEmpty()
                ? ""
                : "SELECT Week AS week, X AS x, Config AS config, Programs AS programs FROM read_json("
                        + list(files.stream().map(PublishedTables::pattern).toList())
                        + ", format = 'newline_delimited', compression = '" + compression + "', columns = " + COLUMNS
                        + ", maximum_object_size = " + LONGEST_REPORT + ")";
    }

    /** The pattern of names that only this file's matches: the engine takes every name for one. */
    static String pattern(Path file) {
        return file.toString().replaceAll("[\\[*?]", "[$0]");
    }

    /** As a list of the SQL engine's. */
    static String list(List<String> texts) {
        return texts.stream().map(PublishedTables::quoted).collect(Collectors.joining(", ", "[", "]"));
    }

    private static String counts(String kind, String member) {
        return "SELECT week, x, config, p, '" + kind + "' AS kind, unnest(map_entries(p." + member + ")) AS e"
                + " FROM (SELECT week, x, config, unnest(programs) AS p FROM reports)";
    }

    static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
