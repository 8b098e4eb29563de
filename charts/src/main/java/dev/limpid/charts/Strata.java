package dev.limpid.charts;

import dev.limpid.protocol.config.ChartType;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The sums of a chart's answers in one week under one configuration: of all, and of the cells by which the chart is split
 * or reweighted, or by which machines are compared. Cells of histograms hold what means are made of, and nothing of events: these would be many times larger.
 * Mutable, for one thread.
 */
final class Strata {

    private final PlannedChart chart;
    final ChartSums all;
    final SortedMap<Long, ChartSums> cells = new TreeMap<>();

    Strata(PlannedChart chart) {
        this.chart = chart;
        this.all = empty(chart);
    }

    /** Sums of nothing. */
    static ChartSums empty(PlannedChart chart) {
        int columns = chart.columns().size();
        return switch (chart.type()) {
            case PARTITION -> new ChartSums(columns, 0);
            case HISTOGRAM -> new ChartSums(columns, 2 * columns);
            case RATIO -> new ChartSums(RatioBins.NAMES.size(), 1);
            case STACK -> new ChartSums(0, 0);
        };
    }

    ChartSums cell(long cell) {
        return cells.computeIfAbsent(cell, any -> empty(chart));
    }

    void merge(Strata other) {
        all.merge(other.all);
        other.cells.forEach((cell, sums) -> cell(cell).merge(sums));
    }

    void add(AnswerLine line) {
        long[] totals = line.totals(-1, 0);
        add(all, totals, line, -1, 0);
        for (int split = 0; split < chart.splits().size(); split++) {
            for (int part = 0; part < line.parts(); part++) {
                int value = line.value(part, split);
                if (value >= 0 && line.isFirst(part, split)) {
                    long[] counts = line.parts() == 1 ? totals : line.totals(split, value);
                    add(cell(chart.splits().get(split).cell(value)), counts, line, split, value);
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

    private void add(ChartSums to, long[] counts, AnswerLine line, int split, int value) {
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
            case RATIO -> ratio(to, counts[PlannedChart.P], counts[PlannedChart.N], machines);
            default -> partition(to, counts, machines);
        }
    }

    private static void partition(ChartSums to, long[] counts, long machines) {
        boolean any = false;
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] > 0) {
                to.hits[i] += machines;
                any = true;
            }
        }
        to.answered += any ? machines : 0;
    }

    private static void histogram(ChartSums to, long[] counts, long machines, boolean whole) {
        long total = 0;
        for (int i = 0; i < counts.length; i++) {
            // A total that is too large is cut where it becomes so: such an answer is no machine's.
            counts[i] = Math.min(counts[i], ChartSums.MOST_EVENTS - total);
            total += counts[i];
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
        for (int i = 0; i < counts.length; i++) {
            upTo += counts[i];
            if (counts[i] > 0) {
                to.hits[i] += machines;
                addColumn(bin, i, total, counts[i], machines, whole);
            }
            if (upTo > 0) {
                addColumn(bin, counts.length + i, total, upTo, machines, whole);
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

    /** P alone says nothing: the ratio is over those who have N. */
    private static void ratio(ChartSums to, long p, long n, long machines) {
        if (n == 0) {
            return;
        }
        to.answered += machines;
        to.withP += p > 0 ? machines : 0;
        to.hits[RatioBins.bin(p, n)] += machines;
        long half = ChartSums.MOST_EVENTS / 2;
        long total = Math.min(p, half) + Math.min(n, half);
        ChartSums.TotalBin bin = to.bin(total);
        bin.addTotal(total, machines);
        if (p > 0) {
            bin.addColumn(0, total, Math.min(p, half), machines);
        }
    }
}
