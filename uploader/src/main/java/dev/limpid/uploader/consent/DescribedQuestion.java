package dev.limpid.uploader.consent;

import dev.limpid.protocol.answer.Attribute;
import dev.limpid.protocol.chart.Chart;
import dev.limpid.protocol.question.Question;
import dev.limpid.protocol.question.RequestedCounters;
import dev.limpid.protocol.text.MessageBundle;
import dev.limpid.protocol.text.PercentText;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One question as its user reads it: the chart's own words if they are known, and in any case the rules that the
 * machine follows.
 *
 * @param chart the chart's full ID
 * @param title the chart's title; its ID if the chart is not known
 * @param description what it shows and what for; may be empty
 * @param issues where it was discussed
 * @param what what is counted
 * @param howOften which share of machines it is asked of
 * @param by the attributes by which an answer distinguishes builds
 */
public record DescribedQuestion(
        String chart, String title, String description, List<String> issues, String what, String howOften, String by) {

    public DescribedQuestion {
        issues = List.copyOf(issues);
    }

    /**
     * A question in words.
     *
     * @param chart the chart's full ID
     * @param charts the charts that the configuration was made from, those that are known
     */
    public static DescribedQuestion of(String chart, Question question, List<Chart> charts) {
        return of(chart, question, charts, MessageBundle.ENGLISH);
    }

    /** The same in another language; the chart's own text stays as its authors wrote it. */
    public static DescribedQuestion of(String chart, Question question, List<Chart> charts, String language) {
        return of(chart, question, charts, MessageBundle.of(DescribedQuestion.class, "consent", language));
    }

    static DescribedQuestion of(String chart, Question question, List<Chart> charts, MessageBundle words) {
        Chart known = charts.stream()
                .filter(each -> chart.equals(each.program() + "/" + each.id()))
                .findFirst()
                .orElse(null);
        return new DescribedQuestion(
                chart,
                known == null ? chart : known.title(),
                known == null ? "" : known.description(),
                known == null ? List.of() : known.issues(),
                what(question.asked(), words),
                howOften(question.rate(), words),
                by(question.by(), words));
    }

    /** All of it in one line. */
    public String line() {
        return title
                + (title.equals(chart) ? "" : " (" + chart + ")")
                + (description.isEmpty() ? "" : ": " + description)
                + "; " + what + ", " + by + ", " + howOften
                + (issues.isEmpty() ? "" : " [" + String.join(", ", issues) + "]");
    }

    private static String what(RequestedCounters asked, MessageBundle words) {
        if (asked instanceof RequestedCounters.Named counters) {
            return words.count("what.counters", counters.names().size());
        }
        return asked instanceof RequestedCounters.BuiltIn builds
                ? words.format("what.builds", "attribute", word(builds.attribute(), words))
                : words.format("what.stacks", "counter", ((RequestedCounters.Stacks) asked).counter());
    }

    private static String howOften(double rate, MessageBundle words) {
        return rate >= 1
                ? words.format("often.all")
                : words.format("often.some", "share", PercentText.of(rate, words.locale()));
    }

    private static String by(Set<Attribute> by, MessageBundle words) {
        return by.isEmpty()
                ? words.format("by.nothing")
                : words.format(
                        "by",
                        "attributes",
                        by.stream().map(one -> word(one, words)).collect(Collectors.joining(", ")));
    }

    private static String word(Attribute attribute, MessageBundle words) {
        return words.format("attribute." + attribute.word());
    }
}
