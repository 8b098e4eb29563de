package dev.limpid.charts.difference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.charts.ChartResult;
import dev.limpid.charts.ChartSet;
import dev.limpid.charts.Difference;
import dev.limpid.charts.NetworkDominance;
import dev.limpid.charts.Period;
import dev.limpid.charts.Populations;
import dev.limpid.charts.Populations.Population;
import dev.limpid.charts.fold.AnswerFold;
import dev.limpid.charts.result.ChartSetBuilder;
import dev.limpid.protocol.answer.Answer;
import dev.limpid.protocol.answer.AnswerPart;
import dev.limpid.protocol.answer.Attribute;
import dev.limpid.protocol.answer.PublishedAnswer;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * One network gives everything that it may, about a rare system, and all its answers are the same. This makes nothing
 * certain that was not certain before; what is certain without it stays certain.
 */
class NetworkContributionTest {

    private static final LocalDate WEEK = LocalDate.of(2026, 11, 16);
    private static final int DRAWS = 20;

    @ParameterizedTest
    @CsvSource({"1500, 30", "3000, 60", "16588, 332"})
    @Tag("slow")
    void network_makesNoDifferenceCertain(int honest, int forged) {
        Population alike = Populations.cache("nobody differs", honest, (machine, random) -> 0.03);
        Random random = new Random(7);
        int named = 0;
        int saidWhy = 0;
        for (int draw = 0; draw < (honest > 10_000 ? DRAWS / 4 : DRAWS); draw++) {
            AnswerFold fold = Populations.fold(Populations.plan(alike), alike, random);
            forge(fold, forged, "freebsd", "1.14");
            ChartResult chart = Populations.chart(fold, "cache");
            named += Difference.mostNotable(chart, 3).isEmpty() ? 0 : 1;
            saidWhy += chart.notes().stream().anyMatch(note -> note.contains("the answers of one network")) ? 1 : 0;
        }
        assertThat(named).isZero();
        assertThat(saidWhy).isPositive();
    }

    /** The intake accepted answers by the rate that was in force then, not by the one to which it has risen since. */
    @Test
    @Tag("slow")
    void network_makesNoDifferenceCertain_afterTheRateRose() {
        Population alike = new Population(
                "nobody differs",
                "cache",
                3_000,
                new double[] {0.01, 0.1},
                random ->
                        Populations.cache("", 1, (machine, any) -> 0.03).draw().apply(random));
        Random random = new Random(7);
        for (int draw = 0; draw < DRAWS; draw++) {
            AnswerFold fold = Populations.fold(Populations.plan(alike), alike, random);
            forge(fold, 60, "freebsd", "1.14");
            ChartSet set = new ChartSetBuilder(fold, "c", "v1.1.0").build(Period.week(WEEK));
            assertThat(set.programs().get(0).charts())
                    .allSatisfy(chart ->
                            assertThat(Difference.mostNotable(chart, 3)).isEmpty());
        }
    }

    @Test
    @Tag("slow")
    void realDifference_isNamedDespiteANetwork() {
        String system = "darwin";
        Population differs =
                Populations.cache("one system differs", 3_000, (machine, random) -> machine.on(system) ? 0.4 : 0.03);
        Random random = new Random(8);
        int named = 0;
        for (int draw = 0; draw < DRAWS; draw++) {
            AnswerFold fold = Populations.fold(Populations.plan(differs), differs, random);
            forge(fold, 60, "freebsd", "1.14");
            named += Difference.mostNotable(Populations.chart(fold, "cache"), 3).stream()
                            .anyMatch(one -> one.value().equals(Optional.of(system)))
                    ? 1
                    : 0;
        }
        assertThat(named).isEqualTo(DRAWS);
    }

    /** Bars of all sizes: the least and the most that the intake may have accepted from one network. */
    @ParameterizedTest
    @CsvSource({"100, 1, 40", "1000, 1, 40", "1500, 1, 60", "16600, 1, 664", "6000, 4, 240", "1500, 4, 160"})
    void bar_isMarkedWhereOneNetworkMayHaveGivenHalf(long ofChart, int weeks, long most) {
        assertThat(NetworkDominance.mayDominate(0, ofChart, weeks)).isFalse();
        for (long answers = 1; answers <= ofChart; answers++) {
            assertThat(NetworkDominance.mayDominate(answers, ofChart, weeks))
                    .as("%d", answers)
                    .isEqualTo(answers <= most);
        }
    }

    /** A bar that comes from one network alone, as it is published; its interval does not say so. */
    @Test
    void bar_thatOneNetworkMade_isMarked_andHasAnIntervalAwayFromNothing() {
        Population honest = Populations.cache("nobody misses", 3_000, (machine, random) -> 0);
        AnswerFold fold = Populations.fold(Populations.plan(honest), honest, new Random(9));
        forge(fold, 60, "freebsd", "1.14");
        ChartResult.Partition chart = (ChartResult.Partition) Populations.chart(fold, "cache");
        ChartResult.Bucket forged = chart.buckets().stream()
                .filter(bucket -> bucket.name().equals("miss"))
                .findFirst()
                .orElseThrow();
        assertThat(forged.share().low()).isPositive();
        assertThat(forged.answers()).isEqualTo(60);
        assertThat(NetworkDominance.mayDominate(forged.answers(), chart.answers(), 1))
                .isTrue();
    }

    /**
     * A bar of a histogram is not a number of answers: many machines may have a little in a bucket, and one network everything.
     */
    @Test
    void barOfMeans_thatOneNetworkMade_isMarked() {
        Population honest = Populations.cache("nobody", 1, (machine, random) -> 0);
        AnswerFold fold = new AnswerFold(Populations.plan(honest));
        answer(fold, 2_500, Map.of("t:<1ms", 1_000L));
        answer(fold, 500, Map.of("t:<1ms", 999L, "t:>=100ms", 1L));
        answer(fold, 60, Map.of("t:>=100ms", 1L));
        ChartResult.Histogram chart = (ChartResult.Histogram) Populations.chart(fold, "times");
        ChartResult.HistogramBucket fast = chart.buckets().get(0);
        ChartResult.HistogramBucket slow = chart.buckets().get(3);
        assertThat(slow.answers()).isEqualTo(560);
        assertThat(slow.mean().low()).isGreaterThan(0.01);
        assertThat(NetworkDominance.mayDominate(slow.answers(), chart.answers(), 1))
                .isFalse();
        assertThat(NetworkDominance.mayDominate(slow, chart, 1)).isTrue();
        assertThat(NetworkDominance.mayDominate(fast, chart, 1)).isFalse();
    }

    private static void answer(AnswerFold fold, int machines, Map<String, Long> counts) {
        Map<Attribute, String> build = Map.of(Attribute.VERSION, "1.14", Attribute.OS, "linux");
        AnswerPart part = new AnswerPart(build, new TreeMap<>(counts));
        fold.add(new PublishedAnswer(new Answer(WEEK, "v1.0.0", "p/times", List.of(part)), machines));
    }

    private static void forge(AnswerFold fold, int answers, String system, String version) {
        Map<Attribute, String> build = Map.of(Attribute.VERSION, version, Attribute.OS, system);
        AnswerPart part = new AnswerPart(build, new TreeMap<>(Map.of("cache:miss", 1L)));
        for (int i = 0; i < answers; i++) {
            fold.add(new PublishedAnswer(new Answer(WEEK, "v1.0.0", "p/cache", List.of(part)), 1));
        }
    }
}
