package dev.limpid.cli;

import dev.limpid.cli.command.LocalizedCommand;
import dev.limpid.protocol.text.MessageBundle;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * A command's help in the reader's language. The English text is in the annotations of the commands and their options, from which
 * picocli prints help and manual pages are made. A translation such as {@code help_de.properties} replaces it only when somebody asks
 * for help. Keys are the command's name followed by {@code description.0} or {@code footer.1} for lines of text, by the longest name of
 * an option, or by the label of a parameter. Texts that all commands share are below {@code all}.
 */
final class TranslatedHelp {

    private static final String ALL = "all";

    private final MessageBundle words;

    private TranslatedHelp(MessageBundle words) {
        this.words = words;
    }

    /**
     * A command line whose help is in the reader's language, also as part of another program's command line. The commands that the help
     * lists are described in that language, too.
     *
     * @param command the command, or its specification
     */
    static CommandLine commandLine(Object command) {
        return new CommandLine(command) {
            @Override
            public void usage(PrintWriter out, Help.ColorScheme colours) {
                translate(this, LocalizedCommand.of(this));
                super.usage(out, colours);
            }
        };
    }

    private static void translate(CommandLine command, String language) {
        if (language.equals(MessageBundle.ENGLISH)) {
            return;
        }
        TranslatedHelp help = new TranslatedHelp(MessageBundle.of(TranslatedHelp.class, "help", language));
        help.translate(command.getCommandSpec());
        command.getSubcommands().values().forEach(below -> help.translate(below.getCommandSpec()));
    }

    private void translate(CommandSpec spec) {
        UsageMessageSpec usage = spec.usageMessage();
        usage.description(lines(spec.name() + ".description.", usage.description()));
        if (spec.userObject() instanceof UserCommands.Group group) {
            group.context()
                    .collection()
                    .ifPresent(collection -> usage.description(
                            String.join("%n", usage.description()).replace("{collection}", collection.name())));
        }
        usage.footer(lines(spec.name() + ".footer.", usage.footer()));
        usage.synopsisHeading(words.format("all.usage") + " ");
        usage.exitCodeListHeading("%n" + words.format("all.codes") + "%n");
        Map<String, String> codes = new LinkedHashMap<>();
        usage.exitCodeList().forEach((code, meaning) -> codes.put(code, translated("all.code." + code, meaning)));
        usage.exitCodeList(codes);
        if (!spec.subcommands().isEmpty()) {
            usage.commandListHeading("%n" + words.format("all.commands") + "%n");
        }
        for (OptionSpec option : List.copyOf(spec.options())) {
            spec.remove(option);
            spec.addOption(OptionSpec.builder(option)
                    .description(translated(spec, option.longestName(), option))
                    .build());
        }
        for (PositionalParamSpec parameter : List.copyOf(spec.positionalParameters())) {
            spec.remove(parameter);
            spec.addPositional(PositionalParamSpec.builder(parameter)
                    .description(translated(spec, parameter.paramLabel(), parameter))
                    .build());
        }
    }

    private String[] translated(CommandSpec spec, String name, ArgSpec argument) {
        String english = String.join(" ", argument.description());
        return new String[] {translated(spec.name() + "." + name, translated(ALL + "." + name, english))};
    }

    private String[] lines(String key, String... english) {
        String[] lines = english.clone();
        for (int i = 0; i < lines.length; i++) {
            String all = lines[i].startsWith("Example") ? "all." + lines[i].replace(":", "") : key + i;
            lines[i] = translated(key + i, translated(all, lines[i]));
        }
        return lines;
    }

    private String translated(String key, String english) {
        return words.translation(key).orElse(english);
    }
}
