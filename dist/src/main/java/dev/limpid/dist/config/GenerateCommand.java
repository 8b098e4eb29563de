package dev.limpid.dist.config;

import dev.limpid.cli.context.ExitCode;
import dev.limpid.cli.context.TerminalSafeWriter;
import dev.limpid.dist.config.ConfigCommand.ReleaseLookupFactory;
import dev.limpid.dist.file.AtomicOutputFile;
import dev.limpid.protocol.chart.Chart;
import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.protocol.question.codec.CollectionConfigCodec;
import dev.limpid.protocol.question.generate.ChartRates;
import dev.limpid.protocol.question.generate.CollectionConfigGenerator;
import dev.limpid.protocol.release.Platforms;
import dev.limpid.protocol.release.Releases;
import dev.limpid.protocol.text.Quantity;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code limpid config generate}: makes the configuration from the charts and the released versions. */
@Command(
        name = "generate",
        description = {
            "Generate the collection configuration from charts and released versions.",
            "With --in-force rates that are still good enough are kept, and nothing is written if"
                    + " nothing that matters changes."
        },
        footer = {
            "",
            "Examples:",
            "  limpid config generate --in-force config.json --output next.json charts.txt",
            "  limpid config generate --no-lookup charts.txt"
        })
final class GenerateCommand implements Callable<Integer> {

    @Parameters(arity = "1..*", paramLabel = "CHARTS.txt", description = "Chart configs, taken together.")
    private List<Path> files = List.of();

    @Option(names = "--output", paramLabel = "FILE", description = "Write here instead of standard output.")
    private Optional<Path> output = Optional.empty();

    @Option(names = "--go", description = "Write the form that clients of golang.org/x/telemetry read.")
    private boolean go;

    @Option(names = "--today", paramLabel = "DATE", description = "Generate as on this day.")
    private Optional<LocalDate> today = Optional.empty();

    @Option(names = "--no-lookup", description = "Use only the versions that charts give by hand.")
    private boolean noLookup;

    @Option(
            names = "--maven-repository",
            paramLabel = "URL",
            description = "Look up Maven artifacts here rather than where the user's settings say.")
    private Optional<URI> repository = Optional.empty();

    @Option(names = "--maven-settings", paramLabel = "FILE", description = "Take mirrors from here.")
    private Optional<Path> settings = Optional.empty();

    @Option(names = "--go-proxy", paramLabel = "URL", description = "Look up Go modules here rather than at GOPROXY.")
    private Optional<String> goProxy = Optional.empty();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ParticipationOptions participation = new ParticipationOptions();

    private final Clock clock;
    private final ReleaseLookupFactory lookups;

    GenerateCommand(Clock clock, ReleaseLookupFactory lookups) {
        this.clock = clock;
        this.lookups = lookups;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        ChartFiles charts = ChartFiles.read(files);
        if (charts.hasErrors(TerminalSafeWriter.wrap(spec.commandLine().getErr()))) {
            return ExitCode.FOUND_WRONG;
        }
        Optional<CollectionConfig> inForce = participation.inForce();
        ChartRates rates = new ChartRates(participation.read(), inForce);
        CollectionConfigGenerator generator = new CollectionConfigGenerator(
                Platforms.all(), releases(charts.charts()), rates::of, rates.fetchRate(charts.charts()));
        CollectionConfig config;
        try {
            config = generator.generate(
                    "generated",
                    charts.charts(),
                    today.orElseGet(() -> LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)),
                    inForce);
        } catch (IllegalArgumentException e) {
            TerminalSafeWriter.wrap(spec.commandLine().getErr()).println("error: " + e.getMessage());
            return ExitCode.FOUND_WRONG;
        }
        if (inForce.isPresent() && config.equals(inForce.get())) {
            TerminalSafeWriter.wrap(spec.commandLine().getErr())
                    .println("nothing that matters changes: keep the configuration in force");
            return ExitCode.OK;
        }
        write(go ? CollectionConfigCodec.toGoJson(config) : CollectionConfigCodec.toJson(config), contents(config));
        return ExitCode.OK;
    }

    private Releases releases(List<Chart> charts) throws IOException, InterruptedException {
        return noLookup
                ? Releases.BY_HAND
                : lookups.at(repository, settings, goProxy).find(charts);
    }

    private static String contents(CollectionConfig config) {
        int questions = config.programs().stream()
                .mapToInt(program -> program.questions().size())
                .sum();
        return "a configuration of " + Quantity.of(config.programs().size(), "program") + " with "
                + Quantity.of(questions, "chart");
    }

    private void write(byte[] json, String contents) throws IOException {
        if (output.isEmpty()) {
            PrintWriter out = TerminalSafeWriter.wrap(spec.commandLine().getOut());
            out.print(new String(json, StandardCharsets.UTF_8));
            out.flush();
            return;
        }
        AtomicOutputFile.write(output.get(), json);
        spec.commandLine().getErr().println("wrote " + output.get() + ": " + contents);
    }
}
