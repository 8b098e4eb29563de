package dev.limpid.benchmarks.linking;

import java.util.Arrays;

/**
 * How much it speaks for one home that a line of one week and a line of the next look as they do: for each column a table
 * of the one value by the other, added up. Mutable while it is made.
 */
final class Likeness {

    private final int columns;
    private final float[][] tables;

    private Likeness(int columns) {
        this.columns = columns;
        this.tables = new float[columns][Coding.VALUES * Coding.VALUES];
    }

    @FunctionalInterface
    private interface Cell {
        double of(int column, int before, int after);
    }

    private static Likeness of(int columns, Cell cell) {
        Likeness likeness = new Likeness(columns);
        for (int column = 0; column < columns; column++) {
            for (int before = 0; before < Coding.VALUES; before++) {
                for (int after = 0; after < Coding.VALUES; after++) {
                    likeness.tables[column][after * Coding.VALUES + before] = (float) cell.of(column, before, after);
                }
            }
        }
        return likeness;
    }

    /** Distance of counts on a logarithmic scale, and the same attributes. */
    static Likeness distance(Coding coding, Lines before, Lines after) {
        double[] surprise = surprise(coding, before, after);
        return of(
                coding.columns(),
                (column, a, b) -> coding.isCount(column)
                        ? -0.05 * (a - b) * (a - b)
                        : attribute(a, b, surprise[column * Coding.VALUES + b]));
    }

    /** The rarer a counter that both have, the more alike; less so if the counts are far from each other. */
    static Likeness rarity(Coding coding, Lines before, Lines after) {
        double[] surprise = surprise(coding, before, after);
        double[] rare = new double[coding.columns()];
        for (int column = 0; column < rare.length; column++) {
            double share = 0;
            for (int value = 1; value < Coding.VALUES; value++) {
                share += Math.exp(-surprise[column * Coding.VALUES + value]);
            }
            rare[column] = -Math.log(Math.max(1e-9, Math.min(1, share)));
        }
        return of(coding.columns(), (column, a, b) -> {
            if (!coding.isCount(column)) {
                return attribute(a, b, surprise[column * Coding.VALUES + b]);
            }
            double lacking = -0.5 - 0.5 * Math.log(1 / Math.max(0.05, 1 - Math.exp(-rare[column])));
            return a == 0 && b == 0 ? 0 : a == 0 || b == 0 ? lacking : 0.5 + rare[column] - 0.15 * Math.abs(a - b);
        });
    }

    private static double attribute(int before, int after, double surprise) {
        return before == after ? surprise : -2.5;
    }

    /** Minus the logarithm of the share of machines that have a value. */
    private static double[] surprise(Coding coding, Lines before, Lines after) {
        double[] sums = new double[coding.columns() * Coding.VALUES];
        long all = before.count(sums) + after.count(sums);
        Arrays.setAll(sums, i -> -Math.log(Math.max(0.5, sums[i]) / all));
        return sums;
    }

    /**
     * The likelihood ratio of "one home" to "two homes", column by column, learnt from homes of the same kind whose links are
     * known: more than any stranger has.
     */
    static Likeness learnt(Coding coding, int[][] before, int[][] after) {
        int columns = coding.columns();
        int n = Coding.VALUES;
        float[][] pairs = new float[columns][n * n];
        for (int i = 0; i < before.length; i++) {
            int[] a = spread(before[i], columns);
            int[] b = spread(after[i], columns);
            for (int column = 0; column < columns; column++) {
                pairs[column][b[column] * n + a[column]]++;
            }
        }
        for (int column = 0; column < columns; column++) {
            if (coding.isCount(column)) {
                pairs[column] = blurred(pairs[column]);
            }
        }
        double[][] first = new double[columns][n];
        double[][] second = new double[columns][n];
        for (int column = 0; column < columns; column++) {
            for (int i = 0; i < n * n; i++) {
                first[column][i % n] += pairs[column][i];
                second[column][i / n] += pairs[column][i];
            }
        }
        double all = before.length;
        return of(
                columns,
                (column, a, b) ->
                        Math.log((pairs[column][b * n + a] + 1) / (first[column][a] * second[column][b] / all + 1)));
    }

    /** Counts that are near each other are alike: each pair lends something to its neighbours. */
    private static float[] blurred(float[] pairs) {
        int n = Coding.VALUES;
        float[] blurred = new float[n * n];
        float[] weights = {1, 2, 3, 2, 1};
        for (int i = 0; i < n * n; i++) {
            if (pairs[i] > 0) {
                int a = i % n;
                int b = i / n;
                for (int da = a == 0 ? 0 : -2; da <= (a == 0 ? 0 : 2); da++) {
                    for (int db = b == 0 ? 0 : -2; db <= (b == 0 ? 0 : 2); db++) {
                        float weight = (a == 0 ? 1 : weights[da + 2] / 9) * (b == 0 ? 1 : weights[db + 2] / 9);
                        int toA = a == 0 ? 0 : Math.max(1, Math.min(n - 1, a + da));
                        int toB = b == 0 ? 0 : Math.max(1, Math.min(n - 1, b + db));
                        blurred[toB * n + toA] += weight * pairs[i];
                    }
                }
            }
        }
        return blurred;
    }

    private static int[] spread(int[] codes, int columns) {
        int[] values = new int[columns];
        for (int code : codes) {
            values[code / Coding.VALUES] = code % Coding.VALUES;
        }
        return values;
    }

    /** How every line of the week before looks beside one line. */
    void score(Lines before, int[] after, float[] scores) {
        int[] b = spread(after, columns);
        float[] rows = new float[columns * Coding.VALUES];
        float base = 0;
        for (int column = 0; column < columns; column++) {
            int from = b[column] * Coding.VALUES;
            float nothing = tables[column][from];
            base += nothing;
            for (int value = 0; value < Coding.VALUES; value++) {
                rows[column * Coding.VALUES + value] = tables[column][from + value] - nothing;
            }
        }
        for (int i = 0; i < before.size(); i++) {
            float score = base;
            for (int code : before.codes()[i]) {
                score += rows[code];
            }
            scores[i] = score;
        }
    }
}
