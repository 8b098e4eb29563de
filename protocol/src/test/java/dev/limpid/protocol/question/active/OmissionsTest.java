package dev.limpid.protocol.question.active;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.protocol.answer.AnswerLimits;
import dev.limpid.protocol.answer.Attribute;
import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.protocol.question.Question;
import dev.limpid.protocol.question.RequestedCounters;
import dev.limpid.protocol.report.Build;
import dev.limpid.protocol.report.ProgramReport;
import dev.limpid.protocol.report.Report;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What stays on a machine, and the reason that its user gets. */
class OmissionsTest {

    private static final LocalDate WEEK = LocalDate.of(2026, 11, 20);
    private static final String TOOL = "org.example/tool";

    private static final CollectionConfig CONFIG = new CollectionConfig(
            "v1.4.0",
            List.of("linux"),
            List.of("amd64"),
            List.of("java17"),
            1,
            List.of(
                    new CollectionConfig.Program(
                            TOOL,
                            List.of("1.0", "2.0"),
                            List.of(
                                    question("commands", new RequestedCounters.Named(List.of("build")), WEEK),
                                    question("crashes", new RequestedCounters.Stacks("crash", 2, List.of()), WEEK))),
                    new CollectionConfig.Program(
                            "org.example/ended",
                            List.of("1.0"),
                            List.of(question(
                                    "old", new RequestedCounters.Named(List.of("build")), WEEK.minusDays(2))))));

    private static Question question(String id, RequestedCounters asked, LocalDate until) {
        return new Question(id, 1, Set.of(Attribute.OS), asked, Optional.empty(), Optional.of(until));
    }

    private static List<String> unasked(
            String program, String version, String os, Map<String, Long> counters, Map<String, Long> stacks) {
        Build build = new Build(program, version, "java17", os, "amd64");
        Report local = new Report(WEEK, Optional.empty(), 0.7, "", List.of(new ProgramReport(build, counters, stacks)));
        List<Omission> omissions = Omissions.of(ActiveQuestions.of(CONFIG), local);
        assertThat(omissions).allMatch(omission -> omission.build().equals(build));
        return omissions.stream()
                .map(each -> each.code() + each.name().map(name -> " " + name).orElse("") + ": " + each.sentence())
                .toList();
    }

    @Test
    void whatIsAskedFor_isNoOmission() {
        assertThat(unasked(TOOL, "1.0", "linux", Map.of("build", 3L), Map.of("crash\na.B.c:+1", 1L)))
                .isEmpty();
        assertThat(unasked(TOOL, "2.0", "linux", Map.of("build", AnswerLimits.MOST_COUNT), Map.of()))
                .isEmpty();
    }

    @Test
    void counterAndStackThatNoQuestionAsksFor_stay() {
        assertThat(unasked(TOOL, "1.0", "linux", Map.of("secret", 9L, "build", 1L), Map.of("hang\na.B.c:+1", 1L)))
                .containsExactly(
                        "unknown-counter secret: no question asks for \"secret\"",
                        "unknown-stack hang\na.B.c:+1: no question asks for \"hang\"");
        // A stack's counter is not a counter, and a counter is not a stack.
        assertThat(unasked(TOOL, "1.0", "linux", Map.of("crash", 1L), Map.of("build\na.B.c:+1", 1L)))
                .hasSize(2);
    }

    @Test
    void countThatNoMachineReaches_isDamage() {
        assertThat(unasked(TOOL, "1.0", "linux", Map.of("build", AnswerLimits.MOST_COUNT + 1), Map.of()))
                .containsExactly("count-too-high build: \"build\" has the count 604800000000001, so it is corrupt");
    }

    @Test
    void wholeBuild_staysWhereNothingIsAskedOfIt() {
        Map<String, Long> counted = Map.of("build", 1L);
        assertThat(unasked("org.example/other", "1.0", "linux", counted, Map.of()))
                .containsExactly("unknown-program: no question is about \"org.example/other\"");
        assertThat(unasked("org.example/ended", "1.0", "linux", counted, Map.of()))
                .as("its only question ended before the week did")
                .containsExactly("unknown-program: no question is about \"org.example/ended\"");
        assertThat(unasked(TOOL, Build.DEVEL, "linux", counted, Map.of()))
                .containsExactly("development-version: org.example/tool is a development version");
        assertThat(unasked(TOOL, "3.0", "linux", counted, Map.of()))
                .containsExactly("unknown-version: no question covers org.example/tool \"3.0\" on \"java17\","
                        + " \"linux\", \"amd64\"");
        assertThat(unasked(TOOL, "1.0", "haiku", counted, Map.of()))
                .as("a system that the questions would name")
                .singleElement()
                .asString()
                .startsWith("unknown-version: ");
    }
}
