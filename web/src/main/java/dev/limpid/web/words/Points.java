package dev.limpid.web.words;

import dev.limpid.charts.Estimate;

/** Differences of shares in percentage points, always with their sign: a difference of 5 per cent would be another thing. */
public final class Points {
    private Points() {}

    /** {@code +13.9}, {@code −0.42}, {@code 0.0}: as exact as shares are said. */
    public static String of(double difference) {
        String plain = Numbers.percent(Math.abs(difference));
        return sign(difference) + plain.substring(0, plain.length() - 1);
    }

    private static String sign(double difference) {
        return difference > 0 ? "+" : difference < 0 ? "−" : "";
    }

    /** {@code +10.1 to +17.7}, or that there is none. */
    public static String range(Estimate difference) {
        return difference.hasInterval() ? of(difference.low()) + " to " + of(difference.high()) : Intervals.NONE;
    }

    /** {@code 13.9 points more}, {@code 0.42 points fewer}, {@code as many}. */
    public static String inWords(double difference) {
        if (difference == 0) {
            return "as many";
        }
        String plain = Numbers.percent(Math.abs(difference));
        return plain.substring(0, plain.length() - 1) + " points " + (difference > 0 ? "more" : "fewer");
    }
}
