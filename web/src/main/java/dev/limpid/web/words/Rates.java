package dev.limpid.web.words;

import dev.limpid.protocol.text.RateInWords;

/** Sampling rates in words. */
public final class Rates {
    private Rates() {}

    /** {@code every machine that takes part}, or {@code 1 machine in 12 of those that take part, drawn anew each week}. */
    public static String words(double rate) {
        return RateInWords.of(rate) + (rate > 0 && rate < 1 ? ", drawn anew each week" : "");
    }
}
