package dev.limpid.cli.command;

import dev.limpid.protocol.text.MessageBundle;
import picocli.CommandLine;

/** A command whose output is in the reader's language. Commands without this interface, the operator's, use English. */
public interface LocalizedCommand {

    /** The language of this command's output; English if programs read it. */
    String outputLanguage();

    /** The language of a command's output. */
    static String of(CommandLine command) {
        return command.getCommandSpec().userObject() instanceof LocalizedCommand localized
                ? localized.outputLanguage()
                : MessageBundle.ENGLISH;
    }

    /** The error messages about arguments, files and choices, in a language. */
    static MessageBundle errors(String language) {
        return MessageBundle.of(LocalizedCommand.class, "errors", language);
    }
}
