package dev.limpid.benchmarks.linking;

import dev.limpid.benchmarks.linking.EqualTotals.Found;
import dev.limpid.benchmarks.linking.HomeMatching.CorrectMatches;
import dev.limpid.benchmarks.linking.TargetedAttack.Clue;
import dev.limpid.benchmarks.linking.TargetedAttack.InformationGain;
import dev.limpid.protocol.answer.Attribute;
import dev.limpid.protocol.question.CollectionConfig;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Measures what an attacker can reconstruct from the published lines.
 *
 * <pre>
 * link HOMES RATE FORM [HABITS [KNOWN]]   the share of answers that are linked to the right home a week later
 * totals HOMES FORM [HABITS]              what equal totals reveal about the same home's other charts
 * directed HOMES FORM [HABITS [KNOWN]]    what one known line, or its build alone, reveals about the same home's other charts
 * </pre>
 *
 * FORM is {@code none}, {@code version} or {@code os} for twelve charts without attributes, by version, or by version and system;
 * {@code one} for all counters in one chart by version; {@code old} for one line for each home with all counters, version,
 * runtime, system and processor, as before answers existed. HABITS are {@code usual}, {@code steady},
 * {@code even} or {@code runs}, see {@link Habits}. KNOWN is how many homes of another population
 * the attacker learns from.
 */
public final class LinkingBenchmark {

    private static final int CHARTS = 12;
    private static final int KNOWN = 20_000;
    private static final long SEED = 1;

    private LinkingBenchmark() {}

    /** Runs the benchmark that the arguments name. */
    public static void main(String[] arguments) {
        boolean link = arguments[0].equals("link");
        int homes = Integer.parseInt(arguments[1]);
        double rate = link ? Double.parseDouble(arguments[2]) : 1;
        int next = link ? 3 : 2;
        Habits habits = Habits.of(arguments.length > next + 1 ? arguments[next + 1] : "usual");
        int known = arguments.length > next + 2 ? Integer.parseInt(arguments[next + 2]) : KNOWN;
        String form = arguments[next];
        if (link) {
            print(String.join(" ", arguments), link(habits, form(form, rate), homes, known, SEED));
        } else if (arguments[0].equals("totals")) {
            Found found = totals(habits, form(form, 1), homes, SEED);
            System.out.printf(
                    Locale.ROOT,
                    "| %s | found %.2f%%, for certain %.2f%% | %d |%n",
                    String.join(" ", arguments),
                    100 * found.found(),
                    100 * found.certain(),
                    found.homes());
        } else {
            for (Clue clue : Clue.values()) {
                String what =
                        String.join(" ", arguments) + ", by " + clue.name().toLowerCase(Locale.ROOT);
                print(what, directed(habits, form(form, 1), homes, known, SEED, clue));
            }
        }
    }

    static CollectionConfig form(String form, double rate) {
        Set<Attribute> by = switch (form) {
            case "none" -> Set.of();
            case "version", "one" -> EnumSet.of(Attribute.VERSION);
            case "os" -> EnumSet.of(Attribute.VERSION, Attribute.OS);
            case "old" -> EnumSet.allOf(Attribute.class);
            default ->
                throw new IllegalArgumentException("the form is " + form + ", expected none, version, os, one or old");
        };
        return Population.config(form.equals("old") || form.equals("one") ? 1 : CHARTS, by, rate);
    }

    static Map<String, CorrectMatches> link(Habits habits, CollectionConfig config, int homes, int known, long seed) {
        Attack attack = new Attack(new Population(habits, seed), new Population(habits, seed + 1), known, seed + 2);
        return attack.run(config, homes);
    }

    /** What the first chart reveals about all others. */
    static InformationGain directed(
            Habits habits, CollectionConfig config, int homes, int known, long seed, Clue clue) {
        SplittableRandom draws = new SplittableRandom(seed + 2);
        List<AnsweredWeek> week = AnsweredWeek.of(new Population(habits, seed), homes, 0, config, draws);
        List<AnsweredWeek> training = AnsweredWeek.of(new Population(habits, seed + 1), known, 0, config, draws);
        List<InformationGain> learnt = new ArrayList<>();
        for (int chart = 1; chart < week.size(); chart++) {
            SimilarityScores likeness = TargetedAttack.trainedScores(training.get(0), training.get(chart), clue);
            learnt.add(TargetedAttack.measure(week.get(0), week.get(chart), likeness, clue));
        }
        return InformationGain.average(learnt);
    }

    /** What equal totals reveal, over all pairs of charts. */
    static Found totals(Habits habits, CollectionConfig config, int homes, long seed) {
        SplittableRandom draws = new SplittableRandom(seed + 2);
        List<EqualTotals> week = AnsweredWeek.of(new Population(habits, seed), homes, 0, config, draws).stream()
                .map(EqualTotals::new)
                .toList();
        List<Found> found = new ArrayList<>();
        for (EqualTotals known : week) {
            for (EqualTotals other : week) {
                if (known != other) {
                    found.add(known.found(other));
                }
            }
        }
        return Found.average(found);
    }

    private static void print(String what, Map<String, CorrectMatches> attacks) {
        attacks.forEach((name, correctMatches) -> System.out.printf(
                Locale.ROOT,
                "| %s | %s | %d | %.2f | %.2f | %.2f |%n",
                what,
                name,
                correctMatches.answers(),
                100 * correctMatches.alone() / correctMatches.answers(),
                100 * correctMatches.oneToOne() / correctMatches.answers(),
                100 * correctMatches.balanced() / correctMatches.answers()));
    }

    private static void print(String what, InformationGain informationGain) {
        System.out.printf(
                Locale.ROOT,
                "| %s | found %.3f%%, blindly %.3f%% | guessed %.2f%%, blindly %.2f%% | bits %.3f of %.2f | %d |%n",
                what,
                100 * informationGain.found(),
                100 * informationGain.blindly(),
                100 * informationGain.guessed(),
                100 * informationGain.guessedBlindly(),
                informationGain.bits(),
                informationGain.bitsInAll(),
                informationGain.homes());
    }
}
