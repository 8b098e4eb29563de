package dev.limpid.benchmarks.linking;

/**
 * How homes differ and how steady they are.
 *
 * @param activity how much homes differ in their overall activity: the standard deviation of its logarithm
 * @param taste how much homes differ in how often they do one thing that they do
 * @param breadth how much homes differ in how many things they do
 * @param mood how much a home's activity differs from week to week
 * @param whim how much the count of one counter differs from week to week beyond that
 * @param pause the chance that a home does not do one of its habits in a week at all
 * @param novelty the chance for each counter that a home uses it in a week although it is not a habit, as a fraction of the counter's
 *     share of users
 * @param absence the chance that a home does not use the program in a week
 * @param upgrade the chance that a home changes to the newest version in a week
 * @param onceARun whether every chart counts one event per run, so that a home has the same total in all
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

    /** Chosen so that the best attack on the old form finds as many homes as was once measured: 85% of 1,000 homes, 65% of 16,000. */
    static final Habits USUAL = new Habits(1.2, 1.0, 0.5, 0.6, 0.9, 0.3, 0.12, 0.03, 0.15, false);

    /** Steadier homes, of which the best attack on the old form finds 96% and 92%: harder than reality. */
    static final Habits STEADY = new Habits(1.2, 1.0, 0.5, 0.5, 0.5, 0.15, 0.05, 0.03, 0.15, false);

    /** Homes that are all equally busy in all weeks, so that a home's activity in one chart reveals nothing about another. */
    static final Habits EVEN = new Habits(0, 1.0, 0, 0, 0.9, 0.3, 0.12, 0.03, 0.15, false);

    /** Usual homes of a program that counts the outcome of a run once in each chart. */
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
