package dev.limpid.cli.sending;

import dev.limpid.protocol.answer.Answer;
import dev.limpid.protocol.answer.AnswerCodec;
import dev.limpid.protocol.answer.AnswerPart;
import dev.limpid.protocol.answer.Attribute;
import dev.limpid.protocol.chart.Chart;
import dev.limpid.protocol.json.MalformedJsonException;
import dev.limpid.protocol.report.StackNameSyntax;
import dev.limpid.protocol.text.MessageBundle;
import dev.limpid.protocol.text.PercentText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Formats an answer for the user who gave it. */
final class AnswerInWords {

    private AnswerInWords() {}

    /** One line with the question and its answer; the line unchanged if it cannot be parsed as an answer. */
    static String of(String line, List<Chart> charts, MessageBundle words) {
        try {
            Answer answer = AnswerCodec.read(line.getBytes(StandardCharsets.UTF_8));
            return title(answer.chart(), charts) + ": "
                    + String.join(
                            "; ",
                            answer.parts().stream()
                                    .map(part -> part(part, words))
                                    .toList());
        } catch (MalformedJsonException e) {
            return line;
        }
    }

    /** The chart's title and ID. */
    static String title(String chart, List<Chart> charts) {
        return charts.stream()
                .filter(each -> chart.equals(each.program() + "/" + each.id()))
                .findFirst()
                .map(each -> each.title() + " (" + chart + ")")
                .orElse(chart);
    }

    /** One part: {@code version 1.4.0: build 3, test 1}. */
    static String part(AnswerPart part, MessageBundle words) {
        List<String> attributes = new ArrayList<>();
        part.attributes().forEach((attribute, value) -> attributes.add(attribute(attribute, words) + " " + value));
        List<String> counts = new ArrayList<>();
        part.counts().forEach((name, count) -> counts.add(name(name, words) + " " + count));
        if (counts.isEmpty()) {
            counts.add(words.format("part.nothing"));
        }
        if (part.leftOut() > 0) {
            counts.add(words.count("part.left", part.leftOut()));
        }
        return (attributes.isEmpty() ? "" : String.join(", ", attributes) + ": ") + String.join(", ", counts);
    }

    /** The name of an attribute of builds. */
    static String attribute(Attribute attribute, MessageBundle words) {
        return words.format("part." + attribute.word());
    }

    /** How likely the answer is to be sent. */
    static String likely(double rate, MessageBundle words) {
        return rate >= 1
                ? words.format("preview.every")
                : words.format("preview.some", "share", PercentText.of(rate, words.locale()));
    }

    private static String name(String name, MessageBundle words) {
        List<String> frames = StackNameSyntax.frames(name);
        return frames.isEmpty()
                ? name
                : words.format("part.at", "counter", StackNameSyntax.prefix(name), "frame", frames.get(0));
    }
}
