package dev.limpid.handbook;

import dev.limpid.server.settings.KnownSettings;
import java.util.List;
import java.util.TreeMap;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** Documents made from the help of the commands and the settings of the configuration readers. */
final class Reference {

    static final String COMMANDS = "reference/commands.md";
    static final String SETTINGS = "reference/settings.md";

    private Reference() {}

    /** The help of a command and of everything below it. */
    static Source commands(CommandLine root) {
        StringBuilder text = new StringBuilder("# Commands\n\nWhat each command prints with `--help`.")
                .append(" Programs that embed the user's commands have the same commands below one of their own, such")
                .append(" as `mytool telemetry on`.\n");
        root.setUsageHelpWidth(100);
        append(root, text);
        return new Source(COMMANDS, text.toString());
    }

    private static void append(CommandLine command, StringBuilder text) {
        text.append("\n## ")
                .append(command.getCommandSpec().qualifiedName())
                .append("\n```\n")
                .append(command.getUsageMessage(Ansi.OFF).stripTrailing())
                .append("\n```\n");
        command.getSubcommands().values().stream().distinct().forEach(below -> append(below, text));
    }

    /** The settings of the files that {@code limpid serve} and {@code limpid relay} read. */
    static Source settings() {
        StringBuilder text = new StringBuilder("# Settings\n\nEvery setting of the configuration files, as their")
                .append(" readers know them. What each setting means, and its default, is in")
                .append(" [the server's configuration file](../spec/server-config.md).\n");
        append("limpid serve", KnownSettings.ofServer(), text);
        append("limpid relay", KnownSettings.ofRelay(), text);
        return new Source(SETTINGS, text.toString());
    }

    private static void append(String command, List<KnownSettings.Part> parts, StringBuilder text) {
        text.append("\n## ").append(command).append('\n');
        for (KnownSettings.Part part : parts) {
            String heading = part.heading().isEmpty() ? "before the first heading" : "after " + part.heading();
            text.append("\n### ")
                    .append(command)
                    .append(", ")
                    .append(heading.replaceAll("([\\[\\]])", "\\\\$1"))
                    .append("\n| setting | expected |\n|---|---|\n");
            new TreeMap<>(part.settings())
                    .forEach((name, expected) -> text.append("| `")
                            .append(name)
                            .append("` | ")
                            .append(expected.replaceAll("([*\\[\\]|<>])", "\\\\$1"))
                            .append(" |\n"));
        }
    }
}
