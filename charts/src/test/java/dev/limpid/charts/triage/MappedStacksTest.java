package dev.limpid.charts.triage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.limpid.charts.ChartResult.GroupCell;
import dev.limpid.charts.ChartResult.StackGroup;
import dev.limpid.charts.ChartResult.Stacks;
import dev.limpid.charts.Period;
import dev.limpid.charts.SyntheticProgram;
import dev.limpid.charts.fold.AnswerFold;
import dev.limpid.charts.plan.QuestionPlan;
import dev.limpid.charts.result.ChartSetBuilder;
import dev.limpid.charts.stacks.ObfuscationMapping;
import dev.limpid.protocol.answer.Answer;
import dev.limpid.protocol.answer.AnswerPart;
import dev.limpid.protocol.answer.Attribute;
import dev.limpid.protocol.answer.PublishedAnswer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Stacks of obfuscated releases are grouped by the names of their source. */
class MappedStacksTest {

    private static final QuestionPlan PLAN =
            new QuestionPlan(SyntheticProgram.charts(), List.of(SyntheticProgram.config("v1.0.0", 1)));

    private final AnswerFold fold = new AnswerFold(PLAN);

    @Test
    void chartWithoutMappings_staysAsItIs() {
        add("1.0.0", 3, "fail.fail:+1");
        add("1.0.0", 2, "Plan.make:+1\njava.util.ArrayList.get:+1");
        add("1.10.0", 1, "Plan.make:+1");
        assertThat(MappedStacks.of(chart(), version -> Optional.empty())).isEqualTo(chart());
    }

    @Test
    void groupsThatBecomeOne_areAddedUp_andOneOfTwoMethodsIsParted() {
        add("1.0.0", 3, "a.a:+0");
        add("1.10.0", 2, "a.a:+0");
        add("1.10.0", 1, "b.b:+0");
        Map<String, ObfuscationMapping> mappings = Map.of(
                "1.0.0", ObfuscationMapping.parse("org.example.Plan -> org.example.a:\n    void make() -> a\n"),
                "1.10.0", ObfuscationMapping.parse("""
                        org.example.Text -> org.example.a:
                            void skip() -> a
                        org.example.Plan -> org.example.b:
                            void make() -> b
                        """));
        Stacks mapped = MappedStacks.of(chart(), version -> Optional.ofNullable(mappings.get(version)));

        assertThat(mapped.groups())
                .extracting(one -> one.key() + " " + one.answers())
                .containsExactly("org.example.Plan.make 4", "org.example.Text.skip 2");
        StackGroup plan = mapped.groups().get(0);
        assertThat(plan.share().value()).isCloseTo(4.0 / 6, within(0.00001));
        assertThat(plan.cells())
                .extracting(GroupCell::value, GroupCell::answers)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("1.0.0", 3L),
                        org.assertj.core.groups.Tuple.tuple("1.10.0", 1L));
        assertThat(mapped.stacks())
                .extracting(one -> one.frames().get(0) + " " + one.answers())
                .containsExactly("org.example.Plan.make:+0 4", "org.example.Text.skip:+0 2");
    }

    private void add(String version, int machines, String stack) {
        AnswerPart part = new AnswerPart(Map.of(Attribute.VERSION, version), Map.of("crash\norg.example." + stack, 1L));
        fold.add(new PublishedAnswer(
                new Answer(SyntheticProgram.WEEK, "v1.0.0", "org.example/tool/crashes", List.of(part)), machines));
    }

    private Stacks chart() {
        return new ChartSetBuilder(fold, "collection", "v1.0.0")
                .build(Period.week(SyntheticProgram.WEEK)).programs().stream()
                        .flatMap(program -> program.charts().stream())
                        .filter(Stacks.class::isInstance)
                        .map(Stacks.class::cast)
                        .findFirst()
                        .orElseThrow();
    }
}
