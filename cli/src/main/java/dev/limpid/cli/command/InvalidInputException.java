package dev.limpid.cli.command;

import dev.limpid.protocol.text.LocalizableMessage;
import dev.limpid.protocol.text.MessageBundle;

/** Input that a command cannot use. The message is in English; {@link #sentence} gives it in other languages. */
public final class InvalidInputException extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    private final transient LocalizableMessage said;

    /**
     * Takes a sentence of {@code errors.properties}.
     *
     * @param values the names of placeholders, each followed by its value
     */
    public InvalidInputException(String key, Object... values) {
        this(LocalizableMessage.of(InvalidInputException.class, "errors", key, values));
    }

    private InvalidInputException(LocalizableMessage said) {
        super(said.toString());
        this.said = said;
    }

    /** The message in a language; messages of other exceptions stay as they are. */
    public static String sentence(IllegalArgumentException e, MessageBundle words) {
        return e instanceof InvalidInputException wrong
                ? wrong.said.in(words.language())
                : String.valueOf(e.getMessage());
    }
}
