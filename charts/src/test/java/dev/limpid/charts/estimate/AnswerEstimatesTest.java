package dev.limpid.charts.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.limpid.charts.Estimate;
import dev.limpid.charts.Machines;
import dev.limpid.charts.plan.RatioBins;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Figures of a few machines, calculated by hand. */
class AnswerEstimatesTest {

    private static final double EXACTLY = 1e-6;

    /** Ten answers at a rate of 1/2 stand for twenty machines, three at 1/10 for thirty. */
    private static AnswerEstimates ratios() {
        return new Machines("ratio", 0.5, 0.1)
                .add(10, "linux", "1.14", Map.of("n", 4L, "p", 1L))
                .askedBy(1)
                .add(3, "linux", "1.14", Map.of("n", 8L))
                .weeks()
                .estimates();
    }

    @Test
    void answers_standForTheReciprocalOfTheirRate() {
        assertThat(ratios().machines()).isCloseTo(50, within(EXACTLY));
        assertThat(ratios().answers()).isEqualTo(13);
        assertThat(ratios().answered()).isEqualTo(13);
        assertThat(ratios().shareWithNumerator().value()).isCloseTo(20.0 / 50, within(EXACTLY));
    }

    /** L. Kish: the square of the sum of weights, divided by the sum of their squares. */
    @Test
    void effectiveSampleSize_isSmallerThanTheNumberOfAnswersIfWeightsDiffer() {
        assertThat(ratios().effectiveSampleSize()).isCloseTo(50.0 * 50 / (10 * 2 * 2 + 3 * 10 * 10), within(EXACTLY));
    }

    @Test
    void sizes_areHowManyMachinesHaveATotalUpToEachPowerOfTwo() {
        assertThat(ratios().sizes()).hasSizeGreaterThan(4);
        assertThat(ratios().sizes().subList(0, 5)).containsExactly(0.0, 0.0, 20.0, 30.0, 0.0);
    }

    private static Machines times() {
        return new Machines("times")
                .add(10, "linux", "1.14", Map.of("t:<1ms", 1L, "t:<10ms", 1L))
                .add(10, "linux", "1.14", Map.of("t:<1ms", 3L));
    }

    @Test
    void events_areAllThatWereCounted() {
        AnswerEstimates times =
                times().add(3, "darwin", "1.13", Map.of("t:<10ms", 7L)).weeks().estimates();
        assertThat(times.events(0)).isEqualTo(10 + 10 * 3);
        assertThat(times.events(1)).isEqualTo(10 + 3 * 7);
        assertThat(times.events(2)).isZero();
        assertThat(times.answersInBucket(0)).isEqualTo(20);
        assertThat(times.answersInBucket(1)).isEqualTo(13);
    }

    /** 2^18 machines with 2^44 events each, under each of two configurations: 2^63, one more than a long holds. */
    @Test
    void eventsThatNoLongHolds_areTheLargestLong() {
        Map<String, Long> most = Map.of("t:<1ms", 1L << 44);
        Machines half = new Machines("times", 1, 0.5).add(1 << 18, "linux", "1.14", most);
        assertThat(half.weeks().estimates().events(0)).isEqualTo(1L << 62);
        assertThat(half.askedBy(1)
                        .add(1 << 18, "linux", "1.14", most)
                        .weeks()
                        .estimates()
                        .events(0))
                .isEqualTo(Long.MAX_VALUE);
    }

    /** In two weeks a machine that is asked at a rate of one half answers one and a half times if it answers once. */
    @Test
    void answersOfSeveralWeeks_areFewerMachines() {
        LocalDate next = Machines.WEEK.plusWeeks(1);
        AnswerEstimates both = new Machines("cache", 0.5)
                .add(10, "linux", "1.14", Map.of("cache:hit", 1L))
                .in(next)
                .add(10, "linux", "1.14", Map.of("cache:hit", 1L))
                .weeks(List.of(Machines.WEEK, next), 0)
                .estimates();
        assertThat(both.machines()).isCloseTo(40, within(EXACTLY));
        assertThat(both.effectiveSampleSize()).isCloseTo(40.0 * 40 / (20 * 2 * 2 * 1.5), within(EXACTLY));
    }

    /** A quarter of the events of twenty machines failed, and none of those of thirty. */
    @Test
    void distributionOfARatio_isOverTheMachinesThatHaveAnyEvents() {
        AnswerEstimates ratios = new Machines("ratio", 0.5, 0.1)
                .add(10, "linux", "1.14", Map.of("n", 4L, "p", 1L))
                .add(5, "linux", "1.14", Map.of())
                .askedBy(1)
                .add(3, "linux", "1.14", Map.of("n", 8L))
                .weeks()
                .estimates();
        assertThat(ratios.bin(RatioBins.NAMES.indexOf("<50%")).value()).isCloseTo(20.0 / 50, within(EXACTLY));
        assertThat(ratios.bin(RatioBins.NAMES.indexOf("0")).value()).isCloseTo(30.0 / 50, within(EXACTLY));
        assertThat(ratios.bin(RatioBins.NAMES.indexOf("<20%")).value()).isZero();
        assertThat(ratios.machines()).isCloseTo(60, within(EXACTLY));
    }

    @Test
    void means_countEachMachineOnce() {
        AnswerEstimates times = times().weeks().estimates();
        assertThat(times.mean(0).value()).isCloseTo((0.5 + 1) / 2, within(EXACTLY));
        assertThat(times.mean(1).value()).isCloseTo((0.5 + 0) / 2, within(EXACTLY));
        assertThat(times.meanUpTo(0).value()).isCloseTo(0.75, within(EXACTLY));
        assertThat(times.meanUpTo(1).value()).isCloseTo(1, within(EXACTLY));
    }

    /** Half of two hundred machines have a half of their events in the bucket, the others all: so the deviation is 1/4. */
    @Test
    void intervalOfAMean_isAsWideAsMachinesDiffer() {
        Estimate mean = new Machines("times")
                .add(100, "linux", "1.14", Map.of("t:<1ms", 1L, "t:<10ms", 1L))
                .add(100, "linux", "1.14", Map.of("t:<1ms", 2L))
                .weeks()
                .estimates()
                .mean(0);
        double half = 2.5758 * 0.25 / Math.sqrt(200);
        assertThat(mean.value()).isCloseTo(0.75, within(EXACTLY));
        assertThat(mean.low()).isCloseTo(0.75 - half, within(0.01));
        assertThat(mean.high()).isCloseTo(0.75 + half, within(0.01));
    }

    /** All machines have four events, so the clip is 3.9: see above. A missing one counts for as much. */
    @Test
    void missingMachine_isClippedInFiguresOverEvents() {
        Map<String, Long> four = Map.of("t:<1ms", 4L);
        Machines machines = new Machines("times", 0.5, 0.1).add(100, "linux", "1.14", four);
        assertThat(machines.weeks(List.of(Machines.WEEK), 0)
                        .estimates()
                        .pooledMoments(0)
                        .heaviest())
                .as("asked at a rate of one half")
                .isCloseTo(2 * 3.9, within(EXACTLY));
        assertThat(machines.weeks(List.of(Machines.WEEK), 1)
                        .estimates()
                        .pooledMoments(0)
                        .heaviest())
                .as("asked at a rate of one tenth")
                .isCloseTo(10 * 3.9, within(EXACTLY));
        LocalDate next = Machines.WEEK.plusWeeks(1);
        machines.in(next).add(100, "linux", "1.14", four);
        assertThat(machines.weeks(List.of(Machines.WEEK, next), 0)
                        .estimates()
                        .pooledMoments(0)
                        .heaviest())
                .as("of two weeks, in each of which it may answer")
                .isCloseTo(2 * 1.5 * 3.9, within(EXACTLY));
    }

    /**
     * The clip is the total that one machine in twenty exceeds: here 3.8, in the last twentieth of the way from 2 to 4. So a
     * total of 3 counts as 2.9: for nine tenths as 3, and for one tenth as 2.
     */
    @Test
    void pooledFigures_countEachEvent_upToTheClip() {
        AnswerEstimates times = times().weeks().estimates();
        assertThat(times.clip().limit()).isCloseTo(3.8, within(EXACTLY));
        assertThat(times.pooled(0).value()).isCloseTo((1 + 2.9) / (2 + 2.9), within(EXACTLY));
        assertThat(times.pooled(1).value()).isCloseTo(1 / (2 + 2.9), within(EXACTLY));
        assertThat(times.pooledUpTo(0).value()).isCloseTo((1 + 2.9) / (2 + 2.9), within(EXACTLY));
        assertThat(times.pooledUpTo(1).value()).isCloseTo(1, within(EXACTLY));
    }

    @Test
    void ratio_isOfAllEvents() {
        AnswerEstimates ratio = new Machines("ratio")
                .add(50, "linux", "1.14", Map.of("n", 4L, "p", 1L))
                .add(50, "linux", "1.14", Map.of("n", 4L))
                .weeks()
                .estimates();
        assertThat(ratio.ratio().value()).isCloseTo(50.0 / 400, within(EXACTLY));
        assertThat(ratio.shareWithNumerator().value()).isCloseTo(0.5, within(EXACTLY));
        assertThat(ratio.ratio().low()).isLessThan(50.0 / 400);
        assertThat(ratio.ratio().high()).isGreaterThan(50.0 / 400);
    }

    @Test
    void figuresAreClipped_ifAMachineHasMoreEventsThanNearlyAllOthers() {
        Machines alike = new Machines("ratio").add(100, "linux", "1.14", Map.of("n", 4L));
        // Of equal totals a twentieth lies above the clip, which is inside of their power of two.
        assertThat(alike.weeks().estimates().clip().limit()).isCloseTo(3.9, within(EXACTLY));
        alike.add(4, "linux", "1.14", Map.of("n", 1_000L));
        AnswerEstimates few = alike.weeks().estimates();
        assertThat(few.isClipped()).isTrue();
        assertThat(few.clip().limit()).isLessThan(4);
        alike.add(20, "linux", "1.14", Map.of("n", 1_000L));
        assertThat(alike.weeks().estimates().clip().limit()).isBetween(512.0, 1_024.0);
    }

    /** Two of a hundred machines are far above, so three of the others' 98, from 2 to 4, are above the clip. */
    @Test
    void clip_isWhatOneMachineInTwentyExceeds() {
        Clip clip = new Machines("ratio")
                .add(98, "linux", "1.14", Map.of("n", 4L))
                .add(2, "linux", "1.14", Map.of("n", 1_000L))
                .weeks()
                .estimates()
                .clip();
        assertThat(clip.limit()).isCloseTo(4 - 2 * 3.0 / 98, within(1e-5));
    }

    /** 200 machines have a weight of 1, 100 of 10, and 200 of 100: the median machine has 10, whoever answered first. */
    @Test
    void medianMachine_isThatOfTheMiddleWeight_inWhateverOrderTheRatesCame() {
        AnswerEstimates three = new Machines("cache", 0.01, 1, 0.1)
                .add(2, "linux", "1.14", Map.of("cache:hit", 1L))
                .askedBy(1)
                .add(200, "linux", "1.14", Map.of("cache:hit", 1L))
                .askedBy(2)
                .add(10, "linux", "1.14", Map.of("cache:hit", 1L))
                .weeks()
                .estimates();
        assertThat(three.machines()).isCloseTo(500, within(EXACTLY));
        assertThat(three.intervalStatus(IntervalStatus.SURE)).isEqualTo(IntervalStatus.SURE);
    }

    /** An answer stands for at most twenty times as many machines as that of the median machine. */
    @Test
    void weights_areTrimmed_farAboveThatOfTheMedianMachine() {
        Machines half = new Machines("cache", 1, 0.01)
                .add(100, "linux", "1.14", Map.of("cache:hit", 1L))
                .askedBy(1)
                .add(1, "linux", "1.14", Map.of("cache:miss", 1L));
        assertThat(half.weeks().estimates().machines()).isCloseTo(200, within(EXACTLY));
        assertThat(half.weeks().estimates().intervalStatus(IntervalStatus.SURE)).isEqualTo(IntervalStatus.SURE);

        Machines more = half.askedBy(0).add(1, "linux", "1.14", Map.of("cache:hit", 1L));
        AnswerEstimates trimmed = more.weeks().estimates();
        assertThat(trimmed.machines()).isCloseTo(101 + 20, within(EXACTLY));
        assertThat(trimmed.intervalStatus(IntervalStatus.SURE)).isEqualTo(IntervalStatus.TRIMMED);
    }
}
