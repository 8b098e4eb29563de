package dev.limpid.charts.plan;

import dev.limpid.charts.ChartResult.Cell;
import dev.limpid.protocol.answer.Attribute;
import java.util.List;

/**
 * An attribute by which a chart's figures are split: its values in their order, the last of which stands for all values
 * that no configuration knows. Each value is a cell of the chart's sums. Immutable.
 */
public final class SplitPlan {

    private final Attribute attribute;
    private final int attributeIndex;
    private final List<String> values;
    private final NameTable names;
    private final long firstCell;

    /** @param firstCell the number of the first value's cell */
    SplitPlan(Attribute attribute, List<String> values, long firstCell) {
        this.attribute = attribute;
        this.attributeIndex = List.of(Attribute.values()).indexOf(attribute);
        this.values = values;
        this.names = new NameTable(values);
        this.firstCell = firstCell;
    }

    public Attribute attribute() {
        return attribute;
    }

    /** Its index in the order in which answers name attributes. */
    public int attributeIndex() {
        return attributeIndex;
    }

    /** The values, {@link Cell#OTHER} last. */
    public List<String> values() {
        return values;
    }

    /** The index of a value in {@link #values}; that of {@link Cell#OTHER} if it is not known. */
    public int find(byte[] bytes, int from, int to) {
        int found = names.find(bytes, from, to);
        return found == NameTable.UNKNOWN ? values.size() - 1 : found;
    }

    public int find(String value) {
        int found = names.find(value);
        return found == NameTable.UNKNOWN ? values.size() - 1 : found;
    }

    /** The cell of a value. */
    public long cell(int value) {
        return firstCell + value;
    }
}
