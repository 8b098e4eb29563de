package dev.limpid.charts.plan;

import dev.limpid.protocol.answer.Attribute;
import java.util.ArrayList;
import java.util.List;

/**
 * The cells of machines that are compared with each other: one for each value of an attribute and each version, if a
 * chart asks for both. A machine is in a cell if it had only this value and only this version. A machine with several
 * values is in no cell, since it would be on both sides of a comparison, with a part of its counts on each. Machines
 * with one value and several versions have cells by their oldest and newest version: they are on one side when values
 * are compared, and also when versions are compared, unless the comparison separates their versions. Immutable.
 */
public final class ComparisonGrid {

    private static final int SEVERAL = -1;
    private static final int UNKNOWN = -2;

    private final int valueSplit;
    private final int versionSplit;
    private final int values;
    private final int versions;
    private final long firstCell;

    private ComparisonGrid(int valueSplit, int versionSplit, List<SplitPlan> splits, long firstCell) {
        this.valueSplit = valueSplit;
        this.versionSplit = versionSplit;
        this.values = valueSplit < 0 ? 1 : splits.get(valueSplit).values().size();
        this.versions = versionSplit < 0 ? 1 : splits.get(versionSplit).values().size();
        this.firstCell = firstCell;
    }

    /** The grids of a chart: one for each attribute other than the version, or one of versions alone. */
    static List<ComparisonGrid> of(List<SplitPlan> splits, long firstCell) {
        int version = -1;
        List<Integer> others = new ArrayList<>();
        for (int split = 0; split < splits.size(); split++) {
            if (splits.get(split).attribute() == Attribute.VERSION) {
                version = split;
            } else {
                others.add(split);
            }
        }
        if (others.isEmpty() && version >= 0) {
            others.add(-1);
        }
        List<ComparisonGrid> grids = new ArrayList<>();
        long cell = firstCell;
        for (int other : others) {
            ComparisonGrid grid = new ComparisonGrid(other, version, splits, cell);
            grids.add(grid);
            cell = grid.cellCount();
        }
        return List.copyOf(grids);
    }

    /** The index of the values' split, or -1 if only versions are compared. */
    public int valueSplit() {
        return valueSplit;
    }

    /** The index of the split by version, or -1 if the chart does not ask for it. */
    public int versionSplit() {
        return versionSplit;
    }

    /**
     * How many values there are; the last one is for all values that no configuration knows. 1 if only versions are
     * compared.
     */
    public int values() {
        return values;
    }

    /** How many versions there are, likewise; 1 if the chart does not ask for them. */
    public int versions() {
        return versions;
    }

    public long cell(int value, int version) {
        return firstCell + (long) value * versions + version;
    }

    /** The cell of machines whose answers lack the grid's attribute or the version: a gate removed rare values. */
    public long unknownValueCell() {
        return firstCell + (long) values * versions;
    }

    /** The first of the cells of machines with one value and several versions. */
    public long firstSeveralVersionsCell() {
        return unknownValueCell() + 1;
    }

    /** The number after the last of these cells, and of all cells. */
    public long cellCount() {
        return firstSeveralVersionsCell() + (long) values * versions * versions;
    }

    /** The value of a cell of machines with several versions. */
    public int valueOfCell(long several) {
        return (int) ((several - firstSeveralVersionsCell()) / versions / versions);
    }

    /** The oldest version of such a cell. */
    public int oldestVersion(long several) {
        return (int) ((several - firstSeveralVersionsCell()) / versions % versions);
    }

    /** The newest version of such a cell; the last index if one of the versions is not known. */
    public int newestVersion(long several) {
        return (int) ((several - firstSeveralVersionsCell()) % versions);
    }

    /** The cell of an answer, or 0 if it is in none. */
    public long cell(AnswerParts answer) {
        int value = singleValue(answer, valueSplit);
        int version = singleValue(answer, versionSplit);
        if (value == UNKNOWN || version == UNKNOWN) {
            return unknownValueCell();
        }
        if (value == SEVERAL) {
            return 0;
        }
        return version == SEVERAL ? several(answer, value) : cell(value, version);
    }

    private long several(AnswerParts answer, int value) {
        int oldest = versions;
        int newest = 0;
        for (int part = 0; part < answer.parts(); part++) {
            oldest = Math.min(oldest, answer.value(part, versionSplit));
            newest = Math.max(newest, answer.value(part, versionSplit));
        }
        return firstSeveralVersionsCell() + ((long) value * versions + oldest) * versions + newest;
    }

    private static int singleValue(AnswerParts answer, int split) {
        if (split < 0) {
            return 0;
        }
        int found = UNKNOWN;
        for (int part = 0; part < answer.parts(); part++) {
            int value = answer.value(part, split);
            if (value < 0) {
                return UNKNOWN;
            }
            found = found == UNKNOWN || found == value ? value : SEVERAL;
        }
        return found;
    }
}
