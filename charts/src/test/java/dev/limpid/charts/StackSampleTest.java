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
        List<Occurrence> all = new ArrayList<>();
        int reports = 10 + random.nextInt(300);
        for (int i = 0; i < reports; i++) {
            double x = random.nextDouble();
            for (int stack = random.nextInt(4); stack > 0; stack--) {
                all.add(new Occurrence(x, "s" + random.nextInt(20), 0, random.nextInt(3), 1));
            }
        }
        List<StackSample> parts = new ArrayList<>();
        for (int i = 0; i <= random.nextInt(6); i++) {
            parts.add(new StackSample(KEPT));
        }
        all.forEach(one -> parts.get(random.nextInt(parts.size())).add(one));
        StackSample merged = parts.remove(0);
        parts.forEach(merged::merge);

        List<Occurrence> kept = merged.occurrences();
        double cut = merged.below();
        List<Occurrence> expected = all.stream().filter(one -> one.x() < cut).toList();
        assertThat(kept).containsExactlyInAnyOrderElementsOf(expected);
        // The cut is no lower than the bound makes it.
        List<Double> xs = all.stream()
                .map(Occurrence::x)
                .sorted(Comparator.naturalOrder())
                .toList();
        assertThat(cut).isEqualTo(all.size() > KEPT ? xs.get(KEPT) : Double.POSITIVE_INFINITY);
    }
}
