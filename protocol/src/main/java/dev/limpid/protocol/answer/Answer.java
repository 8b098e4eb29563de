package dev.limpid.protocol.answer;

import java.time.LocalDate;
import java.util.List;

/**
 * One machine's answer to one question about one week. It contains the question and totals. Two answers of one machine
 * have nothing else in common unless both charts ask for it.
 *
 * @param week the Monday of the calendar week in which the home's own week ended, see {@link AnswerWeek}
 * @param config the version of the collection configuration that asked, such as {@code v1.4.0}
 * @param chart the chart's full ID, such as {@code org.example/tool/commands}
 * @param parts one for each combination of the attributes that the chart asks for, in their order; at least one. A part
 * without counts means that the program ran and counted nothing that this chart asks for
 */
public record Answer(LocalDate week, String config, String chart, List<AnswerPart> parts) {

    /**
     * Sorts and copies the parts.
     *
     * @throws IllegalArgumentException if the week is not a Monday, there is no part or there are too many, two parts
     *     have the same attributes, or parts name different attributes
     */
    public Answer {
        if (!AnswerWeek.isMonday(week)) {
            throw new IllegalArgumentException("Week is " + week + ", expected a Monday");
        }
        if (parts.isEmpty() || parts.size() > AnswerLimits.PARTS) {
            throw new IllegalArgumentException(
                    "Builds has " + parts.size() + " parts, expected 1 to " + AnswerLimits.PARTS);
        }
        parts = parts.stream().sorted().toList();
        for (int i = 1; i < parts.size(); i++) {
            AnswerPart before = parts.get(i - 1);
            if (parts.get(i).attributes().equals(before.attributes())) {
                throw new IllegalArgumentException("Builds has two parts of the same attributes, expected one");
            }
            if (!parts.get(i).attributes().keySet().equals(before.attributes().keySet())) {
                throw new IllegalArgumentException(
                        "Builds has parts of different attributes, expected the same in all");
            }
        }
    }

    /** Whether the machine counted nothing that the chart asks for. */
    public boolean isEmpty() {
        return parts.stream().allMatch(part -> part.counts().isEmpty());
    }
}
