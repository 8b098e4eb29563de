package dev.limpid.cli;

import dev.limpid.cli.command.Speaking;
import dev.limpid.protocol.text.Sentences;
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
 * A command's help in the reader's language. In English it stands at the commands and their options, where picocli reads it,
 * and manual pages are made of it; what {@code help_de.properties} has in its place is put there when somebody asks for help,
 * and no sooner. Keys are the command's name, and behind it {@code description.0}, {@code footer.1} for the lines of text,
 * and the longest name of an option or the label of a parameter. What all commands have in common stands below {@code all}.
 */
final class HelpInWords {

    private static final String ALL = "all";

    private final Sentences words;

    private HelpInWords(Sentences words) {
        this.words = words;
    }

    /**
     * A command line whose help is in its reader's language, also below a program's own. The commands that it lists are told
     * in that language, too, and in no other.
     *
     * @param command the command, or its specification
     */
    static CommandLine commandLine(Object command) {
        return new CommandLine(command) {
            @Override
            public void usage(PrintWriter out, Help.ColorScheme colours) {
                say(this, Speaking.of(this));
                super.usage(out, colours);
            }
        };
    }

    private static void say(CommandLine command, String language) {
        if (language.equals(Sentences.ENGLISH)) {
            return;
        }
        HelpInWords help = new HelpInWords(Sentences.of(HelpInWords.class, "help", language));
        help.put(command.getCommandSpec());
        command.getSubcommands().values().forEach(below -> help.put(below.getCommandSpec()));
    }

    private void put(CommandSpec spec) {
        UsageMessageSpec usage = spec.usageMessage();
        usage.description(lines(spec.name() + ".description.", usage.description()));
        if (spec.userObject() instanceof UserCommands.Group group) {
            group.context()
                    .collection()
                    .ifPresent(collection -> usage.description(
                            String.join("%n", usage.description()).replace("{collection}", collection.name())));
        }
        usage.footer(lines(spec.name() + ".footer.", usage.footer()));
        usage.synopsisHeading(words.say("all.usage") + " ");
        usage.exitCodeListHeading("%n" + words.say("all.codes") + "%n");
        Map<String, String> codes = new LinkedHashMap<>();
        usage.exitCodeList().forEach((code, meaning) -> codes.put(code, said("all.code." + code, meaning)));
        usage.exitCodeList(codes);
        if (!spec.subcommands().isEmpty()) {
            usage.commandListHeading("%n" + words.say("all.commands") + "%n");
        }
        for (OptionSpec option : List.copyOf(spec.options())) {
            spec.remove(option);
            spec.addOption(OptionSpec.builder(option)
                    .description(said(spec, option.longestName(), option))
                    .build());
        }
        for (PositionalParamSpec parameter : List.copyOf(spec.positionalParameters())) {
            spec.remove(parameter);
            spec.addPositional(PositionalParamSpec.builder(parameter)
                    .description(said(spec, parameter.paramLabel(), parameter))
                    .build());
        }
    }

    private String[] said(CommandSpec spec, String name, ArgSpec argument) {
        String english = String.join(" ", argument.description());
        return new String[] {said(spec.name() + "." + name, said(ALL + "." + name, english))};
    }

    private String[] lines(String key, String... english) {
        String[] lines = english.clone();
        for (int i = 0; i < lines.length; i++) {
            String all = lines[i].startsWith("Example") ? "all." + lines[i].replace(":", "") : key + i;
            lines[i] = said(key + i, said(all, lines[i]));
        }
        return lines;
    }

    private String said(String key, String english) {
        return words.translation(key).orElse(english);
    }
}
