package dev.limpid.dist.log;

import dev.limpid.cli.ExitCode;
import dev.limpid.cli.Failure;
import java.security.SecureRandom;
import java.time.Clock;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code limpid log}: make, show, check, export a log and replace its keys. */
@Command(
        name = "log",
        description = "Make, show, check and export the transparency log of a collection.",
        mixinStandardHelpOptions = true)
public final class LogCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private LogCommand() {}

    /** The command with its subcommands. */
    public static CommandLine create(Clock clock) {
        SecureRandom random = new SecureRandom();
        return new CommandLine(new LogCommand())
                .addSubcommand("init", new LogInitCommand(clock, random))
                .addSubcommand("info", new LogInfoCommand())
                .addSubcommand("check", new LogCheckCommand())
                .addSubcommand("export", new LogExportCommand())
                .addSubcommand("rotate", new LogRotateCommand(random))
                .setExecutionExceptionHandler((e, command, parsed) -> {
                    command.getErr().println("limpid log: " + Failure.sentence(e));
                    return ExitCode.FAILED;
                });
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "limpid log: expected one of the commands init, info, check, export, rotate");
    }
}
