package dev.limpid.benchmarks.linking;

import dev.limpid.benchmarks.linking.HomeMatching.CorrectMatches;
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
 * An attacker knows one rare counter of a home, and so its line in one chart. What does this reveal about the home's line in another
 * chart? The published data reveals nothing: it is the same whichever home gave which answer. What remains is general knowledge: a home
 * that is active in one chart is active in another, and, if the chart asks for it, runs the same version there. The attacker gets all
 * of this, learnt from homes whose answers are known.
 */
final class TargetedAttack {

    private static final AnswerEncoding CODING = new AnswerEncoding(false);

    private TargetedAttack() {}

    /** What the attacker uses. */
    enum Clue {
        /** The line's attributes and size: everything that lines of different charts have in common. */
        OUTLINE,
        /**
         * The attributes alone. Anybody who sees the home's version elsewhere, such as in its user's bug report, has this without any
         * line.
         */
        BUILD
    }

    /**
     * What is learnt about another chart, averaged over homes.
     *
     * @param homes the number of homes in the average
     * @param found the chance that the named line is the home's
     * @param blindly the same for somebody who knows nothing about the home
     * @param guessed the chance that the named counts are the home's
     * @param guessedBlindly the same for somebody who knows nothing about the home and names the most common counts
     * @param bits the information learnt about the counts, in bits
     * @param bitsInAll the information in all counts, which one line per home would reveal
     */
    record InformationGain(
            long homes,
            double found,
            double blindly,
            double guessed,
            double guessedBlindly,
            double bits,
            double bitsInAll) {

        /** The average over several charts, weighted by their homes. */
        static InformationGain average(List<InformationGain> charts) {
            double[] sums = new double[6];
            long homes = 0;
            for (InformationGain one : charts) {
                homes += one.homes;
                double[] its = {one.found, one.blindly, one.guessed, one.guessedBlindly, one.bits, one.bitsInAll};
                for (int i = 0; i < sums.length; i++) {
                    sums[i] += its[i] * one.homes;
                }
            }
            return new InformationGain(
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
     * What the line of one chart reveals about the line of another in the same week.
     *
     * @param known the chart whose line of the home is known
     * @param other the chart to learn about
     * @param likeness learnt from homes whose lines in both are known, see {@link #trainedScores}
     * @param clue what the attacker uses, and used when learning
     */
    static InformationGain measure(AnsweredWeek known, AnsweredWeek other, SimilarityScores likeness, Clue clue) {
        List<PublishedAnswer> from = known.published();
        List<PublishedAnswer> to = other.published();
        EncodedLines knownLines = seen(from, clue);
        EncodedLines otherLines = seen(to, clue);
        CorrectMatches correctMatches =
                new HomeMatching(otherLines, knownLines, likeness).correctMatches(other.truth(), known.truth());
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
        return new InformationGain(
                sums.homes,
                correctMatches.alone() / homes,
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

    /** How lines of two charts are related within a home, learnt from homes of which both are known. */
    static SimilarityScores trainedScores(AnsweredWeek known, AnsweredWeek other, Clue clue) {
        EncodedLines from = seen(known.published(), clue);
        EncodedLines to = seen(other.published(), clue);
        List<int[]> a = new ArrayList<>();
        List<int[]> b = new ArrayList<>();
        known.truth().forEach((home, line) -> {
            Integer its = other.truth().get(home);
            if (its != null) {
                a.add(to.codes()[its]);
                b.add(from.codes()[line]);
            }
        });
        return SimilarityScores.trained(CODING, a.toArray(int[][]::new), b.toArray(int[][]::new));
    }

    private static EncodedLines seen(List<PublishedAnswer> published, Clue clue) {
        return EncodedLines.of(
                published.stream()
                        .map(line -> new PublishedAnswer(seen(line.answer(), clue), line.machines()))
                        .toList(),
                CODING);
    }

    /** The answer reduced to its number of events and of different counters, or to its attributes alone. */
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

    /** Lines with the same counts get the same number, whatever their attributes. */
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

    private static double[] prior(int[] contents, EncodedLines lines) {
        return posterior(contents, Arrays.stream(contents).max().orElse(0) + 1, lines, new float[lines.size()]);
    }

    private static double[] posterior(int[] contents, int different, EncodedLines lines, float[] scores) {
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
