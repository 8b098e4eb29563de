package dev.limpid.protocol.review.plan;

import dev.limpid.protocol.answer.Answer;
import dev.limpid.protocol.answer.AnswerLimits;
import dev.limpid.protocol.answer.AnswerPart;
import dev.limpid.protocol.answer.Attribute;
import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.protocol.question.CollectionConfig.Program;
import dev.limpid.protocol.question.Question;
import dev.limpid.protocol.question.RequestedCounters;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * An answer that a machine could give, to show people its content and to estimate its size. It passes the
 * configuration's {@link CollectionConfig#check}.
 */
public final class ExampleAnswer {

    /** The second is larger than the first, like the denominator of a ratio. */
    private static final long[] COUNTS = {3, 12, 1, 2, 40};

    private static final int MOST_FRAMES = 16;

    private final CollectionConfig config;
    private final Program program;
    private final Question question;

    private ExampleAnswer(CollectionConfig config, Program program, Question question) {
        this.config = config;
        this.program = program;
        this.question = question;
    }

    /**
     * An example.
     *
     * @param week the Monday of the answer's week
     * @param most the most counters in the answer
     */
    public static Answer of(CollectionConfig config, Program program, Question question, LocalDate week, int most) {
        ExampleAnswer example = new ExampleAnswer(config, program, question);
        Map<Attribute, String> attributes = new EnumMap<>(Attribute.class);
        question.by().forEach(attribute -> attributes.put(attribute, example.value(attribute)));
        return new Answer(
                week,
                config.version(),
                CollectionConfig.chart(program, question),
                List.of(new AnswerPart(attributes, example.counts(most))));
    }

    private String value(Attribute attribute) {
        return switch (attribute) {
            case VERSION ->
                question.since().filter(since -> !since.isEmpty()).orElseGet(() -> one(program.versions(), "1.0.0"));
            case RUNTIME -> one(config.runtime().stream().map(attribute::coarse).toList(), "java21");
            case OS -> one(config.os(), "linux");
            case ARCH -> one(config.arch(), "amd64");
        };
    }

    /** The usual value if an answer may name it, otherwise the first allowed one. */
    private static String one(List<String> known, String usual) {
        return known.contains(usual)
                ? usual
                : known.stream().filter(value -> !value.isEmpty()).findFirst().orElse(usual);
    }

    private Map<String, Long> counts(int most) {
        if (question.asked() instanceof RequestedCounters.BuiltIn builds) {
            return Map.of(builds.counter() + ":" + value(builds.attribute()), 1L);
        }
        Map<String, Long> counts = new TreeMap<>();
        List<String> names = question.asked() instanceof RequestedCounters.Named counters
                ? counters.names()
                : List.of(stack((RequestedCounters.Stacks) question.asked()));
        for (String name : names.subList(0, Math.min(names.size(), Math.min(most, AnswerLimits.COUNTS)))) {
            counts.put(name, COUNTS[counts.size() % COUNTS.length]);
        }
        return counts;
    }

    /** A stack whose outer half is in the JDK. */
    private static String stack(RequestedCounters.Stacks stacks) {
        String first =
                stacks.frames().isEmpty() ? "org.example.Tool" : stacks.frames().get(0);
        String type = first.endsWith(".") ? first + "Tool" : first.indexOf('.') < 0 ? first + ".Tool" : first;
        List<String> lines = new ArrayList<>(List.of(stacks.counter()));
        int frames = stacks.depth() == 0 ? MOST_FRAMES : Math.min(stacks.depth(), MOST_FRAMES);
        for (int i = 0; i < frames; i++) {
            lines.add(
                    i <= frames / 2
                            ? type + ".run" + (i == 0 ? "" : i) + ":+" + (3 + i)
                            : "java.lang.Thread.run:+" + i);
        }
        return String.join("\n", lines);
    }
}
