package dev.limpid.benchmarks.linking;

import dev.limpid.benchmarks.linking.Matching.Right;
import dev.limpid.protocol.answer.Answer;
import dev.limpid.protocol.answer.AnswerPart;
import dev.limpid.protocol.answer.PublishedAnswer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Somebody knows one rare counter of a home, and so its line of one chart. What does that tell of the home's line of
 * another chart? What is published cannot tell: it is the same whoever gave which answer. What is left is what anybody may
 * suppose of people: who does much here does much there, and, if the chart says so, runs the same version there. The
 * attacker is given all of that, learnt from homes whose answers he knows.
 */
final class DirectedAttack {

    private static final Coding CODING = new Coding(false);

    private DirectedAttack() {}

    /** What the attacker goes by. */
    enum Clue {
        /** The line's attributes and size: all that lines of different charts have in common. */
        OUTLINE,
        /** The attributes alone. Who sees the home's version elsewhere, in a bug report of its user, has this without any line. */
        BUILD
    }

    /**
     * What is learnt of another chart, each as an average over homes.
     *
     * @param homes how many homes it is an average of
     * @param found the chance that the line that is named is the home's
     * @param blindly the same of somebody who knows nothing of the home
     * @param guessed the chance that the counts that are named are the home's
     * @param guessedBlindly the same of somebody who knows nothing of the home: the commonest counts
     * @param bits what is learnt of the counts, in bits
     * @param bitsInAll what there was to learn, which one line for each home would tell
     */
    record Learnt(
            long homes,
            double found,
            double blindly,
            double guessed,
            double guessedBlindly,
            double bits,
            double bitsInAll) {

        /** The average of several charts, by how many homes each is of. */
        static Learnt average(List<Learnt> charts) {
            double[] sums = new double[6];
            long homes = 0;
            for (Learnt one : charts) {
                homes += one.homes;
                double[] its = {one.found, one.blindly, one.guessed, one.guessedBlindly, one.bits, one.bitsInAll};
                for (int i = 0; i < sums.length; i++) {
                    sums[i] += its[i] * one.homes;
                }
            }
            return new Learnt(
                    homes,
                    sums[0] / homes,
                    sums[1] / homes,
                    sums[2] / homes,
                    sums[3] / homes,
                    sums[4] / homes,
                    sums[5] / homes);
        }
    }

    /**
     * What the line of one chart tells of the line of another in the same week.
     *
     * @param known the chart of which the home's line is known
     * @param other the chart to be learnt of
     * @param likeness learnt from homes whose lines in both are known, see {@link #likeness}
     * @param clue what the attacker goes by, and went by when learning
     */
    static Learnt learnt(AnsweredWeek known, AnsweredWeek other, Likeness likeness, Clue clue) {
        List<PublishedAnswer> from = known.published();
        List<PublishedAnswer> to = other.published();
        Lines knownLines = seen(from, clue);
        Lines otherLines = seen(to, clue);
        Right right = new Matching(otherLines, knownLines, likeness).right(other.truth(), known.truth());
        int[] contents = contents(to);
        double[] prior = prior(contents, otherLines);
        int commonest = most(prior);
        Map<Integer, double[]> posteriors = new HashMap<>();
        float[] scores = new float[otherLines.size()];
        Sums sums = new Sums();
        known.truth().forEach((home, line) -> {
            Integer its = other.truth().get(home);
            if (its != null) {
                double[] posterior = posteriors.computeIfAbsent(line, any -> {
                    likeness.score(otherLines, knownLines.codes()[line], scores);
                    return posterior(contents, prior.length, otherLines, scores);
                });
                int content = contents[its];
                sums.homes++;
                sums.guessed += most(posterior) == content ? 1 : 0;
                sums.guessedBlindly += commonest == content ? 1 : 0;
                sums.bits += Math.log(posterior[content] / prior[content]) / Math.log(2);
                sums.bitsInAll -= Math.log(prior[content]) / Math.log(2);
            }
        });
        double homes = sums.homes;
        return new Learnt(
                sums.homes,
                right.alone() / homes,
                1.0 / other.truth().size(),
                sums.guessed / homes,
                sums.guessedBlindly / homes,
                sums.bits / homes,
                sums.bitsInAll / homes);
    }

    private static final class Sums {
        private long homes;
        private double guessed;
        private double guessedBlindly;
        private double bits;
        private double bitsInAll;
    }

    /** How lines of two charts go together in one home, learnt from homes of which both are known. */
    static Likeness likeness(AnsweredWeek known, AnsweredWeek other, Clue clue) {
        Lines from = seen(known.published(), clue);
        Lines to = seen(other.published(), clue);
        List<int[]> a = new ArrayList<>();
        List<int[]> b = new ArrayList<>();
        known.truth().forEach((home, line) -> {
            Integer its = other.truth().get(home);
            if (its != null) {
                a.add(to.codes()[its]);
                b.add(from.codes()[line]);
            }
        });
        return Likeness.learnt(CODING, a.toArray(int[][]::new), b.toArray(int[][]::new));
    }

    private static Lines seen(List<PublishedAnswer> published, Clue clue) {
        return Lines.of(
                published.stream()
                        .map(line -> new PublishedAnswer(seen(line.answer(), clue), line.machines()))
                        .toList(),
                CODING);
    }

    /** The answer with no more than how many events and how many different counters it has, or not even that. */
    private static Answer seen(Answer answer, Clue clue) {
        List<AnswerPart> parts = new ArrayList<>();
        for (AnswerPart part : answer.parts()) {
            TreeMap<String, Long> counts = new TreeMap<>();
            if (clue == Clue.OUTLINE) {
                part.counts().values().forEach(count -> {
                    counts.merge("events", count, Long::sum);
                    counts.merge("kinds", 1L, Long::sum);
                });
            }
            parts.add(new AnswerPart(part.attributes(), counts));
        }
        return new Answer(answer.week(), answer.config(), answer.chart(), parts);
    }

    /** Lines of the same counts have one number, whatever their attributes. */
    private static int[] contents(List<PublishedAnswer> published) {
        Map<Map<String, Long>, Integer> numbers = new HashMap<>();
        return published.stream()
                .mapToInt(line -> {
                    Map<String, Long> counts = new TreeMap<>();
                    line.answer()
                            .parts()
                            .forEach(part ->
                                    part.counts().forEach((name, count) -> counts.merge(name, count, Long::sum)));
                    return numbers.computeIfAbsent(counts, any -> numbers.size());
                })
                .toArray();
    }

    private static double[] prior(int[] contents, Lines lines) {
        return posterior(contents, Arrays.stream(contents).max().orElse(0) + 1, lines, new float[lines.size()]);
    }

    private static double[] posterior(int[] contents, int different, Lines lines, float[] scores) {
        double[] chances = new double[different];
        double all = 0;
        for (int i = 0; i < contents.length; i++) {
            double chance = lines.machines()[i] * Math.exp(scores[i]);
            chances[contents[i]] += chance;
            all += chance;
        }
        for (int i = 0; i < different; i++) {
            chances[i] /= all;
        }
        return chances;
    }

    private static int most(double[] chances) {
        int best = 0;
        for (int i = 1; i < chances.length; i++) {
            best = chances[i] > chances[best] ? i : best;
        }
        return best;
    }
}
