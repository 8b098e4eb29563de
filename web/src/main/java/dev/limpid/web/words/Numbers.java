package dev.limpid.web.words;

import dev.limpid.protocol.text.PercentText;
import dev.limpid.protocol.text.Quantity;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;

/** Formats numbers for people. */
public final class Numbers {
    private Numbers() {}

    /** A whole number with its thousands separated: {@code 16,600}. */
    public static String count(long number) {
        return new DecimalFormat("#,##0", symbols()).format(number);
    }

    /** A number that may have a fraction, with at most one decimal place: {@code 16,600.5}. */
    public static String amount(double number) {
        return amount(number, Locale.ROOT);
    }

    /** The same in another language. */
    public static String amount(double number, Locale language) {
        return new DecimalFormat(
                        Math.abs(number) < 10 ? "#,##0.##" : "#,##0.#", DecimalFormatSymbols.getInstance(language))
                .format(number);
    }

    /**
     * A measured share in per cent: {@code 43.2%}, {@code 0.07%}, {@code <0.01%}; rounded to 0% or 100% only if it is exactly that. It has
     * as many decimal places as the shares next to it, unlike {@link PercentText}, which shows a decided rate exactly.
     */
    public static String percent(double share) {
        return percent(share, Locale.ROOT);
    }

    /** The same in another language: {@code 43,2 %}. */
    public static String percent(double share, Locale language) {
        double percent = share * 100;
        if (Double.isNaN(percent)) {
            return "–";
        }
        if (percent > 0 && percent < 0.01) {
            return "<" + percents("0.00", 0.01, language);
        }
        if (percent < 100 && percent > 99.99) {
            return ">" + percents("0.00", 99.99, language);
        }
        boolean fine = (percent > 0 && percent < 1) || (percent > 99 && percent < 100);
        return percents(fine ? "0.00" : "0.0", percent, language);
    }

    private static String percents(String form, double percent, Locale language) {
        return new DecimalFormat(form, DecimalFormatSymbols.getInstance(language)).format(percent)
                + PercentText.sign(language);
    }

    /** A range in per cent with one sign: {@code 41.1–45.3%}. */
    public static String percentRange(double low, double high) {
        return percentRange(low, high, Locale.ROOT);
    }

    /** The same in another language: {@code 41,1–45,3 %}. */
    public static String percentRange(double low, double high, Locale language) {
        String from = percent(low, language);
        String to = percent(high, language);
        if (from.startsWith("<") || from.startsWith(">") || to.startsWith("<") || to.startsWith("–")) {
            return from + "–" + to;
        }
        String plain = low == 0
                ? "0"
                : from.substring(0, from.length() - PercentText.sign(language).length());
        return plain + "–" + to;
    }

    /** Bytes in the largest unit that leaves at least 1: {@code 1.4 MB}, decimal units. */
    public static String bytes(long bytes) {
        return bytes(bytes, Locale.ROOT);
    }

    /** The same in another language. */
    public static String bytes(long bytes, Locale language) {
        if (bytes < 1000) {
            return bytes + " B";
        }
        double size = bytes;
        String unit = "B";
        for (String next : new String[] {"kB", "MB", "GB", "TB"}) {
            if (size < 1000) {
                break;
            }
            size /= 1000;
            unit = next;
        }
        DecimalFormatSymbols symbols = DecimalFormatSymbols.getInstance(language);
        return new DecimalFormat(size < 10 ? "0.0" : "0", symbols).format(size) + " " + unit;
    }

    /** {@code 1 answer}, {@code 2 answers}, {@code 1,200 answers}. */
    public static String of(long number, String noun) {
        return Quantity.of(number, noun);
    }

    /** The number for programs to read back, in full and without grouping. */
    public static String exact(double number) {
        if (number == Math.rint(number) && Math.abs(number) < 1e15) {
            return Long.toString((long) number);
        }
        return Double.toString(number);
    }

    /** A coordinate or percentage for SVG: at most three decimal places, no trailing zeros. */
    public static String coordinate(double number) {
        BigDecimal rounded = BigDecimal.valueOf(number).setScale(3, RoundingMode.HALF_EVEN);
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }

    private static DecimalFormatSymbols symbols() {
        return DecimalFormatSymbols.getInstance(Locale.ROOT);
    }
}
