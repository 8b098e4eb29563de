package dev.limpid.charts.fold;

import dev.limpid.charts.plan.ComparisonGrid;
import dev.limpid.charts.plan.PlannedChart;
import dev.limpid.charts.plan.RatioBins;
import dev.limpid.charts.plan.SplitPlan;
import dev.limpid.protocol.chart.ChartType;
import java.util.SortedMap;

/**
 * The sums of a chart's answers in one week under one configuration: for all machines, and for the cells by which the
 * chart is split or reweighted, or by which machines are compared. Cells of histograms have only the sums for means,
 * not those for events, which would be many times larger. Mutable, for one thread.
 */
public final class Strata {

    private final PlannedChart chart;
    public final ChartSums all;
    private final CellSums cells;
    private final ColumnTotals totals;
    private final ColumnTotals ofValue;

    Strata(PlannedChart chart) {
        this.chart = chart;
        this.all = empty(chart);
        this.cells = new CellSums(() -> empty(chart));
        this.totals = new ColumnTotals(chart.columns().size());
        this.ofValue = new ColumnTotals(chart.columns().size());
    }

    /** Sums of nothing. */
    static ChartSums empty(PlannedChart chart) {
        int columns = chart.columns().size();
        return switch (chart.type()) {
            case PARTITION -> new ChartSums(columns, 0);
            case HISTOGRAM -> new ChartSums(columns, 2 * columns);
            case RATIO -> new ChartSums(RatioBins.NAMES.size(), ChartSums.OF_RATIO);
            case STACK -> new ChartSums(0, 0);
        };
    }

    ChartSums cell(long cell) {
        return cells.of(cell);
    }

    /** All cells that any answer is in, in the order of their numbers. */
    public SortedMap<Long, ChartSums> cells() {
        return cells.sorted();
    }

    void merge(Strata other) {
        all.merge(other.all);
        other.cells().forEach((cell, sums) -> cell(cell).merge(sums));
    }

    void add(AnswerLine line) {
        line.addUp(totals, -1, 0);
        add(all, totals, line, -1, 0);
        for (int split = 0; split < chart.splits().size(); split++) {
            SplitPlan by = chart.splits().get(split);
            for (int part = 0; part < line.parts(); part++) {
                int value = line.value(part, split);
                if (value >= 0 && line.isFirstPartWithValue(part, split)) {
                    add(cell(by.cell(value)), totals(line, split, value), line, split, value);
                }
            }
        }
        for (ComparisonGrid grid : chart.grids()) {
            long cell = grid.cell(line);
            if (cell > 0) {
                add(cell(cell), totals, line, -1, 1);
            }
        }
        if (!chart.raking().isEmpty()) {
            add(cell(chart.raking().cell(line)), totals, line, -1, 1);
        }
    }

    /** The counts of the parts with a value. Most answers have one part. */
    private ColumnTotals totals(AnswerLine line, int split, int value) {
        if (line.parts() == 1) {
            return totals;
        }
        line.addUp(ofValue, split, value);
        return ofValue;
    }

    private void add(ChartSums to, ColumnTotals counts, AnswerLine line, int split, int value) {
        boolean whole = to == all;
        long machines = line.machines();
        to.answers += machines;
        to.leftOut += line.hasLeftOut() ? machines : 0;
        if (chart.type() == ChartType.STACK) {
            to.answered += line.hasStack(split, value) ? machines : 0;
            return;
        }
        switch (chart.type()) {
            case HISTOGRAM -> histogram(to, counts, machines, whole);
            case RATIO -> ratio(to, counts.of(PlannedChart.P), counts.of(PlannedChart.N), machines);
            default -> partition(to, counts, machines);
        }
    }

    private static void partition(ChartSums to, ColumnTotals counts, long machines) {
        for (int i = 0; i < counts.size(); i++) {
            to.hits[counts.columnAt(i)] += machines;
        }
        to.answered += counts.size() > 0 ? machines : 0;
    }

    private static void histogram(ChartSums to, ColumnTotals counts, long machines, boolean whole) {
        int columns = to.hits.length;
        long total = 0;
        for (int i = 0; i < columns; i++) {
            total = Math.min(ChartSums.MOST_EVENTS, total + counts.of(i));
        }
        if (total == 0) {
            return;
        }
        to.answered += machines;
        ChartSums.TotalBin bin = to.bin(whole ? total : 1);
        if (whole) {
            bin.addTotal(total, machines);
        }
        long upTo = 0;
        for (int i = 0; i < columns; i++) {
            // A total that is too large is cut at the limit: no real machine gives such an answer.
            long count = Math.min(counts.of(i), ChartSums.MOST_EVENTS - upTo);
            upTo += count;
            if (count > 0) {
                to.hits[i] += machines;
                addColumn(bin, i, total, count, machines, whole);
            }
            if (upTo > 0) {
                addColumn(bin, columns + i, total, upTo, machines, whole);
            }
        }
    }

    private static void addColumn(ChartSums.TotalBin bin, int column, long x, long y, long machines, boolean whole) {
        if (whole) {
            bin.addColumn(column, x, y, machines);
        } else {
            bin.addShare(column, x, y, machines);
        }
    }

    /** P without N does not count: the ratio is over the machines that have N. */
    private static void ratio(ChartSums to, long p, long n, long machines) {
        if (n == 0) {
            return;
        }
        to.answered += machines;
        to.countWithNumerator += p > 0 ? machines : 0;
        to.hits[RatioBins.bin(p, n)] += machines;
        long half = ChartSums.MOST_EVENTS / 2;
        long ofP = Math.min(p, half);
        long ofN = Math.min(n, half);
        long total = Math.max(ofP, ofN);
        ChartSums.TotalBin bin = to.bin(total);
        bin.addTotal(total, machines);
        if (ofP > 0) {
            bin.addColumn(ChartSums.P, total, ofP, machines);
        }
        bin.addColumn(ChartSums.BOTH, total, ofP + ofN, machines);
        bin.addColumn(ChartSums.N, total, ofN, machines);
    }
}
