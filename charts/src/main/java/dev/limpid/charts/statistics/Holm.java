package dev.limpid.charts.statistics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Tests many hypotheses together, by S. Holm's method (A simple sequentially rejective multiple test procedure,
 * Scandinavian Journal of Statistics 6 (1979)): if no effect exists, at most 1 family of tests in 100 finds any.
 */
public final class Holm {
    /** The family-wise error rate: how often a family of tests without any effect may find one. */
    public static final double ERROR = 0.01;

    private Holm() {}

    /**
     * Whether one of this many tests is significant even in the strictest step, if it is {@code z} standard
     * deviations off.
     */
    public static boolean isSignificant(double z, int tests) {
        return tests * Separation.probability(z) <= ERROR;
    }

    /**
     * The significant elements, clearest first.
     *
     * @param z how many standard deviations off an element is
     */
    public static <T> List<T> significant(List<T> tests, ToDoubleFunction<T> z) {
        List<T> sorted = tests.stream()
                .sorted(Comparator.comparingDouble((T one) -> -z.applyAsDouble(one)))
                .toList();
        List<T> certain = new ArrayList<>();
        for (T one : sorted) {
            int left = sorted.size() - certain.size();
            if (left * Separation.probability(z.applyAsDouble(one)) > ERROR) {
                break;
            }
            certain.add(one);
        }
        return certain;
    }
}
