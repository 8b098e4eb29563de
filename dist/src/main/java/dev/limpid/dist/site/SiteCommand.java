package dev.limpid.dist.site;

import dev.limpid.cli.ExitCode;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code limpid site}: what the public sees. */
@Command(name = "site", description = "Write the public pages as files.", mixinStandardHelpOptions = true)
public final class SiteCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private SiteCommand() {}

    /** The command with its subcommand. */
    public static CommandLine create() {
        return new CommandLine(new SiteCommand())
                .addSubcommand("export", new SiteExportCommand())
                .setExecutionExceptionHandler((e, command, parsed) -> {
                    command.getErr().println("limpid site: " + e.getMessage());
                    return ExitCode.FAILED;
                });
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "limpid site: expected the command export");
    }
}
