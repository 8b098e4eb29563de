package dev.limpid.dist.data;

import dev.limpid.cli.context.ExitCode;
import dev.limpid.cli.context.TerminalSafeWriter;
import dev.limpid.dist.file.AtomicOutputFile;
import dev.limpid.dist.file.FileTree;
import dev.limpid.protocol.text.Csv;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code limpid query SQL}: queries published answers, for questions that no chart answers. */
@Command(
        name = "query",
        description = {
            "Query published answers in SQL.",
            "Tables: answers(answer, week, config, chart, n, stands_for), a row for each distinct"
                    + " answer, which n machines"
                    + " gave;",
            "counts adds (name, per_machine, events), a row for each counter of an answer, whatever the build;",
            "builds adds (version, runtime, os, arch, left_out), a row for each build of an answer;",
            "build_counts has all of these columns, a row for each counter of each build.",
            "A machine that ran two builds is in two rows of builds and of build_counts, and in one of answers.",
            "sum(n) is a number of answers, sum(events) the number of all events that they report.",
            "Not every machine is asked: sum(n * stands_for) estimates the number of machines."
                    + " stands_for is 1/rate of the"
                    + " chart in the answer's configuration; it is NULL unless --config gives the configurations.",
            "One SELECT; it reads nothing but the given files and writes nothing but what --parquet names."
        },
        footer = {
            "",
            "Examples:",
            "  limpid query --data downloads/ \"SELECT chart, sum(n) AS answers FROM answers GROUP BY chart\"",
            "  limpid query --config v1.0.0.zip --data downloads/ \\",
            "    \"SELECT chart, sum(n * stands_for) AS machines FROM answers GROUP BY chart\"",
            "  limpid query --data downloads/ --parquet counts.parquet"
        })
final class QueryCommand implements Callable<Integer> {

    @Parameters(
            arity = "0..1",
            paramLabel = "SQL",
            description = "The query; without one --parquet exports all counts.")
    private Optional<String> sql = Optional.empty();

    @Option(
            names = "--data",
            required = true,
            paramLabel = "PATH",
            description = "A file of published answers, or a folder with such files. Repeatable.")
    private List<Path> data = List.of();

    @Option(
            names = "--config",
            paramLabel = "ZIP",
            description = "Configurations that the answers name, as the log's module proxy serves them:"
                    + " URL/log/<collection>/config/@v/v1.0.0.zip. Repeatable; either none or all of them.")
    private List<Path> configs = List.of();

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
        AnswerWeights weights = new AnswerWeights(ConfigHistory.ofFiles(configs).all());
        AnswerFileSet files = AnswerFileSet.read(data);
        if (parquet.isEmpty()) {
            run(files, weights, Optional.empty());
            return ExitCode.OK;
        }
        try (AtomicOutputFile file = AtomicOutputFile.begin(parquet.get())) {
            run(files, weights, Optional.of(file.temporaryFile()));
            file.commit();
        }
        return ExitCode.OK;
    }

    private void run(AnswerFileSet files, AnswerWeights weights, Optional<Path> unfinished)
            throws IOException, SQLException {
        Path temporary = Files.createTempDirectory("limpid-query");
        try (Connection connection = DuckDb.open()) {
            List<Path> allowed = new ArrayList<>(files.packed());
            allowed.addAll(files.plain());
            unfinished.ifPresent(allowed::add);
            DuckDb.confine(connection, allowed, temporary);
            PublishedTables.create(connection, files, weights);
            weights.check(connection);
            ask(connection, unfinished);
        } finally {
            FileTree.delete(temporary);
        }
    }

    private void ask(Connection connection, Optional<Path> unfinished) throws SQLException, IOException {
        String query = sql.isPresent() ? checked(connection, sql.get()) : PublishedTables.EVERYTHING;
        try (Statement statement = connection.createStatement()) {
            if (unfinished.isPresent()) {
                statement.execute("COPY (" + query + "\n) TO "
                        + PublishedTables.quoted(unfinished.get().toString())
                        + " (FORMAT parquet, COMPRESSION zstd, USE_TMP_FILE false)");
            } else {
                try (ResultSet rows = statement.executeQuery(query)) {
                    print(rows, TerminalSafeWriter.wrap(spec.commandLine().getOut()));
                }
            }
        } catch (SQLException e) {
            String why = SelectValidator.sentence(e);
            if (SelectValidator.isFaultOfQuery(e)) {
                throw new ParameterException(spec.commandLine(), why, e);
            }
            throw new IOException(why, e);
        }
    }

    private String checked(Connection connection, String query) throws SQLException, IOException {
        try {
            return new SelectValidator(connection).checked(query);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    /** Prints CSV, which people and most programs can read. */
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
