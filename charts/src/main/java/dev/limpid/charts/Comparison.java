package dev.limpid.charts;

import dev.limpid.charts.DrawnChart.BucketRange;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Two sides of one chart, the first less the second. Made of published figures alone, so that anybody gets the same.
 *
 * <p>Two values of one week may have machines in common, which ran both versions. In how many answers that is so is known;
 * how their counts go together is not. The covariance of two shares is taken for the lowest that these can give: each of m
 * common machines adds at least −max(p(1−q), q(1−p)) for shares p and q. That supposes that they weigh as much as others do.
 * Where answers do not say their value, where the sides are of two attributes, and for figures over all events, any covariance
 * is thought possible.
 *
 * @param rows the figures that either side has, in their order
 * @param shifts where quantiles lie, in a histogram whose buckets are the same on both sides
 * @param caveats what must be said beside it
 */
public record Comparison(Side a, Side b, List<Row> rows, List<Shift> shifts, Set<Caveat> caveats) {

    /** The name of the figure over all events of a ratio. */
    static final String POOLED = "pooled";

    /** The quantiles that are compared. */
    private static final List<Double> QUANTILES = List.of(0.5, 0.9);

    public Comparison {
        rows = List.copyOf(rows);
        shifts = List.copyOf(shifts);
        EnumSet<Caveat> copy = EnumSet.noneOf(Caveat.class);
        copy.addAll(caveats);
        caveats = Collections.unmodifiableSet(copy);
    }

    /** What must be said beside a comparison. */
    public enum Caveat {
        /** A side has too few answers to say anything. */
        TOO_FEW,
        /** A figure has no interval, so its difference has none. */
        NO_INTERVAL,
        /** Some machines are on both sides. */
        IN_BOTH,
        /** The buckets were changed between the sides. */
        OTHER_BUCKETS,
        /** Figures over all events clip a machine's total at another number on each side. */
        OTHER_CLIP
    }

    /**
     * One figure on both sides.
     *
     * @param a the first side's; empty if it has none
     * @param b the second side's
     * @param difference a less b, if both are there
     * @param factor a over b, of figures that are no shares
     */
    public record Row(
            String name,
            Optional<Estimate> a,
            Optional<Estimate> b,
            Optional<Estimate> difference,
            Optional<Estimate> factor) {

        /** Whether it is certain, at 99%, that both differ. */
        public boolean isCertain() {
            return difference
                    .map(one -> one.hasInterval() && (one.low() > 0 || one.high() < 0))
                    .orElse(false);
        }
    }

    /**
     * Where a quantile lies on both sides. The shift is at least as far as the nearest buckets of both intervals, and at most
     * as far as the farthest ones. By Bonferroni's inequality that holds the truth in 98 of 100 cases at least; only if both
     * quantiles lie on the very edge of a bucket is it less than 99.
     *
     * @param q the quantile
     */
    public record Shift(double q, BucketRange a, BucketRange b) {

        /** Whether both sides have the quantile. */
        public boolean isKnown() {
            return a.bucket() >= 0 && b.bucket() >= 0;
        }

        /** Whether there is an interval. */
        public boolean hasInterval() {
            return a.low() >= 0 && a.high() >= 0 && b.low() >= 0 && b.high() >= 0;
        }

        /** By how many buckets the first side lies higher. */
        public int steps() {
            return a.bucket() - b.bucket();
        }

        /** The least by which it does, at 99%. */
        public int low() {
            return a.low() - b.high();
        }

        /** The most by which it does, at 99%. */
        public int high() {
            return a.high() - b.low();
        }

        /** Whether it is certain, at 99%, that they lie in different buckets. */
        public boolean isCertain() {
            return hasInterval() && (low() > 0 || high() < 0);
        }
    }

    /**
     * Compares two sides.
     *
     * @throws IllegalArgumentException if they are of different charts
     */
    public static Comparison of(Side a, Side b) {
        String one = a.chart().title().chart();
        String other = b.chart().title().chart();
        if (!one.equals(other)) {
            throw new IllegalArgumentException("found the charts " + one + " and " + other + ", expected the same one");
        }
        Common common = Common.of(a, b);
        List<Row> rows = rows(a, b, common);
        boolean sameBuckets = a.buckets().equals(b.buckets());
        Set<Caveat> caveats = EnumSet.noneOf(Caveat.class);
        if (a.isTooSmall() || b.isTooSmall()) {
            caveats.add(Caveat.TOO_FEW);
        }
        if (rows.stream()
                .anyMatch(row -> row.difference().map(of -> !of.hasInterval()).orElse(false))) {
            caveats.add(Caveat.NO_INTERVAL);
        }
        if (common.isAny()) {
            caveats.add(Caveat.IN_BOTH);
        }
        if (!sameBuckets) {
            caveats.add(Caveat.OTHER_BUCKETS);
        }
        if (a.chart() instanceof DrawnChart.Ratio && a.clip() != b.clip()) {
            caveats.add(Caveat.OTHER_CLIP);
        }
        return new Comparison(a, b, rows, sameBuckets ? shifts(a, b) : List.of(), caveats);
    }

    private static List<Row> rows(Side a, Side b, Common common) {
        Map<String, Estimate> ofA = byName(a);
        Map<String, Estimate> ofB = byName(b);
        List<String> names = new ArrayList<>(ofA.keySet());
        ofB.keySet().stream().filter(name -> !ofA.containsKey(name)).forEach(names::add);
        List<Row> rows = new ArrayList<>();
        for (String name : names) {
            Optional<Estimate> x = Optional.ofNullable(ofA.get(name));
            Optional<Estimate> y = Optional.ofNullable(ofB.get(name));
            if (isAny(x) || isAny(y)) {
                boolean isShare = !name.equals(POOLED) || !(a.chart() instanceof DrawnChart.Ratio);
                rows.add(new Row(
                        name,
                        x,
                        y,
                        x.flatMap(p -> y.map(q -> TwoIntervals.difference(p, q, common.most(p, q, isShare)))),
                        isShare
                                ? Optional.empty()
                                : x.flatMap(p -> y.flatMap(q -> TwoIntervals.factor(p, q, !common.isAny())))));
            }
        }
        return rows;
    }

    /** Of what every configuration lists, only what occurs is compared. */
    private static boolean isAny(Optional<Estimate> estimate) {
        return estimate.map(one -> one.value() > 0).orElse(false);
    }

    private static Map<String, Estimate> byName(Side side) {
        Map<String, Estimate> byName = new LinkedHashMap<>();
        side.figures().forEach(figure -> byName.put(figure.name(), figure.estimate()));
        return byName;
    }

    private static List<Shift> shifts(Side a, Side b) {
        List<Shift> shifts = new ArrayList<>();
        for (double q : QUANTILES) {
            a.quantile(q).ifPresent(x -> b.quantile(q).ifPresent(y -> shifts.add(new Shift(q, x, y))));
        }
        return shifts;
    }
}
