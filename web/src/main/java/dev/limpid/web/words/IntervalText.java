package dev.limpid.web.words;

import dev.limpid.charts.Estimate;

/** Intervals in words. */
public final class IntervalText {
    /** The words for a figure whose distance from the truth cannot be bounded. */
    public static final String NONE = "no interval";

    private IntervalText() {}

    /** {@code 41.1–45.3%}, or that there is none. */
    public static String words(Estimate estimate) {
        return words(estimate, SiteMessages.ENGLISH);
    }

    /** The same in another language. */
    public static String words(Estimate estimate, SiteMessages words) {
        return estimate.hasInterval()
                ? Numbers.percentRange(estimate.low(), estimate.high())
                : words.say("interval.none");
    }

    /** {@code 43.2% (41.1–45.3%)}, for a sentence, with numbers in the format of its language. */
    public static String beside(Estimate estimate, SiteMessages words) {
        if (estimate.isUnknown()) {
            return words.say("figure.nothing");
        }
        String interval = estimate.hasInterval()
                ? Numbers.percentRange(estimate.low(), estimate.high(), words.locale())
                : words.say("interval.none");
        return Numbers.percent(estimate.value(), words.locale()) + " (" + interval + ")";
    }

    /** The upper end, or the figure itself if there is no interval: how far a drawing must reach. An unknown figure is not drawn. */
    public static double top(Estimate estimate) {
        return estimate.isUnknown() ? 0 : estimate.hasInterval() ? estimate.high() : estimate.value();
    }
}
