package dev.limpid.benchmarks.linking;

import dev.limpid.protocol.answer.Answer;
import dev.limpid.protocol.answer.AnswerPart;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Encodes an answer as columns of small whole numbers, so that any two answers can be compared with tables. An attribute is a column
 * whose values are numbered from 1. A counter is a column whose value is the count on a logarithmic scale of two steps per octave; 0
 * means missing. Mutable: columns and values are added as they occur.
 */
final class AnswerEncoding {

    static final int VALUES = 64;

    private static final String TOTAL = "total";

    private final boolean asShares;
    private final Map<String, Integer> columns = new LinkedHashMap<>();
    private final List<Boolean> isCount = new ArrayList<>();
    private final Map<String, Integer> values = new HashMap<>();

    /**
     * Creates an encoding.
     *
     * @param asShares whether counts are encoded as fractions of the answer's total, with the total in its own column, so that a home's
     *     busy week changes one column and not every counter
     */
    AnswerEncoding(boolean asShares) {
        this.asShares = asShares;
    }

    /** The answer as {@code column * VALUES + value} for each column that has a value. */
    int[] encode(Answer answer) {
        Map<String, SortedSet<String>> attributes = new TreeMap<>();
        Map<String, Long> counts = new TreeMap<>();
        long total = 0;
        for (AnswerPart part : answer.parts()) {
            part.attributes()
                    .forEach((attribute, value) -> attributes
                            .computeIfAbsent(attribute.member(), any -> new TreeSet<>())
                            .add(value));
            part.counts().forEach((name, count) -> counts.merge(name, count, Long::sum));
        }
        for (long count : counts.values()) {
            total += count;
        }
        List<Integer> codes = new ArrayList<>();
        attributes.forEach((attribute, both) -> codes.add(encode(column(attribute, false), number(attribute, both))));
        for (Map.Entry<String, Long> count : counts.entrySet()) {
            int value = asShares ? 60 + step((double) count.getValue() / total) : 1 + step((double) count.getValue());
            codes.add(encode(column(count.getKey(), true), value));
        }
        if (asShares && total > 0) {
            codes.add(encode(column(TOTAL, true), 1 + step((double) total)));
        }
        return codes.stream().mapToInt(Integer::intValue).toArray();
    }

    int columns() {
        return columns.size();
    }

    /** Whether a column's values are on a scale, so that close values are similar. */
    boolean isCount(int column) {
        return isCount.get(column);
    }

    private static int encode(int column, int value) {
        return column * VALUES + Math.max(1, Math.min(VALUES - 1, value));
    }

    private static int step(double count) {
        return (int) Math.round(2 * Math.log(count) / Math.log(2));
    }

    private int column(String name, boolean count) {
        Integer known = columns.get(name);
        if (known == null) {
            known = columns.size();
            columns.put(name, known);
            isCount.add(count);
        }
        return known;
    }

    private int number(String attribute, SortedSet<String> both) {
        return values.computeIfAbsent(attribute + both, any -> 1 + values.size());
    }
}
