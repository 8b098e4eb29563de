package dev.limpid.charts.difference;

import dev.limpid.charts.ChartNote;
import dev.limpid.charts.DecimalFormatting;
import dev.limpid.charts.Difference;
import dev.limpid.charts.estimate.ChartWeeks;
import dev.limpid.charts.estimate.ShownFigures;
import dev.limpid.charts.fold.AnswerFold;
import dev.limpid.charts.plan.ComparisonGrid;
import dev.limpid.charts.plan.PlannedChart;
import dev.limpid.charts.plan.SplitPlan;
import dev.limpid.charts.statistics.Holm;
import dev.limpid.charts.statistics.Moments;
import dev.limpid.charts.statistics.Separation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Looks for differences between machines, for each figure of a chart: between those with a value and all others,
 * between those from a version on and those before it, and between those with a value from a version on and all others.
 *
 * <p>The last kind makes three statements, and is certain only if all three are: these machines differ from all others,
 * from those with the same value before, and from those with other values since (R. L. Berger, Multiparameter
 * hypothesis testing and acceptance sampling, Technometrics 24 (1982): the largest of the three probabilities is valid
 * for all three together).
 *
 * <p>A difference that machines of several versions, or one network, may have caused is not certain either: {@link
 * SeparationScores}.
 *
 * <p>All comparisons of a chart are tested together by S. Holm's method (A simple sequentially rejective multiple test
 * procedure, Scandinavian Journal of Statistics 6 (1979)): of charts in which no machines differ, at most 1 in 100
 * names any difference, however its comparisons depend on each other. Groups of fewer than {@link
 * dev.limpid.charts.ChartResult.Cell#LEAST} effective answers and figures that no machine has are not compared. Both
 * rules ignore how much the groups differ.
 *
 * <p>For one thread at a time.
 */
public final class DifferenceDetector {

    /**
     * If a larger share of the answers than this lacks the attribute, nothing is compared by it: whether an answer
     * lacks it may depend on what it says.
     */
    private static final double MAX_MISSING_SHARE = 0.01;

    /** Smaller probabilities are published as this one. */
    private static final double LEAST_PROBABILITY = 1e-6;

    private final ChartWeeks weeks;
    private final PlannedChart chart;
    private final List<Candidate> all = new ArrayList<>();
    private final List<String> uncomparedAttributes = new ArrayList<>();

    /**
     * A figure of two groups, as tested.
     *
     * @param split the index of the split whose values are compared
     * @param value the value's index, or -1
     * @param since the version's index, or -1
     * @param scores how clearly the figure differs
     */
    private record Candidate(
            int split,
            int value,
            int since,
            int figure,
            MachineGroup here,
            MachineGroup there,
            SeparationScores scores) {
        double z() {
            return scores.z();
        }
    }

    /** A comparison that is certain. */
    private record CertainDifference(Candidate candidate, Difference difference) {}

    private final List<List<CertainDifference>> certain = new ArrayList<>();

    /** Compares the machines of a chart. */
    public DifferenceDetector(ChartWeeks weeks) {
        this.weeks = weeks;
        this.chart = weeks.chart();
        chart.splits().forEach(split -> certain.add(new ArrayList<>()));
        boolean versionsAreDone = false;
        for (ComparisonGrid grid : chart.grids()) {
            if (isKnown(grid)) {
                compareGroups(grid, !versionsAreDone);
                versionsAreDone |= grid.versionSplit() >= 0;
            } else {
                uncomparedAttributes.add(chart.splits()
                        .get(grid.valueSplit() < 0 ? grid.versionSplit() : grid.valueSplit())
                        .attribute()
                        .inWords());
            }
        }
        keepSignificant();
    }

    private boolean isKnown(ComparisonGrid grid) {
        double machines = weeks.cell(grid.unknownValueCell()).machines();
        return machines <= MAX_MISSING_SHARE * weeks.estimates().machines();
    }

    /** The reasons why differences that would otherwise be certain are not named. */
    public List<ChartNote.Kind> withheld() {
        List<ChartNote.Kind> why = new ArrayList<>();
        boolean byVersions = false;
        boolean byNetwork = false;
        for (Candidate one : all) {
            byVersions |= isCertain(one.scores().withSingleVersions())
                    && !isCertain(one.scores().worstCase());
            byNetwork |= isCertain(one.scores().worstCase())
                    && !isCertain(one.scores().z());
        }
        if (byVersions) {
            why.add(ChartNote.Kind.SEVERAL_VERSIONS);
        }
        if (byNetwork) {
            why.add(ChartNote.Kind.ONE_NETWORK);
        }
        return why;
    }

    private boolean isCertain(double z) {
        return Holm.isSignificant(z, all.size());
    }

    /** The attributes by which nothing was compared, since too many answers lack them. */
    public List<String> uncomparedAttributes() {
        return uncomparedAttributes;
    }

    /** How many comparisons of a split's values were made. */
    public long comparisonCount(int split) {
        return all.stream().filter(one -> one.split() == split).count();
    }

    private void compareGroups(ComparisonGrid grid, boolean alsoVersions) {
        ComparisonGroups groups = new ComparisonGroups(weeks, grid);
        MachineGroup none = groups.none();
        int versionSplit = grid.versionSplit();
        if (alsoVersions && versionSplit >= 0) {
            for (int version : groups.versions()) {
                MachineGroup one = groups.version(version);
                compare(
                        versionSplit,
                        version,
                        -1,
                        List.of(new GroupPair(
                                one,
                                groups.otherVersions(version),
                                groups.withSeveralVersionsIncluding(version),
                                groups.withSeveralVersionsIncluding(version))));
                MachineGroup since = groups.since(version);
                compare(
                        versionSplit,
                        -1,
                        version,
                        List.of(new GroupPair(
                                since,
                                groups.before(version),
                                groups.straddling(version),
                                groups.straddling(version))));
            }
        }
        if (grid.valueSplit() < 0) {
            return;
        }
        for (int value : groups.values()) {
            compare(
                    grid.valueSplit(),
                    value,
                    -1,
                    List.of(new GroupPair(groups.value(value), groups.otherValues(value), none, none)));
            if (versionSplit >= 0) {
                for (int version : groups.versionsOf(value)) {
                    compare(grid.valueSplit(), value, version, pairs(groups, value, version));
                }
            }
        }
    }

    /**
     * The groups that a value since a version is compared with: everybody else, the same value before, other values
     * since.
     */
    private static List<GroupPair> pairs(ComparisonGroups groups, int value, int version) {
        MachineGroup here = groups.since(value, version);
        MachineGroup before = groups.before(value, version);
        MachineGroup several = groups.straddling(value, version);
        return List.of(
                new GroupPair(here, groups.otherValues(value).plus(before), several, several),
                new GroupPair(here, before, several, several),
                new GroupPair(
                        here, groups.othersSince(value, version), several, groups.othersStraddling(value, version)));
    }

    /** A difference is as clear as its least clear pair; the first pair gives its figures. */
    private void compare(int split, int value, int since, List<GroupPair> pairs) {
        if (!pairs.stream().allMatch(GroupPair::areLargeEnough)) {
            return;
        }
        MachineGroup here = pairs.get(0).here();
        MachineGroup there = pairs.get(0).there();
        for (int figure = 0; figure < here.figures().size(); figure++) {
            Moments one = here.figures().get(figure);
            Moments other = there.figures().get(figure);
            if (one.y() + other.y() > 0 && one.x() > 0 && other.x() > 0) {
                SeparationScores separationScores = SeparationScores.of(
                        pairs, NetworkInfluence.of(weeks.network(), chart, figure, weeks.estimates()));
                all.add(new Candidate(split, value, since, figure, here, there, separationScores));
            }
        }
    }

    /**
     * Keeps the significant comparisons. Each has the probability that Holm's method compares with its limit: multiplied by the
     * number of comparisons that are left, and at least that of every clearer one.
     */
    private void keepSignificant() {
        List<Candidate> significant = Holm.significant(all, Candidate::z);
        if (significant.isEmpty()) {
            return;
        }
        double z = Separation.z(Holm.ERROR * significant.size() / all.size());
        double p = LEAST_PROBABILITY;
        for (int i = 0; i < significant.size(); i++) {
            Candidate one = significant.get(i);
            p = Math.max(p, (all.size() - i) * Separation.probability(one.z()));
            certain.get(one.split()).add(new CertainDifference(one, difference(one, p, z)));
        }
    }

    /**
     * A certain difference with both figures. The figures were selected for being far apart, R out of m, so their
     * intervals have the level 1 − R·0.01/m: at most one in a hundred of those selected is expected to miss the truth
     * (Y. Benjamini and D. Yekutieli, False discovery rate-adjusted multiple confidence intervals for selected
     * parameters, JASA 100 (2005)).
     */
    private Difference difference(Candidate one, double p, double z) {
        SplitPlan split = chart.splits().get(one.split());
        Optional<String> since = one.since() < 0
                ? Optional.empty()
                : Optional.of(chart.splits()
                        .get(AnswerFold.versionSplitIndex(chart))
                        .values()
                        .get(one.since()));
        Optional<String> value =
                one.value() < 0 ? Optional.empty() : Optional.of(split.values().get(one.value()));
        return new Difference(
                split.attribute(),
                value,
                since,
                ShownFigures.names(chart).get(one.figure()),
                ShownFigures.estimate(chart, one.figure(), one.here().figures().get(one.figure()), z),
                ShownFigures.estimate(chart, one.figure(), one.there().figures().get(one.figure()), z),
                one.here().answers(),
                one.there().answers(),
                DecimalFormatting.round(p));
    }

    /**
     * The certain differences of a split, strongest first: those of every value, and for each figure the strongest
     * since a version. Without this limit there would be one for nearly every version, all with the same meaning.
     */
    public List<Difference> differences(int split) {
        List<CertainDifference> sorted = certain.get(split).stream()
                .sorted(Comparator.comparing(CertainDifference::difference, Difference.STRONGEST)
                        .thenComparing(one -> one.candidate().figure())
                        .thenComparing(one -> one.candidate().value())
                        .thenComparing(one -> one.candidate().since()))
                .toList();
        List<Difference> kept = new ArrayList<>();
        List<Integer> figures = new ArrayList<>();
        for (CertainDifference one : sorted) {
            boolean first = one.candidate().since() < 0
                    || !figures.contains(one.candidate().figure());
            if (first) {
                kept.add(one.difference());
            }
            if (one.candidate().since() >= 0) {
                figures.add(one.candidate().figure());
            }
        }
        return kept;
    }
}
