package dev.limpid.dist.data;

import dev.limpid.charts.ChartCsv;
import dev.limpid.charts.ChartSet;
import dev.limpid.charts.ChartSetCodec;
import dev.limpid.charts.Period;
import dev.limpid.charts.fold.AnswerFold;
import dev.limpid.charts.result.ChartSetBuilder;
import dev.limpid.charts.result.IncompleteWeeks;
import dev.limpid.cli.context.ExitCode;
import dev.limpid.dist.file.AtomicOutputFile;
import dev.limpid.server.configuration.ChartInputs;
import dev.limpid.server.publish.file.AnswerFiles;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code limpid charts FILES…}: computes the charts of any published files, without a server. */
@Command(
        name = "charts",
        description = "Compute charts from files of published answers (.ndjson or .ndjson.zst).",
        footer = {
            "",
            "Examples:",
            "  limpid charts --config v1.0.0.zip 2026-08-*.ndjson.zst",
            "  limpid charts --config v1.0.0.zip --format csv --output charts.csv 2026-08-17.ndjson.zst"
        })
final class ChartsCommand implements Callable<Integer> {

    /** The output format. */
    enum Format {
        json,
        csv
    }

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Files of published answers.")
    private List<Path> files = List.of();

    @Option(
            names = "--config",
            required = true,
            paramLabel = "ZIP",
            description = "Configurations that the answers name, as the log's module proxy serves them:"
                    + " URL/log/<collection>/config/@v/v1.0.0.zip. Repeatable; the newest one's charts are drawn.")
    private List<Path> configs = List.of();

    @Option(
            names = "--period",
            paramLabel = "PERIOD",
            description = "A Monday, or first Monday and last Sunday with _ between. Default: all weeks in the files.")
    private Optional<String> period = Optional.empty();

    @Option(
            names = "--provisional",
            paramLabel = "MONDAY",
            description = "A week that is published provisionally, as the data page shows: it has no intervals."
                    + " Repeatable.")
    private List<LocalDate> provisional = List.of();

    @Option(
            names = "--gated",
            paramLabel = "MONDAY",
            description =
                    "A week in which the gate before publication left answers out or made some coarser, as the data"
                            + " page shows: it has no intervals. Repeatable.")
    private List<LocalDate> gated = List.of();

    @Option(names = "--collection", paramLabel = "NAME", description = "The collection's name, as in the charts.")
    private String collection = "";

    @Option(names = "--format", paramLabel = "json|csv", description = "What to write; default ${DEFAULT-VALUE}.")
    private Format format = Format.json;

    @Option(names = "--output", paramLabel = "FILE", description = "Write here instead of standard output.")
    private Optional<Path> output = Optional.empty();

    @Option(names = "--threads", paramLabel = "N", description = "How many threads read. Default: all processors.")
    private int threads = AnswerFiles.allProcessors();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final OutputStream standardOutput;

    ChartsCommand(OutputStream standardOutput) {
        this.standardOutput = standardOutput;
    }

    @Override
    public Integer call() throws IOException {
        Optional<Period> asked = period.map(this::parsed);
        ChartInputs decided = ConfigHistory.ofFiles(configs)
                .newest()
                .orElseThrow(() -> new IOException("no configuration is given, expected --config ZIP"));
        AnswerFold fold = AnswerFiles.fold(decided.plan(), files, threads);
        if (fold.weeks().isEmpty()) {
            throw new IOException("the files contain no answers");
        }
        Period drawn = asked.orElseGet(
                () -> Period.of(fold.weeks().first(), fold.weeks().last().plusDays(6)));
        ChartSet charts = new ChartSetBuilder(
                        fold, collection, decided.version(), IncompleteWeeks.of(provisional, gated))
                .build(drawn);
        byte[] bytes = format == Format.csv ? ChartCsv.toCsv(charts) : ChartSetCodec.toJson(charts);
        if (output.isPresent()) {
            AtomicOutputFile.write(output.get(), bytes);
        } else {
            standardOutput.write(bytes);
            standardOutput.flush();
        }
        return ExitCode.OK;
    }

    private Period parsed(String text) {
        try {
            return Period.parse(text);
        } catch (DateTimeException | IllegalArgumentException e) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--period is \"" + text
                            + "\", expected a Monday such as 2026-08-17, or a Monday and a Sunday:"
                            + " 2026-08-03_2026-08-30");
        }
    }
}
