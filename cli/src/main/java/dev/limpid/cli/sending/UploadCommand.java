package dev.limpid.cli.sending;

import dev.limpid.cli.command.HomeCommand;
import dev.limpid.cli.context.CommandContext;
import dev.limpid.cli.context.ExitCode;
import dev.limpid.cli.context.JsonOutput;
import dev.limpid.counter.home.TelemetryHome;
import dev.limpid.uploader.run.ReportingFactory;
import dev.limpid.uploader.run.SendingPace;
import dev.limpid.uploader.run.Step;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code upload}: makes one reporting pass now and prints its steps. */
@Command(
        name = "upload",
        description = "End weeks and send what may be sent now, and show what was done.",
        footer = {"", "Examples:", "  ${COMMAND-FULL-NAME}", "  ${COMMAND-FULL-NAME} --json"})
public final class UploadCommand extends HomeCommand {

    private static final Set<Step.Kind> WRONG =
            EnumSet.of(Step.Kind.DAMAGED, Step.Kind.NO_CONFIG, Step.Kind.UNTRUSTED, Step.Kind.REFUSED, Step.Kind.LATER);

    @Option(names = "--json", description = "Print a JSON array with one object per step.")
    boolean json;

    public UploadCommand(CommandContext context) {
        super(context);
    }

    @Override
    protected int run(TelemetryHome home, PrintWriter out) throws IOException {
        List<Step> steps = new ArrayList<>();
        ReportingFactory.forHome(home, identity(home), context.environment()).run(SendingPace.NOW, step -> {
            steps.add(step);
            if (!json) {
                print(out, step);
            }
        });
        if (json) {
            print(out, steps);
        } else if (steps.isEmpty()) {
            out.print(words().format("upload.nothing") + "\n");
        }
        return steps.stream().anyMatch(step -> WRONG.contains(step.kind())) ? ExitCode.FOUND_WRONG : ExitCode.OK;
    }

    private void print(PrintWriter out, Step step) {
        String message = step.message().in(outputLanguage());
        out.print(step.week()
                        .map(week -> words().format("upload.week", "day", week, "what", message))
                        .orElse(message)
                + "\n");
        out.flush();
    }

    private static void print(PrintWriter out, List<Step> steps) {
        JsonOutput.printArray(out, generator -> {
            for (Step step : steps) {
                generator.writeStartObject();
                generator.writeStringField(
                        "step", step.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'));
                if (step.week().isPresent()) {
                    generator.writeStringField("week", step.week().get().toString());
                }
                generator.writeStringField("sentence", step.sentence());
                generator.writeEndObject();
            }
        });
    }
}
