package dev.limpid.web.words;

import dev.limpid.protocol.text.PercentText;
import dev.limpid.protocol.text.RateInWords;

/** Sampling rates in words. */
public final class RateWords {
    private RateWords() {}

    /** {@code every machine that takes part}, or {@code 1 machine in 12 of those that take part (8.33%), drawn again each week}. */
    public static String words(double rate) {
        return words(rate, SiteMessages.ENGLISH);
    }

    /** The same in another language. */
    public static String words(double rate, SiteMessages words) {
        if (rate >= 1) {
            return words.say("rate.every");
        }
        return rate <= 0
                ? words.say("rate.none")
                : words.say(
                        "rate.some",
                        "n",
                        RateInWords.oneIn(rate, words.locale()),
                        "share",
                        PercentText.of(rate, words.locale()));
    }
}
