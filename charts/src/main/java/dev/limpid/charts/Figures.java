package dev.limpid.charts;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * How figures are rounded and written: six significant digits, half to even, plain notation. Not {@link
 * Double#toString}, whose digits differ between Java versions.
 */
final class Figures {

    private static final MathContext SIX_DIGITS = new MathContext(6, RoundingMode.HALF_EVEN);

    private Figures() {}

    /** The nearest number that has at most six significant digits. */
    static double round(double figure) {
        return decimal(figure).doubleValue();
    }

    /** The decimal number that is published for a figure. */
    static BigDecimal decimal(double figure) {
        if (!Double.isFinite(figure)) {
            throw new ArithmeticException("a figure is " + figure + ", expected a number");
        }
        if (figure == 0) {
            return BigDecimal.ZERO;
        }
        BigDecimal rounded = new BigDecimal(figure).round(SIX_DIGITS).stripTrailingZeros();
        return rounded.scale() < 0 ? rounded.setScale(0) : rounded;
    }

    /** An estimate as it is published; rounding moves the three numbers alike, so they stay in order. */
    static Estimate estimate(double value, double low, double high) {
        return new Estimate(round(value), round(Math.min(low, value)), round(Math.max(high, value)));
    }
}
