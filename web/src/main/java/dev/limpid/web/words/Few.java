package dev.limpid.web.words;

/** When a figure comes from so few answers that a page must say so beside it: the one rule of all pages and drawings. */
public final class Few {
    private static final long ENOUGH = 30;

    private Few() {}

    /** Whether so many answers say little. None say nothing, which pages tell in other words. */
    public static boolean are(long answers) {
        return answers > 0 && answers < ENOUGH;
    }

    /** From how many answers a figure comes, and that these are few if they are: for where there is room for no sentence. */
    public static String from(long answers) {
        return from(answers, SiteWords.ENGLISH);
    }

    /** The same in another language. */
    public static String from(long answers, SiteWords words) {
        return words.of(are(answers) ? "few.from" : "few.some", answers);
    }

    /** The warning, as a sentence. */
    public static String warning(long answers) {
        return warning(answers, SiteWords.ENGLISH);
    }

    /** The same in another language. */
    public static String warning(long answers, SiteWords words) {
        return words.of("few.warning", answers);
    }
}
