package dev.limpid.benchmarks.linking;

/**
 * How homes differ and how steady they are.
 *
 * @param activity how much homes differ in all that they do: the standard deviation of its logarithm
 * @param taste how much a home differs from others in how often it does one thing that it does
 * @param breadth how much homes differ in how many things they do
 * @param mood how much a home's activity differs from week to week
 * @param whim how much the count of one counter differs from week to week beyond that
 * @param pause the chance that something that a home does is not done in a week at all
 * @param novelty the chance that a home does something in a week that is none of its habits, for each counter, as a part
 *     of the counter's share of users
 * @param absence the chance that a home does not use the program in a week
 * @param upgrade the chance that a home changes to the newest version in a week
 * @param onceARun whether every chart counts one event a run, so that a home has the same total in all
 */
record Habits(
        double activity,
        double taste,
        double breadth,
        double mood,
        double whim,
        double pause,
        double novelty,
        double absence,
        double upgrade,
        boolean onceARun) {

    /** So that the best attack on the old form finds what was once measured: 85% of 1,000 homes, 65% of 16,000. */
    static final Habits USUAL = new Habits(1.2, 1.0, 0.5, 0.6, 0.9, 0.3, 0.12, 0.03, 0.15, false);

    /** Steadier homes, of which the best attack on the old form finds 96% and 92%: harder than life. */
    static final Habits STEADY = new Habits(1.2, 1.0, 0.5, 0.5, 0.5, 0.15, 0.05, 0.03, 0.15, false);

    /** Homes that are all equally busy in all weeks, so that what a home does in one chart says nothing of another. */
    static final Habits EVEN = new Habits(0, 1.0, 0, 0, 0.9, 0.3, 0.12, 0.03, 0.15, false);

    /** Usual homes of a program that says in each chart once how a run went. */
    static final Habits RUNS = new Habits(1.2, 1.0, 0.5, 0.6, 0.9, 0.3, 0.12, 0.03, 0.15, true);

    /** By its name: {@code usual}, {@code steady}, {@code even} or {@code runs}. */
    static Habits of(String name) {
        return switch (name) {
            case "usual" -> USUAL;
            case "steady" -> STEADY;
            case "even" -> EVEN;
            case "runs" -> RUNS;
            default ->
                throw new IllegalArgumentException("the habits are " + name + ", expected usual, steady, even or runs");
        };
    }
}
