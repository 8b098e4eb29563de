package dev.limpid.benchmarks.linking;

import java.util.Arrays;

/**
 * A score for a line of one week and a line of the next to come from the same home: the sum over all columns of a table with the score
 * of each pair of values. Mutable while it is built.
 */
final class SimilarityScores {

    private final int columns;
    private final float[][] tables;

    private SimilarityScores(int columns) {
        this.columns = columns;
        this.tables = new float[columns][AnswerEncoding.VALUES * AnswerEncoding.VALUES];
    }

    @FunctionalInterface
    private interface Cell {
        double of(int column, int before, int after);
    }

    private static SimilarityScores of(int columns, Cell cell) {
        SimilarityScores likeness = new SimilarityScores(columns);
        for (int column = 0; column < columns; column++) {
            for (int before = 0; before < AnswerEncoding.VALUES; before++) {
                for (int after = 0; after < AnswerEncoding.VALUES; after++) {
                    likeness.tables[column][after * AnswerEncoding.VALUES + before] =
                            (float) cell.of(column, before, after);
                }
            }
        }
        return likeness;
    }

    /** Scores the distance of counts on a logarithmic scale, and equal attributes. */
    static SimilarityScores distance(AnswerEncoding coding, EncodedLines before, EncodedLines after) {
        double[] surprise = surprise(coding, before, after);
        return of(
                coding.columns(),
                (column, a, b) -> coding.isCount(column)
                        ? -0.05 * (a - b) * (a - b)
                        : attribute(a, b, surprise[column * AnswerEncoding.VALUES + b]));
    }

    /** Scores common counters by their rarity; less if the counts are far apart. */
    static SimilarityScores rarity(AnswerEncoding coding, EncodedLines before, EncodedLines after) {
        double[] surprise = surprise(coding, before, after);
        double[] rare = new double[coding.columns()];
        for (int column = 0; column < rare.length; column++) {
            double share = 0;
            for (int value = 1; value < AnswerEncoding.VALUES; value++) {
                share += Math.exp(-surprise[column * AnswerEncoding.VALUES + value]);
            }
            rare[column] = -Math.log(Math.max(1e-9, Math.min(1, share)));
        }
        return of(coding.columns(), (column, a, b) -> {
            if (!coding.isCount(column)) {
                return attribute(a, b, surprise[column * AnswerEncoding.VALUES + b]);
            }
            double lacking = -0.5 - 0.5 * Math.log(1 / Math.max(0.05, 1 - Math.exp(-rare[column])));
            return a == 0 && b == 0 ? 0 : a == 0 || b == 0 ? lacking : 0.5 + rare[column] - 0.15 * Math.abs(a - b);
        });
    }

    private static double attribute(int before, int after, double surprise) {
        return before == after ? surprise : -2.5;
    }

    /** Minus the logarithm of the share of machines that have a value. */
    private static double[] surprise(AnswerEncoding coding, EncodedLines before, EncodedLines after) {
        double[] sums = new double[coding.columns() * AnswerEncoding.VALUES];
        long all = before.count(sums) + after.count(sums);
        Arrays.setAll(sums, i -> -Math.log(Math.max(0.5, sums[i]) / all));
        return sums;
    }

    /**
     * The likelihood ratio of "one home" to "two homes", column by column, learnt from homes of the same kind whose links are known. A
     * stranger cannot know this.
     */
    static SimilarityScores trained(AnswerEncoding coding, int[][] before, int[][] after) {
        int columns = coding.columns();
        int n = AnswerEncoding.VALUES;
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

    /** Smooths the table: each pair of counts contributes to its neighbours, since close counts are similar. */
    private static float[] blurred(float[] pairs) {
        int n = AnswerEncoding.VALUES;
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
            values[code / AnswerEncoding.VALUES] = code % AnswerEncoding.VALUES;
        }
        return values;
    }

    /** The scores of every line of the week before against one line. */
    void score(EncodedLines before, int[] after, float[] scores) {
        int[] b = spread(after, columns);
        float[] rows = new float[columns * AnswerEncoding.VALUES];
        float base = 0;
        for (int column = 0; column < columns; column++) {
            int from = b[column] * AnswerEncoding.VALUES;
            float nothing = tables[column][from];
            base += nothing;
            for (int value = 0; value < AnswerEncoding.VALUES; value++) {
                rows[column * AnswerEncoding.VALUES + value] = tables[column][from + value] - nothing;
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
