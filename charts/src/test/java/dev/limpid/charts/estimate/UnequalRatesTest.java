package dev.limpid.charts.estimate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.charts.ChartResult.Partition;
import dev.limpid.charts.ChartSet;
import dev.limpid.charts.Estimate;
import dev.limpid.charts.Period;
import dev.limpid.charts.SyntheticProgram;
import dev.limpid.charts.fold.AnswerFold;
import dev.limpid.charts.plan.QuestionPlan;
import dev.limpid.charts.result.ChartSetBuilder;
import dev.limpid.protocol.answer.Answer;
import dev.limpid.protocol.answer.AnswerPart;
import dev.limpid.protocol.answer.Attribute;
import dev.limpid.protocol.answer.PublishedAnswer;
import dev.limpid.protocol.question.CollectionConfig;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Two very different rates in one week: a figure with an interval is inside it, and a figure that cannot be bounded has
 * none.
 */
class UnequalRatesTest {

    private static final LocalDate WEEK = SyntheticProgram.WEEK;
    private static final int DRAWS = Integer.getInteger("limpid.draws", 40);

    /** With few draws, a few more may miss by chance. */
    private static final double ENOUGH = DRAWS < 1_000 ? 0.95 : 0.98;

    /**
     * Machines, some of which are asked at one rate and the rest at another.
     *
     * @param first the share of those asked at the first rate
     * @param vim the shares of those with vim, among these and among the rest
     * @param trims whether the larger weights are trimmed, so that figures of shares have no interval
     */
    private record Situation(int machines, double[] rates, double first, double[] vim, boolean trims) {
        double truth() {
            return first * vim[0] + (1 - first) * vim[1];
        }
    }

    static Stream<Situation> situations() {
        double[] vim = {0.3, 0.6};
        return Stream.of(
                new Situation(20_000, new double[] {1, 0.02}, 0.3, vim, false),
                new Situation(20_000, new double[] {0.2, 0.002}, 0.3, vim, false),
                new Situation(20_000, new double[] {1, 0.05}, 0.5, vim, false),
                new Situation(100_000, new double[] {1, 1.0 / 128}, 0.01, vim, false),
                new Situation(20_000, new double[] {1, 0.01}, 0.7, vim, true),
                new Situation(100_000, new double[] {1.0 / 128, 1}, 0.01, vim, true));
    }

    @ParameterizedTest
    @MethodSource("situations")
    void intervals_containTheTruth_orAreMissing(Situation situation) {
        QuestionPlan plan = plan(situation.rates());
        SplittableRandom random = new SplittableRandom(3);
        int shares = 0;
        int installations = 0;
        int without = 0;
        for (int draw = 0; draw < DRAWS; draw++) {
            AnswerFold fold = new AnswerFold(plan);
            int first = (int) Math.round(situation.machines() * situation.first());
            int[] machines = {first, situation.machines() - first};
            for (int config = 0; config < 2; config++) {
                long with = 0;
                long others = 0;
                for (int i = 0; i < machines[config]; i++) {
                    if (random.nextDouble() < situation.rates()[config]) {
                        if (i < machines[config] * situation.vim()[config]) {
                            with++;
                        } else {
                            others++;
                        }
                    }
                }
                add(fold, config, true, with);
                add(fold, config, false, others);
            }
            ChartSet drawn = new ChartSetBuilder(fold, "c", "v1.1.0").build(Period.week(WEEK));
            Partition chart = (Partition) drawn.programs().get(0).charts().get(0);
            Estimate share = chart.buckets().get(0).share();
            installations += holds(drawn.programs().get(0).installations(), situation.machines()) ? 1 : 0;
            if (share.hasInterval()) {
                shares += holds(share, situation.truth()) ? 1 : 0;
                assertThat(chart.notes()).isEmpty();
            } else {
                without++;
                assertThat(chart.notes()).anyMatch(note -> note.contains("20 times as many machines"));
                assertThat(chart.trend().series())
                        .allSatisfy(series ->
                                assertThat(series.points().get(0).hasInterval()).isFalse());
            }
        }
        if (DRAWS >= 1_000) {
            System.out.printf(
                    "%s: share %d, without %d, installations %d%n", situation, shares, without, installations);
        }
        // Possibly none of the few whose weight would be trimmed was drawn.
        assertThat(without).isBetween(situation.trims() ? DRAWS / 2 : 0, situation.trims() ? DRAWS : 0);
        assertThat((double) installations / DRAWS).isGreaterThanOrEqualTo(ENOUGH);
        assertThat((double) (shares + without) / DRAWS).isGreaterThanOrEqualTo(ENOUGH);
    }

    /**
     * No machine with the newest configuration was drawn; the trend uses that configuration, as does the chart next to
     * it.
     */
    @Test
    void trend_saysTheSameOfAWeekAsItsChart() {
        AnswerFold fold = new AnswerFold(plan(0.5, 0.001));
        add(fold, 0, true, 70);
        add(fold, 0, false, 630);

        Partition chart = chart(fold, WEEK);

        Estimate share = chart.buckets().get(0).share();
        assertThat(share.high()).isGreaterThan(0.4);
        assertThat(chart.trend().series().get(0).points()).containsExactly(share);
    }

    /** For an earlier week, the trend assumes the configuration that answers about the week after it name. */
    @Test
    void trend_ofAnEarlierWeekSupposesTheConfigurationThatCameThen() {
        AnswerFold fold = new AnswerFold(plan(0.5, 0.001));
        add(fold, 0, true, 70);
        add(fold, 0, false, 630);
        LocalDate next = WEEK.plusWeeks(1);
        fold.add(answer(next, 1, true, 300));

        List<Estimate> points = chart(fold, next).trend().series().get(0).points();

        assertThat(points.get(0)).isEqualTo(chart(fold, WEEK).buckets().get(0).share());
    }

    private static Partition chart(AnswerFold fold, LocalDate week) {
        return (Partition) new ChartSetBuilder(fold, "c", "v1.1.0")
                .build(Period.week(week))
                .programs()
                .get(0)
                .charts()
                .get(0);
    }

    private static boolean holds(Estimate estimate, double truth) {
        double rounding = 1e-5 * truth;
        return estimate.low() - rounding <= truth && truth <= estimate.high() + rounding;
    }

    private static QuestionPlan plan(double... rates) {
        List<CollectionConfig> configs = new ArrayList<>();
        for (int i = 0; i < rates.length; i++) {
            configs.add(SyntheticProgram.config("v1." + i + ".0", rates[i]));
        }
        return new QuestionPlan(SyntheticProgram.charts(), configs);
    }

    private static void add(AnswerFold fold, int config, boolean vim, long machines) {
        if (machines > 0) {
            fold.add(answer(WEEK, config, vim, machines));
        }
    }

    private static PublishedAnswer answer(LocalDate week, int config, boolean vim, long machines) {
        Map<String, Long> counts = new TreeMap<>(Map.of(vim ? "editor:vim" : "editor:emacs", 1L));
        AnswerPart part = new AnswerPart(
                Map.of(
                        Attribute.VERSION, "1.9.0",
                        Attribute.OS, "linux"),
                counts);
        return new PublishedAnswer(
                new Answer(week, "v1." + config + ".0", "org.example/tool/editors", List.of(part)), machines);
    }
}
