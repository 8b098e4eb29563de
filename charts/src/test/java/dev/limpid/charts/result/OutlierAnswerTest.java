package dev.limpid.charts.result;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.charts.ChartResult;
import dev.limpid.charts.Estimate;
import dev.limpid.charts.Period;
import dev.limpid.charts.SyntheticProgram;
import dev.limpid.charts.fold.AnswerFold;
import dev.limpid.charts.plan.QuestionPlan;
import dev.limpid.protocol.answer.Answer;
import dev.limpid.protocol.answer.AnswerLimits;
import dev.limpid.protocol.answer.AnswerPart;
import dev.limpid.protocol.answer.Attribute;
import dev.limpid.protocol.answer.PublishedAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * One answer among 16,588 honest ones at rate 0.1, whatever it contains, moves no figure that is not rare by more than a
 * tenth of its interval. With {@code -Dlimpid.draws=1000}, prints how far the worst of the tried answers moves each
 * figure.
 */
class OutlierAnswerTest {

    private static final int HONEST = 16_588;
    private static final QuestionPlan PLAN =
            new QuestionPlan(SyntheticProgram.charts(), List.of(SyntheticProgram.config("v1.0.0", 0.1)));
    private static final boolean PRINTS = Integer.getInteger("limpid.draws", 0) > 0;

    /** A bucket that fewer honest answers have is rare: one more machine with it is news, and moves the figure. */
    private static final int COMMON = 20;

    @Test
    void oneAnswer_movesNoFigureByMoreThanATenthOfItsInterval() {
        AnswerFold honest = honest();
        Map<String, Estimate> before = figures(honest);
        Map<String, Double> worst = new TreeMap<>();
        Map<String, String> by = new TreeMap<>();
        for (Map.Entry<String, PublishedAnswer> poison : poison().entrySet()) {
            AnswerFold fold = new AnswerFold(PLAN);
            fold.merge(honest);
            fold.add(poison.getValue());
            Map<String, Estimate> after = figures(fold);
            before.forEach((figure, estimate) -> {
                double moved =
                        Math.abs(after.getOrDefault(figure, Estimate.NONE).value() - estimate.value())
                                / (estimate.high() - estimate.low());
                if (moved > worst.getOrDefault(figure, -1.0)) {
                    worst.put(figure, moved);
                    by.put(figure, poison.getKey());
                }
            });
        }
        if (PRINTS) {
            worst.forEach((figure, moved) ->
                    System.out.printf("| %s | %.3f | %s | %s |%n", figure, moved, by.get(figure), before.get(figure)));
        }
        assertThat(worst).hasSizeGreaterThan(15);
        assertThat(worst)
                .allSatisfy((figure, moved) ->
                        assertThat(moved).as(figure + " by " + by.get(figure)).isLessThanOrEqualTo(0.1));
    }

    @Test
    void oneAnswer_movesNoQuantileBeyondItsInterval() {
        AnswerFold honest = honest();
        List<ChartResult.Quantile> before = times(honest).quantiles();
        for (PublishedAnswer poison : poison().values()) {
            AnswerFold fold = new AnswerFold(PLAN);
            fold.merge(honest);
            fold.add(poison);
            List<ChartResult.Quantile> after = times(fold).quantiles();
            for (int i = 0; i < before.size(); i++) {
                assertThat(after.get(i).mean()).isEqualTo(before.get(i).mean());
                assertThat(after.get(i).pooled()).isEqualTo(before.get(i).pooled());
            }
        }
    }

    private static ChartResult.Histogram times(AnswerFold fold) {
        return (ChartResult.Histogram) charts(fold).get(1);
    }

    private static List<ChartResult> charts(AnswerFold fold) {
        return new ChartSetBuilder(fold, "c", "v1.0.0")
                .build(Period.week(SyntheticProgram.WEEK))
                .programs()
                .get(0)
                .charts();
    }

    /** Every figure that is not rare. */
    private static Map<String, Estimate> figures(AnswerFold fold) {
        Map<String, Estimate> figures = new TreeMap<>();
        for (ChartResult chart : charts(fold)) {
            String id = chart.title().chart().substring("org.example/tool/".length());
            if (chart instanceof ChartResult.Partition partition) {
                partition.buckets().stream()
                        .filter(one -> one.answers() >= COMMON)
                        .forEach(one -> figures.put(id + " " + one.name(), one.share()));
            } else if (chart instanceof ChartResult.Histogram histogram) {
                histogram.buckets().stream()
                        .filter(one -> one.answers() >= COMMON)
                        .forEach(one -> {
                            figures.put(id + " mean " + one.name(), one.mean());
                            figures.put(id + " pooled " + one.name(), one.pooled());
                        });
            } else if (chart instanceof ChartResult.Ratio ratio) {
                figures.put(id + " installations", ratio.installations());
                figures.put(id + " pooled", ratio.pooled());
                ratio.distribution().stream()
                        .filter(one -> one.answers() >= COMMON)
                        .forEach(one -> figures.put(id + " " + one.name(), one.share()));
            } else if (chart instanceof ChartResult.Stacks stacks) {
                figures.put(id + " installations", stacks.installations());
                stacks.stacks().stream()
                        .filter(one -> one.answers() >= COMMON)
                        .forEach(one -> figures.put(id + " " + one.frames(), one.share()));
            }
        }
        return figures;
    }

    /** Machines on which one command in fifty fails, unevenly, and whose use has a heavy tail. */
    private static AnswerFold honest() {
        Random random = new Random(7);
        AnswerFold fold = new AnswerFold(PLAN);
        for (int i = 0; i < HONEST; i++) {
            long runs = (long) Math.ceil(Math.exp(2 + random.nextGaussian()));
            double failing = random.nextInt(3) == 0 ? 0.06 * random.nextDouble() * 2 : 0.0;
            long failed = 0;
            for (int run = 0; run < runs; run++) {
                failed += random.nextDouble() < failing ? 1 : 0;
            }
            fold.add(answer("failures", "1.9.0", counts("failed", failed, "runs", runs)));
            double slow = random.nextDouble() * random.nextDouble();
            fold.add(answer(
                    "time",
                    "1.9.0",
                    counts("time:<10ms", (long) (runs * (1 - slow)), "time:<100ms", (long) (runs * slow) + 1)));
            String editor = random.nextInt(2) == 0 ? "vim" : random.nextInt(300) == 0 ? "nano" : "emacs";
            fold.add(editors(new String[] {editor}));
            long crashes = random.nextInt(20) == 0 ? 1 : 0;
            fold.add(answer("crashes", "1.9.0", counts("crash\norg.example.Tool.run:+3", crashes, "", 0)));
        }
        return fold;
    }

    private static Map<String, PublishedAnswer> poison() {
        Map<String, PublishedAnswer> poison = new TreeMap<>();
        for (long size : new long[] {1, 30, 100, 1_000, 1L << 44, AnswerLimits.MOST_COUNT}) {
            poison.put("P alone " + size, answer("failures", "1.9.0", counts("failed", size, "runs", 0)));
            poison.put("P and one N " + size, answer("failures", "1.9.0", counts("failed", size, "runs", 1)));
            poison.put("N alone " + size, answer("failures", "1.9.0", counts("failed", 0, "runs", size)));
            poison.put("both " + size, answer("failures", "1.9.0", counts("failed", size, "runs", size)));
            poison.put("all fast " + size, answer("time", "1.9.0", counts("time:<10ms", size, "", 0)));
            poison.put("all slow " + size, answer("time", "1.9.0", counts("time:<100ms", size, "", 0)));
            poison.put("all stalled " + size, answer("time", "1.9.0", counts("time:>=1s", size, "", 0)));
            poison.put("all buckets " + size, answer("time", "1.9.0", counts("time:<10ms", size, "time:>=1s", size)));
        }
        poison.put("no time", answer("time", "1.9.0", Map.of()));
        poison.put("no failures", answer("failures", "1.9.0", Map.of()));
        poison.put("no crash", answer("crashes", "1.9.0", Map.of()));
        poison.put("no editor", editors(new String[0]));
        poison.put("all editors", editors(new String[] {"vim", "emacs", "nano", "other"}));
        TreeMap<String, Long> stacks = new TreeMap<>();
        for (int i = 0; i < AnswerLimits.STACKS; i++) {
            stacks.put("crash\norg.example.Tool.run:+" + i, AnswerLimits.MOST_COUNT);
        }
        poison.put("64 stacks", answer("crashes", "1.9.0", stacks));
        List<AnswerPart> parts = new ArrayList<>();
        for (int i = 0; i < AnswerLimits.PARTS; i++) {
            parts.add(new AnswerPart(
                    Map.of(Attribute.VERSION, "v" + i), counts("failed", AnswerLimits.MOST_COUNT, "runs", 1)));
        }
        poison.put(
                "64 parts",
                new PublishedAnswer(
                        new Answer(SyntheticProgram.WEEK, "v1.0.0", "org.example/tool/failures", parts), 1));
        return poison;
    }

    private static Map<String, Long> counts(String one, long count, String other, long otherCount) {
        Map<String, Long> counts = new TreeMap<>();
        if (count > 0) {
            counts.put(one, count);
        }
        if (otherCount > 0) {
            counts.put(other, otherCount);
        }
        return counts;
    }

    private static PublishedAnswer editors(String[] editors) {
        Map<String, Long> counts = new TreeMap<>();
        for (String editor : editors) {
            counts.put("editor:" + editor, 1L);
        }
        AnswerPart part = new AnswerPart(Map.of(Attribute.VERSION, "1.9.0", Attribute.OS, "linux"), counts);
        return new PublishedAnswer(
                new Answer(SyntheticProgram.WEEK, "v1.0.0", "org.example/tool/editors", List.of(part)), 1);
    }

    private static PublishedAnswer answer(String chart, String version, Map<String, Long> counts) {
        AnswerPart part = new AnswerPart(Map.of(Attribute.VERSION, version), counts);
        return new PublishedAnswer(
                new Answer(SyntheticProgram.WEEK, "v1.0.0", "org.example/tool/" + chart, List.of(part)), 1);
    }
}
