package dev.limpid.web.words;

/** Sampling rates in words. */
public final class Rates {
    private Rates() {}

    /** {@code every machine that takes part}, or {@code 1 machine in 12 that take part}. */
    public static String words(double rate) {
        if (rate >= 1) {
            return "every machine that takes part";
        }
        if (rate <= 0) {
            return "no machine";
        }
        double in = 1 / rate;
        String number = in < 10 ? Numbers.amount(in) : Numbers.count(Math.round(in));
        return "1 machine in " + number + " of those that take part, drawn anew each week";
    }
}
