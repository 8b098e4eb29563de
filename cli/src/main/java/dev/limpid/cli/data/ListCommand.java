package dev.limpid.cli.data;

import dev.limpid.cli.command.HomeCommand;
import dev.limpid.cli.context.CommandContext;
import dev.limpid.cli.context.ExitCode;
import dev.limpid.cli.context.JsonOutput;
import dev.limpid.counter.home.TelemetryHome;
import dev.limpid.countfile.mode.EffectiveMode;
import dev.limpid.uploader.home.TelemetryHomes;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code list}: lists every collection on this machine. */
@Command(
        name = "list",
        description = "List every collection on this machine with its effective mode.",
        footer = {"", "Examples:", "  ${COMMAND-FULL-NAME}", "  ${COMMAND-FULL-NAME} --json"})
public final class ListCommand extends HomeCommand {

    @Option(names = "--json", description = "Print a JSON array instead of text.")
    boolean json;

    public ListCommand(CommandContext context) {
        super(context);
    }

    @Override
    public List<TelemetryHome> homes() throws IOException {
        List<TelemetryHome> all = new TelemetryHomes(context.environment()).all();
        if (json) {
            JsonOutput.printArray(out(), generator -> {
                for (TelemetryHome home : all) {
                    EffectiveMode effective = effective(home);
                    generator.writeStartObject();
                    generator.writeStringField("collection", home.collection());
                    generator.writeStringField("mode", effective.mode().toString());
                    generator.writeStringField("why", effective.why());
                    generator.writeStringField("folder", home.folder().toString());
                    generator.writeEndObject();
                }
            });
            return List.of();
        }
        List<String> hidden = new TelemetryHomes(context.environment()).hidden();
        hidden.forEach(sentence -> out().print(words().format("list.hidden", "why", sentence) + "\n"));
        if (all.isEmpty()) {
            Optional<String> why = EnvCommand.reasonNothingIsCounted(context, words());
            if (why.isPresent()) {
                out().print(words().format("list.off", "why", why.get()) + "\n");
            } else if (hidden.isEmpty()) {
                out().print(words().format("list.none") + "\n");
            }
        }
        return all;
    }

    @Override
    protected int run(TelemetryHome home, PrintWriter out) {
        EffectiveMode effective = effective(home);
        out.print(home.collection() + "  " + effective.mode() + "  (" + modeReason(home, effective) + ")\n");
        return ExitCode.OK;
    }
}
