package dev.limpid.charts;

import dev.limpid.protocol.answer.Attribute;
import java.util.ArrayList;
import java.util.List;

/**
 * The cells of machines that are compared with each other: one for each value of an attribute and each version, as far as
 * a chart asks for both. A machine is in a cell if it had this value and this version alone; one that had several is in
 * none, since it would be on both sides of a comparison, with a part of its counts on each. Immutable.
 */
final class ComparisonGrid {

    private static final int SEVERAL = -1;
    private static final int UNSAID = -2;

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

    /** The grids of a chart: one for each attribute beside the version, or one of versions alone. */
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
            cell = grid.unsaid() + 1;
        }
        return List.copyOf(grids);
    }

    /** The place of the values' split, or -1 if only versions are compared. */
    int valueSplit() {
        return valueSplit;
    }

    /** The place of the split by version, or -1 if the chart does not ask for it. */
    int versionSplit() {
        return versionSplit;
    }

    /** How many values there are, the one for all that no configuration knows last; 1 if only versions are compared. */
    int values() {
        return values;
    }

    /** How many versions there are, likewise; 1 if the chart does not ask for them. */
    int versions() {
        return versions;
    }

    long cell(int value, int version) {
        return firstCell + (long) value * versions + version;
    }

    /** The cell of machines whose answers do not say what the grid goes by: a gate took it from what few have. */
    long unsaid() {
        return firstCell + (long) values * versions;
    }

    /** The cell of an answer, or 0 if it is in none. */
    long cell(AnswerLine line) {
        int value = alone(line, valueSplit);
        int version = alone(line, versionSplit);
        if (value == UNSAID || version == UNSAID) {
            return unsaid();
        }
        return value == SEVERAL || version == SEVERAL ? 0 : cell(value, version);
    }

    private static int alone(AnswerLine line, int split) {
        if (split < 0) {
            return 0;
        }
        int alone = UNSAID;
        for (int part = 0; part < line.parts(); part++) {
            int value = line.value(part, split);
            if (value < 0) {
                return UNSAID;
            }
            alone = alone == UNSAID || alone == value ? value : SEVERAL;
        }
        return alone;
    }
}
