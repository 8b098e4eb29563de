package dev.limpid.bridge;

import dev.limpid.counter.Counter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a bridge's list: a measurement, and the counters that are made from it. Immutable.
 *
 * <pre>{@code
 * CountingRule.events("cache.gets").tag("result", "hit", "miss").as("tool/cache:{result}")
 * CountingRule.durations("http.server.requests", "10ms", "100ms", "1s").tag("method", "GET", "POST").as("tool/http/{method}")
 * }</pre>
 *
 * <p>A tag that is not listed does not matter: the counts of its values are added up. For a listed tag only the listed
 * values count. In names of counters, white space and characters that a chart cannot name become dashes.
 */
public final class CountingRule {
    /** A rule that makes more counters than this is probably a mistake. */
    private static final int MOST_COUNTERS = 1000;

    private final String source;
    private final String name;
    private final @Nullable Bounds bounds;
    private final Map<String, List<String>> tags;

    private CountingRule(Builder builder, String name) {
        this.source = builder.source;
        this.bounds = builder.bounds;
        this.tags = new LinkedHashMap<>(builder.tags);
        this.name = name;
        check();
    }

    /** Each event of a measurement: each increment of a counter, each record of a timer. */
    public static Builder events(String source) {
        return new Builder(source, null);
    }

    /** The values of a measurement in buckets of durations, such as {@code 10ms}, {@code 1s}, {@code 5m}. */
    public static Builder durations(String source, String... bounds) {
        return new Builder(source, Bounds.of(source, Bounds.Kind.DURATION, bounds));
    }

    /** The values of a measurement in buckets of sizes, such as {@code 512B}, {@code 4KiB}, {@code 1MiB}. */
    public static Builder sizes(String source, String... bounds) {
        return new Builder(source, Bounds.of(source, Bounds.Kind.SIZE, bounds));
    }

    /** The values of a measurement in buckets of plain numbers. */
    public static Builder numbers(String source, String... bounds) {
        return new Builder(source, Bounds.of(source, Bounds.Kind.NUMBER, bounds));
    }

    /** The values of a measurement in buckets of percentages from 0 to 100, such as {@code 5%}. */
    public static Builder percentages(String source, String... bounds) {
        return new Builder(source, Bounds.of(source, Bounds.Kind.PERCENTAGE, bounds));
    }

    /** A rule to which tags can be added. Not thread-safe. */
    public static final class Builder {
        private final String source;
        private final @Nullable Bounds bounds;
        private final Map<String, List<String>> tags = new LinkedHashMap<>();

        private Builder(String source, @Nullable Bounds bounds) {
            this.source = source;
            this.bounds = bounds;
        }

        /** Counts only measurements whose tag has one of these values. */
        public Builder tag(String key, String... values) {
            tags.put(key, List.of(values));
            return this;
        }

        /**
         * The finished rule, which counts under this name; {@code {key}} in it is replaced by the value of a tag.
         * Buckets are appended: {@code tool/http:<10ms}.
         *
         * @throws IllegalArgumentException if the counters' names are not known beforehand, or are not valid
         */
        public CountingRule as(String name) {
            return new CountingRule(this, name);
        }
    }

    private void check() {
        for (String key : placeholders()) {
            if (tags.getOrDefault(key, List.of()).isEmpty()) {
                throw new IllegalArgumentException("the values of the tag " + key + " of " + source
                        + " are not listed: counters must be known beforehand, so name each value by tag(\"" + key
                        + "\", …)");
            }
        }
        if (bounds != null && name.indexOf(':') >= 0) {
            throw new IllegalArgumentException("\"" + name
                    + "\" has a colon, expected a name without one: the buckets of " + source + " follow it");
        }
        Set<String> names = new LinkedHashSet<>();
        for (List<String> values : combinations()) {
            if (!names.add(name(values)) && isEveryTagNamed()) {
                throw new IllegalArgumentException(
                        "two values of a tag of " + source + " are both counted as " + name(values));
            }
        }
        int counters = names.size() * (bounds == null ? 1 : bounds.size() + 1);
        if (counters > MOST_COUNTERS) {
            throw new IllegalArgumentException(source + " would make " + counters + " counters, expected at most "
                    + MOST_COUNTERS + ": list fewer values");
        }
    }

    private List<String> placeholders() {
        List<String> keys = new ArrayList<>();
        for (int open = name.indexOf('{'); open >= 0; open = name.indexOf('{', open + 1)) {
            int close = name.indexOf('}', open);
            if (close < 0) {
                throw new IllegalArgumentException("\"" + name + "\" has a { without a }");
            }
            keys.add(name.substring(open + 1, close));
        }
        return keys;
    }

    private boolean isEveryTagNamed() {
        return placeholders().containsAll(tags.keySet());
    }

    /** The measurement: the name of a meter, an instrument or an event. */
    public String source() {
        return source;
    }

    /** Whether it counts values in buckets, rather than events. */
    public boolean hasBuckets() {
        return bounds != null;
    }

    @Nullable
    Bounds bounds() {
        return bounds;
    }

    Map<String, List<String>> tags() {
        return tags;
    }

    /** Every combination of the tags' values, in the order of {@link #tags}. */
    List<List<String>> combinations() {
        List<List<String>> all = List.of(List.of());
        for (List<String> values : tags.values()) {
            List<List<String>> longer = new ArrayList<>();
            for (List<String> begun : all) {
                for (String value : values) {
                    List<String> next = new ArrayList<>(begun);
                    next.add(value);
                    longer.add(next);
                }
            }
            if (longer.size() > MOST_COUNTERS) {
                throw new IllegalArgumentException(
                        source + " has more than " + MOST_COUNTERS + " combinations of listed values: list fewer");
            }
            all = longer;
        }
        return all;
    }

    /** The counter's name for these values, in the order of {@link #tags}, without buckets. */
    String name(List<String> values) {
        String filled = name;
        int i = 0;
        for (String key : tags.keySet()) {
            filled = filled.replace("{" + key + "}", word(values.get(i++)));
        }
        if (!Counter.of(filled).isValidName() || filled.startsWith(":") || filled.endsWith(":")) {
            throw new IllegalArgumentException(
                    "\"" + filled + "\" is not a counter's name, expected visible text without white space,"
                            + " with at most one colon");
        }
        return filled;
    }

    /** A value as it appears in a counter's name, with only characters that a chart can name. */
    private static String word(String value) {
        return value.replaceAll("[^!-~]|[{},\"\\\\:]", "-");
    }

    @Override
    public String toString() {
        return source + " as " + name;
    }
}
