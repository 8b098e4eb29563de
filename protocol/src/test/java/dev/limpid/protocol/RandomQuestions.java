package dev.limpid.protocol;

import dev.limpid.protocol.answer.Attribute;
import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.protocol.question.Question;
import dev.limpid.protocol.question.RequestedCounters;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** Configurations with the names that {@link RandomReports} uses, too. */
public final class RandomQuestions {

    private static final List<String> NAMES = List.of("a", "b", "c:x", "c:y", "d e", "\uD83D\uDE00");

    private final Random random;

    public RandomQuestions(long seed) {
        random = new Random(seed);
    }

    public CollectionConfig config() {
        List<CollectionConfig.Program> programs = new ArrayList<>();
        for (String name : List.of("p", "q")) {
            List<String> versions = List.of("1", "2", "3").subList(0, 1 + random.nextInt(3));
            List<Question> questions = new ArrayList<>();
            for (int i = random.nextInt(6); i > 0; i--) {
                questions.add(question("chart" + i, versions));
            }
            programs.add(new CollectionConfig.Program(name, versions, questions));
        }
        return new CollectionConfig(
                "v1." + random.nextInt(2) + ".0",
                List.of("linux", "windows"),
                List.of("amd64"),
                List.of("java17"),
                1 - random.nextInt(4) / 10.0,
                programs);
    }

    private Question question(String id, List<String> versions) {
        return new Question(
                id,
                random.nextBoolean() ? 1 : 0.25,
                by(),
                asked(),
                random.nextBoolean() ? Optional.empty() : Optional.of(versions.get(random.nextInt(versions.size()))),
                random.nextBoolean() ? Optional.empty() : Optional.of(LocalDate.of(2026, 11, 19)));
    }

    private Set<Attribute> by() {
        EnumSet<Attribute> by = EnumSet.noneOf(Attribute.class);
        for (Attribute attribute : Attribute.values()) {
            if (random.nextInt(3) == 0) {
                by.add(attribute);
            }
        }
        return by;
    }

    private RequestedCounters asked() {
        return switch (random.nextInt(3)) {
            case 0 -> new RequestedCounters.Named(NAMES.subList(random.nextInt(3), 3 + random.nextInt(4)));
            case 1 -> new RequestedCounters.BuiltIn(List.of(Attribute.values()).get(random.nextInt(4)));
            default ->
                new RequestedCounters.Stacks(
                        NAMES.get(random.nextInt(NAMES.size())),
                        random.nextInt(4),
                        random.nextBoolean() ? List.of() : List.of("org.example."),
                        random.nextBoolean());
        };
    }
}
