package dev.limpid.benchmarks.linking;

import dev.limpid.protocol.answer.Attribute;
import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.protocol.question.Question;
import dev.limpid.protocol.question.RequestedCounters;
import dev.limpid.protocol.report.Build;
import dev.limpid.protocol.report.ProgramReport;
import dev.limpid.protocol.report.Report;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * Homes that use one program, each with lasting habits. A home does some of the program's {@value #COUNTERS} things, each at its own
 * pace; its counts in a week vary randomly around that. Deterministic by seed.
 */
final class Population {

    static final String PROGRAM = "example.org/tool";
    static final int COUNTERS = 60;

    /** Counters of one chart, if there are twelve. */
    static final int CHOICES = 5;

    static final List<String> VERSIONS =
            List.of("v1.0.0", "v1.1.0", "v1.2.0", "v1.3.0", "v1.4.0", "v1.5.0", "v1.5.1", "v1.6.0");

    private static final LocalDate FIRST_MONDAY = LocalDate.parse("2026-11-02");
    private static final List<String> OS = List.of("linux", "windows", "darwin");
    private static final List<String> ARCH = List.of("amd64", "arm64");
    private static final List<String> RUNTIME = List.of("java21", "java17", "java25");
    private static final double MOST_A_WEEK = 1e9;
    private static final double RUNS_A_WEEK = 20;

    /** A counter of the first chart that only one home has. */
    static final String RARE = "part0:rare";

    private final Habits habits;
    private final long seed;
    private final int rareHome;

    /** A home: its platform, its activity, and how often it does each thing in an ordinary week; 0 for what it never does. */
    record Home(
            int number,
            int weekday,
            int version,
            String runtime,
            String os,
            String arch,
            double activity,
            double[] pace) {}

    /**
     * Creates a population.
     *
     * @param rareHome the home that counts {@link #RARE}; below 0 for none
     */
    Population(Habits habits, long seed, int rareHome) {
        this.habits = habits;
        this.seed = seed;
        this.rareHome = rareHome;
    }

    Population(Habits habits, long seed) {
        this(habits, seed, -1);
    }

    static String counter(int index) {
        return "part" + index / CHOICES + ":choice" + index % CHOICES;
    }

    /** The configuration for all homes: this many charts, with each counter in one of them. */
    static CollectionConfig config(int charts, Set<Attribute> by, double rate) {
        List<Question> questions = new ArrayList<>();
        int inChart = COUNTERS / charts;
        for (int chart = 0; chart < charts; chart++) {
            List<String> names = new ArrayList<>();
            for (int i = 0; i < inChart; i++) {
                names.add(counter(chart * inChart + i));
            }
            if (chart == 0) {
                names.add(RARE);
            }
            questions.add(new Question(
                    "part" + chart, rate, by, new RequestedCounters.Named(names), Optional.empty(), Optional.empty()));
        }
        return new CollectionConfig(
                "v1.0.0", OS, ARCH, RUNTIME, 1, List.of(new CollectionConfig.Program(PROGRAM, VERSIONS, questions)));
    }

    Home home(int number) {
        SplittableRandom random = random(number, -1);
        double activity = Math.exp(habits.activity() * random.nextGaussian());
        double breadth = Math.exp(habits.breadth() * random.nextGaussian());
        double[] pace = new double[COUNTERS];
        for (int i = 0; i < COUNTERS; i++) {
            double taste = Math.exp(habits.taste() * random.nextGaussian());
            boolean isHabit = random.nextDouble() < Math.min(0.97, breadth * share(i));
            pace[i] = isHabit ? activity * taste * ordinary(i) : 0;
        }
        return new Home(
                number,
                random.nextInt(7),
                VERSIONS.size() - 2 - skewed(random, VERSIONS.size() - 1),
                RUNTIME.get(skewed(random, RUNTIME.size())),
                OS.get(skewed(random, OS.size())),
                ARCH.get(random.nextInt(6) == 0 ? 1 : 0),
                activity,
                pace);
    }

    /** The share of homes that do something: nearly all do a few things, and few do most things. */
    private static double share(int counter) {
        int chart = counter / CHOICES;
        int choice = counter % CHOICES;
        return 0.9 / (1 + 0.35 * chart) / (1 + 0.8 * choice);
    }

    /** How often an ordinary home that does it does it in a week. */
    private static double ordinary(int counter) {
        int kind = counter % 7;
        int tier = counter / 20;
        return 3.0 + 40.0 / (1 + kind) / (1 + tier);
    }

    /**
     * A home's counts in one of two weeks; empty if it does not use the program in that week.
     *
     * @param week 0 or 1
     */
    Optional<Report> week(Home home, int week) {
        SplittableRandom random = random(home.number(), week);
        if (random.nextDouble() < habits.absence()) {
            return Optional.empty();
        }
        double mood = Math.exp(habits.mood() * random.nextGaussian());
        List<String> versions = versions(home, week);
        double untilUpgrade = versions.size() > 1 ? random.nextDouble() : 1;
        Map<String, Long> before = new TreeMap<>();
        Map<String, Long> after = new TreeMap<>();
        long[] counts = habits.onceARun() ? outcomes(home, mood, random) : counts(home, mood, random);
        for (int i = 0; i < COUNTERS; i++) {
            long old = Math.round(counts[i] * untilUpgrade);
            put(before, i, old);
            put(after, i, counts[i] - old);
        }
        if (home.number() == rareHome) {
            before.put(RARE, 1L);
        }
        List<ProgramReport> builds = new ArrayList<>();
        builds.add(build(home, versions.get(0), before));
        if (versions.size() > 1) {
            builds.add(build(home, versions.get(1), after));
        }
        LocalDate end = FIRST_MONDAY.plusDays(1L + home.weekday() + 7L * week);
        return Optional.of(new Report(end, Optional.empty(), 0, "", builds));
    }

    private static void put(Map<String, Long> counts, int counter, long count) {
        if (count > 0) {
            counts.put(counter(counter), count);
        }
    }

    private static ProgramReport build(Home home, String version, Map<String, Long> counts) {
        return new ProgramReport(new Build(PROGRAM, version, home.runtime(), home.os(), home.arch()), counts, Map.of());
    }

    /** The versions that a home runs in a week, one after another. Between the weeks a version is released. */
    private List<String> versions(Home home, int week) {
        int newest = VERSIONS.size() - 2 + week;
        int now = home.version();
        boolean upgrades = false;
        for (int i = 0; i <= week; i++) {
            now = upgrades ? VERSIONS.size() - 3 + i : now;
            upgrades = random(home.number(), 10 + i).nextDouble() < habits.upgrade();
        }
        return upgrades && now != newest
                ? List.of(VERSIONS.get(now), VERSIONS.get(newest))
                : List.of(VERSIONS.get(now));
    }

    private long[] counts(Home home, double mood, SplittableRandom random) {
        long[] counts = new long[COUNTERS];
        for (int i = 0; i < COUNTERS; i++) {
            counts[i] = count(home, i, mood, random);
        }
        return counts;
    }

    /** Draws the outcome of each run of the program in each chart, by the home's habits. */
    private static long[] outcomes(Home home, double mood, SplittableRandom random) {
        long[] counts = new long[COUNTERS];
        long runs = 1 + poisson(Math.min(MOST_A_WEEK, RUNS_A_WEEK * home.activity() * mood), random);
        for (int chart = 0; chart < COUNTERS; chart += CHOICES) {
            double[] pace = Arrays.copyOfRange(home.pace(), chart, chart + CHOICES);
            double all = Arrays.stream(pace).sum();
            for (long run = 0; run < runs; run++) {
                double at = random.nextDouble() * all;
                int choice = 0;
                while (choice < CHOICES - 1 && at >= pace[choice]) {
                    at -= pace[choice++];
                }
                counts[chart + choice]++;
            }
        }
        return counts;
    }

    private long count(Home home, int counter, double mood, SplittableRandom random) {
        double whim = Math.exp(habits.whim() * random.nextGaussian());
        boolean pauses = random.nextDouble() < habits.pause();
        boolean isNew = random.nextDouble() < habits.novelty() * share(counter);
        double pace = home.pace()[counter];
        if (pace > 0 && !pauses) {
            return poisson(Math.min(MOST_A_WEEK, pace * mood * whim), random);
        }
        return isNew ? 1 + poisson(1, random) : 0;
    }

    private static long poisson(double mean, SplittableRandom random) {
        if (mean > 50) {
            return Math.max(0, Math.round(mean + Math.sqrt(mean) * random.nextGaussian()));
        }
        double limit = Math.exp(-mean);
        long count = 0;
        for (double product = random.nextDouble(); product > limit; product *= random.nextDouble()) {
            count++;
        }
        return count;
    }

    /** A random number below {@code bound}; small ones are more common. */
    private static int skewed(SplittableRandom random, int bound) {
        double uniform = random.nextDouble();
        return (int) (bound * uniform * uniform);
    }

    /** A separate random source for each home and purpose, so that homes can be made in any order. */
    private SplittableRandom random(int home, int purpose) {
        return new SplittableRandom(
                new SplittableRandom(seed + 1_000_003L * home).split().nextLong() ^ (purpose * 0x9E3779B97F4A7C15L));
    }
}
