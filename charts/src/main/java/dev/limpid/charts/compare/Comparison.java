package dev.limpid.charts.compare;

import dev.limpid.charts.DrawnChart;
import dev.limpid.charts.DrawnChart.BucketRange;
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
 * Two sides of one chart, the first less the second. Made of published figures alone, so that anybody gets the same.
 *
 * <p>Of two versions of one time a difference is certain only if it is larger than what the machines could make that had several
 * versions: in a release's first week who runs a program much has both, and who has one alone is unlike all others ({@link
 * dev.limpid.charts.difference.Clarity}, which knows what these machines said; here it is known how many they are, and the worst is supposed).
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

    /** What must be said beside a comparison. */
    public enum Caveat {
        /** A side has too few answers to say anything. */
        TOO_FEW,
        /** A figure has no interval, so its difference has none. */
        NO_INTERVAL,
        /** Some machines are on both sides. */
        IN_BOTH,
        /** The buckets were changed between the sides: one of the same name holds other events, and none is compared. */
        OTHER_BUCKETS,
        /** Some differences between versions would be certain but for the machines that had several. */
        SEVERAL_VERSIONS,
        /** Some certain differences could be made by one network: {@link Row#mayBeOfOneNetwork}. */
        ONE_NETWORK,
        /** Figures over all events clip a machine's total at another number on each side: they are not the same figure. */
        OTHER_CLIP,
        /** The earlier side's figure over all events is clipped as the later side's, which its own chart does not do. */
        CLIP_OF_LATER
    }

    /**
     * One figure on both sides.
     *
     * @param a the first side's; empty if it has none
     * @param b the second side's
     * @param difference a less b, if both are there
     * @param factor a over b, of figures that are no shares
     * @param bySeveral how much of the difference machines of several versions could make
     * @param byNetwork how much of it one network could make
     */
    public record Row(
            String name,
            Optional<Estimate> a,
            Optional<Estimate> b,
            Optional<Estimate> difference,
            Optional<Estimate> factor,
            double bySeveral,
            double byNetwork) {

        /** Whether it is certain, at 99%, that both differ. */
        public boolean isCertain() {
            return isBeyond(bySeveral);
        }

        /** Whether it is certain that both differ and not that it is so without what one network may have given. */
        public boolean mayBeOfOneNetwork() {
            return isCertain() && !isBeyond(bySeveral + byNetwork);
        }

        private boolean isBeyond(double doubt) {
            return difference
                    .map(one -> one.hasInterval() && (one.low() > doubt || one.high() < -doubt))
                    .orElse(false);
        }

        private boolean isHidden() {
            return !isCertain() && isBeyond(0);
        }

        private boolean areSure() {
            return a.map(Estimate::hasInterval).orElse(true)
                    && b.map(Estimate::hasInterval).orElse(true);
        }

        /** The same, if both figures are of different things. */
        Row withoutDifference() {
            return new Row(name, a, b, Optional.empty(), Optional.empty(), bySeveral, byNetwork);
        }

        /** The same, if nothing can be said of how sure it is. */
        Row withoutIntervals() {
            return new Row(
                    name,
                    a,
                    b,
                    difference.map(one -> Estimate.withoutInterval(one.value())),
                    factor.map(one -> Estimate.withoutInterval(one.value())),
                    bySeveral,
                    byNetwork);
        }
    }

    /**
     * Where a quantile lies on both sides. The shift is at least as far as the nearest buckets of both intervals, and at most
     * as far as the farthest ones. By Bonferroni's inequality that holds the truth in 98 of 100 cases at least; only if both
     * quantiles lie on the very edge of a bucket is it less than 99.
     *
     * @param q the quantile
     * @param isDoubted whether machines of several versions could make the shift, by how much being unknown
     */
    public record Shift(double q, BucketRange a, BucketRange b, boolean isDoubted) {

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
            return !isDoubted && isApart();
        }

        private boolean isApart() {
            return hasInterval() && (low() > 0 || high() < 0);
        }
    }

    /**
     * Compares two sides.
     *
     * @throws IllegalArgumentException if they are of different charts
     */
    public static Comparison of(ComparisonSide a, ComparisonSide b) {
        String one = a.chart().title().chart();
        String other = b.chart().title().chart();
        if (!one.equals(other)) {
            throw new IllegalArgumentException("found the charts " + one + " and " + other + ", expected the same one");
        }
        SharedMachines common = SharedMachines.of(a, b);
        CommonClip clip = CommonClip.of(a, b);
        boolean sameBuckets = ChartComparability.buckets(a.chart()).equals(ChartComparability.buckets(b.chart()));
        List<Row> rows = rows(a, b, common, clip).stream()
                .map(row -> sameBuckets ? row : row.withoutDifference())
                .toList();
        Set<Caveat> caveats = EnumSet.noneOf(Caveat.class);
        if (a.isTooSmall() || b.isTooSmall()) {
            caveats.add(Caveat.TOO_FEW);
        }
        if (rows.stream().anyMatch(row -> row.difference().isPresent() && !row.areSure())) {
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
                || shifts.stream().anyMatch(shift -> shift.isDoubted() && shift.isApart())) {
            caveats.add(Caveat.SEVERAL_VERSIONS);
        }
        if (rows.stream().anyMatch(Row::mayBeOfOneNetwork)) {
            caveats.add(Caveat.ONE_NETWORK);
        }
        return new Comparison(a, b, rows, shifts, caveats);
    }

    private static List<Row> rows(ComparisonSide a, ComparisonSide b, SharedMachines common, CommonClip clip) {
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
                boolean isShare = !name.equals(Trend.POOLED) || !(a.chart() instanceof DrawnChart.Ratio);
                Row row = new Row(
                        name,
                        x,
                        y,
                        x.flatMap(p -> y.map(q -> TwoIntervals.difference(p, q, common.most(p, q, isShare)))),
                        isShare
                                ? Optional.empty()
                                : x.flatMap(p -> y.flatMap(q -> TwoIntervals.factor(p, q, !common.isAny()))),
                        bySeveral(a, b, common, isShare),
                        x.flatMap(p -> y.map(q -> byNetwork(a, b, p, q, isShare)))
                                .orElse(0.0));
                rows.add(isShare || clip.isKnown() ? row : row.withoutIntervals());
            }
        }
        return rows;
    }

    /**
     * How much of a difference machines of several versions could make. Each may have the figure in one version, in the other or in
     * none of them, so either share moves by their part of its side at most; events of theirs may be any number.
     */
    private static double bySeveral(ComparisonSide a, ComparisonSide b, SharedMachines common, boolean isShare) {
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
     * How much of a difference one network could make, with all that it may give to the chart on one side: so many answers less that
     * have the figure where it is larger, or that do not where it is smaller.
     */
    private static double byNetwork(ComparisonSide a, ComparisonSide b, Estimate p, Estimate q, boolean isShare) {
        boolean inOrder = p.value() >= q.value();
        ComparisonSide more = inOrder ? a : b;
        ComparisonSide less = inOrder ? b : a;
        double of = more.ofOneNetwork();
        double ofLess = less.ofOneNetwork();
        if (!isShare || of >= more.answers() || ofLess >= less.answers()) {
            return Double.POSITIVE_INFINITY;
        }
        return Math.max(
                of * (1 - Math.max(p.value(), q.value())) / (more.answers() - of),
                ofLess * Math.min(p.value(), q.value()) / (less.answers() - ofLess));
    }

    /** Of what every configuration lists, only what occurs is compared. */
    private static boolean isAny(Optional<Estimate> estimate) {
        return estimate.map(one -> one.value() > 0).orElse(false);
    }

    private static Map<String, Estimate> byName(ComparisonSide side) {
        Map<String, Estimate> byName = new LinkedHashMap<>();
        side.figures().forEach(figure -> byName.put(figure.name(), figure.estimate()));
        return byName;
    }

    private static List<Shift> shifts(ComparisonSide a, ComparisonSide b, SharedMachines common) {
        boolean isDoubted = bySeveral(a, b, common, true) > 0;
        List<Shift> shifts = new ArrayList<>();
        for (double q : QUANTILES) {
            a.quantile(q).ifPresent(x -> b.quantile(q).ifPresent(y -> shifts.add(new Shift(q, x, y, isDoubted))));
        }
        return shifts;
    }
}
