package dev.limpid.cli;

import dev.limpid.cli.command.LocalizedCommand;
import dev.limpid.cli.context.CommandContext;
import dev.limpid.cli.context.ExitCode;
import dev.limpid.cli.context.JsonOutput;
import dev.limpid.protocol.text.MessageBundle;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code completion}: prints a completion script for bash and zsh. */
@Command(
        name = "completion",
        description = "Print a completion script for bash and zsh.",
        footer = {"", "Examples:", "  source <(${COMMAND-FULL-NAME})", "  ${COMMAND-FULL-NAME} --json"})
final class CompletionCommand implements Callable<Integer>, LocalizedCommand {

    private final CommandContext context;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
    CommandSpec spec;

    @Option(names = "--json", description = "Print the script as a field of one JSON object.")
    boolean json;

    CompletionCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public String outputLanguage() {
        return json ? MessageBundle.ENGLISH : context.language();
    }

    @Override
    public Integer call() {
        CommandLine root = spec.root().commandLine();
        PrintWriter out = spec.commandLine().getOut();
        String script = AutoComplete.bash(spec.root().name(), root);
        if (json) {
            JsonOutput.printObject(out, object -> {
                object.writeStringField("command", spec.root().name());
                object.writeStringField("script", script);
            });
            return ExitCode.OK;
        }
        out.print(script);
        out.flush();
        return ExitCode.OK;
    }
}
