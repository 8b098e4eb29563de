package dev.limpid.protocol.text;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/**
 * How many machines are asked, in words: the common wording of pages, commands and differences. Where the share itself
 * is shown, {@link PercentText} writes it.
 */
public final class RateInWords {

    /** Below this, the number of machines is not rounded to a whole number. */
    private static final int FEW = 10;

    private RateInWords() {}

    /** {@code every machine that takes part}, {@code 1 machine in 12 of those that take part}, {@code no machine}. */
    public static String of(double rate) {
        if (rate >= 1) {
            return "every machine that takes part";
        }
        return rate <= 0 ? "no machine" : "1 machine in " + oneIn(rate) + " of those that take part";
    }

    /** The n of "1 machine in n", for a rate between 0 and 1: {@code 12}, {@code 2.5}. */
    public static String oneIn(double rate) {
        return oneIn(rate, Locale.ROOT);
    }

    /** The same as a language writes it: {@code 2,5}. */
    public static String oneIn(double rate, Locale language) {
        double machines = 1 / rate;
        if (machines >= FEW) {
            return String.format(language, "%,d", Math.round(machines));
        }
        return PercentText.decimal(
                BigDecimal.valueOf(machines).setScale(2, RoundingMode.HALF_EVEN).stripTrailingZeros(), language);
    }
}
