package dev.limpid.e2e.world;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.limpid.protocol.answer.Answer;
import dev.limpid.protocol.answer.AnswerCodec;
import dev.limpid.protocol.json.MalformedJsonException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Answers of one week, each as the text that was sent.
 *
 * @param lines in the order in which they were sent
 */
public record Answers(List<String> lines) {

    public Answers {
        lines = List.copyOf(lines);
    }

    static Answers of(List<String> lines) {
        return new Answers(lines);
    }

    /** The same answers, parsed. */
    public List<Answer> answers() throws IOException {
        List<Answer> answers = new ArrayList<>();
        for (String line : lines) {
            try {
                answers.add(AnswerCodec.read(line.getBytes(UTF_8)));
            } catch (MalformedJsonException e) {
                throw new IOException(line + ": " + e.getMessage(), e);
            }
        }
        return answers;
    }

    /** The full IDs of the charts that were answered. */
    public List<String> charts() throws IOException {
        return answers().stream().map(Answer::chart).sorted().toList();
    }

    /** The answer to this chart. */
    public Optional<Answer> to(String chart) throws IOException {
        return answers().stream().filter(answer -> answer.chart().equals(chart)).findFirst();
    }

    /** Everything that any of them counted. */
    public SortedMap<String, Long> counts() throws IOException {
        SortedMap<String, Long> counts = new TreeMap<>();
        for (Answer answer : answers()) {
            answer.parts()
                    .forEach(part -> part.counts().forEach((name, count) -> counts.merge(name, count, Long::sum)));
        }
        return counts;
    }
}
