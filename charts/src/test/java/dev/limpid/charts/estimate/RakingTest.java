package dev.limpid.charts.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.limpid.charts.ChartNote;
import dev.limpid.charts.ChartResult;
import dev.limpid.charts.ChartSet;
import dev.limpid.charts.Estimate;
import dev.limpid.charts.Period;
import dev.limpid.charts.Reweighting;
import dev.limpid.charts.SyntheticProgram;
import dev.limpid.charts.Trend;
import dev.limpid.charts.fold.AnswerFold;
import dev.limpid.charts.plan.Margin;
import dev.limpid.charts.plan.MarginText;
import dev.limpid.charts.plan.QuestionPlan;
import dev.limpid.charts.result.ChartSetBuilder;
import dev.limpid.protocol.answer.Answer;
import dev.limpid.protocol.answer.AnswerPart;
import dev.limpid.protocol.answer.Attribute;
import dev.limpid.protocol.answer.PublishedAnswer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RakingTest {

    private static final String TOOL = "org.example/tool";

    @Test
    void reweightedShares_matchThePopulation_andAreShownBesideTheRawOnes() {
        // Windows users take part half as often; three in ten of them use vim, seven in ten of the others.
        AnswerFold fold = new AnswerFold(plan(margin(Attribute.OS, Map.of("linux", 0.5, "windows", 0.5))));
        Random random = new Random(6);
        for (int i = 0; i < 40_000; i++) {
            boolean windows = i % 2 == 0;
            boolean vim = random.nextInt(10) < (windows ? 3 : 7);
            if (!windows || random.nextInt(2) == 0) {
                fold.add(editors(SyntheticProgram.WEEK, vim, part(windows ? "windows" : "linux", "1.9.0")));
            }
        }

        ChartResult.Partition editors = drawn(fold);

        ChartResult.Bucket vim = editors.buckets().get(0);
        assertThat(vim.share().value()).isCloseTo(0.567, within(0.02));
        Estimate reweighted = vim.reweighted().orElseThrow();
        assertThat(reweighted.value()).isCloseTo(0.5, within(0.02));
        assertThat(reweighted.low()).isLessThan(0.5);
        assertThat(reweighted.high()).isGreaterThan(0.5);
        Reweighting made = editors.reweighting().orElseThrow();
        assertThat(made.converged()).isTrue();
        assertThat(made.effectiveAnswers()).isLessThan(27_000);
        assertThat(made.sentence()).isEqualTo("reweighted to match os (linux 0.5, windows 0.5)");
    }

    /**
     * The known shares of versions are shares of indicators. They do not say how many machines should have two versions, and the
     * factors that match them would change that number arbitrarily.
     */
    @Test
    void machinesWithTwoVersions_areReweightedOnlyIfTheyAreFew() {
        Margin versions = margin(Attribute.VERSION, Map.of("1.9.0", 1 / 3.0, "1.10.0", 2 / 3.0));
        AnswerFold few = new AnswerFold(plan(versions));
        AnswerFold many = new AnswerFold(plan(versions));
        for (int i = 0; i < 200; i++) {
            for (AnswerFold fold : List.of(few, many)) {
                fold.add(editors(SyntheticProgram.WEEK, i % 2 == 0, part("linux", "1.9.0")));
                fold.add(editors(SyntheticProgram.WEEK, false, part("linux", "1.10.0")));
            }
            if (i < 20) {
                (i < 4 ? few : many)
                        .add(editors(SyntheticProgram.WEEK, true, part("linux", "1.9.0"), part("linux", "1.10.0")));
            }
        }

        ChartResult.Partition reweighted = drawn(few);
        assertThat(reweighted.reweighting().orElseThrow().converged()).isTrue();
        // Factors a of 1.9.0 and b of 1.10.0: 4ab + 200a = 408/3, 4ab + 200b = 816/3.
        double b = 0;
        while (4 * (136 / (200 + 4 * b)) * b + 200 * b < 272) {
            b += 1e-5;
        }
        double a = 136 / (200 + 4 * b);
        double vim = (4 * a * b + 100 * a) / (4 * a * b + 200 * a + 200 * b);
        assertThat(reweighted.buckets().get(0).reweighted().orElseThrow().value())
                .isCloseTo(vim, within(1e-3));
        assertThat(drawn(many).reweighting().orElseThrow().sentence())
                .startsWith("not reweighted: 3.84615% of the machines have more than one version");
        assertThat(drawn(many).buckets().get(0).reweighted()).isEmpty();
    }

    /**
     * One network must not decide a figure with the answers that it may give, and no single answer may turn a figure
     * on.
     */
    @Test
    void bucketOfFewAnswers_isNotReweightedTo() {
        AnswerFold fold = new AnswerFold(plan(margin(Attribute.OS, Map.of("linux", 0.99, "windows", 0.01))));
        for (int i = 0; i < 5_000; i++) {
            fold.add(editors(SyntheticProgram.WEEK, i % 2 == 0, part("linux", "1.9.0")));
        }
        for (int i = 0; i < 49; i++) {
            fold.add(editors(SyntheticProgram.WEEK, true, part("windows", "1.9.0")));
        }
        assertThat(drawn(fold).reweighting().orElseThrow().sentence())
                .isEqualTo("not reweighted: the answers with os windows say as much as 49 of equal weight, expected at"
                        + " least 50");

        fold.add(editors(SyntheticProgram.WEEK, true, part("windows", "1.9.0")));
        assertThat(drawn(fold).buckets().get(0).reweighted().orElseThrow().value())
                .isCloseTo(0.505, within(1e-3));
    }

    /**
     * Ten times as much as in reality: a fiftieth of all answers, which one network may give, would be a fifth of them.
     */
    @Test
    void factor_isNotUsedIfOneNetworkCouldThenMoveAShare() {
        AnswerFold fold = new AnswerFold(plan(margin(Attribute.OS, Map.of("linux", 0.7, "windows", 0.3))));
        for (int i = 0; i < 5_000; i++) {
            fold.add(editors(SyntheticProgram.WEEK, i % 2 == 0, part(i % 33 == 0 ? "windows" : "linux", "1.9.0")));
        }
        assertThat(drawn(fold).reweighting().orElseThrow().sentence())
                .isEqualTo("not reweighted: some answers would count 9.9 times as much, so one network could move a"
                        + " share by 9.9 points");
        assertThat(drawn(fold).buckets().get(0).reweighted()).isEmpty();
    }

    @Test
    void answers_countForNoMoreThanTwentyTimesAsMuch() {
        AnswerFold fold = new AnswerFold(plan(margin(Attribute.OS, Map.of("linux", 0.6, "windows", 0.4))));
        for (int i = 0; i < 5_000; i++) {
            fold.add(editors(SyntheticProgram.WEEK, i % 2 == 0, part("linux", "1.9.0")));
        }
        for (int i = 0; i < 60; i++) {
            fold.add(editors(SyntheticProgram.WEEK, true, part("windows", "1.9.0")));
        }

        assertThat(drawn(fold).reweighting().orElseThrow().sentence())
                .isEqualTo("not reweighted: some answers would count more than 20 times as much as before");
    }

    @Test
    void answers_mayCountTwentyTimesAsMuch_asFarAsOneNetworkCannotMoveAShare() {
        AnswerFold fold = new AnswerFold(plan(margin(Attribute.OS, Map.of("linux", 0.6, "windows", 0.4))));
        for (int i = 0; i < 4_900; i++) {
            fold.add(editors(SyntheticProgram.WEEK, i % 2 == 0, part("linux", "1.9.0")));
        }
        for (int i = 0; i < 100; i++) {
            fold.add(editors(SyntheticProgram.WEEK, true, part("windows", "1.9.0")));
        }
        assertThat(drawn(fold).reweighting().orElseThrow().sentence())
                .startsWith("not reweighted: some answers would count 20.0 times as much, so one network could move");
    }

    /** 196 machines with one version and 4 with two. */
    @Test
    void twoMachinesInAHundred_mayHaveTwoVersions() {
        AnswerFold fold = new AnswerFold(plan(margin(Attribute.VERSION, Map.of("1.9.0", 0.5, "1.10.0", 0.5))));
        for (int i = 0; i < 98; i++) {
            fold.add(editors(SyntheticProgram.WEEK, i % 2 == 0, part("linux", "1.9.0")));
            fold.add(editors(SyntheticProgram.WEEK, i % 2 == 0, part("linux", "1.10.0")));
        }
        for (int i = 0; i < 4; i++) {
            fold.add(editors(SyntheticProgram.WEEK, true, part("linux", "1.9.0"), part("linux", "1.10.0")));
        }
        assertThat(drawn(fold).reweighting().orElseThrow().converged()).isTrue();
        fold.add(editors(SyntheticProgram.WEEK, true, part("linux", "1.9.0"), part("linux", "1.10.0")));
        assertThat(drawn(fold).reweighting().orElseThrow().sentence()).contains("have more than one version");
    }

    @Test
    void chartWithoutAnswers_saysThatItHasNone() {
        AnswerFold fold = new AnswerFold(plan(margin(Attribute.OS, Map.of("linux", 0.5, "windows", 0.5))));
        assertThat(drawn(fold).reweighting().orElseThrow().sentence())
                .isEqualTo(ChartNote.of(ChartNote.Kind.NO_ANSWER).text());
    }

    @Test
    void reweighting_thatFailedLeavesTheRawFiguresAndTheReason() {
        AnswerFold fold = new AnswerFold(plan(margin(Attribute.OS, Map.of("linux", 0.5, "windows", 0.5))));
        fold.add(editors(SyntheticProgram.WEEK, true, part("linux", "1.9.0")));

        ChartResult.Partition editors = drawn(fold);

        assertThat(editors.buckets().get(0).answers()).isEqualTo(1);
        assertThat(editors.buckets())
                .allSatisfy(bucket -> assertThat(bucket.reweighted()).isEmpty());
        assertThat(editors.reweighting().orElseThrow().sentence())
                .isEqualTo("not reweighted: no answer has os windows, expected a share of 0.5");
    }

    /** A gate leaves out a rare value: nobody knows which bucket of the margin such answers belong to. */
    @Test
    void answersWithoutTheAttributeOfAMargin_areNotReweighted() {
        AnswerFold fold = new AnswerFold(plan(margin(Attribute.OS, Map.of("linux", 0.5, "windows", 0.5))));
        for (int i = 0; i < 100; i++) {
            fold.add(editors(SyntheticProgram.WEEK, true, part("linux", "1.9.0")));
            fold.add(editors(SyntheticProgram.WEEK, true, part("windows", "1.9.0")));
        }
        fold.add(editors(SyntheticProgram.WEEK, true, Map.of(Attribute.VERSION, "1.9.0")));

        assertThat(drawn(fold).reweighting().orElseThrow().sentence())
                .isEqualTo("not reweighted: some answers do not give an attribute that the known margins are about");
    }

    @Test
    void marginsThatContradict_areNotMatched() {
        AnswerFold fold = new AnswerFold(plan(
                margin(Attribute.OS, Map.of("linux", 0.6, "windows", 0.4)),
                margin(Attribute.VERSION, Map.of("1.9.0", 0.9, "1.10.0", 0.1))));
        for (int i = 0; i < 50; i++) {
            fold.add(editors(SyntheticProgram.WEEK, true, part("linux", "1.9.0")));
            fold.add(editors(SyntheticProgram.WEEK, true, part("windows", "1.10.0")));
        }

        assertThat(drawn(fold).reweighting().orElseThrow().sentence())
                .startsWith("not reweighted: after 500 rounds a margin is still off by 0.");
    }

    @Test
    void trends_areReweightedWithGapsWhereAMarginIsMissing() {
        AnswerFold fold = new AnswerFold(plan(margin(Attribute.OS, Map.of("linux", 0.5, "windows", 0.5))));
        LocalDate before = SyntheticProgram.WEEK.minusWeeks(1);
        for (int i = 0; i < 60; i++) {
            fold.add(editors(before, true, part("linux", "1.9.0")));
            fold.add(editors(SyntheticProgram.WEEK, true, part("linux", "1.9.0")));
        }
        for (int i = 0; i < 50; i++) {
            fold.add(editors(SyntheticProgram.WEEK, false, part("windows", "1.9.0")));
        }

        Trend trend = drawn(fold).trend();

        assertThat(trend.weeks()).containsExactly(before, SyntheticProgram.WEEK);
        assertThat(trend.reweighted().get(0).name()).isEqualTo("vim");
        List<Optional<Estimate>> points = trend.reweighted().get(0).points();
        assertThat(points.get(0)).isEmpty();
        assertThat(points.get(1).orElseThrow().value()).isEqualTo(0.5);
    }

    @Test
    void marginText_readsMarginsAndNamesWhatIsWrong() {
        assertThat(MarginText.parse(
                        "margins.txt", "# from the registry\n\n" + TOOL + "  arch amd64=0.9 arm64=0.1 # 2026\n"))
                .containsExactly(margin(Attribute.ARCH, Map.of("amd64", 0.9, "arm64", 0.1)));
        for (Map.Entry<String, String> wrong : Map.of(
                        "tool os", "margins.txt:1: found \"tool os\", expected a program",
                        "\ntool cpu a=1", "margins.txt:2: found \"cpu\", expected version, runtime, os or arch",
                        "tool os linux", "margins.txt:1: found \"linux\", expected a bucket and its share",
                        "tool os a=0.5 a=0.5", "margins.txt:1: found \"a=0.5\"",
                        "tool os linux=0.6", "margins.txt:1: the os margin of tool sums to 0.6, expected 1")
                .entrySet()) {
            assertThatThrownBy(() -> MarginText.parse("margins.txt", wrong.getKey()))
                    .hasMessageStartingWith(wrong.getValue());
        }
    }

    private static QuestionPlan plan(Margin... margins) {
        return new QuestionPlan(
                SyntheticProgram.charts(), List.of(SyntheticProgram.config("v1.0.0", 1)), List.of(margins));
    }

    private static Margin margin(Attribute attribute, Map<String, Double> shares) {
        return new Margin(TOOL, attribute, new TreeMap<>(shares));
    }

    private static ChartResult.Partition drawn(AnswerFold fold) {
        ChartSet charts = new ChartSetBuilder(fold, "c", "v1.0.0").build(Period.week(SyntheticProgram.WEEK));
        return (ChartResult.Partition) charts.programs().get(0).charts().get(0);
    }

    @SafeVarargs
    private static PublishedAnswer editors(LocalDate week, boolean vim, Map<Attribute, String>... builds) {
        List<AnswerPart> parts = new ArrayList<>();
        for (Map<Attribute, String> build : builds) {
            parts.add(new AnswerPart(build, Map.of(vim ? "editor:vim" : "editor:emacs", 1L)));
        }
        return new PublishedAnswer(new Answer(week, "v1.0.0", TOOL + "/editors", parts), 1);
    }

    private static Map<Attribute, String> part(String os, String version) {
        return Map.of(Attribute.OS, os, Attribute.VERSION, version);
    }
}
