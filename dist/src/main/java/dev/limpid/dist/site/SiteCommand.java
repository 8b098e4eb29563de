package dev.limpid.dist.site;

import dev.limpid.cli.UserCommands;
import picocli.CommandLine;

/** {@code limpid site}: commands for the public pages. */
public final class SiteCommand {

    private SiteCommand() {}

    /** The command with its subcommand. */
    public static CommandLine create() {
        return new CommandLine(UserCommands.group("site", "Write the public pages as files."))
                .addSubcommand("export", new SiteExportCommand());
    }
}
