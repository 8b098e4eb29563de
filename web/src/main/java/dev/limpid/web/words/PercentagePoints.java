package dev.limpid.web.words;

import dev.limpid.charts.Estimate;

/** Differences of shares in percentage points, always with their sign. A difference of 5 per cent would mean something else. */
public final class PercentagePoints {
    private PercentagePoints() {}

    /** {@code +13.9}, {@code −0.42}, {@code 0.0}: with as many digits as shares. */
    public static String of(double difference) {
        return of(difference, SiteMessages.ENGLISH);
    }

    private static String of(double difference, SiteMessages words) {
        return sign(difference) + plain(difference, words);
    }

    /** The same without its sign, in a language. */
    public static String plain(double difference, SiteMessages words) {
        String percent = Numbers.percent(Math.abs(difference), words.locale());
        return percent.replaceAll("[\\h%]+$", "");
    }

    private static String sign(double difference) {
        return difference > 0 ? "+" : difference < 0 ? "−" : "";
    }

    /** {@code +10.1 to +17.7}, or words that say that there is no interval. */
    public static String range(Estimate difference, SiteMessages words) {
        return difference.hasInterval()
                ? words.say("range.between", "begin", of(difference.low(), words), "end", of(difference.high(), words))
                : words.say("interval.none");
    }
}
