package dev.limpid.charts.fold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.limpid.charts.fold.StackSample.Line;
import dev.limpid.charts.fold.StackSample.Occurrence;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class StackSampleTest {

    private static final byte[] KEY = {7};

    @RepeatedTest(20)
    void sample_isTheSameInAnyOrderAndPartition(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        List<Line> lines = lines(random, 500);
        StackSample whole = new StackSample(KEY, 100, 2_000);
        lines.forEach(whole::add);

        Collections.shuffle(lines, random);
        StackSample left = new StackSample(KEY, 100, 2_000);
        StackSample right = new StackSample(KEY, 100, 2_000);
        lines.forEach(line -> (random.nextBoolean() ? left : right).add(line));
        left.merge(right);

        assertThat(left.lines()).isEqualTo(whole.lines());
        assertThat(left.threshold()).isEqualTo(whole.threshold());
        assertThat(whole.lines().stream().mapToInt(line -> line.stacks().size()).sum())
                .isBetween(20, 100);
    }

    @Test
    void fewLines_areAllKept() {
        StackSample sample = new StackSample(KEY, 100, 2_000);
        lines(new Random(1), 30).forEach(sample::add);

        assertThat(sample.lines()).hasSize(30);
        assertThat(sample.threshold()).isInfinite();
    }

    /** On average over many draws, the machines that lines represent add up to the true number. */
    @Test
    void lines_standForAllMachinesOnAverage() {
        double sum = 0;
        int draws = 2_000;
        for (int draw = 0; draw < draws; draw++) {
            Random random = new Random(draw);
            StackSample sample = new StackSample(KEY, 60, Integer.MAX_VALUE / 2);
            for (int i = 0; i < 300; i++) {
                long machines = i < 10 ? 500 : 1 + i % 3;
                sample.add(line(random, machines, "s" + i));
            }
            for (Line line : sample.lines()) {
                sum += Math.max((double) line.machines(), 1 / sample.threshold());
            }
        }
        double truth = 10 * 500;
        for (int i = 10; i < 300; i++) {
            truth += 1 + i % 3;
        }
        assertThat(sum / draws).isCloseTo(truth, within(truth * 0.01));
    }

    /** A fold checks this before it decodes a line's stacks. */
    @Test
    void sample_takesWhatIsBelowTheSmallestThatWasDropped() {
        StackSample sample = new StackSample(KEY, 100, 2_000);
        assertThat(sample.accepts(1)).isTrue();

        lines(new Random(4), 1_000).forEach(sample::add);
        sample.lines();

        assertThat(sample.accepts(sample.threshold())).isFalse();
        assertThat(sample.accepts(Math.nextDown(sample.threshold()))).isTrue();
    }

    @Test
    void samplesOfTwoKeys_areNotMerged() {
        assertThatThrownBy(() -> new StackSample(KEY).merge(new StackSample(new byte[] {8})))
                .hasMessageContaining("two keys");
    }

    private static List<Line> lines(Random random, int count) {
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            lines.add(line(random, 1 + random.nextInt(5), "stack " + random.nextInt(200)));
        }
        return lines;
    }

    private static Line line(Random random, long machines, String stack) {
        return new Line(
                random.nextDouble() / (double) machines,
                machines,
                0,
                List.of(new Occurrence(stack, List.of(random.nextInt(2)), 1)));
    }
}
