package dev.limpid.uploader.consent;

import dev.limpid.protocol.answer.Attribute;
import dev.limpid.protocol.config.Chart;
import dev.limpid.protocol.question.Asked;
import dev.limpid.protocol.question.Question;
import dev.limpid.protocol.text.Counted;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One question as its user reads it: the chart's own words where they are known, and what the machine obeys in any case.
 *
 * @param chart the chart's full ID
 * @param title the chart's title; its ID where the chart is not known
 * @param description what it shows and what for; may be empty
 * @param issues where it was discussed
 * @param what what is counted
 * @param howOften which share of machines it is asked of
 * @param by what an answer tells builds apart by
 */
public record QuestionInWords(
        String chart, String title, String description, List<String> issues, String what, String howOften, String by) {

    public QuestionInWords {
        issues = List.copyOf(issues);
    }

    /**
     * A question in words.
     *
     * @param chart the chart's full ID
     * @param charts those that the configuration was made of, as far as they are known
     */
    public static QuestionInWords of(String chart, Question question, List<Chart> charts) {
        Chart known = charts.stream()
                .filter(each -> chart.equals(each.program() + "/" + each.id()))
                .findFirst()
                .orElse(null);
        return new QuestionInWords(
                chart,
                known == null ? chart : known.title(),
                known == null ? "" : known.description(),
                known == null ? List.of() : known.issues(),
                what(question.asked()),
                howOften(question.rate()),
                by(question.by()));
    }

    /** All of it in one line. */
    public String line() {
        return title
                + (title.equals(chart) ? "" : " (" + chart + ")")
                + (description.isEmpty() ? "" : ": " + description)
                + "; " + what + ", " + by + ", " + howOften
                + (issues.isEmpty() ? "" : " [" + String.join(", ", issues) + "]");
    }

    private static String what(Asked asked) {
        if (asked instanceof Asked.Counters counters) {
            return Counted.of(counters.names().size(), "counter");
        }
        return asked instanceof Asked.Builds builds
                ? "the " + word(builds.attribute()) + " that it ran on"
                : "stacks of " + ((Asked.Stacks) asked).counter();
    }

    private static String howOften(double rate) {
        return rate >= 1
                ? "asked of every machine each week"
                : "asked of " + Percent.of(rate) + " of machines, drawn anew each week";
    }

    private static String by(Set<Attribute> by) {
        return by.isEmpty()
                ? "says nothing of the build"
                : "by " + by.stream().map(QuestionInWords::word).collect(Collectors.joining(", "));
    }

    private static String word(Attribute attribute) {
        return switch (attribute) {
            case VERSION -> "version";
            case RUNTIME -> "runtime";
            case OS -> "operating system";
            case ARCH -> "processor";
        };
    }
}
