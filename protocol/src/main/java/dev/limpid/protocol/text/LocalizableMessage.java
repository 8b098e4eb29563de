package dev.limpid.protocol.text;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A message whose language is chosen later: the key of a sentence in a bundle, and the values for its placeholders. The
 * code that detects something makes the message; the code that shows it chooses the language, and only then is the
 * bundle read. Immutable; two messages are equal if they have the same key and the same values.
 */
public final class LocalizableMessage {

    private final @Nullable Class<?> beside;
    private final String bundle;
    private final String key;
    private final @Nullable Long number;
    private final Object[] values;

    private LocalizableMessage(
            @Nullable Class<?> beside, String bundle, String key, @Nullable Long number, Object... values) {
        this.beside = beside;
        this.bundle = bundle;
        this.key = key;
        this.number = number;
        this.values = values.clone();
    }

    /**
     * A message with a sentence of a bundle.
     *
     * @param beside a class in the package of the bundle
     * @param values names of placeholders, each followed by its value, which can be a {@code LocalizableMessage} itself
     */
    public static LocalizableMessage of(Class<?> beside, String bundle, String key, Object... values) {
        return new LocalizableMessage(beside, bundle, key, null, values);
    }

    /** A message about a number; {@code key} is its key without {@code .one} or {@code .other}. */
    public static LocalizableMessage count(Class<?> beside, String bundle, String key, long number, Object... values) {
        return new LocalizableMessage(beside, bundle, key, number, values);
    }

    /** A text that exists in one language only, such as a server's own reason. It is the same in every language. */
    public static LocalizableMessage quoted(String text) {
        return new LocalizableMessage(null, "", text, null);
    }

    /** The sentence in a language; in English if it is not translated. */
    public String in(String language) {
        if (beside == null) {
            return key;
        }
        Object[] said = Arrays.stream(values)
                .map(value -> value instanceof LocalizableMessage inner ? inner.in(language) : value)
                .toArray();
        MessageBundle messageBundle = MessageBundle.of(beside, bundle, language);
        return number == null ? messageBundle.format(key, said) : messageBundle.count(key, number, said);
    }

    /** The sentence in English, for files, JSON and logs. */
    @Override
    public String toString() {
        return in(MessageBundle.ENGLISH);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof LocalizableMessage said
                && beside == said.beside
                && bundle.equals(said.bundle)
                && key.equals(said.key)
                && Objects.equals(number, said.number)
                && Arrays.equals(values, said.values);
    }

    @Override
    public int hashCode() {
        return Objects.hash(beside, bundle, key, number, Arrays.hashCode(values));
    }
}
