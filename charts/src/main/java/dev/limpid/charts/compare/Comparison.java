package dev.limpid.charts.compare;

import dev.limpid.charts.ChartResult;
import dev.limpid.charts.ChartResult.BucketRange;
import dev.limpid.charts.Estimate;
import dev.limpid.charts.Trend;
import dev.limpid.protocol.answer.Attribute;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Two sides of one chart, the first minus the second. Computed from published figures alone, so anybody gets the same
 * result.
 *
 * <p>A difference between two versions in the same weeks is certain only if it is larger than what machines with both
 * versions could cause: in a release's first week, machines that run a program often have both, and machines with only
 * one are unlike all others. {@link dev.limpid.charts.difference.SeparationScores} knows the answers of these machines; here
 * only their number is known, and the worst case is assumed.
 *
 * <p>Two values of one week can have machines in common, which ran both versions. It is known how many answers these
 * are, but not how their counts are correlated. The covariance of two shares is taken as the lowest that these machines
 * allow: each of m common machines adds at least −max(p(1−q), q(1−p)) for shares p and q. This assumes that they weigh
 * as much as other machines. If answers do not name their value, if the sides belong to two attributes, and for figures
 * over all events, any covariance is assumed possible.
 *
 * @param rows the figures that either side has, in their order
 * @param shifts the quantiles on both sides, for a histogram with the same buckets on both sides
 * @param caveats the caveats to show next to it
 */
public record Comparison(ComparisonSide a, ComparisonSide b, List<Row> rows, List<Shift> shifts, Set<Caveat> caveats) {

    /** The quantiles that are compared. */
    private static final List<Double> QUANTILES = List.of(0.5, 0.9);

    public Comparison {
        rows = List.copyOf(rows);
        shifts = List.copyOf(shifts);
        EnumSet<Caveat> copy = EnumSet.noneOf(Caveat.class);
        copy.addAll(caveats);
        caveats = Collections.unmodifiableSet(copy);
    }

    /** A caveat to show next to a comparison. */
    public enum Caveat {
        /** A side has too few answers. */
        TOO_FEW,
        /** A figure has no interval, so its difference has none. */
        NO_INTERVAL,
        /** Some machines are on both sides. */
        IN_BOTH,
        /**
         * The buckets changed between the sides: buckets of the same name contain different events, so none are
         * compared.
         */
        OTHER_BUCKETS,
        /** Some differences between versions would be certain if no machine had several versions. */
        SEVERAL_VERSIONS,
        /** One network could have caused some certain differences: {@link Row#mayBeOfOneNetwork}. */
        ONE_NETWORK,
        /**
         * Figures over all events clip a machine's total at a different number on each side, so they are not the same
         * figure.
         */
        OTHER_CLIP,
        /** The earlier side's figure over all events is clipped like the later side's, unlike in its own chart. */
        CLIP_OF_LATER
    }

    /**
     * One figure on both sides.
     *
     * @param a the first side's; empty if it has none
     * @param b the second side's
     * @param difference a minus b, if both are there
     * @param factor a over b, for figures that are not shares
     * @param maxEffectOfSeveralVersions how much of the difference machines with several versions could cause
     * @param maxEffectOfOneNetwork how much of it one network could cause
     */
    public record Row(
            String name,
            Optional<Estimate> a,
            Optional<Estimate> b,
            Optional<Estimate> difference,
            Optional<Estimate> factor,
            double maxEffectOfSeveralVersions,
            double maxEffectOfOneNetwork) {

        /** Whether it is certain, at 99%, that the sides differ. */
        public boolean isSignificant() {
            return isBeyond(maxEffectOfSeveralVersions);
        }

        /**
         * Whether the sides certainly differ, but not certainly without the answers that one network may have given.
         */
        public boolean mayBeOfOneNetwork() {
            return isSignificant() && !isBeyond(maxEffectOfSeveralVersions + maxEffectOfOneNetwork);
        }

        private boolean isBeyond(double doubt) {
            return difference
                    .map(one -> one.hasInterval() && (one.low() > doubt || one.high() < -doubt))
                    .orElse(false);
        }

        private boolean isHidden() {
            return !isSignificant() && isBeyond(0);
        }

        private boolean haveIntervals() {
            return a.map(Estimate::hasInterval).orElse(true)
                    && b.map(Estimate::hasInterval).orElse(true);
        }

        /** The same row without a difference, for figures that measure different things. */
        Row withoutDifference() {
            return new Row(
                    name, a, b, Optional.empty(), Optional.empty(), maxEffectOfSeveralVersions, maxEffectOfOneNetwork);
        }

        /** The same row without intervals, if the error cannot be bounded. */
        Row withoutIntervals() {
            return new Row(
                    name,
                    a,
                    b,
                    difference.map(one -> Estimate.withoutInterval(one.value())),
                    factor.map(one -> Estimate.withoutInterval(one.value())),
                    maxEffectOfSeveralVersions,
                    maxEffectOfOneNetwork);
        }
    }

    /**
     * A quantile on both sides. The shift is at least the distance of the nearest buckets of both intervals, and at
     * most that of the farthest. By Bonferroni's inequality this contains the truth in at least 98 of 100 cases; it is
     * less than 99 only if both quantiles are exactly on the edge of a bucket.
     *
     * @param q the quantile
     * @param mayBeSpurious whether machines with several versions could cause some of the shift; how much is unknown
     */
    public record Shift(double q, BucketRange a, BucketRange b, boolean mayBeSpurious) {

        /** Whether both sides have the quantile. */
        public boolean isKnown() {
            return a.bucket() >= 0 && b.bucket() >= 0;
        }

        /** Whether there is an interval. */
        public boolean hasInterval() {
            return a.low() >= 0 && a.high() >= 0 && b.low() >= 0 && b.high() >= 0;
        }

        /** By how many buckets the first side is higher. */
        public int steps() {
            return a.bucket() - b.bucket();
        }

        /** The lower end of that number, at 99%. */
        public int low() {
            return a.low() - b.high();
        }

        /** The upper end of that number, at 99%. */
        public int high() {
            return a.high() - b.low();
        }

        /** Whether it is certain, at 99%, that the quantiles are in different buckets. */
        public boolean isSignificant() {
            return !mayBeSpurious && isApart();
        }

        private boolean isApart() {
            return hasInterval() && (low() > 0 || high() < 0);
        }
    }

    /**
     * Compares two sides.
     *
     * @throws IllegalArgumentException if the sides belong to different charts
     */
    public static Comparison of(ComparisonSide a, ComparisonSide b) {
        String one = a.chart().title().chart();
        String other = b.chart().title().chart();
        if (!one.equals(other)) {
            throw new IllegalArgumentException("found the charts " + one + " and " + other + ", expected the same one");
        }
        SideOverlap common = SideOverlap.of(a, b);
        CommonlyClippedFigures clip = CommonlyClippedFigures.of(a, b);
        boolean sameBuckets = ChartComparability.buckets(a.chart()).equals(ChartComparability.buckets(b.chart()));
        List<Row> rows = rows(a, b, common, clip).stream()
                .map(row -> sameBuckets ? row : row.withoutDifference())
                .toList();
        Set<Caveat> caveats = EnumSet.noneOf(Caveat.class);
        if (a.isTooSmall() || b.isTooSmall()) {
            caveats.add(Caveat.TOO_FEW);
        }
        if (rows.stream().anyMatch(row -> row.difference().isPresent() && !row.haveIntervals())) {
            caveats.add(Caveat.NO_INTERVAL);
        }
        if (common.isAny()) {
            caveats.add(Caveat.IN_BOTH);
        }
        if (!sameBuckets) {
            caveats.add(Caveat.OTHER_BUCKETS);
        }
        clip.caveat().ifPresent(caveats::add);
        List<Shift> shifts = sameBuckets ? shifts(a, b, common) : List.of();
        if (rows.stream().anyMatch(Row::isHidden)
                || shifts.stream().anyMatch(shift -> shift.mayBeSpurious() && shift.isApart())) {
            caveats.add(Caveat.SEVERAL_VERSIONS);
        }
        if (rows.stream().anyMatch(Row::mayBeOfOneNetwork)) {
            caveats.add(Caveat.ONE_NETWORK);
        }
        return new Comparison(a, b, rows, shifts, caveats);
    }

    private static List<Row> rows(ComparisonSide a, ComparisonSide b, SideOverlap common, CommonlyClippedFigures clip) {
        Map<String, Estimate> ofA = byName(a);
        Map<String, Estimate> ofB = byName(b);
        clip.a().ifPresent(pooled -> ofA.replace(Trend.POOLED, pooled));
        clip.b().ifPresent(pooled -> ofB.replace(Trend.POOLED, pooled));
        List<String> names = new ArrayList<>(ofA.keySet());
        ofB.keySet().stream().filter(name -> !ofA.containsKey(name)).forEach(names::add);
        List<Row> rows = new ArrayList<>();
        for (String name : names) {
            Optional<Estimate> x = Optional.ofNullable(ofA.get(name));
            Optional<Estimate> y = Optional.ofNullable(ofB.get(name));
            if (isAny(x) || isAny(y)) {
                boolean isShare = !name.equals(Trend.POOLED) || !(a.chart() instanceof ChartResult.Ratio);
                Row row = new Row(
                        name,
                        x,
                        y,
                        x.flatMap(p ->
                                y.map(q -> MoverIntervals.difference(p, q, common.covarianceBound(p, q, isShare)))),
                        isShare
                                ? Optional.empty()
                                : x.flatMap(p -> y.flatMap(q -> MoverIntervals.factor(p, q, !common.isAny()))),
                        effectOfSeveralVersions(a, b, common, isShare),
                        x.flatMap(p -> y.map(q -> effectOfOneNetwork(a, b, p, q, isShare)))
                                .orElse(0.0));
                rows.add(isShare || clip.isKnown() ? row : row.withoutIntervals());
            }
        }
        return rows;
    }

    /**
     * How much of a difference machines with several versions could cause. Each may have the figure in one version, in
     * the other or in neither, so each share moves by at most their part of its side. The number of their events is
     * unbounded.
     */
    private static double effectOfSeveralVersions(
            ComparisonSide a, ComparisonSide b, SideOverlap common, boolean isShare) {
        if (!common.isAny() || !areVersions(a, b)) {
            return 0;
        }
        return isShare ? common.machines() / a.answers() + common.machines() / b.answers() : Double.POSITIVE_INFINITY;
    }

    private static boolean areVersions(ComparisonSide a, ComparisonSide b) {
        return a.selected().map(one -> one.by() == Attribute.VERSION).orElse(false)
                || b.selected().map(one -> one.by() == Attribute.VERSION).orElse(false);
    }

    /**
     * How much of a difference one network could cause, with all the answers that it may have given to one side:
     * without them, that many fewer answers have the figure on the side where it is larger, or that many fewer do not
     * have it where it is smaller.
     */
    private static double effectOfOneNetwork(
            ComparisonSide a, ComparisonSide b, Estimate p, Estimate q, boolean isShare) {
        boolean inOrder = p.value() >= q.value();
        ComparisonSide more = inOrder ? a : b;
        ComparisonSide less = inOrder ? b : a;
        double of = more.maxAnswersOfOneNetwork();
        double ofLess = less.maxAnswersOfOneNetwork();
        if (!isShare || of >= more.answers() || ofLess >= less.answers()) {
            return Double.POSITIVE_INFINITY;
        }
        return Math.max(
                of * (1 - Math.max(p.value(), q.value())) / (more.answers() - of),
                ofLess * Math.min(p.value(), q.value()) / (less.answers() - ofLess));
    }

    /** Configurations list values that never occur; these are not compared. */
    private static boolean isAny(Optional<Estimate> estimate) {
        return estimate.map(one -> one.value() > 0).orElse(false);
    }

    private static Map<String, Estimate> byName(ComparisonSide side) {
        Map<String, Estimate> byName = new LinkedHashMap<>();
        side.figures().forEach(figure -> byName.put(figure.name(), figure.estimate()));
        return byName;
    }

    private static List<Shift> shifts(ComparisonSide a, ComparisonSide b, SideOverlap common) {
        boolean isDoubted = effectOfSeveralVersions(a, b, common, true) > 0;
        List<Shift> shifts = new ArrayList<>();
        for (double q : QUANTILES) {
            a.quantile(q).ifPresent(x -> b.quantile(q).ifPresent(y -> shifts.add(new Shift(q, x, y, isDoubted))));
        }
        return shifts;
    }
}
