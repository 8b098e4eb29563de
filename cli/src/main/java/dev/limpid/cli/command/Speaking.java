package dev.limpid.cli.command;

import dev.limpid.protocol.text.Sentences;
import picocli.CommandLine;

/** A command that speaks to its reader in the reader's language. The operator's commands do not, and speak English. */
public interface Speaking {

    /** The language of what this command says now; English where programs read it. */
    String spoken();

    /** What a command speaks. */
    static String of(CommandLine command) {
        return command.getCommandSpec().userObject() instanceof Speaking speaking
                ? speaking.spoken()
                : Sentences.ENGLISH;
    }

    /** What is said about arguments, files and choices that cannot be used, in a language. */
    static Sentences errors(String language) {
        return Sentences.of(Speaking.class, "errors", language);
    }
}
