package dev.limpid.charts;

import org.jspecify.annotations.Nullable;

/**
 * The sums over the reports of one day that name one configuration: of each program, for each of its cells, one
 * {@link Tally}. Mutable, for one thread.
 */
final class Stratum {

    private final long[] @Nullable [][] tallies;

    /** Reports, by which of their programs is sampled at the highest rate; the last place is for those with none. */
    final long[] reports;

    Stratum(int programs) {
        tallies = new long[programs][][];
        reports = new long[programs + 1];
    }

    long[] tally(ProgramPlan program, int cell) {
        long[][] cells = tallies[program.index];
        if (cells == null) {
            cells = new long[program.cells.count()][];
            tallies[program.index] = cells;
        }
        if (cells[cell] == null) {
            cells[cell] = new long[program.tallySize];
        }
        return cells[cell];
    }

    /** The sums of one cell, or null if no report is in it. */
    long @Nullable [] find(ProgramPlan program, int cell) {
        long[][] cells = tallies[program.index];
        return cells == null ? null : cells[cell];
    }

    void merge(Stratum other, ChartPlan plan) {
        for (int i = 0; i < reports.length; i++) {
            reports[i] += other.reports[i];
        }
        for (ProgramPlan program : plan.programs()) {
            for (int cell = 0; cell < program.cells.count(); cell++) {
                long[] from = other.find(program, cell);
                if (from != null) {
                    Tally.merge(tally(program, cell), from, program.merges);
                }
            }
        }
    }
}
