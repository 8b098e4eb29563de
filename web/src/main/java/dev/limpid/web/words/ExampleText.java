package dev.limpid.web.words;

import dev.limpid.protocol.answer.AnswerCodec;
import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.protocol.question.CollectionConfig.Program;
import dev.limpid.protocol.question.Question;
import dev.limpid.protocol.review.plan.ExampleAnswer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Optional;

/** A whole answer as a machine could give it under a configuration: real names, invented counts. */
public final class ExampleText {
    private static final int COUNTS = 3;

    private ExampleText() {}

    /** An answer to the first question; empty if there are no questions. */
    public static Optional<String> of(CollectionConfig config, LocalDate week) {
        return config.programs().stream()
                .flatMap(program -> program.questions().stream().map(question -> text(config, program, question, week)))
                .findFirst();
    }

    /** An answer to a chart's question, by the chart's full ID; empty if the configuration does not ask it. */
    public static Optional<String> of(CollectionConfig config, String chart, LocalDate week) {
        return config.programs().stream()
                .flatMap(program -> program.questions().stream()
                        .filter(question ->
                                CollectionConfig.chart(program, question).equals(chart))
                        .map(question -> text(config, program, question, week)))
                .findFirst();
    }

    private static String text(CollectionConfig config, Program program, Question question, LocalDate week) {
        byte[] json = AnswerCodec.toPrettyJson(ExampleAnswer.of(config, program, question, week, COUNTS));
        return new String(json, StandardCharsets.UTF_8);
    }
}
