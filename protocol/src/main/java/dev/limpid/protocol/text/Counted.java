package dev.limpid.protocol.text;

import java.util.Locale;

/** A number of things, as people say it: {@code 1 entry}, {@code 2 entries}, {@code 1,200 witnesses}. */
public final class Counted {

    private Counted() {}

    /**
     * The number, with its thousands apart, and the noun.
     *
     * @param noun what one of them is called, such as {@code report}
     */
    public static String of(long number, String noun) {
        return String.format(Locale.ROOT, "%,d %s", number, noun(number, noun));
    }

    /** The noun alone, as it stands after this number. */
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
