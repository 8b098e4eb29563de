package dev.limpid.charts.fold;

/**
 * The counts of one machine by column, with a list of the columns that have any: an answer has few of many columns.
 * Mutable, for one thread; reused for many machines.
 */
final class ColumnTotals {

    private final long[] totals;
    private final int[] columnAt;
    private int size;

    ColumnTotals(int columns) {
        totals = new long[columns];
        columnAt = new int[columns];
    }

    void clear() {
        for (int i = 0; i < size; i++) {
            totals[columnAt[i]] = 0;
        }
        size = 0;
    }

    /** Adds events, at least 1, to a column. */
    void add(int column, long events) {
        if (totals[column] == 0) {
            columnAt[size] = column;
            size++;
        }
        totals[column] = Math.min(ChartSums.MOST_EVENTS, totals[column] + events);
    }

    /** How many columns have any events. */
    int size() {
        return size;
    }

    /** One of these columns, in no order. */
    int columnAt(int at) {
        return columnAt[at];
    }

    /** The total of a column; 0 of most. */
    long of(int column) {
        return totals[column];
    }
}
