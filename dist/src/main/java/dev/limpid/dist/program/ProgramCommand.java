package dev.limpid.dist.program;

import dev.limpid.cli.UserCommands;
import picocli.CommandLine;

/** {@code limpid program}: a group of commands for builds. */
public final class ProgramCommand {

    private ProgramCommand() {}

    /** The group with its commands. */
    public static CommandLine create() {
        return new CommandLine(UserCommands.group(
                        "program",
                        "For the build of a program that counts: its identity, its counters and charts, its methods."))
                .addSubcommand(new CommandLine(new IdentityCommand()))
                .addSubcommand(new CommandLine(new CountersCommand()))
                .addSubcommand(new CommandLine(new SymbolsCommand()));
    }
}
