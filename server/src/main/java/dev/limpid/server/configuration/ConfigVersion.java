package dev.limpid.server.configuration;

import java.util.Optional;
import java.util.regex.Pattern;

/** A configuration's version, {@code v1.4.0}, in the order of its numbers. */
public record ConfigVersion(String text) implements Comparable<ConfigVersion> {

    private static final Pattern SHAPE =
            Pattern.compile("v(0|[1-9][0-9]{0,17})\\.(0|[1-9][0-9]{0,17})\\.(0|[1-9][0-9]{0,17})");

    public ConfigVersion {
        if (!SHAPE.matcher(text).matches()) {
            throw new IllegalArgumentException("\"" + text + "\" is not a version, expected one like v1.4.0");
        }
    }

    /** Parses this text, or returns empty if it is not a version. */
    public static Optional<ConfigVersion> parse(String text) {
        return SHAPE.matcher(text).matches() ? Optional.of(new ConfigVersion(text)) : Optional.empty();
    }

    /** Numbers have no leading zeros, so the longer of two is the greater. */
    @Override
    public int compareTo(ConfigVersion other) {
        int at = 1;
        int there = 1;
        while (at < text.length() && there < other.text.length()) {
            int end = end(text, at);
            int endThere = end(other.text, there);
            int order = Integer.compare(end - at, endThere - there);
            order = order != 0 ? order : text.substring(at, end).compareTo(other.text.substring(there, endThere));
            if (order != 0) {
                return order;
            }
            at = end + 1;
            there = endThere + 1;
        }
        return 0;
    }

    /** Where the number that begins here ends. */
    private static int end(String text, int start) {
        int dot = text.indexOf('.', start);
        return dot < 0 ? text.length() : dot;
    }

    @Override
    public String toString() {
        return text;
    }
}
