package dev.limpid.charts;

import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Iterative proportional fitting: cells get factors such that the weighted reports match known margins. Each round
 * scales every margin in turn to its known shares (W. E. Deming and F. F. Stephan, On a least squares adjustment of a
 * sampled frequency table when the expected marginal totals are known, Annals of Mathematical Statistics 11 (1940)).
 * Where no factors can do that, it says so.
 */
final class Raking {

    private static final int MOST_ROUNDS = 500;
    private static final double CLOSE = 1e-6;

    private final Cells cells;
    private final double[] weights;
    private final double[] factors;
    private int rounds;

    /** What came of it: the factors are there only if all margins are matched. */
    record Outcome(Optional<double[]> factors, int rounds, String sentence) {}

    private Raking(Cells cells, double[] weights) {
        this.cells = cells;
        this.weights = weights;
        this.factors = new double[weights.length];
        java.util.Arrays.fill(factors, 1);
    }

    /**
     * Fits the cells to their margins.
     *
     * @param weights how many installations each cell stands for before
     */
    static Outcome fit(Cells cells, double[] weights) {
        return new Raking(cells, weights).fit();
    }

    private Outcome fit() {
        if (total() == 0) {
            return failed("no report to reweight");
        }
        for (int margin = 0; margin < cells.margins().size(); margin++) {
            double[] shares = cells.shares(margin);
            double[] sums = sums(margin);
            for (int place = 0; place < shares.length; place++) {
                if (shares[place] > 0 && sums[place] == 0) {
                    return failed("not reweighted: no report has "
                            + cells.margins().get(margin).platform().word() + " " + cells.name(margin, place)
                            + ", which should be "
                            + Figures.decimal(shares[place]).toPlainString() + " of them");
                }
            }
        }
        double off = Double.POSITIVE_INFINITY;
        while (rounds < MOST_ROUNDS && off > CLOSE) {
            rounds++;
            for (int margin = 0; margin < cells.margins().size(); margin++) {
                scale(margin);
            }
            if (!(total() > 0)) {
                return failed("not reweighted: the margins exclude every report");
            }
            off = furthest();
        }
        if (off > CLOSE) {
            return failed("not reweighted: after " + rounds + " rounds a margin is still off by "
                    + Figures.decimal(off).toPlainString()
                    + "; the combinations that have no report leave no way to match all margins");
        }
        return new Outcome(Optional.of(factors), rounds, "reweighted to match " + names() + emptyCells());
    }

    private Outcome failed(String sentence) {
        return new Outcome(Optional.empty(), rounds, sentence);
    }

    private String names() {
        return cells.margins().stream()
                .map(margin -> margin.platform().word() + " (" + shares(margin) + ")")
                .collect(Collectors.joining(" and "));
    }

    private static String shares(Margin margin) {
        return margin.shares().entrySet().stream()
                .map(share ->
                        share.getKey() + " " + Figures.decimal(share.getValue()).toPlainString())
                .collect(Collectors.joining(", "));
    }

    private String emptyCells() {
        long empty =
                java.util.Arrays.stream(weights).filter(weight -> weight == 0).count();
        return empty == 0 ? "" : "; " + empty + " of " + weights.length + " combinations have no report";
    }

    private void scale(int margin) {
        double[] shares = cells.shares(margin);
        double[] sums = sums(margin);
        double total = total();
        for (int cell = 0; cell < factors.length; cell++) {
            int place = cells.place(margin, cell);
            // The factor of a cell without reports means nothing, and could grow without bound.
            if (sums[place] > 0 && weights[cell] > 0) {
                factors[cell] *= shares[place] * total / sums[place];
            }
        }
    }

    /** How far the worst margin is from its known share. */
    private double furthest() {
        double furthest = 0;
        double total = total();
        for (int margin = 0; margin < cells.margins().size(); margin++) {
            double[] shares = cells.shares(margin);
            double[] sums = sums(margin);
            for (int place = 0; place < shares.length; place++) {
                furthest = Math.max(furthest, Math.abs(sums[place] / total - shares[place]));
            }
        }
        return furthest;
    }

    private double[] sums(int margin) {
        double[] sums = new double[cells.shares(margin).length];
        for (int cell = 0; cell < factors.length; cell++) {
            sums[cells.place(margin, cell)] += factors[cell] * weights[cell];
        }
        return sums;
    }

    private double total() {
        double total = 0;
        for (int cell = 0; cell < factors.length; cell++) {
            total += factors[cell] * weights[cell];
        }
        return total;
    }
}
