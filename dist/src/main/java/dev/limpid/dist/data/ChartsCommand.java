package dev.limpid.dist.data;

import dev.limpid.charts.ChartCsv;
import dev.limpid.charts.ChartFold;
import dev.limpid.charts.ChartSet;
import dev.limpid.charts.ChartSetCodec;
import dev.limpid.charts.Period;
import dev.limpid.cli.ExitCode;
import dev.limpid.dist.WholeFile;
import dev.limpid.server.publish.Decided;
import dev.limpid.server.publish.ReportFiles;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code limpid charts FILES…}: the charts of any published files, without a server. */
@Command(
        name = "charts",
        description = "Compute charts from files of published reports (.ndjson or .ndjson.zst).",
        footer = {
            "",
            "Examples:",
            "  limpid charts --config v1.0.0.zip 2026-08-*.ndjson.zst",
            "  limpid charts --config v1.0.0.zip --format csv --output charts.csv 2026-08-20.ndjson.zst"
        })
final class ChartsCommand implements Callable<Integer> {

    /** What is written. */
    enum Format {
        json,
        csv
    }

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Files of published reports.")
    private List<Path> files = List.of();

    @Option(
            names = "--config",
            required = true,
            paramLabel = "ZIP",
            description = "Configurations that the reports name, as the log's module proxy serves them:"
                    + " URL/log/<collection>/config/@v/v1.0.0.zip. Repeatable; the newest one's charts are drawn.")
    private List<Path> configs = List.of();

    @Option(
            names = "--period",
            paramLabel = "PERIOD",
            description = "A day, or first and last day with _ between. Default: all days that the files hold.")
    private Optional<String> period = Optional.empty();

    @Option(names = "--collection", paramLabel = "NAME", description = "The collection's name, as the charts say it.")
    private String collection = "";

    @Option(names = "--format", paramLabel = "json|csv", description = "What to write; default ${DEFAULT-VALUE}.")
    private Format format = Format.json;

    @Option(names = "--output", paramLabel = "FILE", description = "Write here instead of standard output.")
    private Optional<Path> output = Optional.empty();

    @Option(names = "--threads", paramLabel = "N", description = "How many threads read. Default: all processors.")
    private int threads = ReportFiles.allProcessors();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final OutputStream standardOutput;

    ChartsCommand(OutputStream standardOutput) {
        this.standardOutput = standardOutput;
    }

    @Override
    public Integer call() throws IOException {
        Optional<Period> asked = period.map(this::parsed);
        Decided decided = DecidedConfigs.ofFiles(configs)
                .newest()
                .orElseThrow(() -> new IOException("no configuration is given, expected --config ZIP"));
        ChartFold fold = ReportFiles.fold(decided.plan(), files, threads);
        if (fold.days().isEmpty()) {
            throw new IOException("the files hold no report");
        }
        Period drawn =
                asked.orElseGet(() -> Period.of(fold.days().first(), fold.days().last()));
        ChartSet charts = fold.charts(collection, decided.version(), drawn);
        byte[] bytes = format == Format.csv ? ChartCsv.toCsv(charts) : ChartSetCodec.toJson(charts);
        if (output.isPresent()) {
            WholeFile.write(output.get(), bytes);
        } else {
            standardOutput.write(bytes);
            standardOutput.flush();
        }
        return ExitCode.OK;
    }

    private Period parsed(String text) {
        try {
            return Period.parse(text);
        } catch (DateTimeException e) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--period is \"" + text + "\", expected a day such as 2026-08-20, or two: 2026-08-14_2026-08-20");
        }
    }
}
