package dev.limpid.cli;

import dev.limpid.cli.context.ExitCode;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** A manual page in roff's man macros, made from a command's help. For one thread at a time. */
final class ManPage {

    private final CommandLine command;
    private final StringBuilder page = new StringBuilder();

    private ManPage(CommandLine command) {
        this.command = command;
    }

    static String of(CommandLine command) {
        return new ManPage(command).text();
    }

    /** The page's name: {@code limpid-env} for {@code limpid env}. */
    static String name(CommandLine command) {
        return command.getCommandSpec().qualifiedName("-");
    }

    private String text() {
        CommandSpec spec = command.getCommandSpec();
        CommandLine.Help help = command.getHelp();
        String name = name(command);
        page.append(".TH ").append(name.toUpperCase(Locale.ROOT)).append(" 1\n");
        section("NAME");
        line(name + " - " + String.join(" ", spec.usageMessage().description()));
        section("SYNOPSIS");
        line(help.synopsis(0).strip().replaceAll("\\s+", " "));
        if (!spec.options().isEmpty() || !spec.positionalParameters().isEmpty()) {
            section("OPTIONS");
        }
        for (PositionalParamSpec parameter : spec.positionalParameters()) {
            item(parameter.paramLabel(), String.join(" ", parameter.description()));
        }
        for (OptionSpec option : spec.options()) {
            String label = option.arity().max() > 0 ? " " + option.paramLabel() : "";
            item(String.join(", ", option.names()) + label, String.join(" ", option.description()));
        }
        if (!command.getSubcommands().isEmpty()) {
            section("COMMANDS");
            command.getSubcommands()
                    .forEach((sub, below) -> item(
                            sub,
                            String.join(
                                    " ", below.getCommandSpec().usageMessage().description())));
        }
        String footer = help.footer().strip();
        if (!footer.isEmpty()) {
            section("NOTES");
            page.append(".nf\n");
            footer.lines().forEach(this::line);
            page.append(".fi\n");
        }
        section("EXIT STATUS");
        ExitCode.meanings().forEach(this::item);
        return page.toString();
    }

    private void section(String name) {
        page.append(".SH ").append(name).append('\n');
    }

    private void item(String term, String text) {
        page.append(".TP\n");
        line(term);
        line(text);
    }

    /** Roff gives backslashes and dashes a special meaning, and reads a dot or quote at the beginning of a line as a macro. */
    private void line(String text) {
        String escaped = text.replace("\\", "\\e").replace("-", "\\-").replace("%n", "\n");
        page.append(escaped.startsWith(".") || escaped.startsWith("'") ? "\\&" : "")
                .append(escaped)
                .append('\n');
    }
}
