package dev.limpid.charts.estimate;

import dev.limpid.charts.ChartNote;
import dev.limpid.charts.ChartResult.Cell;
import dev.limpid.charts.DecimalFormatting;
import dev.limpid.charts.plan.RakingPlan;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Calibrates weights to known margins by raking: each cell gets a factor so that the indicators of each bucket add
 * up to its known share of all (J.-C. Deville and C.-E. Särndal, Calibration estimators in survey sampling, JASA 87
 * (1992)). A machine that ran two versions has the indicators of both, and counts in both sums; a margin's whole is
 * then the number of indicators. The steps scale the cells of one bucket after another. With one bucket per machine
 * this is iterative proportional fitting (W. E. Deming and F. F. Stephan, Annals of Mathematical Statistics 11 (1940)),
 * which converges to the nearest weights if any exist (I. Csiszár, I-divergence geometry, Annals of Probability 3
 * (1975)). If no factors match all margins, the outcome states that.
 *
 * <p>Nothing is reweighted if a few answers would then decide the result: a bucket with a known share needs
 * {@value Cell#LEAST} effective answers, as a cell of a split does, and no cell may get a factor above
 * {@value #MOST_FACTOR} (bounded factors are Deville and Särndal's too). A margin is not used either if more than
 * {@value #MOST_DOUBLE} of all machines have two of its buckets: there is a factor for each bucket but none for all
 * machines, so the ratio of machines with one bucket to machines with two would be arbitrary.
 *
 * <p>For one thread at a time.
 */
public final class Raking {

    private static final int MOST_ROUNDS = 500;
    private static final double CLOSE = 1e-6;

    /** A cell counts for at most this many times its share. */
    private static final double MOST_FACTOR = 20;

    /** The largest share of machines that may have two buckets of one margin. */
    private static final double MOST_DOUBLE = 0.02;

    private final RakingPlan plan;
    private final long[] cells;
    private final double[] weights;
    private final ToDoubleFunction<long[]> effective;
    private final double[] factors;
    private int rounds;

    /** The result. The factors of the cells are present only if all margins are matched. */
    public record Outcome(Optional<double[]> factors, int rounds, String sentence) {}

    private Raking(RakingPlan plan, long[] cells, double[] weights, ToDoubleFunction<long[]> effective) {
        this.plan = plan;
        this.cells = cells;
        this.weights = weights;
        this.effective = effective;
        this.factors = new double[weights.length];
        Arrays.fill(factors, 1);
    }

    /**
     * Fits cells to the margins.
     *
     * @param weights how many machines each cell stands for before reweighting
     * @param effective the effective sample size of some cells
     */
    static Outcome fit(RakingPlan plan, long[] cells, double[] weights, ToDoubleFunction<long[]> effective) {
        return new Raking(plan, cells, weights, effective).fit();
    }

    private Outcome fit() {
        if (!(Arrays.stream(weights).sum() > 0)) {
            return failed(ChartNote.of(ChartNote.Kind.NO_ANSWER));
        }
        double all = Arrays.stream(weights).sum();
        double[] wholes = new double[plan.margins().size()];
        for (int margin = 0; margin < wholes.length; margin++) {
            RakingPlan.Known known = plan.margins().get(margin);
            double[] sums = sums(margin);
            wholes[margin] = Arrays.stream(sums).sum();
            Optional<ChartNote> lacking = lacking(margin, sums);
            if (lacking.isPresent()) {
                return failed(lacking.get());
            }
            // A machine with two buckets has two indicators, every other machine one.
            double twice = (wholes[margin] - all) / all;
            if (twice > MOST_DOUBLE) {
                return failed(ChartNote.of(
                        ChartNote.Kind.DOUBLE,
                        "percent",
                        DecimalFormatting.decimal(100 * twice).toPlainString(),
                        "attribute",
                        known.split().attribute().word()));
            }
        }
        double off = Double.POSITIVE_INFINITY;
        while (rounds < MOST_ROUNDS && off > CLOSE) {
            rounds++;
            for (int margin = 0; margin < wholes.length; margin++) {
                scale(margin, wholes[margin]);
            }
            off = furthest(wholes);
        }
        if (off > CLOSE) {
            return failed(ChartNote.of(
                    ChartNote.Kind.STILL_OFF,
                    "rounds",
                    Integer.toString(rounds),
                    "off",
                    DecimalFormatting.decimal(off).toPlainString()));
        }
        if (Arrays.stream(factors).max().orElse(1) > MOST_FACTOR) {
            return failed(ChartNote.of(ChartNote.Kind.TOO_HEAVY, "times", (long) MOST_FACTOR));
        }
        return new Outcome(
                Optional.of(factors),
                rounds,
                ChartNote.of(ChartNote.Kind.MATCHED, "margins", names()).text());
    }

    /** Why a margin cannot be matched: one of its buckets with a known share has no answer, or too few. */
    private Optional<ChartNote> lacking(int margin, double[] sums) {
        RakingPlan.Known known = plan.margins().get(margin);
        String attribute = known.split().attribute().word();
        for (int bucket = 0; bucket < sums.length; bucket++) {
            if (known.shares()[bucket] > 0 && sums[bucket] == 0) {
                return Optional.of(ChartNote.of(
                        ChartNote.Kind.NO_BUCKET,
                        "attribute",
                        attribute,
                        "bucket",
                        known.buckets().get(bucket),
                        "share",
                        DecimalFormatting.decimal(known.shares()[bucket]).toPlainString()));
            }
        }
        for (int bucket = 0; bucket < sums.length; bucket++) {
            double answers = known.shares()[bucket] > 0 ? effective(margin, bucket) : Cell.LEAST;
            if (answers < Cell.LEAST) {
                return Optional.of(ChartNote.of(
                        ChartNote.Kind.FEW_IN_BUCKET,
                        "attribute",
                        attribute,
                        "bucket",
                        known.buckets().get(bucket),
                        "answers",
                        DecimalFormatting.decimal(answers).toPlainString(),
                        "least",
                        (long) Cell.LEAST));
            }
        }
        return Optional.empty();
    }

    private double effective(int margin, int bucket) {
        return effective.applyAsDouble(IntStream.range(0, cells.length)
                .filter(i -> has(margin, i, bucket))
                .mapToLong(i -> cells[i])
                .toArray());
    }

    private Outcome failed(ChartNote why) {
        return new Outcome(Optional.empty(), rounds, why.text());
    }

    private String names() {
        return plan.margins().stream()
                .map(margin -> margin.split().attribute().word() + " (" + shares(margin) + ")")
                .collect(Collectors.joining(" and "));
    }

    private static String shares(RakingPlan.Known margin) {
        StringBuilder text = new StringBuilder();
        for (int bucket = 0; bucket < margin.shares().length; bucket++) {
            if (margin.shares()[bucket] > 0) {
                text.append(text.isEmpty() ? "" : ", ")
                        .append(margin.buckets().get(bucket))
                        .append(' ')
                        .append(DecimalFormatting.decimal(margin.shares()[bucket])
                                .toPlainString());
            }
        }
        return text.toString();
    }

    private void scale(int margin, double whole) {
        double[] shares = plan.margins().get(margin).shares();
        for (int bucket = 0; bucket < shares.length; bucket++) {
            double sum = sums(margin)[bucket];
            if (sum > 0) {
                double factor = shares[bucket] * whole / sum;
                for (int i = 0; i < cells.length; i++) {
                    if (has(margin, i, bucket)) {
                        factors[i] *= factor;
                    }
                }
            }
        }
    }

    private boolean has(int margin, int cell, int bucket) {
        int[] set = plan.buckets(margin, cells[cell]);
        return set[0] == bucket || set[1] == bucket;
    }

    /** How far the worst bucket is from its known share. */
    private double furthest(double[] wholes) {
        double furthest = 0;
        for (int margin = 0; margin < wholes.length; margin++) {
            double[] shares = plan.margins().get(margin).shares();
            double[] sums = sums(margin);
            for (int bucket = 0; bucket < shares.length; bucket++) {
                furthest = Math.max(furthest, Math.abs(sums[bucket] / wholes[margin] - shares[bucket]));
            }
        }
        return furthest;
    }

    private double[] sums(int margin) {
        double[] sums = new double[plan.margins().get(margin).buckets().size()];
        for (int i = 0; i < cells.length; i++) {
            int[] set = plan.buckets(margin, cells[i]);
            double weight = factors[i] * weights[i];
            sums[set[0]] += weight;
            sums[set[1]] += set[0] == set[1] ? 0 : weight;
        }
        return sums;
    }
}
