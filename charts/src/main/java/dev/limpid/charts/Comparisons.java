package dev.limpid.charts;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * Looks for differences between machines: of each figure of a chart between those with a value and all others, between
 * those from a version on and those before, and between those with a value from a version on and all others.
 *
 * <p>The last kind says three things, and is certain only if all three are: that these machines differ from all others,
 * from those with the same value before, and from those with other values since (R. L. Berger, Multiparameter hypothesis
 * testing and acceptance sampling, Technometrics 24 (1982): the largest of the three probabilities holds for them together).
 *
 * <p>All comparisons of a chart are judged together by S. Holm's method (A simple sequentially rejective multiple test
 * procedure, Scandinavian Journal of Statistics 6 (1979)): of charts in which no machines differ, at most 1 in 100 names any
 * difference, however its comparisons hang together. Groups of fewer than {@link DrawnChart.Cell#LEAST} effective answers
 * are not compared, and figures that no machine has neither: both are left out whatever the groups' figures are.
 */
final class Comparisons {

    /** How often a chart without any difference may name one. */
    static final double ERROR = 0.01;

    /** Of more answers than this part it is not known what the comparison goes by: the rest may be chosen by what it says. */
    private static final double MOST_UNSAID = 0.01;

    /** Smaller probabilities are published as this. */
    private static final double LEAST_PROBABILITY = 1e-6;

    private final ChartWeeks weeks;
    private final PlannedChart chart;
    private final List<Looked> all = new ArrayList<>();
    private final List<String> unsaid = new ArrayList<>();

    /**
     * Two groups with a figure of both.
     *
     * @param split the place of the split whose values are compared
     * @param value the value's place, or -1
     * @param since the version's place, or -1
     * @param z how clearly the figure differs
     */
    private record Looked(
            int split, int value, int since, int figure, MachineGroup here, MachineGroup there, double z) {}

    /** A comparison that is certain. */
    private record Certain(Looked looked, Difference difference) {}

    private final List<List<Certain>> certain = new ArrayList<>();

    /** Compares the machines of a chart. */
    Comparisons(ChartWeeks weeks) {
        this.weeks = weeks;
        this.chart = weeks.chart();
        chart.splits().forEach(split -> certain.add(new ArrayList<>()));
        boolean versionsAreDone = false;
        for (ComparisonGrid grid : chart.grids()) {
            if (isKnown(grid)) {
                look(grid, !versionsAreDone);
                versionsAreDone |= grid.versionSplit() >= 0;
            } else {
                unsaid.add(chart.splits()
                        .get(Math.max(grid.valueSplit(), grid.valueSplit() < 0 ? grid.versionSplit() : 0))
                        .attribute()
                        .inWords());
            }
        }
        judge();
    }

    private boolean isKnown(ComparisonGrid grid) {
        double machines = weeks.cell(grid.unsaid()).machines();
        return machines <= MOST_UNSAID * weeks.estimates().machines();
    }

    /** By what nothing was compared, since too many answers do not say it. */
    List<String> unsaid() {
        return unsaid;
    }

    /** How many comparisons of a split's values were made. */
    long looked(int split) {
        return all.stream().filter(one -> one.split() == split).count();
    }

    private void look(ComparisonGrid grid, boolean alsoVersions) {
        GroupGrid groups = new GroupGrid(weeks, grid);
        int versionSplit = grid.versionSplit();
        if (alsoVersions && versionSplit >= 0) {
            for (int version : groups.versions()) {
                compare(versionSplit, version, -1, groups.version(version), groups.otherVersions(version));
                compare(versionSplit, -1, version, groups.since(version), groups.before(version));
            }
        }
        if (grid.valueSplit() < 0) {
            return;
        }
        for (int value : groups.values()) {
            compare(grid.valueSplit(), value, -1, groups.value(value), groups.otherValues(value));
            if (versionSplit >= 0) {
                for (int version : groups.versionsOf(value)) {
                    compare(grid.valueSplit(), value, version, groups, value, version);
                }
            }
        }
    }

    private void compare(int split, int value, int since, MachineGroup here, MachineGroup there) {
        if (here.isLargeEnough() && there.isLargeEnough()) {
            add(split, value, since, here, there, figure -> z(figure, here, there));
        }
    }

    private void compare(int split, int value, int since, GroupGrid groups, int of, int version) {
        MachineGroup here = groups.since(of, version);
        MachineGroup before = groups.before(of, version);
        MachineGroup others = groups.othersSince(of, version);
        if (here.isLargeEnough() && before.isLargeEnough() && others.isLargeEnough()) {
            MachineGroup there = groups.otherValues(of).plus(before);
            add(split, value, since, here, there, figure -> {
                double least = 0;
                for (MachineGroup group : List.of(there, before, others)) {
                    double z =
                            isHigher(figure, here, group) == isHigher(figure, here, there) ? z(figure, here, group) : 0;
                    if (z == 0) {
                        return 0.0;
                    }
                    least = least == 0 ? z : Math.min(least, z);
                }
                return least;
            });
        }
    }

    private static boolean isHigher(int figure, MachineGroup here, MachineGroup there) {
        return here.figures().get(figure).value() > there.figures().get(figure).value();
    }

    private static double z(int figure, MachineGroup here, MachineGroup there) {
        return Separation.of(here.figures().get(figure), there.figures().get(figure));
    }

    private void add(int split, int value, int since, MachineGroup here, MachineGroup there, IntFunction<Double> z) {
        for (int figure = 0; figure < here.figures().size(); figure++) {
            Moments one = here.figures().get(figure);
            Moments other = there.figures().get(figure);
            if (one.y() + other.y() > 0 && one.x() > 0 && other.x() > 0) {
                all.add(new Looked(split, value, since, figure, here, there, z.apply(figure)));
            }
        }
    }

    /** From the clearest on: each has to be so unlikely that all that are left together are. */
    private void judge() {
        List<Looked> sorted = all.stream()
                .sorted(Comparator.comparingDouble((Looked one) -> -one.z()))
                .toList();
        double p = 0;
        for (int i = 0; i < sorted.size(); i++) {
            p = Math.max(
                    p,
                    (sorted.size() - i) * Separation.probability(sorted.get(i).z()));
            if (p > ERROR) {
                return;
            }
            Looked one = sorted.get(i);
            certain.get(one.split()).add(new Certain(one, difference(one, Math.max(LEAST_PROBABILITY, p))));
        }
    }

    private Difference difference(Looked one, double p) {
        SplitPlan split = chart.splits().get(one.split());
        Optional<String> since = one.since() < 0
                ? Optional.empty()
                : Optional.of(
                        chart.splits().get(AnswerFold.version(chart)).values().get(one.since()));
        Optional<String> value =
                one.value() < 0 ? Optional.empty() : Optional.of(split.values().get(one.value()));
        return new Difference(
                split.attribute(),
                value,
                since,
                ShownFigures.names(chart).get(one.figure()),
                ShownFigures.estimate(chart, one.figure(), one.here().figures().get(one.figure())),
                ShownFigures.estimate(chart, one.figure(), one.there().figures().get(one.figure())),
                one.here().answers(),
                one.there().answers(),
                Figures.round(p));
    }

    /**
     * The certain differences of a split, the strongest first: of every value, and for each figure the strongest since a
     * version. There is one for nearly every version else, and they all say the same.
     */
    List<Difference> differences(int split) {
        List<Certain> sorted = certain.get(split).stream()
                .sorted(Comparator.comparing(Certain::difference, Difference.STRONGEST)
                        .thenComparing(one -> one.looked().figure())
                        .thenComparing(one -> one.looked().value())
                        .thenComparing(one -> one.looked().since()))
                .toList();
        List<Difference> kept = new ArrayList<>();
        List<Integer> figures = new ArrayList<>();
        for (Certain one : sorted) {
            boolean first =
                    one.looked().since() < 0 || !figures.contains(one.looked().figure());
            if (first) {
                kept.add(one.difference());
            }
            if (one.looked().since() >= 0) {
                figures.add(one.looked().figure());
            }
        }
        return kept;
    }
}
