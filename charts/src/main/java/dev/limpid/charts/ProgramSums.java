package dev.limpid.charts;

import dev.limpid.charts.Estimators.Part;
import dev.limpid.charts.ProgramPlan.Asked;
import dev.limpid.protocol.config.SampleSize;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The sums of one program over some days: one tally for each configuration and cell, in that order. */
final class ProgramSums {

    private static final int DAYS_OF_WEEK = 7;
    private static final long[] NO_SUMS = {};

    private final ProgramPlan program;
    private final List<CellSums> cells = new ArrayList<>();
    private final double weeks;

    /** The sums of the reports that were asked the same and are in one cell. */
    private record CellSums(Asked asked, int cell, long[] tally) {}

    ProgramSums(ProgramPlan program, ChartFold fold, List<LocalDate> days) {
        this.program = program;
        weeks = weeks(days);
        for (int config = 0; config < fold.plan().configCount(); config++) {
            for (int spell = 0; spell < program.spellCount(config); spell++) {
                for (int cell = 0; cell < program.cells.count(); cell++) {
                    long[] sum = sum(fold, days, config, spell, cell);
                    if (sum != null) {
                        cells.add(new CellSums(program.askedIn(config, spell), cell, sum));
                    }
                }
            }
        }
    }

    /** How many reports each installation may have made in these days, which are in order. */
    private static double weeks(List<LocalDate> days) {
        if (days.isEmpty()) {
            return 1;
        }
        long span = days.get(days.size() - 1).toEpochDay() - days.get(0).toEpochDay() + 1;
        return Math.max(1, (double) span / DAYS_OF_WEEK);
    }

    private long @Nullable [] sum(ChartFold fold, List<LocalDate> days, int config, int spell, int cell) {
        long[] sum = null;
        for (LocalDate day : days) {
            Stratum stratum = fold.find(day, config);
            long[] tally = stratum == null || program.spell(config, day.toEpochDay()) != spell
                    ? null
                    : stratum.find(program, cell);
            if (tally != null) {
                if (sum == null) {
                    sum = new long[program.tallySize];
                }
                Tally.merge(sum, tally, program.merges);
            }
        }
        return sum;
    }

    /** The parts of a chart's sums, each with its weight: of the configurations that asked for the chart. */
    List<Part> parts(Slots chart) {
        return parts(chart, -1, null);
    }

    /**
     * The parts of the configurations that asked for one bucket of a partition; all those of the chart for a bucket of -1.
     *
     * @param factors by which the weights of the cells are multiplied
     */
    List<Part> parts(Slots chart, int bucket, double @Nullable [] factors) {
        List<Part> parts = new ArrayList<>();
        for (CellSums sums : cells) {
            double rate = sums.asked().byChart().get(chart.index()).rate();
            if (rate > 0 && (bucket < 0 || program.asks(sums.asked(), chart, bucket))) {
                double factor = factors == null ? 1 : factors[sums.cell()];
                parts.add(new Part(factor * weight(rate), repeats(rate), sums.tally()));
            }
        }
        return parts;
    }

    /** A part without sums, of reports that were sampled at a rate. */
    Part part(double rate) {
        return new Part(weight(rate), repeats(rate), NO_SUMS);
    }

    /**
     * How many installations a report of this rate stands for. No rate that is asked for is below the least one; a cut of a
     * sample may be at any X that a sender chose.
     */
    static double weight(double rate) {
        return 1 / Math.max(rate, SampleSize.LEAST_RATE);
    }

    private double repeats(double rate) {
        return 1 + (weeks - 1) * rate;
    }

    /** A slot's plain sum over all parts of a chart. */
    static long sum(List<Part> parts, int slot) {
        long sum = 0;
        for (Part part : parts) {
            sum += part.tally()[slot];
        }
        return sum;
    }

    /** A wide slot's sum over all parts, as far as it fits. */
    static long wideSum(List<Part> parts, int slot) {
        long sum = 0;
        for (Part part : parts) {
            sum += Tally.saturated(part.tally(), slot);
            if (sum < 0) {
                return Long.MAX_VALUE;
            }
        }
        return sum;
    }

    /** How many installations each cell stands for, from the reports that list every build. */
    double[] cellWeights() {
        Slots presence = program.charts.get(0);
        double[] weights = new double[program.cells.count()];
        for (CellSums sums : cells) {
            double rate = sums.asked().byChart().get(presence.index()).rate();
            if (rate > 0) {
                weights[sums.cell()] += sums.tally()[presence.asked()] * weight(rate);
            }
        }
        return weights;
    }
}
