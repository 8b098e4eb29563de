package dev.limpid.protocol.question;

import dev.limpid.protocol.answer.Answer;
import dev.limpid.protocol.answer.AnswerLimits;
import dev.limpid.protocol.answer.AnswerPart;
import dev.limpid.protocol.answer.AnswerWeek;
import dev.limpid.protocol.answer.Attribute;
import dev.limpid.protocol.question.CollectionConfig.ProgramQuestion;
import dev.limpid.protocol.report.Build;
import dev.limpid.protocol.report.ProgramReport;
import dev.limpid.protocol.report.Report;
import dev.limpid.protocol.report.StackNameSyntax;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reduces a week's counts to what one question asks for. */
final class AnswerBuilder {

    private final CollectionConfig config;
    private final ProgramQuestion asked;

    AnswerBuilder(CollectionConfig config, ProgramQuestion asked) {
        this.config = config;
        this.asked = asked;
    }

    Optional<Answer> answer(Report local) {
        if (!asked.question().covers(local.week().minusDays(1))) {
            return Optional.empty();
        }
        Map<Map<Attribute, String>, SortedMap<String, Long>> parts = new LinkedHashMap<>();
        for (ProgramReport program : local.programs()) {
            if (isAsked(program.build())) {
                SortedMap<String, Long> counts =
                        parts.computeIfAbsent(attributes(program.build()), attributes -> new TreeMap<>());
                counts(program).forEach((name, count) -> counts.merge(name, count, this::sum));
            }
        }
        List<AnswerPart> kept = new TopStacks(parts)
                .parts().stream()
                        .sorted(Comparator.comparing(AnswerBuilder::events)
                                .reversed()
                                .thenComparing(Comparator.naturalOrder()))
                        .limit(AnswerLimits.PARTS)
                        .toList();
        return kept.isEmpty()
                ? Optional.empty()
                : Optional.of(new Answer(AnswerWeek.of(local.week()), config.version(), asked.chart(), kept));
    }

    /**
     * Whether the question covers a build. A build with an unknown attribute is left out only if the answer would have
     * to name it.
     */
    private boolean isAsked(Build build) {
        return build.program().equals(asked.program().name())
                && !build.version().equals(Build.DEVEL)
                && config.knows(asked, Attribute.VERSION, build.version())
                && asked.question().by().stream()
                        .allMatch(attribute -> config.knows(asked, attribute, attribute.of(build)));
    }

    private Map<Attribute, String> attributes(Build build) {
        Map<Attribute, String> attributes = new EnumMap<>(Attribute.class);
        asked.question().by().forEach(attribute -> attributes.put(attribute, attribute.of(build)));
        return attributes;
    }

    private Map<String, Long> counts(ProgramReport program) {
        RequestedCounters what = asked.question().asked();
        if (what instanceof RequestedCounters.Named counters) {
            return counters(counters, program);
        }
        if (what instanceof RequestedCounters.BuiltIn builds) {
            String value = builds.attribute().of(program.build());
            return config.knows(asked, builds.attribute(), value)
                    ? Map.of(builds.counter() + ":" + value, 1L)
                    : Map.of();
        }
        return stacks((RequestedCounters.Stacks) what, program);
    }

    private static Map<String, Long> counters(RequestedCounters.Named counters, ProgramReport program) {
        Map<String, Long> counts = new TreeMap<>();
        for (String name : counters.names()) {
            Long count = program.counters().get(name);
            if (count != null && count <= AnswerLimits.MOST_COUNT) {
                counts.put(name, count);
            }
        }
        return counts;
    }

    private static Map<String, Long> stacks(RequestedCounters.Stacks stacks, ProgramReport program) {
        Map<String, Long> counts = new TreeMap<>();
        program.stacks().forEach((name, count) -> {
            if (StackNameSyntax.prefix(name).equals(stacks.counter()) && count <= AnswerLimits.MOST_COUNT) {
                String fitted = StackNameSyntax.restrictTo(name, stacks.depth(), stacks.frames());
                if (fitted != null) {
                    counts.merge(fitted, count, (a, b) -> Math.min(a + b, AnswerLimits.MOST_COUNT));
                }
            }
        });
        return counts;
    }

    /** Adds two counts. A built-in counter stays 1: it only says that the program ran on, for example, that system. */
    private Long sum(Long a, Long b) {
        return asked.question().asked() instanceof RequestedCounters.BuiltIn
                ? (Long) 1L
                : Math.min(a + b, AnswerLimits.MOST_COUNT);
    }

    private static Double events(AnswerPart part) {
        return part.counts().values().stream().mapToDouble(Long::doubleValue).sum();
    }
}
