package dev.limpid.charts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.charts.StackSample.Occurrence;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

class StackSampleTest {

    private static final int KEPT = 50;

    @RepeatedTest(50)
    void sample_holdsAllOfTheSmallestXInAnyOrderAndPartition(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        int text = random.nextBoolean() ? 10_000 : random.nextInt(200);
        List<Occurrence> all = new ArrayList<>();
        int reports = 10 + random.nextInt(300);
        for (int i = 0; i < reports; i++) {
            double x = random.nextDouble();
            for (int stack = random.nextInt(4); stack > 0; stack--) {
                all.add(new Occurrence(x, "s".repeat(1 + random.nextInt(20)), 0, random.nextInt(3), 1));
            }
        }
        List<StackSample> parts = new ArrayList<>();
        for (int i = 0; i <= random.nextInt(6); i++) {
            parts.add(new StackSample(KEPT, text));
        }
        all.forEach(one -> parts.get(random.nextInt(parts.size())).add(one));
        StackSample merged = parts.remove(0);
        parts.forEach(merged::merge);

        List<Occurrence> kept = merged.occurrences();
        double cut = merged.below();
        List<Occurrence> expected = all.stream().filter(one -> one.x() < cut).toList();
        assertThat(kept).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(cut).isEqualTo(expectedCut(all, text));
    }

    /** The X of the first occurrence that does not fit: the cut is no lower than the bounds make it. */
    private static double expectedCut(List<Occurrence> all, int text) {
        List<Occurrence> sorted = all.stream()
                .sorted(Comparator.comparingDouble(Occurrence::x).thenComparing(Occurrence::stack))
                .toList();
        for (int i = 0; i < sorted.size(); i++) {
            int length = sorted.subList(0, i + 1).stream()
                    .map(Occurrence::stack)
                    .distinct()
                    .mapToInt(String::length)
                    .sum();
            if (i + 1 > KEPT || length > text) {
                return sorted.get(i).x();
            }
        }
        return Double.POSITIVE_INFINITY;
    }
}
