package dev.limpid.protocol.review;

import dev.limpid.protocol.answer.Attribute;
import dev.limpid.protocol.config.Chart;
import java.util.List;
import java.util.Optional;

/**
 * The charts of which versions, runtimes, systems and processors a program runs on. They are decided like all others, so
 * nobody gets them without asking; this is what asking for them looks like.
 */
public final class BuiltInCharts {

    private BuiltInCharts() {}

    /**
     * The text of the built-in charts for a program that has none of them; empty if it has one.
     *
     * @param charts those of the program, at least one
     */
    public static Optional<String> offer(List<Chart> charts) {
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
            case VERSION -> "which versions are in use, to know which to go on mending";
            case OS -> "which operating systems the program runs on, to know where to test it";
            case ARCH -> "which processors the program runs on, to know what to build it for";
            case RUNTIME -> "which runtimes the program runs on, to know the oldest to go on supporting";
        };
    }
}
