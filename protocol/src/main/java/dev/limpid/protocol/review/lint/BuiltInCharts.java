package dev.limpid.protocol.review.lint;

import dev.limpid.protocol.answer.Attribute;
import dev.limpid.protocol.chart.Chart;
import java.util.List;
import java.util.Optional;

/**
 * The charts of the versions, runtimes, systems and processors that a program runs on. They must be decided like all
 * others; this class offers their text.
 */
public final class BuiltInCharts {

    private BuiltInCharts() {}

    /**
     * The text of the built-in charts for a program that has none of them; empty if it has at least one.
     *
     * @param charts the program's charts, at least one
     */
    public static Optional<String> suggestedText(List<Chart> charts) {
        if (charts.stream().anyMatch(chart -> chart.builtIn().isPresent())) {
            return Optional.empty();
        }
        StringBuilder text = new StringBuilder();
        for (Attribute attribute : List.of(Attribute.VERSION, Attribute.OS, Attribute.ARCH, Attribute.RUNTIME)) {
            text.append(text.length() == 0 ? "" : "---\n").append(text(charts.get(0), attribute));
        }
        return Optional.of(text.toString());
    }

    private static String text(Chart like, Attribute attribute) {
        String plural = attribute.inWords() + "s";
        return "title: " + Character.toUpperCase(plural.charAt(0)) + plural.substring(1) + "\n"
                + "description: " + reason(attribute) + "\n"
                + "issue: https://… where this was discussed\n"
                + "type: partition\n"
                + "program: " + like.program() + "\n"
                + (like.module().isEmpty() ? "" : "module: " + like.module() + "\n")
                + "counter: " + attribute.counter() + "\n"
                + "id: " + plural.replace(' ', '-') + "\n"
                + "by: none\n";
    }

    private static String reason(Attribute attribute) {
        return switch (attribute) {
            case VERSION -> "which versions are in use, to know which still need fixes";
            case OS -> "which operating systems the program runs on, to know where to test it";
            case ARCH -> "which processors the program runs on, to know what to build it for";
            case RUNTIME -> "which runtimes the program runs on, to know the oldest that must be supported";
        };
    }
}
