package dev.limpid.benchmarks.linking;

import dev.limpid.benchmarks.linking.HomeMatching.CorrectMatches;
import dev.limpid.protocol.answer.PublishedAnswer;
import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.protocol.question.Question;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Publishes two weeks of a population and links them by every similarity measure. */
final class Attack {

    private final Population population;
    private final Population known;
    private final int knownHomes;
    private final SplittableRandom draws;

    /**
     * Creates an attack.
     *
     * @param known another population of the same kind, whose links the attacker knows
     * @param knownHomes how many of its homes
     */
    Attack(Population population, Population known, int knownHomes, long seed) {
        this.population = population;
        this.known = known;
        this.knownHomes = knownHomes;
        this.draws = new SplittableRandom(seed);
    }

    /** The share of answers that are linked to the right home, over all charts, by likeness. */
    Map<String, CorrectMatches> run(CollectionConfig config, int homes) {
        List<AnsweredWeek> first = AnsweredWeek.of(population, homes, 0, config, draws);
        List<AnsweredWeek> second = AnsweredWeek.of(population, homes, 1, config, draws);
        CollectionConfig everybody = everybody(config);
        List<AnsweredWeek> knownFirst = AnsweredWeek.of(known, knownHomes, 0, everybody, draws);
        List<AnsweredWeek> knownSecond = AnsweredWeek.of(known, knownHomes, 1, everybody, draws);
        Map<String, CorrectMatches> sums = new LinkedHashMap<>();
        for (int chart = 0; chart < first.size(); chart++) {
            run(first.get(chart), second.get(chart), knownFirst.get(chart), knownSecond.get(chart))
                    .forEach((name, correctMatches) -> sums.merge(name, correctMatches, CorrectMatches::plus));
        }
        return sums;
    }

    private static CollectionConfig everybody(CollectionConfig config) {
        CollectionConfig.Program program = config.programs().get(0);
        List<Question> questions = new ArrayList<>();
        for (Question question : program.questions()) {
            questions.add(new Question(
                    question.id(), 1, question.by(), question.asked(), question.since(), question.until()));
        }
        return new CollectionConfig(
                config.version(),
                config.os(),
                config.arch(),
                config.runtime(),
                1,
                List.of(new CollectionConfig.Program(program.name(), program.versions(), questions)));
    }

    private static Map<String, CorrectMatches> run(
            AnsweredWeek first, AnsweredWeek second, AnsweredWeek knownFirst, AnsweredWeek knownSecond) {
        Map<String, CorrectMatches> right = new LinkedHashMap<>();
        List<PublishedAnswer> firstLines = first.published();
        List<PublishedAnswer> secondLines = second.published();
        List<PublishedAnswer> knownFirstLines = knownFirst.published();
        List<PublishedAnswer> knownSecondLines = knownSecond.published();
        for (boolean asShares : new boolean[] {false, true}) {
            AnswerEncoding coding = new AnswerEncoding(asShares);
            EncodedLines before = EncodedLines.of(firstLines, coding);
            EncodedLines after = EncodedLines.of(secondLines, coding);
            EncodedLines knownBefore = EncodedLines.of(knownFirstLines, coding);
            EncodedLines knownAfter = EncodedLines.of(knownSecondLines, coding);
            Map<String, SimilarityScores> attackers = new LinkedHashMap<>();
            if (!asShares) {
                attackers.put("distance of counts", SimilarityScores.distance(coding, before, after));
                attackers.put("rarity", SimilarityScores.rarity(coding, before, after));
            }
            attackers.put(
                    asShares ? "learnt, of parts" : "learnt, of counts",
                    learnt(coding, knownFirst, knownSecond, knownBefore, knownAfter));
            attackers.forEach((name, likeness) -> right.put(
                    name, new HomeMatching(before, after, likeness).correctMatches(first.truth(), second.truth())));
        }
        return right;
    }

    private static SimilarityScores learnt(
            AnswerEncoding coding, AnsweredWeek first, AnsweredWeek second, EncodedLines before, EncodedLines after) {
        List<int[]> a = new ArrayList<>();
        List<int[]> b = new ArrayList<>();
        second.truth().forEach((home, line) -> {
            Integer its = first.truth().get(home);
            if (its != null) {
                a.add(before.codes()[its]);
                b.add(after.codes()[line]);
            }
        });
        return SimilarityScores.trained(coding, a.toArray(int[][]::new), b.toArray(int[][]::new));
    }
}
