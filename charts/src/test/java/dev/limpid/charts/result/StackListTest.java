package dev.limpid.charts.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.limpid.charts.ChartNote;
import dev.limpid.charts.ChartResult;
import dev.limpid.charts.DecimalFormatting;
import dev.limpid.charts.Period;
import dev.limpid.charts.SyntheticProgram;
import dev.limpid.charts.fold.AnswerFold;
import dev.limpid.charts.fold.CutSamples;
import dev.limpid.charts.plan.QuestionPlan;
import dev.limpid.protocol.answer.Answer;
import dev.limpid.protocol.answer.AnswerLimits;
import dev.limpid.protocol.answer.AnswerPart;
import dev.limpid.protocol.answer.Attribute;
import dev.limpid.protocol.answer.PublishedAnswer;
import dev.limpid.protocol.report.StackNameSyntax;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A chart's list of stacks stays small, however long and many they are. */
class StackListTest {

    private static final QuestionPlan PLAN =
            new QuestionPlan(SyntheticProgram.charts(), List.of(SyntheticProgram.config("v1.0.0", 0.5)));

    @Test
    void longStacks_areListedAsFarAsTheirTextFits() {
        AnswerFold fold = new AnswerFold(PLAN);
        String common = "crash\norg.example.Tool.run:+3";
        fold.add(answer(3, Map.of(common, 1L)));
        for (int i = 0; i < 40; i++) {
            TreeMap<String, Long> stacks = new TreeMap<>();
            for (int j = 0; j < AnswerLimits.STACKS; j++) {
                stacks.put("crash\norg.example.Tool." + "x".repeat(4_000) + i + "_" + j + ":+1", 1L);
            }
            fold.add(answer(1, stacks));
        }

        ChartResult.Stacks chart = stacks(fold);

        assertThat(chart.distinct()).isEqualTo(40 * 64 + 1);
        assertThat(chart.stacks().get(0).frames()).isEqualTo(StackNameSyntax.frames(common));
        assertThat(chart.stacks().stream()
                        .flatMap(stack -> stack.frames().stream())
                        .mapToInt(String::length)
                        .sum())
                .isBetween(StackChartBuilder.LISTED_TEXT - 4_096, StackChartBuilder.LISTED_TEXT);
        assertThat(chart.notes())
                .contains(
                        "Only the 66 most common of 2,561 different stacks are listed; the published answers contain all of"
                                + " them");
    }

    @Test
    void shortStacks_areListedUpToTheirNumber() {
        AnswerFold fold = new AnswerFold(PLAN);
        for (int i = 0; i < 1_001; i++) {
            fold.add(answer(1, Map.of("crash\norg.example.Tool.run:+" + i, 1L)));
        }

        List<ChartResult.StackCount> listed = stacks(fold).stacks();
        assertThat(listed).hasSize(StackChartBuilder.LISTED);
        // Equally frequent ones are listed in the order of their text.
        assertThat(listed.get(0).frames()).containsExactly("org.example.Tool.run:+0");
        assertThat(listed.get(2).frames()).containsExactly("org.example.Tool.run:+10");
        assertThat(listed.get(999).frames()).containsExactly("org.example.Tool.run:+998");
        assertThat(stacks(fold).notes())
                .contains(
                        "Only the 1,000 most common of 1,001 different stacks are listed; the published answers contain"
                                + " all of them");
    }

    /** A fold cuts its sample only now and then, and the chart must not depend on when it did. */
    @Test
    @Tag("slow")
    void moreStacksThanASampleHolds_areDrawnAlikeBeforeAndAfterTheCut() {
        AnswerFold fold = new AnswerFold(PLAN);
        for (int i = 0; i < 34_000; i++) {
            fold.add(answer(1, Map.of("crash\norg.example.Tool.run:+" + i, 1L)));
        }

        ChartResult.Stacks drawn = stacks(fold);

        assertThat(drawn.sampled()).isBetween(0.9, 0.99);
        assertThat(drawn.stacks().get(0).share().high()).isGreaterThan(1.0 / 34_000);
        assertThat(drawn).isEqualTo(stacks(fold));
    }

    /**
     * Of four hundred lines at a rate of one half, those with a priority below 1/4 stay. Each stands for four lines, and
     * so for eight machines. Half of the lines have a stack of the one group, half of the other.
     */
    @Test
    void linesOfACutSample_standForThoseThatWereDropped() {
        AnswerFold fold = new AnswerFold(PLAN);
        for (int i = 0; i < 400; i++) {
            String method = i % 2 == 0 ? "Tool.run" : "Plan.make";
            fold.add(answer(1, Map.of("crash\norg.example." + method + ":+" + i, 1L)));
        }
        CutSamples.below(fold, 0.25);

        ChartResult.Stacks chart = stacks(fold);

        assertThat(chart.distinct()).isBetween(60L, 140L);
        assertThat(chart.sampled()).isCloseTo(chart.distinct() / 400.0, within(1e-9));
        assertThat(chart.groups()).hasSize(2).allSatisfy(group -> {
            double kept = (double) group.answers();
            assertThat(group.installations().value()).isCloseTo(8 * kept, within(1e-6));
            assertThat(group.share().value()).isCloseTo(8 * kept / 800, within(1e-5));
            // The exact interval of a Poisson number, by E. B. Wilson and M. M. Hilferty's approximation.
            double low = kept * Math.pow(1 - 1 / (9 * kept) - 2.5758 / (3 * Math.sqrt(kept)), 3);
            double more = kept + 1;
            double high = more * Math.pow(1 - 1 / (9 * more) + 2.5758 / (3 * Math.sqrt(more)), 3);
            assertThat(group.installations().low()).isCloseTo(8 * low, withinPercentage(0.5));
            assertThat(group.installations().high()).isCloseTo(8 * high, withinPercentage(0.5));
            assertThat(group.share().low()).isCloseTo(8 * low / 800, withinPercentage(0.5));
            assertThat(group.share().high()).isCloseTo(Math.min(1, 8 * high / 800), withinPercentage(0.5));
        });
        assertThat(chart.stacks())
                .allSatisfy(stack -> assertThat(stack.share().value()).isCloseTo(4.0 / 400, within(1e-6)));
        assertThat(chart.notes())
                .contains(ChartNote.of(
                                ChartNote.Kind.SAMPLED,
                                "percent",
                                DecimalFormatting.decimal(100 * chart.sampled()).toPlainString())
                        .text());
    }

    /** The same stack under two configurations: ten machines asked at a rate of one half, three at one tenth. */
    @Test
    void stacksOfTwoConfigurations_standForMachinesByTheirOwnRate() {
        AnswerFold fold = new AnswerFold(new QuestionPlan(
                SyntheticProgram.charts(),
                List.of(SyntheticProgram.config("v1.0.0", 0.5), SyntheticProgram.config("v1.1.0", 0.1))));
        Map<String, Long> crash = Map.of("crash\norg.example.Tool.run:+1", 1L);
        fold.add(answer(10, crash));
        fold.add(new PublishedAnswer(
                new Answer(SyntheticProgram.WEEK, "v1.1.0", "org.example/tool/crashes", List.of(part("1.9.0", crash))),
                3));
        fold.add(answer(25, Map.of()));
        ChartResult.Stacks chart = stacks(fold);
        assertThat(chart.groups().get(0).installations().value()).isCloseTo(10 * 2 + 3 * 10, within(1e-6));
        assertThat(chart.groups().get(0).share().value()).isCloseTo(50.0 / 100, within(1e-5));
        assertThat(chart.groups().get(0).answers()).isEqualTo(13);
    }

    @Test
    void answersThatLeftOutStacks_areCounted_andTheChartSaysSo() {
        AnswerFold fold = new AnswerFold(PLAN);
        TreeMap<String, Long> crash = new TreeMap<>(Map.of("crash\norg.example.Tool.run:+1", 1L));
        fold.add(answer(5, crash));
        fold.add(new PublishedAnswer(
                new Answer(
                        SyntheticProgram.WEEK,
                        "v1.0.0",
                        "org.example/tool/crashes",
                        List.of(new AnswerPart(Map.of(Attribute.VERSION, "1.9.0"), crash, 2))),
                4));
        ChartResult.Stacks chart = stacks(fold);
        assertThat(chart.leftOut()).isEqualTo(4);
        assertThat(chart.notes())
                .contains(ChartNote.of(ChartNote.Kind.LEFT_OUT, "left", 4L).text());
    }

    /** The configuration lists three systems; a bar that nobody can have would only be noise. */
    @Test
    void builtInChart_showsOnlyValuesThatOccur() {
        AnswerFold fold = new AnswerFold(PLAN);
        fold.add(new PublishedAnswer(
                new Answer(
                        SyntheticProgram.WEEK,
                        "v1.0.0",
                        "org.example/tool/systems",
                        List.of(new AnswerPart(Map.of(), new TreeMap<>(Map.of("limpid/os:darwin", 1L)), 0))),
                4));
        assertThat(new ChartSetBuilder(fold, "c", "v1.0.0")
                        .build(Period.week(SyntheticProgram.WEEK)).programs().get(0).charts().stream()
                                .filter(chart -> chart.title().chart().equals("org.example/tool/systems"))
                                .map(ChartResult.Partition.class::cast)
                                .flatMap(chart -> chart.buckets().stream())
                                .map(ChartResult.Bucket::name))
                .containsExactly("darwin");
    }

    @Test
    void fewStacks_areAllListedWithoutANote() {
        AnswerFold fold = new AnswerFold(PLAN);
        fold.add(answer(1, Map.of("crash\norg.example.Tool.run:+1", 1L)));

        assertThat(stacks(fold).stacks()).hasSize(1);
        assertThat(stacks(fold).notes()).isEmpty();
    }

    /** Even if it has two builds: they are one machine. */
    @Test
    void events_areClippedForEachMachine() {
        AnswerFold fold = new AnswerFold(PLAN);
        Map<String, Long> most = Map.of("crash\norg.example.Tool.run:+1", AnswerLimits.MOST_COUNT);
        fold.add(new PublishedAnswer(
                new Answer(
                        SyntheticProgram.WEEK,
                        "v1.0.0",
                        "org.example/tool/crashes",
                        List.of(part("1.0.0", most), part("1.9.0", most))),
                2));

        ChartResult.StackCount stack = stacks(fold).stacks().get(0);

        assertThat(stack.answers()).isEqualTo(2);
        assertThat(stack.events()).isEqualTo(2L << 44);
        assertThat(stack.versions())
                .extracting(ChartResult.StackVersion::events)
                .containsExactly(2L << 44, 2L << 44);
    }

    private static ChartResult.Stacks stacks(AnswerFold fold) {
        List<ChartResult> charts = new ArrayList<>(new ChartSetBuilder(fold, "c", "v1.0.0")
                .build(Period.week(SyntheticProgram.WEEK))
                .programs()
                .get(0)
                .charts());
        charts.removeIf(chart -> !(chart instanceof ChartResult.Stacks));
        return (ChartResult.Stacks) charts.get(0);
    }

    private static PublishedAnswer answer(long machines, Map<String, Long> stacks) {
        return new PublishedAnswer(
                new Answer(SyntheticProgram.WEEK, "v1.0.0", "org.example/tool/crashes", List.of(part("1.9.0", stacks))),
                machines);
    }

    private static AnswerPart part(String version, Map<String, Long> stacks) {
        return new AnswerPart(Map.of(Attribute.VERSION, version), new TreeMap<>(stacks), 0);
    }
}
