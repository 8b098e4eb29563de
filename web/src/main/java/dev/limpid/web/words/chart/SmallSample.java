package dev.limpid.web.words.chart;

import dev.limpid.web.words.SiteMessages;

/** Decides when a figure comes from so few answers that a page must say so: the one rule for all pages and drawings. */
public final class SmallSample {
    private static final long ENOUGH = 30;

    private SmallSample() {}

    /** Whether this number of answers is few. Zero is not: pages have other words for it. */
    public static boolean isSmall(long answers) {
        return answers > 0 && answers < ENOUGH;
    }

    /** How many answers a figure comes from, with a remark if they are few: a short form for places without room for a sentence. */
    public static String answerCount(long answers) {
        return answerCount(answers, SiteMessages.ENGLISH);
    }

    /** The same in another language. */
    public static String answerCount(long answers, SiteMessages words) {
        return words.countSentence(isSmall(answers) ? "few.from" : "few.some", answers);
    }

    /** The warning, as a sentence. */
    public static String warning(long answers) {
        return warning(answers, SiteMessages.ENGLISH);
    }

    /** The same in another language. */
    public static String warning(long answers, SiteMessages words) {
        return words.countSentence("few.warning", answers);
    }
}
