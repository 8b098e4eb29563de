package dev.limpid.charts.difference;

import dev.limpid.charts.estimate.AnswerEstimates;
import dev.limpid.charts.estimate.ChartWeeks;
import dev.limpid.charts.plan.ComparisonGrid;
import dev.limpid.charts.plan.PlannedChart;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The machines of a {@link ComparisonGrid}, combined into the groups that are compared. Values that no configuration
 * knows are not named, and such versions are neither before nor after another one. A machine with several versions is
 * in the group since a version if all of its versions are, and in the group before if none is; otherwise it may belong
 * to either side. Immutable.
 */
final class ComparisonGroups {

    private final MachineGroup none;
    private final MachineGroup[][] cells;
    private final int namedValues;

    /** For each value and version: its machines of this version and later ones. */
    private final MachineGroup[][] since;

    private final MachineGroup[][] before;

    /** For each value and version: its machines that have versions both before it and since. */
    private final MachineGroup[][] straddling;

    /** For each value and version: its machines of several versions that may include this one. */
    private final MachineGroup[][] withSeveralVersionsIncluding;

    ComparisonGroups(ChartWeeks weeks, ComparisonGrid grid) {
        PlannedChart chart = weeks.chart();
        none = MachineGroup.empty(chart);
        int versions = grid.versionSplit() < 0 ? 1 : grid.versions() - 1;
        namedValues = grid.valueSplit() < 0 ? 1 : grid.values() - 1;
        cells = new MachineGroup[grid.values()][versions];
        since = new MachineGroup[grid.values()][versions + 1];
        before = new MachineGroup[grid.values()][versions + 1];
        straddling = new MachineGroup[grid.values()][versions];
        withSeveralVersionsIncluding = new MachineGroup[grid.values()][versions];
        for (int value = 0; value < grid.values(); value++) {
            before[value][0] = none;
            since[value][versions] = none;
            Arrays.fill(straddling[value], none);
            Arrays.fill(withSeveralVersionsIncluding[value], none);
            for (int version = 0; version < versions; version++) {
                cells[value][version] = group(weeks, grid.cell(value, version));
                before[value][version + 1] = before[value][version].plus(cells[value][version]);
            }
            for (int version = versions - 1; version >= 0; version--) {
                since[value][version] = cells[value][version].plus(since[value][version + 1]);
            }
        }
        if (grid.versionSplit() >= 0) {
            for (long cell : weeks.cells(grid.firstSeveralVersionsCell(), grid.cellCount())) {
                addSeveral(grid, cell, group(weeks, cell));
            }
        }
    }

    private void addSeveral(ComparisonGrid grid, long cell, MachineGroup group) {
        int value = grid.valueOfCell(cell);
        int oldest = grid.oldestVersion(cell);
        int newest = grid.newestVersion(cell);
        boolean areKnown = newest < grid.versions() - 1;
        for (int version = 0; version < straddling[value].length; version++) {
            if (areKnown && oldest >= version) {
                since[value][version] = since[value][version].plus(group);
            } else if (areKnown && newest < version) {
                before[value][version] = before[value][version].plus(group);
            } else {
                straddling[value][version] = straddling[value][version].plus(group);
            }
            if (!areKnown || (oldest <= version && version <= newest)) {
                withSeveralVersionsIncluding[value][version] = withSeveralVersionsIncluding[value][version].plus(group);
            }
        }
    }

    private MachineGroup group(ChartWeeks weeks, long cell) {
        AnswerEstimates estimates = weeks.cell(cell);
        return estimates.answers() == 0 ? none : MachineGroup.of(weeks.chart(), estimates);
    }

    /** The values that any machine has. */
    List<Integer> values() {
        List<Integer> found = new ArrayList<>();
        for (int value = 0; value < namedValues; value++) {
            if (value(value).answers() > 0) {
                found.add(value);
            }
        }
        return found;
    }

    /** The versions that any machine has. */
    List<Integer> versions() {
        List<Integer> found = new ArrayList<>();
        for (int version = 0; version < cells[0].length; version++) {
            if (version(version).answers() > 0) {
                found.add(version);
            }
        }
        return found;
    }

    /** The versions that any machine with a value has. */
    List<Integer> versionsOf(int value) {
        List<Integer> found = new ArrayList<>();
        for (int version = 0; version < cells[value].length; version++) {
            if (cells[value][version].answers() > 0) {
                found.add(version);
            }
        }
        return found;
    }

    /** The machines with a value, of whatever versions. */
    MachineGroup value(int value) {
        return straddling[value].length == 0 ? none : since[value][0].plus(straddling[value][0]);
    }

    /** The machines with another value, of whatever versions. */
    MachineGroup otherValues(int value) {
        return straddling[value].length == 0 ? none : othersSince(value, 0).plus(othersStraddling(value, 0));
    }

    /** The machines with a value that have versions before this one and since. */
    MachineGroup straddling(int value, int version) {
        return straddling[value][version];
    }

    /** The machines with another value that have versions before this one and since. */
    MachineGroup othersStraddling(int value, int version) {
        MachineGroup sum = none;
        for (int other = 0; other < straddling.length; other++) {
            sum = other == value ? sum : sum.plus(straddling[other][version]);
        }
        return sum;
    }

    /** All machines that have versions before this one and since. */
    MachineGroup straddling(int version) {
        return all(straddling, version);
    }

    /** All machines of several versions that may include this one. */
    MachineGroup withSeveralVersionsIncluding(int version) {
        return all(withSeveralVersionsIncluding, version);
    }

    /** A group without machines. */
    MachineGroup none() {
        return none;
    }

    MachineGroup version(int version) {
        return all(cells, version);
    }

    MachineGroup otherVersions(int version) {
        return all(before, version).plus(all(since, version + 1));
    }

    MachineGroup since(int version) {
        return all(since, version);
    }

    MachineGroup before(int version) {
        return all(before, version);
    }

    MachineGroup since(int value, int version) {
        return since[value][version];
    }

    MachineGroup before(int value, int version) {
        return before[value][version];
    }

    /** The machines with other values from a version on. */
    MachineGroup othersSince(int value, int version) {
        MachineGroup sum = none;
        for (int other = 0; other < since.length; other++) {
            sum = other == value ? sum : sum.plus(since[other][version]);
        }
        return sum;
    }

    private MachineGroup all(MachineGroup[][] groups, int version) {
        MachineGroup sum = none;
        for (MachineGroup[] of : groups) {
            sum = sum.plus(of[version]);
        }
        return sum;
    }
}
