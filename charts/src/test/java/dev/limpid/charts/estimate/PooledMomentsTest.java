package dev.limpid.charts.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.limpid.charts.Machines;
import dev.limpid.charts.statistics.Moments;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleBiFunction;
import org.junit.jupiter.api.Test;

/**
 * The sums behind figures over all events, added up machine by machine: those with the total clipped at the power of two
 * below the clip and those with it clipped at the one above, in proportion.
 */
class PooledMomentsTest {

    private static final double RATE = 0.5;

    /** Machines that all have the same two counts, which are those of two buckets, or P and N. */
    private record Alike(int machines, long first, long second) {}

    private static final List<Alike> MACHINES = List.of(
            new Alike(60, 1, 4),
            new Alike(20, 3, 3),
            new Alike(15, 5, 20),
            new Alike(3, 0, 1_000),
            new Alike(1, 900, 300),
            new Alike(1, 7, 2));

    private static AnswerEstimates estimates(String chart, String first, String second) {
        Machines machines = new Machines(chart, RATE);
        for (Alike alike : MACHINES) {
            Map<String, Long> counts = new TreeMap<>(Map.of(first, alike.first(), second, alike.second()));
            counts.values().removeIf(count -> count == 0);
            machines.add(alike.machines(), "linux", "1.14", counts);
        }
        return machines.weeks().estimates();
    }

    /**
     * The sum over machines of a product of its counts, each clipped.
     *
     * @param total a machine's total
     * @param product of its counts
     * @param degree how many of its counts the product multiplies
     */
    private static double sum(
            Clip clip, ToDoubleBiFunction<Long, Long> total, ToDoubleBiFunction<Long, Long> product, int degree) {
        double sum = 0;
        for (Alike alike : MACHINES) {
            double all = total.applyAsDouble(alike.first(), alike.second());
            double low = Math.min(1, Math.pow(2, clip.exponent()) / all);
            double high = Math.min(1, Math.pow(2, clip.exponent() + 1) / all);
            double shrunk = (1 - clip.part()) * Math.pow(low, degree) + clip.part() * Math.pow(high, degree);
            sum += alike.machines()
                    * Math.pow(1 / RATE, degree)
                    * shrunk
                    * product.applyAsDouble(alike.first(), alike.second());
        }
        return sum;
    }

    @Test
    void sumsOfARatio_areOfPAndOfBoth_clippedByTheLargerOne() {
        AnswerEstimates ratio = estimates("ratio", "p", "n");
        Clip clip = ratio.clip();
        assertThat(clip.limit()).as("five in a hundred machines are above 16").isBetween(16.0, 32.0);
        ToDoubleBiFunction<Long, Long> total = (p, n) -> Math.max(p, n);
        Moments moments = ratio.pooledMoments(0);
        assertThat(moments.x()).isCloseTo(sum(clip, total, (p, n) -> p + n, 1), withinPercentage(1e-6));
        assertThat(moments.y()).isCloseTo(sum(clip, total, (p, n) -> p, 1), withinPercentage(1e-6));
        assertThat(moments.xx()).isCloseTo(sum(clip, total, (p, n) -> (p + n) * (p + n), 2), withinPercentage(1e-6));
        assertThat(moments.xy()).isCloseTo(sum(clip, total, (p, n) -> (p + n) * p, 2), withinPercentage(1e-6));
        assertThat(moments.yy()).isCloseTo(sum(clip, total, (p, n) -> p * p, 2), withinPercentage(1e-6));
    }

    @Test
    void sumsOfABucket_areOfItsEventsAndOfAll_clippedByAll() {
        AnswerEstimates times = estimates("times", "t:<1ms", "t:<10ms");
        Clip clip = times.clip();
        ToDoubleBiFunction<Long, Long> total = (fast, slow) -> fast + slow;
        Moments moments = times.pooledMoments(0);
        assertThat(moments.x()).isCloseTo(sum(clip, total, total, 1), withinPercentage(1e-6));
        assertThat(moments.y()).isCloseTo(sum(clip, total, (fast, slow) -> fast, 1), withinPercentage(1e-6));
        assertThat(moments.xx())
                .isCloseTo(sum(clip, total, (fast, slow) -> (fast + slow) * (fast + slow), 2), withinPercentage(1e-6));
        assertThat(moments.xy())
                .isCloseTo(sum(clip, total, (fast, slow) -> (fast + slow) * fast, 2), withinPercentage(1e-6));
        assertThat(moments.yy()).isCloseTo(sum(clip, total, (fast, slow) -> fast * fast, 2), withinPercentage(1e-6));
    }
}
