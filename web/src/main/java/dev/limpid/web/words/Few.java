package dev.limpid.web.words;

/** When a figure comes from so few answers that a page must say so beside it: the one rule of all pages and drawings. */
public final class Few {
    private static final long ENOUGH = 30;

    private Few() {}

    /** Whether so many answers say little. None say nothing, which pages tell in other words. */
    public static boolean are(long answers) {
        return answers > 0 && answers < ENOUGH;
    }

    /** The warning, as a sentence. */
    public static String warning(long answers) {
        return Numbers.of(answers, "answer") + " cannot say much: look at the intervals, not at the shares.";
    }
}
