package dev.limpid.charts;

import dev.limpid.protocol.answer.Attribute;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A certain difference between some machines and all others: with 99% confidence, all differences that a chart names
 * are real, however many comparisons were made. The machines are those with a given value, those with a given version
 * or a later one, or those with both.
 *
 * <p>Only machines that had a single value are compared: a machine that ran two versions in a week is in neither group.
 *
 * @param by the attribute that the value belongs to; the version, if there is no value
 * @param value the machines' value of that attribute
 * @param since the oldest of their versions
 * @param figure the name of the figure that differs, as in {@link ChartResult.Figure}
 * @param here the figure of these machines; its 99% interval allows for the figure having been selected, so it is wider
 *     than the chart's
 * @param elsewhere the figure of all other machines
 * @param answers how many answers these machines gave
 * @param others how many answers the others gave
 * @param p the probability that the chart would name any difference as clear as this one if there were none at all
 *     (Holm)
 */
public record Difference(
        Attribute by,
        Optional<String> value,
        Optional<String> since,
        String figure,
        Estimate here,
        Estimate elsewhere,
        long answers,
        long others,
        double p) {

    /** Strongest first; of two equally strong differences, the one that takes fewer words. */
    public static final Comparator<Difference> STRONGEST = Comparator.comparingDouble(
                    (Difference one) -> -one.strength())
            .thenComparing(one -> one.value().isPresent() && one.since().isPresent());

    /** With very many answers smaller differences are certain too, but not worth a sentence. */
    private static final double WORTH_NAMING = 0.01;

    public Difference {
        if (value.isEmpty() && since.isEmpty()) {
            throw new IllegalArgumentException("a difference of " + figure + " names neither a value nor a version");
        }
    }

    /** Whether the figure is higher on these machines than on all others. */
    public boolean isHigher() {
        return here.value() > elsewhere.value();
    }

    /**
     * How much of the variation between machines this difference explains: the sum of squares between both groups,
     * which also chooses the splits of a regression tree (L. Breiman, J. H. Friedman, R. A. Olshen and C. J. Stone,
     * Classification and Regression Trees, 1984). It counts answers, not the machines that they stand for, and only
     * ranks differences that are certain.
     */
    public double strength() {
        double difference = here.value() - elsewhere.value();
        return (double) answers * others / (answers + others) * difference * difference;
    }

    private boolean isWorthNaming() {
        return isWorthNaming(here, elsewhere);
    }

    /** Whether two figures differ by at least a percentage point, or one is at least twice the other. */
    public static boolean isWorthNaming(Estimate one, Estimate other) {
        double less = Math.min(one.value(), other.value());
        double more = Math.max(one.value(), other.value());
        return more - less >= WORTH_NAMING || more >= 2 * less;
    }

    /**
     * The differences to name first: for each figure the strongest one that is worth naming. Those of the same machines
     * are next to each other, with the higher figures first: "all misses come from them" says more than "no hit does".
     */
    public static List<Difference> mostNotable(ChartResult chart, int most) {
        Map<String, Difference> strongest = new LinkedHashMap<>();
        chart.splits().stream()
                .flatMap(split -> split.differences().stream())
                .filter(Difference::isWorthNaming)
                .sorted(STRONGEST)
                .forEach(one -> strongest.putIfAbsent(one.figure(), one));
        Map<List<Object>, List<Difference>> byMachines = new LinkedHashMap<>();
        strongest
                .values()
                .forEach(one -> byMachines
                        .computeIfAbsent(List.of(one.by(), one.value(), one.since()), any -> new ArrayList<>())
                        .add(one));
        return byMachines.values().stream()
                .flatMap(same -> same.stream().sorted(Comparator.comparing(one -> !one.isHigher())))
                .limit(most)
                .toList();
    }
}
