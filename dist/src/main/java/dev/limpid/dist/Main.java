package dev.limpid.dist;

import dev.limpid.cli.UserCommands;
import dev.limpid.cli.context.CommandContext;
import dev.limpid.dist.file.StandardOutput;
import dev.limpid.dist.telemetry.LimpidTelemetry;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** The entry point of {@code limpid}. */
public final class Main {

    private Main() {}

    /** Runs one command and exits with its code. */
    public static void main(String[] arguments) {
        System.exit(run(LimpidTelemetry.ofLimpid(), arguments));
    }

    /** Runs one command, counts that it ran and how it ended, and returns its code. */
    public static int run(LimpidTelemetry counting, String... arguments) {
        counting.begin(arguments);
        int code = StandardOutput.exitCode(commandLine(arguments).execute(arguments));
        counting.end(code);
        return code;
    }

    /**
     * The command line for these arguments: with only the command that they name, or with all commands if they name
     * none.
     */
    public static CommandLine commandLine(String... arguments) {
        return commandLine(CommandContext.ofProcess(), arguments);
    }

    static CommandLine commandLine(CommandContext context, String... arguments) {
        CommandLine limpid = new CommandLine(UserCommands.group(
                "limpid", "Transparent telemetry: see and decide what is counted and sent, or run a collection."));
        limpid.getCommandSpec().version(version());
        limpid.getCommandSpec()
                .addOption(OptionSpec.builder("-V", "--version")
                        .versionHelp(true)
                        .description("Show which limpid this is, and which Java runs it.")
                        .build());
        String first = arguments.length == 0 ? "" : arguments[0];
        if (!UserCommands.addOnly(limpid, context, first) && !OperatorCommands.addOnly(limpid, first)) {
            UserCommands.addAll(limpid, context);
            OperatorCommands.addAll(limpid);
        }
        return UserCommands.configure(limpid, context.columns());
    }

    private static String version() {
        String version = Main.class.getPackage().getImplementationVersion();
        return "limpid " + (version == null ? "devel" : version) + ", Java " + Runtime.version();
    }
}
