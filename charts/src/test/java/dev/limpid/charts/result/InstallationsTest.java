package dev.limpid.charts.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.limpid.charts.Configs;
import dev.limpid.charts.Estimate;
import dev.limpid.charts.Period;
import dev.limpid.charts.fold.AnswerFold;
import dev.limpid.charts.plan.QuestionPlan;
import dev.limpid.charts.statistics.InstallationCountEstimator;
import dev.limpid.charts.statistics.Intervals;
import dev.limpid.protocol.answer.Answer;
import dev.limpid.protocol.answer.AnswerPart;
import dev.limpid.protocol.answer.Attribute;
import dev.limpid.protocol.answer.PublishedAnswer;
import dev.limpid.protocol.chart.Chart;
import dev.limpid.protocol.config.ChartConfig;
import dev.limpid.protocol.question.CollectionConfig;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How many installations a program has, by the answers to several charts, each drawn independently. */
class InstallationsTest {

    private static final LocalDate WEEK = LocalDate.of(2026, 11, 16);
    private static final int MACHINES = 5_000;
    private static final double RATE = 0.1;
    private static final int DRAWS = Integer.getInteger("limpid.draws", 200);

    /** With few draws, a few more may miss by chance. */
    private static final double ENOUGH = DRAWS < 1_000 ? 0.965 : 0.98;

    /** Neither the estimate nor its interval is biased towards the chart that happened to be drawn most. */
    @ParameterizedTest
    @ValueSource(ints = {1, 4, 12, 40})
    @Tag("slow")
    void intervalOfInstallations_containsTheTruth_forAnyNumberOfCharts(int charts) throws Exception {
        List<Chart> decided = charts(charts, "none");
        CollectionConfig config = config("v1.0.0", decided, RATE);
        QuestionPlan plan = new QuestionPlan(decided, List.of(config));
        SplittableRandom random = new SplittableRandom(charts);
        int below = 0;
        int above = 0;
        double mean = 0;
        double width = 0;
        for (int draw = 0; draw < DRAWS; draw++) {
            AnswerFold fold = new AnswerFold(plan);
            for (Chart chart : decided) {
                fold.add(answers("v1.0.0", chart, drawn(random, MACHINES, RATE)));
            }
            Estimate estimate = installations(fold, "v1.0.0");
            below += MACHINES < estimate.low() ? 1 : 0;
            above += MACHINES > estimate.high() ? 1 : 0;
            mean += estimate.value() / DRAWS;
            width += (estimate.high() - estimate.low()) / DRAWS;
        }
        if (DRAWS >= 1_000) {
            System.out.printf(
                    "| %d | %.1f | %d | %d | %.0f | %.0f |%n",
                    charts, 100.0 * (DRAWS - below - above) / DRAWS, below, above, mean, width);
        }

        assertThat((double) (DRAWS - below - above) / DRAWS).isGreaterThanOrEqualTo(ENOUGH);
        assertThat(mean).isCloseTo(MACHINES, within(0.01 * MACHINES));
        // With n times as many draws, the interval is narrower by the square root of n.
        assertThat(width).isLessThan(1.1 * 2 * Intervals.Z * Math.sqrt(MACHINES * (1 - RATE) / RATE / charts));
    }

    /** Computed, not drawn: all numbers of answers that may arrive, with their probabilities. */
    @ParameterizedTest
    @CsvSource({"6, 0.7, 1", "40, 0.95, 1", "15, 0.95, 3", "6, 0.95, 12", "100, 0.7, 1", "40, 0.3, 3", "300, 0.05, 1"})
    void intervalOfFewMachines_containsTheTruth_evenIfAllWereDrawn(int machines, double rate, int charts) {
        int draws = machines * charts;
        double probability = StrictMath.pow(1 - rate, draws);
        double none = probability;
        double held = 0;
        for (int drawn = 1; drawn <= draws; drawn++) {
            probability *= (double) (draws - drawn + 1) / drawn * rate / (1 - rate);
            InstallationCountEstimator count = new InstallationCountEstimator(1);
            for (int chart = 0; chart < charts; chart++) {
                count.add(1.0 / charts, 1 / rate, drawn / charts + (chart < drawn % charts ? 1 : 0));
                count.allowForUnseen(1.0 / charts, 1 / rate);
            }
            Estimate estimate = count.estimate();
            held += estimate.low() <= machines && machines <= estimate.high() ? probability : 0;
        }

        assertThat(held / (1 - none)).isBetween(0.985, 1.0001);
    }

    @Test
    void chartThatAsksEverybody_decidesAlone() throws Exception {
        List<Chart> decided = charts(2, "none");
        CollectionConfig config = config("v1.0.0", decided, 1, 0.01);
        AnswerFold fold = new AnswerFold(new QuestionPlan(decided, List.of(config)));
        fold.add(answers("v1.0.0", decided.get(0), 900));
        fold.add(answers("v1.0.0", decided.get(1), 20));

        assertThat(installations(fold, "v1.0.0").value()).isCloseTo(900, within(0.1));
    }

    /**
     * A chart that should have been answered counts as lost; one for which no machine happened to be drawn shows that there
     * are few.
     */
    @Test
    void chartWithoutAnswers_countsOnlyIfThatMayBeChance() throws Exception {
        List<Chart> decided = charts(2, "none");
        CollectionConfig config = config("v1.0.0", decided, 0.1);
        QuestionPlan plan = new QuestionPlan(decided, List.of(config));
        AnswerFold lost = new AnswerFold(plan);
        lost.add(answers("v1.0.0", decided.get(0), 20));
        AnswerFold chance = new AnswerFold(plan);
        chance.add(answers("v1.0.0", decided.get(0), 2));

        assertThat(installations(lost, "v1.0.0").value()).isEqualTo(200);
        assertThat(installations(chance, "v1.0.0").value()).isEqualTo(10);
    }

    /**
     * New questions are asked of few machines at first, and a changed question may have been paused: both indicate too few
     * machines.
     */
    @Test
    void chartThatSomeConfigurationDoesNotAskAlike_isNotCounted() throws Exception {
        List<Chart> decided = charts(2, "none");
        CollectionConfig first = config("v1.0.0", decided.subList(0, 1), 0.1);
        CollectionConfig second = config("v1.1.0", decided, 0.1, 1);
        AnswerFold fold = new AnswerFold(new QuestionPlan(decided, List.of(first, second)));
        fold.add(answers("v1.0.0", decided.get(0), 90));
        fold.add(answers("v1.1.0", decided.get(0), 10));
        fold.add(answers("v1.1.0", decided.get(1), 100));

        assertThat(installations(fold, "v1.1.0").value()).isEqualTo(1_000);
    }

    /** None of them was drawn, though one of the newer configuration would stand for a hundred machines. */
    @Test
    void machinesThatOnlyTheNewestConfigurationAsked_mayBeMissing() throws Exception {
        List<Chart> decided = charts(1, "none");
        CollectionConfig before = config("v1.0.0", decided, 0.5);
        CollectionConfig now = config("v1.1.0", decided, 0.01);
        AnswerFold fold = new AnswerFold(new QuestionPlan(decided, List.of(before, now)));
        fold.add(answers("v1.0.0", decided.get(0), 40));

        Estimate then = installations(fold, "v1.0.0");
        Estimate since = installations(fold, "v1.1.0");
        assertThat(then.value()).isEqualTo(80);
        // Each of 40 machines stands for another one, with a deviation of the square root of 2.
        assertThat(then.high()).isBetween(100.0, 120.0);
        assertThat(since.value()).isEqualTo(80);
        assertThat(since.low()).isEqualTo(then.low());
        assertThat(since.high()).isGreaterThan(80 + 99);
    }

    /** A machine whose system no configuration names does not answer a chart by system. */
    @Test
    void chartBySystem_isCountedOnlyWhereThereIsNoOther() throws Exception {
        List<Chart> decided = new ArrayList<>(charts(1, "os"));
        CollectionConfig alone = config("v1.0.0", decided, 1);
        AnswerFold fold = new AnswerFold(new QuestionPlan(decided, List.of(alone)));
        fold.add(answers("v1.0.0", decided.get(0), 800));
        assertThat(installations(fold, "v1.0.0").value()).isEqualTo(800);

        decided.add(charts(2, "none").get(1));
        CollectionConfig both = config("v1.0.0", decided, 1, 0.1);
        AnswerFold more = new AnswerFold(new QuestionPlan(decided, List.of(both)));
        more.add(answers("v1.0.0", decided.get(0), 800));
        more.add(answers("v1.0.0", decided.get(1), 90));
        assertThat(installations(more, "v1.0.0").value()).isEqualTo(900);
    }

    private static long drawn(SplittableRandom random, int machines, double rate) {
        long drawn = 0;
        for (int i = 0; i < machines; i++) {
            drawn += random.nextDouble() < rate ? 1 : 0;
        }
        return drawn;
    }

    private static Estimate installations(AnswerFold fold, String config) {
        return new ChartSetBuilder(fold, "c", config)
                .build(Period.week(WEEK))
                .programs()
                .get(0)
                .installations();
    }

    private static PublishedAnswer answers(String config, Chart chart, long machines) {
        Map<Attribute, String> attributes = chart.by().isEmpty() ? Map.of() : Map.of(Attribute.OS, "linux");
        AnswerPart part = new AnswerPart(attributes, new TreeMap<>());
        return new PublishedAnswer(new Answer(WEEK, config, "p/" + chart.id(), List.of(part)), machines);
    }

    private static List<Chart> charts(int count, String by) throws Exception {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            texts.add("program: p\nversion: 1\nmodule: versions: 1\ndescription: d\nby: " + by + "\ntitle: T" + i
                    + "\nid: c" + i + "\ntype: partition\ncounter: e" + i + ":{a,b}\n");
        }
        return ChartConfig.parse("charts.txt", String.join("---\n", texts));
    }

    /** A configuration that asks each chart at its rate, and all further charts at the last one. */
    private static CollectionConfig config(String version, List<Chart> charts, double... rates) {
        return Configs.asking(version, charts, List.of("linux"), List.of("1"), rates);
    }
}
