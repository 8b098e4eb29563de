package dev.limpid.protocol.question.active;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.protocol.RandomQuestions;
import dev.limpid.protocol.RandomReports;
import dev.limpid.protocol.answer.Answer;
import dev.limpid.protocol.answer.AnswerPart;
import dev.limpid.protocol.answer.Attribute;
import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.protocol.question.Question;
import dev.limpid.protocol.question.RequestedCounters;
import dev.limpid.protocol.question.active.Widening.Kind;
import dev.limpid.protocol.report.Report;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What is answered while a newer configuration is on show, and what that one allows beyond the older one. */
class ActiveQuestionsTest {

    private static final int CASES = Integer.getInteger("limpid.cases", 5_000);

    @Test
    void answers_areAllowedByTheConfigurationThatTheyName_andByWhatAllOfThemAsk() {
        int answers = 0;
        int held = 0;
        for (int i = 0; i < CASES; i++) {
            List<CollectionConfig> configs = new ArrayList<>();
            Map<String, CollectionConfig> byVersion = new HashMap<>();
            for (int j = 0; j < 2 + i % 2; j++) {
                CollectionConfig config = changed(new RandomQuestions(i).config(), i + 7L * j, "v1." + j + ".0");
                configs.add(config);
                byVersion.put(config.version(), config);
            }
            ActiveQuestions questions =
                    new ActiveQuestions(Optional.of(configs.get(0)), configs.subList(1, configs.size()));
            Report report = new RandomReports(i).report();
            for (ActiveQuestions.ActiveQuestion inUse : questions.questions()) {
                held++;
                for (CollectionConfig config : configs) {
                    Question asked = config.question(inUse.chart()).orElseThrow();
                    assertThat(inUse.question().rate()).isLessThanOrEqualTo(asked.rate());
                    assertThat(asked.by()).containsAll(inUse.question().by());
                }
                Optional<Answer> answer = inUse.answer(report);
                if (answer.isPresent()) {
                    answers++;
                    CollectionConfig named =
                            Objects.requireNonNull(byVersion.get(answer.get().config()));
                    assertThat(named.check(answer.get())).isEmpty();
                    assertThat(inUse.question().rate())
                            .isEqualTo(
                                    named.question(inUse.chart()).orElseThrow().rate());
                }
            }
        }
        assertThat(held).isGreaterThan(CASES / 2);
        assertThat(answers).isGreaterThan(CASES / 10);
    }

    /** The same questions, each with some terms of another configuration. */
    private static CollectionConfig changed(CollectionConfig config, long seed, String version) {
        CollectionConfig other = new RandomQuestions(seed + 1).config();
        Random random = new Random(seed);
        List<CollectionConfig.Program> programs = new ArrayList<>();
        for (CollectionConfig.Program program : config.programs()) {
            List<Question> questions = new ArrayList<>();
            for (Question one : program.questions()) {
                Question two =
                        other.question(CollectionConfig.chart(program, one)).orElse(one);
                questions.add(new Question(
                        one.id(),
                        (random.nextInt(4) > 0 ? one : two).rate(),
                        (random.nextInt(4) > 0 ? one : two).by(),
                        (random.nextInt(4) > 0 ? one : two).asked(),
                        random.nextBoolean() ? one.since() : Optional.empty(),
                        (random.nextInt(4) > 0 ? one : two).until()));
            }
            programs.add(new CollectionConfig.Program(program.name(), program.versions(), questions));
        }
        return new CollectionConfig(
                version, config.os(), config.arch(), config.runtime(), config.fetchRate(), programs);
    }

    @Test
    void sameConfiguration_isNotBeyondItself_andIsUsedAsItIs() {
        for (int i = 0; i < CASES; i++) {
            CollectionConfig older = new RandomQuestions(i).config();
            CollectionConfig newer = older.withVersion("v2.0.0");
            assertThat(Widening.between(older, newer)).isEmpty();
            assertThat(new ActiveQuestions(Optional.of(older), List.of(newer)).questions())
                    .allMatch(inUse -> inUse.config().equals(newer))
                    .hasSize(older.programQuestions().size());
        }
    }

    @Test
    void whatLetsMorePass_isSaid_andTheOlderQuestionStaysInUse() {
        CollectionConfig older =
                config("v1", question(0.1, "", Set.of(Attribute.VERSION), "2", "2026-12-31", "a", "b"));
        Map<Question, Kind> more = Map.of(
                question(0.2, "", Set.of(Attribute.VERSION), "2", "2026-12-31", "a", "b"),
                Kind.RATE,
                question(0.1, "", Set.of(Attribute.VERSION, Attribute.OS), "2", "2026-12-31", "a", "b"),
                Kind.ATTRIBUTES,
                question(0.1, "", Set.of(Attribute.VERSION), "1", "2026-12-31", "a", "b"),
                Kind.SINCE,
                question(0.1, "", Set.of(Attribute.VERSION), "2", "2027-12-31", "a", "b"),
                Kind.UNTIL,
                question(0.1, "", Set.of(Attribute.VERSION), "2", "2026-12-31", "a", "b", "c"),
                Kind.COUNTERS,
                question(0.1, "s", Set.of(Attribute.VERSION), "2", "2026-12-31"),
                Kind.CHART);
        more.forEach((question, kind) -> {
            CollectionConfig newer = config("v2", question);
            assertThat(Widening.between(older, newer))
                    .extracting(Widening::kind)
                    .containsExactly(kind);
            List<ActiveQuestions.ActiveQuestion> inUse =
                    new ActiveQuestions(Optional.of(older), List.of(newer)).questions();
            if (kind == Kind.CHART) {
                assertThat(inUse).isEmpty();
            } else {
                assertThat(inUse)
                        .singleElement()
                        .satisfies(each -> assertThat(each.config()).isSameAs(older));
                assertThat(new ActiveQuestions(Optional.of(newer), List.of(older)).questions())
                        .singleElement()
                        .satisfies(each -> assertThat(each.config()).isSameAs(older));
            }
        });
    }

    @Test
    void whatIsTakenAway_isNotAnsweredThoughSomethingElseIsAdded() {
        Set<Attribute> by = Set.of(Attribute.VERSION);
        CollectionConfig older = config("v1", question(0.1, "", by, "2", "2026-12-31", "a", "b"));
        CollectionConfig newer = config("v2", question(0.1, "", by, "2", "2026-12-31", "b", "c"));
        assertThat(new ActiveQuestions(Optional.of(older), List.of(newer)).questions())
                .singleElement()
                .satisfies(each -> {
                    assertThat(each.config().version()).isEqualTo("v1");
                    assertThat(each.question().asked()).isEqualTo(new RequestedCounters.Named(List.of("b")));
                });
        // Neither configuration has this rate and these counters: under either name, an answer would give a wrong
        // number.
        CollectionConfig rarer = config("v2", question(0.01, "", by, "2", "2026-12-31", "b", "c"));
        assertThat(new ActiveQuestions(Optional.of(older), List.of(rarer)).questions())
                .isEmpty();
        assertThat(new ActiveQuestions(Optional.of(older), List.of(config("v2"))).questions())
                .isEmpty();
    }

    @Test
    void whatTheNewestRevokes_answersNothing_thoughTheNewestIsOnShow() {
        Set<Attribute> by = Set.of(Attribute.VERSION);
        CollectionConfig older = config("v1", question(0.1, "", by, "2", "2026-12-31", "a", "b"));
        CollectionConfig same = config("v2", question(0.1, "", by, "2", "2026-12-31", "a", "b"));
        CollectionConfig wider = config("v2", question(0.1, "", by, "2", "2026-12-31", "a", "b", "c"));
        assertThat(new ActiveQuestions(Optional.of(older), List.of(wider)).questions())
                .hasSize(1);
        assertThat(new ActiveQuestions(Optional.of(older), List.of(wider.withRevoked(List.of("v1")))).questions())
                .isEmpty();
        assertThat(new ActiveQuestions(Optional.of(older), List.of(same.withRevoked(List.of("v1")))).questions())
                .singleElement()
                .satisfies(each -> assertThat(each.config().version()).isEqualTo("v2"));
    }

    @Test
    void deeperStacksAndMoreClasses_areBeyond() {
        CollectionConfig older = config("v1", stacks(4, "org.example."));
        assertThat(Widening.between(older, config("v2", stacks(0, "org.example."))))
                .extracting(Widening::kind)
                .containsExactly(Kind.DEPTH);
        assertThat(Widening.between(older, config("v2", stacks(4, "org.example.", "net."))))
                .extracting(Widening::kind)
                .containsExactly(Kind.FRAMES);
        assertThat(Widening.between(older, config("v2", stacks(4))))
                .extracting(Widening::kind)
                .containsExactly(Kind.FRAMES);
        assertThat(Widening.between(older, config("v2", stacks(3, "org.example.tool."))))
                .isEmpty();
    }

    private static Question stacks(int depth, String... frames) {
        return new Question(
                "q",
                1,
                Set.of(),
                new RequestedCounters.Stacks("s", depth, List.of(frames)),
                Optional.empty(),
                Optional.empty());
    }

    private static Answer answer(String config, String counter) {
        AnswerPart part = new AnswerPart(Map.of(Attribute.VERSION, "2"), new TreeMap<>(Map.of(counter, 1L)), 0);
        return new Answer(LocalDate.parse("2026-11-16"), config, "p/q", List.of(part));
    }

    /**
     * Waiting answers were allowed when they were made; the configurations that are verified now decide whether they
     * may still be sent.
     */
    @Test
    void answerThatWaits_isCheckedByTheConfigurationThatItNames_orIfThatIsGoneByAnyThatIsHeld() {
        Set<Attribute> by = Set.of(Attribute.VERSION);
        CollectionConfig older = config("v1", question(0.1, "", by, "2", "2026-12-31", "a"));
        CollectionConfig newer = config("v2", question(0.1, "", by, "2", "2026-12-31", "b"));
        ActiveQuestions questions = new ActiveQuestions(Optional.of(older), List.of(newer));
        assertThat(questions.inForce()).containsSame(older);
        assertThat(questions.newest()).containsSame(newer);
        assertThat(questions.pendingWidenings()).extracting(Widening::kind).containsExactly(Kind.COUNTERS);
        assertThat(questions.check(answer("v1", "a"))).isEmpty();
        assertThat(questions.check(answer("v2", "b"))).isEmpty();
        assertThat(questions.check(answer("v1", "b"))).isPresent();
        assertThat(questions.check(answer("v2", "a"))).isPresent();
        // v0 is not stored any more: whatever either of the others allows may be sent.
        assertThat(questions.check(answer("v0", "a"))).isEmpty();
        assertThat(questions.check(answer("v0", "b"))).isEmpty();
        assertThat(questions.check(answer("v0", "c"))).isPresent();
    }

    @Test
    void answerThatWaits_staysWhereNothingIsHeld_orItsConfigurationIsRevoked() {
        ActiveQuestions nothing = new ActiveQuestions(Optional.empty(), List.of());
        assertThat(nothing.questions()).isEmpty();
        assertThat(nothing.newest()).isEmpty();
        assertThat(nothing.pendingWidenings()).isEmpty();
        assertThat(nothing.relays()).isEmpty();
        assertThat(nothing.check(answer("v1", "a")))
                .hasValueSatisfying(refusal -> assertThat(refusal.code()).isEqualTo("no-config"));
        CollectionConfig older = config("v1", question(0.1, "", Set.of(Attribute.VERSION), "2", "2026-12-31", "a"));
        CollectionConfig newer = new CollectionConfig(
                "v2", older.os(), older.arch(), older.runtime(), 1, List.of("v1"), older.programs());
        assertThat(new ActiveQuestions(Optional.of(older), List.of(newer)).check(answer("v1", "a")))
                .hasValueSatisfying(refusal -> {
                    assertThat(refusal.code()).isEqualTo("revoked-config");
                    assertThat(refusal.sentence()).isEqualTo("configuration v2 revokes \"v1\", which the answer names");
                });
        assertThat(ActiveQuestions.of(newer).check(answer("v2", "a"))).isEmpty();
    }

    private static Question question(
            double rate, String stack, Set<Attribute> by, String since, String until, String... counters) {
        EnumSet<Attribute> attributes = EnumSet.noneOf(Attribute.class);
        attributes.addAll(by);
        return new Question(
                "q",
                rate,
                attributes,
                stack.isEmpty()
                        ? new RequestedCounters.Named(List.of(counters))
                        : new RequestedCounters.Stacks(stack, 0, List.of()),
                Optional.of(since),
                Optional.of(LocalDate.parse(until)));
    }

    private static CollectionConfig config(String version, Question... questions) {
        return new CollectionConfig(
                version,
                List.of("linux"),
                List.of("amd64"),
                List.of("java17"),
                1,
                List.of(new CollectionConfig.Program("p", List.of("1", "2", "3"), List.of(questions))));
    }
}
