package dev.limpid.charts.result;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.charts.ChartResult;
import dev.limpid.charts.ChartSet;
import dev.limpid.charts.Configs;
import dev.limpid.charts.Period;
import dev.limpid.charts.compare.ChartComparability;
import dev.limpid.charts.compare.Comparison;
import dev.limpid.charts.compare.ComparisonSide;
import dev.limpid.charts.compare.WeekChange;
import dev.limpid.charts.fold.AnswerFold;
import dev.limpid.charts.plan.QuestionPlan;
import dev.limpid.protocol.answer.Answer;
import dev.limpid.protocol.answer.AnswerPart;
import dev.limpid.protocol.answer.PublishedAnswer;
import dev.limpid.protocol.chart.Chart;
import dev.limpid.protocol.config.ChartConfig;
import dev.limpid.protocol.config.ChartConfigException;
import dev.limpid.protocol.question.CollectionConfig;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * A chart whose counters or buckets changed is another figure from then on. Machines that did the same in both weeks must not
 * seem to have changed, and their counts must not be added up; they still count as machines.
 */
class ChangedCountersTest {
    private static final LocalDate WEEK = LocalDate.of(2026, 11, 16);
    private static final LocalDate BEFORE = WEEK.minusWeeks(1);
    private static final double RATE = 0.1;

    private final List<Chart> before = charts("time:{<1s,<10s,>=10s}", "failed", "runs");
    private final List<Chart> now = charts("time:{<1s,<3s,<10s,>=10s}", "failed:{disk,net}", "runs");

    ChangedCountersTest() throws ChartConfigException {}

    @Test
    void bucketThatIsSplit_isNoChange_andWhatWasCountedWithoutItIsNoZero() {
        AnswerFold fold = fold(now, config("v1.0.0", before), config("v1.1.0", now));
        add(fold, BEFORE, "v1.0.0", "p/time", Map.of("time:<10s", 4L), 900);
        add(fold, WEEK, "v1.1.0", "p/time", Map.of("time:<3s", 4L), 600);
        add(fold, WEEK, "v1.1.0", "p/time", Map.of("time:<10s", 4L), 300);
        ChartSet set = set(fold, WEEK);
        assertThat(WeekChange.of(set)).isEmpty();
        assertThat(chart(set, 0).trend().weeks()).containsExactly(WEEK);
        assertThat(chart(set, 0).notes()).noneMatch(note -> note.contains("counters or buckets changed"));
    }

    @Test
    void answersToTheQuestionAsItWas_areNotAddedToThose_butCountAsMachines() {
        AnswerFold fold = fold(now, config("v1.0.0", before), config("v1.1.0", now));
        add(fold, WEEK, "v1.0.0", "p/time", Map.of("time:<10s", 4L), 900);
        add(fold, WEEK, "v1.1.0", "p/time", Map.of("time:<3s", 4L), 600);
        ChartSet set = set(fold, WEEK);
        ChartResult.Histogram time = (ChartResult.Histogram) chart(set, 0);
        assertThat(time.answers()).isEqualTo(600);
        assertThat(time.buckets().get(1).mean().value()).isEqualTo(1);
        assertThat(time.notes())
                .contains("900 answers not counted in this chart: the question's counters or buckets changed"
                        + " afterwards");
        assertThat(set.programs().get(0).installations().value()).isBetween(14_000.0, 16_000.0);
        assertThat(set.programs().get(0).answers()).isEqualTo(1_500);
    }

    /** Nobody was asked for the others before, so nobody said no. */
    @Test
    void bucketThatIsAdded_isAShareOfTheMachinesThatWereAskedForIt() throws ChartConfigException {
        String text = """
            title: Editors
            description: which editors
            type: partition
            program: p
            module: versions: 1.0
            version: 1.0
            id: editors
            by: none
            counter: editor:%s
            """;
        List<Chart> two = ChartConfig.parse("charts.txt", text.formatted("{emacs,vim}"));
        List<Chart> four = ChartConfig.parse("charts.txt", text.formatted("{ed,emacs,vim,zed}"));
        AnswerFold fold = fold(four, config("v1.0.0", two), config("v1.1.0", four));
        add(fold, WEEK, "v1.0.0", "p/editors", Map.of("editor:vim", 1L), 300);
        add(fold, WEEK, "v1.1.0", "p/editors", Map.of("editor:ed", 1L), 50);
        add(fold, WEEK, "v1.1.0", "p/editors", Map.of("editor:zed", 1L), 50);
        ChartResult.Partition editors = (ChartResult.Partition) chart(set(fold, WEEK), 0);
        assertThat(editors.answers()).isEqualTo(400);
        assertThat(editors.buckets())
                .extracting(bucket -> bucket.name() + " " + bucket.share().value())
                .containsExactly("ed 0.5", "emacs 0.0", "vim 0.75", "zed 0.5");
    }

    @Test
    void ratioOfOtherCounters_isAnother() {
        AnswerFold fold = fold(now, config("v1.0.0", before), config("v1.1.0", now));
        add(fold, BEFORE, "v1.0.0", "p/failures", Map.of("failed", 5L, "runs", 10L), 900);
        add(fold, WEEK, "v1.1.0", "p/failures", Map.of("failed:net", 5L, "runs", 10L), 900);
        ChartSet set = set(fold, WEEK);
        assertThat(WeekChange.of(set)).isEmpty();
        assertThat(chart(set, 1).trend().weeks()).containsExactly(WEEK);
    }

    @Test
    void weeksOfOtherBuckets_areOnNoOneLine_andHaveNoDifference() {
        AnswerFold old = fold(before, config("v1.0.0", before));
        add(old, BEFORE, "v1.0.0", "p/time", Map.of("time:<10s", 4L), 900);
        AnswerFold fold = fold(now, config("v1.1.0", now));
        add(fold, WEEK, "v1.1.0", "p/time", Map.of("time:<3s", 4L), 900);
        ChartResult then = chart(set(old, BEFORE), 0);
        ChartResult week = chart(set(fold, WEEK), 0);
        assertThat(ChartComparability.canShareOneSeries(then, week)).isFalse();
        assertThat(ChartComparability.canShareOneSeries(week, week)).isTrue();
        Comparison comparison = Comparison.of(
                ComparisonSide.all(Period.week(WEEK), week), ComparisonSide.all(Period.week(BEFORE), then));
        assertThat(comparison.caveats()).contains(Comparison.Caveat.OTHER_BUCKETS);
        assertThat(comparison.rows())
                .isNotEmpty()
                .allMatch(row -> row.difference().isEmpty() && !row.isSignificant());
    }

    private static List<Chart> charts(String time, String failed, String over) throws ChartConfigException {
        return ChartConfig.parse("charts.txt", """
            title: Time
            description: how long it takes
            type: histogram
            program: p
            module: versions: 1.0
            version: 1.0
            id: time
            by: none
            counter: %s
            ---
            title: Failures
            description: how often it fails
            type: ratio
            program: p
            module: versions: 1.0
            version: 1.0
            id: failures
            by: none
            counter: %s
            over: %s
            """.formatted(time, failed, over));
    }

    private static CollectionConfig config(String version, List<Chart> charts) {
        return Configs.asking(version, charts, List.of("linux"), List.of("1.0"), RATE);
    }

    private static AnswerFold fold(List<Chart> charts, CollectionConfig... configs) {
        return new AnswerFold(new QuestionPlan(charts, List.of(configs)));
    }

    private static void add(
            AnswerFold fold, LocalDate week, String config, String chart, Map<String, Long> counts, long machines) {
        fold.add(new PublishedAnswer(
                new Answer(week, config, chart, List.of(new AnswerPart(Map.of(), counts))), machines));
    }

    private static ChartSet set(AnswerFold fold, LocalDate week) {
        return new ChartSetBuilder(fold, "c", "v1.1.0").build(Period.week(week));
    }

    private static ChartResult chart(ChartSet set, int at) {
        return set.programs().get(0).charts().get(at);
    }
}
