package dev.limpid.protocol.text;

import java.util.Locale;

/** A number with a noun in the right form: {@code 1 entry}, {@code 2 entries}, {@code 1,200 witnesses}. */
public final class Quantity {

    private Quantity() {}

    /**
     * The number, with commas between thousands, and the noun.
     *
     * @param noun the singular, such as {@code report}
     */
    public static String of(long number, String noun) {
        return String.format(Locale.ROOT, "%,d %s", number, noun(number, noun));
    }

    /** The noun alone, in the form that follows this number. */
    public static String noun(long number, String noun) {
        if (number == 1) {
            return noun;
        }
        if (noun.matches(".*[^aeiou]y")) {
            return noun.substring(0, noun.length() - 1) + "ies";
        }
        return noun + (noun.matches(".*(s|x|ch|sh)") ? "es" : "s");
    }
}
