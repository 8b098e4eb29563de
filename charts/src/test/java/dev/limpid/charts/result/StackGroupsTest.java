package dev.limpid.charts.result;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.charts.ChartResult;
import dev.limpid.charts.ChartResult.GroupCell;
import dev.limpid.charts.ChartResult.StackGroup;
import dev.limpid.charts.Estimate;
import dev.limpid.charts.Period;
import dev.limpid.charts.SyntheticProgram;
import dev.limpid.charts.fold.AnswerFold;
import dev.limpid.charts.plan.QuestionPlan;
import dev.limpid.protocol.answer.Answer;
import dev.limpid.protocol.answer.AnswerPart;
import dev.limpid.protocol.answer.Attribute;
import dev.limpid.protocol.answer.PublishedAnswer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Groups of stacks in a chart: each machine once, with the same estimates as all other shares and numbers of machines.
 */
class StackGroupsTest {

    private static final String LINE_3 = "crash\norg.example.Plan.order:+3\norg.example.Main.main:+1";
    private static final String LINE_4 =
            "crash\njava.util.ArrayList.get:+1\norg.example.Plan.order:+4\nhidden\norg.example.Main.main:+1";
    private static final String OTHER = "crash\norg.example.Plan.read:+1\norg.example.Main.main:+1";

    @Test
    void machineWithTwoStacksOfAGroup_countsOnce() {
        AnswerFold fold = fold(0.5);
        fold.add(answer(3, part("1.0.0", Map.of(LINE_3, 2L, LINE_4, 1L))));
        fold.add(answer(5, part("1.9.0", Map.of(LINE_4, 1L)), part("1.0.0", Map.of(LINE_3, 1L))));
        fold.add(answer(2, part("1.9.0", Map.of(OTHER, 1L))));
        fold.add(answer(10, part("1.9.0", Map.of())));

        List<StackGroup> groups = chart(fold).groups();

        assertThat(groups)
                .extracting(group -> group.key().toString())
                .containsExactly(
                        "org.example.Plan.order org.example.Main.main", "org.example.Plan.read org.example.Main.main");
        StackGroup first = groups.get(0);
        assertThat(first.stacks()).isEqualTo(2);
        assertThat(first.answers()).isEqualTo(8);
        assertThat(first.events()).isEqualTo(3 * 3 + 5 * 2);
        assertThat(first.share().value()).isEqualTo(0.4);
        assertThat(first.cells())
                .extracting(GroupCell::by, GroupCell::value, GroupCell::answers)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(Attribute.VERSION, "1.0.0", 8L),
                        org.assertj.core.groups.Tuple.tuple(Attribute.VERSION, "1.9.0", 5L));
        assertThat(first.values(Attribute.VERSION)).containsExactly("1.0.0", "1.9.0");
    }

    @Test
    void chartOfStacks_saysHowManyMachinesHaveAny() {
        AnswerFold fold = fold(0.5);
        fold.add(answer(3, part("1.0.0", Map.of(LINE_3, 2L, LINE_4, 1L))));
        fold.add(answer(2, part("1.9.0", Map.of(OTHER, 1L))));
        fold.add(answer(15, part("1.9.0", Map.of())));
        ChartResult.Stacks chart = chart(fold);
        assertThat(chart.installations().value()).isEqualTo(0.25);
        assertThat(chart.trend().series())
                .singleElement()
                .satisfies(series -> assertThat(series.points()).containsExactly(chart.installations()));
    }

    /** A group with a single stack has the same share as that stack: the two are one estimate. */
    @Test
    void groupOfOneStack_hasTheSharesOfTheStack() {
        AnswerFold fold = fold(0.1);
        fold.add(answer(7, part("1.0.0", Map.of(OTHER, 1L))));
        fold.add(answer(93, part("1.0.0", Map.of())));

        ChartResult.Stacks chart = chart(fold);

        assertThat(chart.groups().get(0).share())
                .isEqualTo(chart.stacks().get(0).share());
    }

    @Test
    void installations_areCountedLikeThoseOfAProgram() {
        AnswerFold fold = fold(0.1);
        fold.add(answer(7, part("1.0.0", Map.of(OTHER, 1L))));
        Estimate installations = chart(fold).groups().get(0).installations();
        assertThat(installations.value()).isEqualTo(70);
        assertThat(installations.low()).isBetween(7.0, 40.0);
        assertThat(installations.high()).isBetween(120.0, 240.0);

        AnswerFold everybody = fold(1);
        everybody.add(answer(7, part("1.0.0", Map.of(OTHER, 1L))));
        assertThat(chart(everybody).groups().get(0).installations()).isEqualTo(new Estimate(7, 7, 7));
    }

    /** Machines are each asked with the rate 0.1; the interval contains their number 99 times in 100. */
    @Test
    @Tag("slow")
    void intervalOfInstallations_containsTheTruth() {
        int truth = 300;
        int held = 0;
        int draws = 2_000;
        for (int draw = 0; draw < draws; draw++) {
            Random random = new Random(draw);
            long answered = random.doubles(truth).filter(u -> u < 0.1).count();
            if (answered > 0) {
                AnswerFold fold = fold(0.1);
                fold.add(answer((int) answered, part("1.0.0", Map.of(OTHER, 1L))));
                Estimate estimate = chart(fold).groups().get(0).installations();
                held += estimate.low() <= truth && truth <= estimate.high() ? 1 : 0;
            }
        }
        assertThat(held).isGreaterThanOrEqualTo((int) (draws * 0.985));
    }

    @Test
    void groups_areTheSameInAnyOrderAndPartition() {
        List<PublishedAnswer> answers = new ArrayList<>();
        Random random = new Random(3);
        for (int i = 0; i < 300; i++) {
            String stack = "crash\norg.example.Plan.p" + random.nextInt(9) + ":+" + random.nextInt(50);
            answers.add(answer(1 + random.nextInt(4), part(SyntheticProgram.VERSIONS.get(i % 3), Map.of(stack, 1L))));
        }
        AnswerFold whole = fold(0.2);
        answers.forEach(whole::add);
        Collections.shuffle(answers, random);
        QuestionPlan plan = plan(0.2);
        AnswerFold left = new AnswerFold(plan);
        AnswerFold right = new AnswerFold(plan);
        answers.forEach(answer -> (random.nextBoolean() ? left : right).add(answer));
        left.merge(right);

        assertThat(chart(left).groups()).hasSize(9).isEqualTo(chart(whole).groups());
    }

    private static QuestionPlan plan(double rate) {
        return new QuestionPlan(SyntheticProgram.charts(), List.of(SyntheticProgram.config("v1.0.0", rate)));
    }

    private static AnswerFold fold(double rate) {
        return new AnswerFold(plan(rate));
    }

    private static ChartResult.Stacks chart(AnswerFold fold) {
        return new ChartSetBuilder(fold, "collection", "v1.0.0")
                .build(Period.week(SyntheticProgram.WEEK)).programs().stream()
                        .flatMap(program -> program.charts().stream())
                        .filter(ChartResult.Stacks.class::isInstance)
                        .map(ChartResult.Stacks.class::cast)
                        .findFirst()
                        .orElseThrow();
    }

    private static PublishedAnswer answer(int machines, AnswerPart... parts) {
        return new PublishedAnswer(
                new Answer(SyntheticProgram.WEEK, "v1.0.0", "org.example/tool/crashes", List.of(parts)), machines);
    }

    private static AnswerPart part(String version, Map<String, Long> counts) {
        return new AnswerPart(Map.of(Attribute.VERSION, version), counts);
    }
}
