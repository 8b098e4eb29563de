package dev.limpid.benchmarks.linking;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.stream.IntStream;

/**
 * Decides for every answer of a week which line of the week before is the same home's. A line with N machines is N candidates: naming
 * it finds the home with a chance of 1 in N.
 */
final class HomeMatching {

    /** How many lines of the week before are candidates for each line. */
    private static final int CANDIDATES = 48;

    private static final int ROUNDS = 30;

    private final EncodedLines before;
    private final EncodedLines after;
    private final int[][] candidates;
    private final float[][] scores;

    HomeMatching(EncodedLines before, EncodedLines after, SimilarityScores likeness) {
        this.before = before;
        this.after = after;
        this.candidates = new int[after.size()][];
        this.scores = new float[after.size()][];
        float[] all = new float[before.size()];
        for (int b = 0; b < after.size(); b++) {
            likeness.score(before, after.codes()[b], all);
            candidates[b] = best(all);
            float[] its = new float[candidates[b].length];
            for (int i = 0; i < its.length; i++) {
                its[i] = all[candidates[b][i]];
            }
            scores[b] = its;
        }
    }

    private static int[] best(float[] scores) {
        PriorityQueue<Integer> best = new PriorityQueue<>(Comparator.comparingDouble(i -> scores[i]));
        for (int i = 0; i < scores.length; i++) {
            if (best.size() < CANDIDATES) {
                best.add(i);
            } else if (scores[i] > scores[best.peek()]) {
                best.poll();
                best.add(i);
            }
        }
        return best.stream()
                .sorted(Comparator.<Integer>comparingDouble(i -> -scores[i]).thenComparing(i -> i))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** The correct guesses among all answers of the second week, for each way of choosing. */
    record CorrectMatches(double alone, double oneToOne, double balanced, long answers) {

        static final CorrectMatches NONE = new CorrectMatches(0, 0, 0, 0);

        CorrectMatches plus(CorrectMatches other) {
            return new CorrectMatches(
                    alone + other.alone, oneToOne + other.oneToOne, balanced + other.balanced, answers + other.answers);
        }

        double best() {
            return Math.max(alone, Math.max(oneToOne, balanced)) / Math.max(1, answers);
        }
    }

    /** How many answers are expected to be linked to the right home. */
    CorrectMatches correctMatches(Map<Integer, Integer> truthBefore, Map<Integer, Integer> truthAfter) {
        Truth truth = new Truth(truthBefore, truthAfter);
        return new CorrectMatches(alone(truth), oneToOne(truth), balanced(truth), truthAfter.size());
    }

    /** Each answer separately: the line with the highest score. */
    private double alone(Truth truth) {
        double right = 0;
        for (int b = 0; b < after.size(); b++) {
            if (candidates[b].length > 0) {
                int a = candidates[b][0];
                right += (double) truth.both(a, b) / before.machines()[a];
            }
        }
        return right;
    }

    private record Pair(int a, int b, float score) {}

    /** Links no home twice: takes the highest scores first, with as many machines as both lines have left. */
    private double oneToOne(Truth truth) {
        List<Pair> pairs = IntStream.range(0, after.size())
                .boxed()
                .flatMap(b -> IntStream.range(0, candidates[b].length)
                        .mapToObj(i -> new Pair(candidates[b][i], b, scores[b][i])))
                .sorted(Comparator.comparingDouble(pair -> -pair.score()))
                .toList();
        long[] leftBefore = before.machines().clone();
        long[] leftAfter = after.machines().clone();
        double right = 0;
        for (Pair pair : pairs) {
            long pieces = Math.min(leftBefore[pair.a()], leftAfter[pair.b()]);
            if (pieces > 0) {
                leftBefore[pair.a()] -= pieces;
                leftAfter[pair.b()] -= pieces;
                right += (double) pieces
                        * truth.both(pair.a(), pair.b())
                        / before.machines()[pair.a()]
                        / after.machines()[pair.b()];
            }
        }
        return right;
    }

    /**
     * All together: scales the chances of all pairs until each machine of either week is expected to be in one pair. Where the chances
     * are clear, this is an assignment. Then each answer gets its most probable line.
     */
    private double balanced(Truth truth) {
        double[] u = new double[before.size()];
        double[] v = new double[after.size()];
        Arrays.fill(u, 1);
        Arrays.fill(v, 1);
        double[][] chances = new double[after.size()][];
        for (int b = 0; b < after.size(); b++) {
            chances[b] = new double[scores[b].length];
            for (int i = 0; i < chances[b].length; i++) {
                chances[b][i] = Math.exp(Math.max(-200, scores[b][i] - scores[b][0]));
            }
        }
        for (int round = 0; round < ROUNDS; round++) {
            double[] sums = new double[before.size()];
            for (int b = 0; b < after.size(); b++) {
                double sum = 0;
                for (int i = 0; i < chances[b].length; i++) {
                    int a = candidates[b][i];
                    sum += before.machines()[a] * u[a] * chances[b][i];
                }
                v[b] = 1 / Math.max(1e-290, sum);
                for (int i = 0; i < chances[b].length; i++) {
                    sums[candidates[b][i]] += after.machines()[b] * v[b] * chances[b][i];
                }
            }
            for (int a = 0; a < u.length; a++) {
                u[a] = 1 / Math.max(1, sums[a]);
            }
        }
        double right = 0;
        for (int b = 0; b < after.size(); b++) {
            int best = -1;
            double most = -1;
            for (int i = 0; i < chances[b].length; i++) {
                double chance = u[candidates[b][i]] * chances[b][i];
                if (chance > most) {
                    most = chance;
                    best = candidates[b][i];
                }
            }
            right += best < 0 ? 0 : (double) truth.both(best, b) / before.machines()[best];
        }
        return right;
    }

    /** How many homes are in both a line of one week and a line of the other. */
    private static final class Truth {
        private final Map<Long, Integer> both = new HashMap<>();

        Truth(Map<Integer, Integer> truthBefore, Map<Integer, Integer> truthAfter) {
            truthAfter.forEach((home, b) -> {
                Integer a = truthBefore.get(home);
                if (a != null) {
                    both.merge(((long) a << 32) | b, 1, Integer::sum);
                }
            });
        }

        int both(int a, int b) {
            return both.getOrDefault(((long) a << 32) | b, 0);
        }
    }
}
