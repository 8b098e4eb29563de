package dev.limpid.dist.config;

import dev.limpid.cli.context.ExitCode;
import dev.limpid.cli.context.JsonOutput;
import dev.limpid.cli.context.TerminalSafeWriter;
import dev.limpid.protocol.review.difference.Change;
import dev.limpid.protocol.review.difference.ChangeText;
import dev.limpid.protocol.review.difference.ConfigDifference;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code limpid config diff}: states in words what a change would newly collect. */
@Command(
        name = "diff",
        description = "State what a change would newly ask, what it would newly combine in one answer,"
                + " and what it would stop asking.",
        footer = {
            "",
            "Examples:",
            "  limpid config diff --markdown before.txt charts.txt",
            "  limpid config diff config.json next.json"
        })
final class DiffCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "OLD", description = "Charts, or a configuration generated from them.")
    private Path before = Path.of("");

    @Parameters(index = "1", paramLabel = "NEW", description = "The same, after the change.")
    private Path after = Path.of("");

    @Option(names = "--markdown", description = "Write Markdown for a pull request.")
    private boolean markdown;

    @Option(names = "--json", description = "Print a JSON array with one object a change.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        boolean config = ConfigFile.isConfig(ChartFiles.text(before));
        if (config != ConfigFile.isConfig(ChartFiles.text(after))) {
            throw new ParameterException(
                    spec.commandLine(),
                    before + " and " + after + ": one contains charts and the other a configuration,"
                            + " expected two of the same kind");
        }
        Optional<List<Change>> changes = config ? Optional.of(configs()) : charts();
        if (changes.isEmpty()) {
            return ExitCode.FOUND_WRONG;
        }
        PrintWriter out = TerminalSafeWriter.wrap(spec.commandLine().getOut());
        if (json) {
            printJson(changes.get(), out);
        } else {
            out.print(markdown ? ChangeText.markdown(changes.get()) : ChangeText.text(changes.get()));
            out.flush();
        }
        return ExitCode.OK;
    }

    /** A change that is about all programs names none. */
    private static void printJson(List<Change> changes, PrintWriter out) {
        JsonOutput.printArray(out, array -> {
            for (Change change : changes) {
                array.writeStartObject();
                array.writeStringField("direction", change.direction().name().toLowerCase(Locale.ROOT));
                if (change.program().isPresent()) {
                    array.writeStringField("program", change.program().get());
                }
                array.writeStringField("sentence", change.sentence());
                array.writeArrayFieldStart("why");
                for (String discussion : change.why()) {
                    array.writeString(discussion);
                }
                array.writeEndArray();
                array.writeEndObject();
            }
        });
    }

    private List<Change> configs() throws IOException {
        return ConfigDifference.between(Optional.of(ConfigFile.read(before)), ConfigFile.read(after));
    }

    private Optional<List<Change>> charts() throws IOException {
        ChartFiles old = ChartFiles.readAny(before);
        ChartFiles now = ChartFiles.readAny(after);
        boolean broken =
                old.hasErrors(TerminalSafeWriter.wrap(spec.commandLine().getErr()));
        broken |= now.hasErrors(TerminalSafeWriter.wrap(spec.commandLine().getErr()));
        if (broken) {
            return Optional.empty();
        }
        try {
            return Optional.of(ConfigDifference.between(old.charts(), now.charts()));
        } catch (IllegalArgumentException e) {
            TerminalSafeWriter.wrap(spec.commandLine().getErr()).println("error: " + e.getMessage());
            return Optional.empty();
        }
    }
}
