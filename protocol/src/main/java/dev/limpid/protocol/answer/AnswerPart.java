package dev.limpid.protocol.answer;

import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The part of an answer about all builds with the same attributes.
 *
 * @param attributes the values of the attributes by which the chart separates builds; empty if it does not
 * @param counts event totals by the name of a counter or stack, at least 1 each; empty if nothing was counted
 * @param leftOut how many stacks were left out of {@code counts} because there were too many
 */
public record AnswerPart(Map<Attribute, String> attributes, SortedMap<String, Long> counts, int leftOut)
        implements Comparable<AnswerPart> {

    private static final Comparator<AnswerPart> ORDER = Comparator.comparing(
                    (AnswerPart part) -> part.value(Attribute.VERSION))
            .thenComparing(part -> part.value(Attribute.RUNTIME))
            .thenComparing(part -> part.value(Attribute.OS))
            .thenComparing(part -> part.value(Attribute.ARCH));

    /**
     * Copies both maps.
     *
     * @throws IllegalArgumentException if a count is below 1 or above {@link AnswerLimits#MOST_COUNT}, or {@code
     *     leftOut} is negative
     */
    public AnswerPart {
        EnumMap<Attribute, String> copy = new EnumMap<>(Attribute.class);
        copy.putAll(attributes);
        attributes = Collections.unmodifiableMap(copy);
        counts = Collections.unmodifiableSortedMap(new TreeMap<>(counts));
        counts.forEach((name, count) -> {
            if (count < 1 || count > AnswerLimits.MOST_COUNT) {
                throw new IllegalArgumentException(
                        "a count is " + count + ", expected 1 to " + AnswerLimits.MOST_COUNT);
            }
        });
        if (leftOut < 0) {
            throw new IllegalArgumentException(leftOut + " stacks are left out, expected 0 or more");
        }
    }

    /** A part from which nothing was left out. */
    public AnswerPart(Map<Attribute, String> attributes, Map<String, Long> counts) {
        this(attributes, new TreeMap<>(counts), 0);
    }

    private String value(Attribute attribute) {
        return attributes.getOrDefault(attribute, "");
    }

    /** Orders parts by version, runtime, system and processor, each by UTF-16 code units. */
    @Override
    public int compareTo(AnswerPart other) {
        return ORDER.compare(this, other);
    }
}
