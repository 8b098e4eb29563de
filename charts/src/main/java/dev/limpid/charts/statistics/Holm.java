package dev.limpid.charts.statistics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What is certain of many things that were looked at together, by S. Holm's method (A simple sequentially rejective multiple
 * test procedure, Scandinavian Journal of Statistics 6 (1979)): if none of them is there, at most 1 look in 100 finds any.
 */
public final class Holm {
    /** How often a look at things of which none is there may find one. */
    public static final double ERROR = 0.01;

    private Holm() {}

    /** Whether one of so many that were looked at would be certain by itself, so many standard deviations off. */
    public static boolean isCertain(double z, int looked) {
        return looked * Separation.probability(z) <= ERROR;
    }

    /**
     * The certain ones, the clearest first.
     *
     * @param z how many standard deviations off each is
     */
    public static <T> List<T> certain(List<T> looked, ToDoubleFunction<T> z) {
        List<T> sorted = looked.stream()
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
