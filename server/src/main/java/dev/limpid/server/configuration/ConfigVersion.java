package dev.limpid.server.configuration;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A configuration's version, {@code v1.4.0}, in the order of its numbers. */
public record ConfigVersion(String text) implements Comparable<ConfigVersion> {

    private static final Pattern SHAPE =
            Pattern.compile("v(0|[1-9][0-9]{0,17})\\.(0|[1-9][0-9]{0,17})\\.(0|[1-9][0-9]{0,17})");
    private static final Comparator<ConfigVersion> ORDER = Comparator.comparing((ConfigVersion v) -> v.number(1))
            .thenComparing(v -> v.number(2))
            .thenComparing(v -> v.number(3));

    public ConfigVersion {
        if (!SHAPE.matcher(text).matches()) {
            throw new IllegalArgumentException("\"" + text + "\" is no version, expected one like v1.4.0");
        }
    }

    /** The version of this text, or empty if it is none. */
    public static Optional<ConfigVersion> parse(String text) {
        return SHAPE.matcher(text).matches() ? Optional.of(new ConfigVersion(text)) : Optional.empty();
    }

    @Override
    public int compareTo(ConfigVersion other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return text;
    }

    private BigInteger number(int group) {
        Matcher matcher = SHAPE.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalStateException(text);
        }
        return new BigInteger(matcher.group(group));
    }
}
