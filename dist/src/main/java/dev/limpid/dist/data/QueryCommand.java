package dev.limpid.dist.data;

import dev.limpid.cli.ExitCode;
import dev.limpid.cli.PlainText;
import dev.limpid.protocol.text.Csv;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code limpid query SQL}: questions to published reports that no chart answers. */
@Command(
        name = "query",
        description = {
            "Ask published reports in SQL.",
            "Tables: reports(week, x, config, programs),",
            "builds(week, x, config, program, version, runtime, os, arch) and counts, which adds",
            "(kind, name, events) and has one row for each counter and stack of each build."
        },
        footer = {
            "",
            "Examples:",
            "  limpid query --data downloads/ \"SELECT os, count(DISTINCT x) FROM builds GROUP BY os\"",
            "  limpid query --data downloads/ --parquet counts.parquet"
        })
final class QueryCommand implements Callable<Integer> {

    @Parameters(arity = "0..1", paramLabel = "SQL", description = "The query; without one --parquet exports counts.")
    private Optional<String> sql = Optional.empty();

    @Option(
            names = "--data",
            required = true,
            paramLabel = "PATH",
            description = "A file of published reports, or a folder with such files. Repeatable.")
    private List<Path> data = List.of();

    @Option(
            names = "--parquet",
            paramLabel = "FILE",
            description = "Write the rows as Parquet instead of printing them.")
    private Optional<Path> parquet = Optional.empty();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException, SQLException {
        if (sql.isEmpty() && parquet.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "there is nothing to do, expected SQL or --parquet FILE");
        }
        String query =
                sql.orElse("SELECT * FROM counts ORDER BY week, x, program, version, runtime, os, arch, kind, name");
        try (Connection connection = AnalyticalEngine.open();
                Statement statement = connection.createStatement()) {
            PublishedTables.create(connection, files());
            if (parquet.isPresent()) {
                statement.execute("COPY (" + query + ") TO "
                        + PublishedTables.quoted(parquet.get().toString()) + " (FORMAT parquet, COMPRESSION zstd)");
            } else {
                try (ResultSet rows = statement.executeQuery(query)) {
                    print(rows, PlainText.on(spec.commandLine().getOut()));
                }
            }
        }
        return ExitCode.OK;
    }

    private List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path path : data) {
            if (Files.isDirectory(path)) {
                try (Stream<Path> all = Files.list(path)) {
                    all.filter(file -> file.toString().endsWith(".ndjson.zst")
                                    || file.toString().endsWith(".ndjson"))
                            .sorted()
                            .forEach(files::add);
                }
            } else if (Files.exists(path)) {
                files.add(path);
            } else {
                throw new NoSuchFileException(path.toString());
            }
        }
        if (files.isEmpty()) {
            throw new IOException("there are no .ndjson.zst files in " + data);
        }
        return files;
    }

    /** As CSV: people read it, and every other program does. */
    private static void print(ResultSet rows, PrintWriter out) throws SQLException {
        int columns = rows.getMetaData().getColumnCount();
        StringBuilder line = new StringBuilder();
        for (int i = 1; i <= columns; i++) {
            line.append(i == 1 ? "" : ",").append(Csv.field(rows.getMetaData().getColumnLabel(i)));
        }
        out.println(line);
        while (rows.next()) {
            line.setLength(0);
            for (int i = 1; i <= columns; i++) {
                String value = rows.getString(i);
                boolean number = rows.getObject(i) instanceof Number;
                line.append(i == 1 ? "" : ",").append(value == null ? "" : number ? value : Csv.field(value));
            }
            out.println(line);
        }
        out.flush();
    }
}
