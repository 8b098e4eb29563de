package dev.limpid.protocol.question.active;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.limpid.protocol.RandomQuestions;
import dev.limpid.protocol.RandomReports;
import dev.limpid.protocol.answer.Attribute;
import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.protocol.question.Question;
import dev.limpid.protocol.question.Refusal;
import dev.limpid.protocol.question.RequestedCounters;
import dev.limpid.protocol.question.active.Widening.Kind;
import dev.limpid.protocol.report.Report;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WideningTest {

    private static final int CASES = Integer.getInteger("limpid.cases", 20_000);

    private static final LocalDate DAY = LocalDate.of(2026, 11, 30);

    private static final Question COMMANDS = counters(0.1, Set.of(Attribute.VERSION), "a", "b");

    @Test
    void between_configurationsThatAreTheSame_isNothing() {
        assertThat(between(COMMANDS, COMMANDS)).isEmpty();
    }

    @Test
    void between_findsEachWayInWhichMoreMayPass() {
        assertThat(between(COMMANDS, counters(0.2, Set.of(Attribute.VERSION), "a", "b")))
                .containsExactly(Kind.RATE);
        assertThat(between(COMMANDS, counters(0.1, Set.of(Attribute.VERSION, Attribute.OS), "a", "b")))
                .containsExactly(Kind.ATTRIBUTES);
        assertThat(between(COMMANDS, counters(0.1, Set.of(Attribute.VERSION), "a", "b", "c")))
                .containsExactly(Kind.COUNTERS);
        assertThat(between(COMMANDS, builds(Attribute.OS))).containsExactly(Kind.CHART);
        assertThat(between(builds(Attribute.OS), builds(Attribute.ARCH))).containsExactly(Kind.CHART);
        Question ends = terms(COMMANDS, Optional.of("1.1"), Optional.of(DAY));
        assertThat(between(ends, COMMANDS)).containsExactly(Kind.SINCE, Kind.UNTIL);
        assertThat(between(ends, terms(COMMANDS, Optional.of("1.1"), Optional.of(DAY.plusDays(1)))))
                .containsExactly(Kind.UNTIL);
    }

    @Test
    void between_findsWhatStacksMayShowBeyond() {
        RequestedCounters.Stacks narrow = new RequestedCounters.Stacks("crash", 4, List.of("org.example."));
        assertThat(between(stacks(narrow), stacks(new RequestedCounters.Stacks("crash", 8, narrow.frames()))))
                .containsExactly(Kind.DEPTH);
        assertThat(between(stacks(narrow), stacks(new RequestedCounters.Stacks("crash", 0, narrow.frames(), true))))
                .containsExactly(Kind.DEPTH, Kind.UNLISTED);
        assertThat(between(
                        stacks(narrow),
                        stacks(new RequestedCounters.Stacks("crash", 4, List.of("org.example.", "com.acme.")))))
                .containsExactly(Kind.FRAMES);
        assertThat(between(stacks(narrow), stacks(new RequestedCounters.Stacks("crash", 4, List.of()))))
                .containsExactly(Kind.FRAMES);
        assertThat(between(
                        stacks(narrow), stacks(new RequestedCounters.Stacks("crash", 2, List.of("org.example.tool.")))))
                .isEmpty();
        assertThat(between(stacks(narrow), stacks(new RequestedCounters.Stacks("hang", 4, narrow.frames()))))
                .containsExactly(Kind.CHART);
    }

    @Test
    void between_findsNothingWhereLessPasses() {
        Question less = terms(counters(0.01, Set.of(), "b"), Optional.of("1.1"), Optional.of(DAY));
        assertThat(between(COMMANDS, less)).isEmpty();
        assertThat(Widening.between(config(List.of("1.0", "1.1"), COMMANDS), config(List.of("1.0", "1.1"))))
                .isEmpty();
    }

    @Test
    void between_findsVersionsAndPlatforms() {
        CollectionConfig before = config(List.of("1.0", "1.1"), COMMANDS);
        assertThat(Widening.between(before, config(List.of("1.0", "1.1", "1.2"), COMMANDS)))
                .extracting(Widening::kind, Widening::names)
                .containsExactly(tuple(Kind.VERSIONS, List.of("1.2")));
        assertThat(Widening.between(before, config(List.of("0.9", "1.0", "1.1"), COMMANDS)))
                .extracting(Widening::kind)
                .containsExactly(Kind.VERSIONS, Kind.SINCE);
        assertThat(Widening.between(
                        before,
                        config(List.of("0.9", "1.0", "1.1"), terms(COMMANDS, Optional.of("1.0"), Optional.empty()))))
                .extracting(Widening::kind)
                .containsExactly(Kind.VERSIONS);
        CollectionConfig more = new CollectionConfig(
                "v1.1.0", List.of("linux", "zos"), List.of("amd64"), List.of("java17"), 1, before.programs());
        assertThat(Widening.between(before, more)).extracting(Widening::kind).containsExactly(Kind.OS);
    }

    /**
     * The answers that one configuration makes from any counts are accepted by another, if the first allows nothing
     * beyond the second.
     */
    @Test
    void between_isComplete() {
        int[] taken = {0};
        int[] refused = {0};
        for (int i = 0; i < CASES; i++) {
            CollectionConfig one = new RandomQuestions(i).config();
            Random random = new Random(i);
            CollectionConfig other = like(one, random);
            List<Widening> beyond = Widening.between(other, one);
            Report local = new RandomReports(i).report();
            for (CollectionConfig.Program program : one.programs()) {
                for (Question question : program.questions()) {
                    boolean widens = beyond.stream()
                            .anyMatch(widening -> widening.program().equals(program.name())
                                    && (widening.kind() == Kind.VERSIONS
                                            || widening.wider().equals(Optional.of(question))));
                    Optional<Refusal> refusal = one.answer(CollectionConfig.chart(program, question), local)
                            .flatMap(other::check);
                    if (!widens) {
                        assertThat(refusal).isEmpty();
                        taken[0]++;
                    } else if (refusal.isPresent()) {
                        refused[0]++;
                    }
                }
            }
        }
        assertThat(taken[0]).isGreaterThan(CASES / 10);
        assertThat(refused[0]).isGreaterThan(CASES / 100);
    }

    /** What a machine puts on show is what a maintainer is shown: the same changes are new to both. */
    @Test
    void between_findsSomething_whereAMachineWaits() {
        int[] waits = {0};
        for (int i = 0; i < CASES; i++) {
            CollectionConfig one = new RandomQuestions(i).config();
            CollectionConfig other = like(one, new Random(i));
            boolean isNew = one.programQuestions().stream().anyMatch(placed -> waits(placed, one, other));
            waits[0] += isNew ? 1 : 0;
            assertThat(Widening.between(other, one).isEmpty())
                    .as(() -> Widening.between(other, one).toString())
                    .isEqualTo(!isNew);
        }
        assertThat(waits[0]).isBetween(CASES / 10, CASES - CASES / 20);
    }

    private static boolean waits(
            CollectionConfig.ProgramQuestion placed, CollectionConfig newer, CollectionConfig older) {
        return older.programQuestion(placed.chart())
                .map(known -> !QuestionScope.of(newer, placed).isWithin(QuestionScope.of(older, known)))
                .orElse(true);
    }

    /** A configuration that asks almost the same. */
    private static CollectionConfig like(CollectionConfig config, Random random) {
        List<CollectionConfig.Program> programs = new ArrayList<>();
        for (CollectionConfig.Program program : config.programs()) {
            List<Question> questions = new ArrayList<>();
            for (Question question : program.questions()) {
                List<String> versions = program.versions();
                questions.add(new Question(
                        question.id(),
                        question.rate(),
                        question.by(),
                        random.nextInt(3) == 0 ? like(question.asked(), random) : question.asked(),
                        random.nextInt(3) == 0
                                ? Optional.of(versions.get(random.nextInt(versions.size())))
                                : question.since(),
                        random.nextInt(3) == 0 ? Optional.of(LocalDate.of(2026, 11, 12)) : question.until()));
            }
            programs.add(new CollectionConfig.Program(program.name(), program.versions(), questions));
        }
        return new CollectionConfig(
                config.version(), config.os(), config.arch(), config.runtime(), config.fetchRate(), programs);
    }

    private static RequestedCounters like(RequestedCounters asked, Random random) {
        if (asked instanceof RequestedCounters.Named counters) {
            return new RequestedCounters.Named(counters.names().subList(0, 1));
        }
        if (asked instanceof RequestedCounters.Stacks stacks) {
            return new RequestedCounters.Stacks(
                    stacks.counter(), random.nextInt(4), random.nextBoolean() ? List.of() : List.of("org.example."));
        }
        return new RequestedCounters.BuiltIn(List.of(Attribute.values()).get(random.nextInt(4)));
    }

    private static List<Kind> between(Question before, Question after) {
        return Widening.between(config(List.of("1.0", "1.1"), before), config(List.of("1.0", "1.1"), after)).stream()
                .map(Widening::kind)
                .toList();
    }

    private static CollectionConfig config(List<String> versions, Question... questions) {
        return new CollectionConfig(
                "v1.0.0",
                List.of("linux"),
                List.of("amd64"),
                List.of("java17"),
                1,
                List.of(new CollectionConfig.Program("tool", versions, List.of(questions))));
    }

    private static Question counters(double rate, Set<Attribute> by, String... names) {
        return new Question(
                "chart", rate, by, new RequestedCounters.Named(List.of(names)), Optional.empty(), Optional.empty());
    }

    private static Question builds(Attribute attribute) {
        return new Question(
                "chart", 0.1, Set.of(), new RequestedCounters.BuiltIn(attribute), Optional.empty(), Optional.empty());
    }

    private static Question stacks(RequestedCounters.Stacks asked) {
        return new Question("chart", 0.1, Set.of(), asked, Optional.empty(), Optional.empty());
    }

    private static Question terms(Question question, Optional<String> since, Optional<LocalDate> until) {
        return new Question(question.id(), question.rate(), question.by(), question.asked(), since, until);
    }
}
