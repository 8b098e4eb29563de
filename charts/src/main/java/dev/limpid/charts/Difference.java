package dev.limpid.charts;

import dev.limpid.protocol.answer.Attribute;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A difference between some machines and all others that is certain: at 99% all differences that a chart names are there,
 * however many were looked at. The machines are those with a value, or with a version and later ones, or both.
 *
 * <p>Compared are machines each of which had one value alone; who ran two versions in a week is in neither group.
 *
 * @param by what the value is of; the version, if there is none
 * @param value the machines' value of it
 * @param since the first of their versions
 * @param figure the name of the figure that differs, as in {@link DrawnChart.Figure}
 * @param here the figure of these machines; the interval is at 99% for figures that were chosen, and so wider than the chart's
 * @param elsewhere the figure of all others
 * @param answers how many answers are of these machines
 * @param others how many are of the others
 * @param p how likely the chart would name any difference as clear as this one if there were none at all (Holm)
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

    /** The strongest first; of two as strong the one that needs fewer words. */
    public static final Comparator<Difference> STRONGEST = Comparator.comparingDouble(
                    (Difference one) -> -one.strength())
            .thenComparing(one -> one.value().isPresent() && one.since().isPresent());

    /** Smaller differences are certain, too, where there are very many answers, and are not worth a sentence. */
    private static final double WORTH_NAMING = 0.01;

    public Difference {
        if (value.isEmpty() && since.isEmpty()) {
            throw new IllegalArgumentException("a difference of " + figure + " names neither a value nor a version");
        }
    }

    /** Whether these machines have more than all others. */
    public boolean isHigher() {
        return here.value() > elsewhere.value();
    }

    /**
     * How much of what machines differ by is told by this: the sum of squares between both groups, as it chooses where a
     * regression tree parts (L. Breiman, J. H. Friedman, R. A. Olshen and C. J. Stone, Classification and Regression Trees,
     * 1984). It goes by answers and not by what they stand for, and only chooses among what is certain.
     */
    public double strength() {
        double difference = here.value() - elsewhere.value();
        return (double) answers * others / (answers + others) * difference * difference;
    }

    private boolean isWorthNaming() {
        return isWorthNaming(here, elsewhere);
    }

    /** Whether two figures differ by a point, or one is twice the other. */
    public static boolean isWorthNaming(Estimate one, Estimate other) {
        double less = Math.min(one.value(), other.value());
        double more = Math.max(one.value(), other.value());
        return more - less >= WORTH_NAMING || more >= 2 * less;
    }

    /**
     * What is said first of a chart: of each figure the strongest difference, if it is a point or twofold. Those of the same
     * machines follow each other, what they have more of first: that all misses are theirs says more than that no hit is.
     */
    public static List<Difference> named(DrawnChart chart, int most) {
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
