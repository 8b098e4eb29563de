package dev.limpid.protocol.text;

import java.math.BigDecimal;
import java.math.MathContext;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.text.NumberFormat;
import java.util.Locale;

/**
 * The share of machines that a question is asked of, and the error that a chart asks for, in per cent. The prompt, the
 * preview, the plan and the pages all use this text, so that a user who compares them reads the same number everywhere.
 *
 * <p>Three significant digits: a generated configuration has no rate with more (see {@code SamplingControl}), so its
 * rates are shown exactly. More digits only if three of them would turn a share below 1 into 100%.
 */
public final class PercentText {

    private static final int DIGITS = 3;
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private PercentText() {}

    /** A share in English: {@code 25.5%}, {@code 0.001%}, {@code 99.98%}. */
    public static String of(double share) {
        return of(share, Locale.ROOT);
    }

    /** The same as a language writes it: {@code 25,5 %}. */
    public static String of(double share, Locale language) {
        BigDecimal percent = new BigDecimal(ShortestDecimal.of(share)).movePointRight(2);
        BigDecimal rounded = percent.round(new MathContext(DIGITS));
        for (int more = DIGITS + 1; rounded.compareTo(HUNDRED) == 0 && percent.compareTo(HUNDRED) < 0; more++) {
            rounded = percent.round(new MathContext(more));
        }
        return decimal(rounded, language) + sign(language);
    }

    /** The per cent sign, with a space before it if the language has one. */
    public static String sign(Locale language) {
        return ((DecimalFormat) NumberFormat.getPercentInstance(language)).getPositiveSuffix();
    }

    /** All digits of a number, without zeros at the end, as a language writes them. */
    static String decimal(BigDecimal number, Locale language) {
        DecimalFormat format = new DecimalFormat("0", DecimalFormatSymbols.getInstance(language));
        format.setMaximumFractionDigits(Math.max(0, number.scale()));
        return format.format(number);
    }
}
