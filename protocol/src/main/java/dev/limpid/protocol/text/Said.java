package dev.limpid.protocol.text;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A sentence that is not yet said: which one of a bundle, and what stands at its places. Who finds out what happened makes
 * it, who tells somebody says in which language. No bundle is read before that. Immutable; two are equal if they are the
 * same sentence with the same values.
 */
public final class Said {

    private final @Nullable Class<?> beside;
    private final String bundle;
    private final String key;
    private final @Nullable Long number;
    private final Object[] values;

    private Said(@Nullable Class<?> beside, String bundle, String key, @Nullable Long number, Object... values) {
        this.beside = beside;
        this.bundle = bundle;
        this.key = key;
        this.number = number;
        this.values = values.clone();
    }

    /**
     * A sentence of a bundle.
     *
     * @param beside a class of the package in which the bundle lies
     * @param values names of places, each followed by what is put there, which may be such a sentence itself
     */
    public static Said of(Class<?> beside, String bundle, String key, Object... values) {
        return new Said(beside, bundle, key, null, values);
    }

    /** A sentence about a number; {@code key} is its name without {@code .one} or {@code .other}. */
    public static Said count(Class<?> beside, String bundle, String key, long number, Object... values) {
        return new Said(beside, bundle, key, number, values);
    }

    /** What there is in one language only, such as a server's own reason: it is quoted as it is in all of them. */
    public static Said quoted(String text) {
        return new Said(null, "", text, null);
    }

    /** The sentence in a language; in English where there is no translation of it. */
    public String in(String language) {
        if (beside == null) {
            return key;
        }
        Object[] said = Arrays.stream(values)
                .map(value -> value instanceof Said inner ? inner.in(language) : value)
                .toArray();
        Sentences sentences = Sentences.of(beside, bundle, language);
        return number == null ? sentences.say(key, said) : sentences.count(key, number, said);
    }

    /** The sentence in English, for files, JSON and logs. */
    @Override
    public String toString() {
        return in(Sentences.ENGLISH);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Said said
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
