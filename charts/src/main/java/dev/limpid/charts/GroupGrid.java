package dev.limpid.charts;

import java.util.ArrayList;
import java.util.List;

/**
 * The machines of a {@link ComparisonGrid}, put together as comparing needs them. What no configuration knows is neither
 * named nor before or after a version.
 */
final class GroupGrid {

    private final MachineGroup none;
    private final MachineGroup[][] cells;
    private final int namedValues;

    /** Since a version, for each value and version: its machines of this version and later ones. */
    private final MachineGroup[][] since;

    private final MachineGroup[][] before;

    GroupGrid(ChartWeeks weeks, ComparisonGrid grid) {
        PlannedChart chart = weeks.chart();
        none = MachineGroup.none(chart);
        int versions = grid.versionSplit() < 0 ? 1 : grid.versions() - 1;
        namedValues = grid.valueSplit() < 0 ? 1 : grid.values() - 1;
        cells = new MachineGroup[grid.values()][versions];
        since = new MachineGroup[grid.values()][versions + 1];
        before = new MachineGroup[grid.values()][versions + 1];
        for (int value = 0; value < grid.values(); value++) {
            before[value][0] = none;
            since[value][versions] = none;
            for (int version = 0; version < versions; version++) {
                AnswerEstimates estimates = weeks.cell(grid.cell(value, version));
                cells[value][version] = estimates.answers() == 0 ? none : MachineGroup.of(chart, estimates);
                before[value][version + 1] = before[value][version].plus(cells[value][version]);
            }
            for (int version = versions - 1; version >= 0; version--) {
                since[value][version] = cells[value][version].plus(since[value][version + 1]);
            }
        }
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

    MachineGroup value(int value) {
        return since[value][0];
    }

    MachineGroup otherValues(int value) {
        return othersSince(value, 0);
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
