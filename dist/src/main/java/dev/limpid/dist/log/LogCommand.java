package dev.limpid.dist.log;

import dev.limpid.cli.UserCommands;
import java.security.SecureRandom;
import java.time.Clock;
import picocli.CommandLine;

/** {@code limpid log}: makes, shows, checks and exports a log, and replaces its keys. */
public final class LogCommand {

    private LogCommand() {}

    /** The command with its subcommands. */
    public static CommandLine create(Clock clock) {
        SecureRandom random = new SecureRandom();
        return new CommandLine(
                        UserCommands.group("log", "Make, show, check and export the transparency log of a collection."))
                .addSubcommand("init", new LogInitCommand(clock, random))
                .addSubcommand("info", new LogInfoCommand())
                .addSubcommand("check", new LogCheckCommand())
                .addSubcommand("export", new LogExportCommand())
                .addSubcommand("rotate", new LogRotateCommand(random));
    }
}
