package dev.limpid.cli.command;

import dev.limpid.protocol.text.LocalizableMessage;
import dev.limpid.protocol.text.Sentences;

/** What a command was given cannot be used. Its message is English; it can be said in any language. */
public final class WrongInput extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    private final transient LocalizableMessage said;

    /**
     * A sentence of {@code errors.properties}.
     *
     * @param values names of places, each followed by what is put there
     */
    public WrongInput(String key, Object... values) {
        this(LocalizableMessage.of(WrongInput.class, "errors", key, values));
    }

    private WrongInput(LocalizableMessage said) {
        super(said.toString());
        this.said = said;
    }

    /** What is wrong, in a language, as far as it is ours to say. */
    public static String sentence(IllegalArgumentException e, Sentences words) {
        return e instanceof WrongInput wrong ? wrong.said.in(words.language()) : String.valueOf(e.getMessage());
    }
}
