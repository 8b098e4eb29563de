package dev.limpid.charts.plan;

import dev.limpid.charts.ChartResult.Cell;
import dev.limpid.protocol.answer.Attribute;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * External knowledge about the machines that a program runs on, such as a package registry's downloads by operating
 * system. Figures reweighted to match it are shown next to the raw ones.
 *
 * @param program the program's name
 * @param attribute the attribute that the shares are by
 * @param shares the known share of each bucket; they sum to 1, with {@code other} for all values that are not named
 */
public record Margin(String program, Attribute attribute, SortedMap<String, Double> shares) {

    private static final double ROUNDING = 1e-6;

    public Margin {
        double sum = 0;
        for (double share : shares.values()) {
            if (!(share >= 0 && share <= 1)) {
                throw new IllegalArgumentException(
                        "a margin of " + program + " has the share " + share + ", expected 0 to 1");
            }
            sum += share;
        }
        if (Math.abs(sum - 1) > ROUNDING) {
            throw new IllegalArgumentException("the " + attribute.word() + " margin of " + program + " sums to " + sum
                    + ", expected 1; name the rest " + Cell.OTHER);
        }
        shares = Collections.unmodifiableSortedMap(new TreeMap<>(shares));
    }
}
