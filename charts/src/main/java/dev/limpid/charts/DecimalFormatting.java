package dev.limpid.charts;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * How figures are rounded and written: six significant digits, half to even, plain notation. Not {@link
 * Double#toString}, whose digits differ between Java versions.
 */
public final class DecimalFormatting {

    private static final MathContext SIX_DIGITS = new MathContext(6, RoundingMode.HALF_EVEN);

    /** The powers of ten that a double represents exactly. */
    private static final double[] POWERS = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };

    private static final double LEAST_SIMPLE = 1e-16;
    private static final double MOST_SIMPLE = 1e6;
    private static final double DIGITS_BELOW = 1e5;

    /** Far above the largest error of a figure times a power of ten. */
    private static final double UNSURE = 1e-6;

    private DecimalFormatting() {}

    /** The nearest number that has at most six significant digits. */
    public static double round(double figure) {
        int places = places(figure);
        return places < 0
                ? decimal(figure).doubleValue()
                // Both operands are exact, so the quotient is the double nearest to the decimal number.
                : Math.rint(figure * POWERS[places]) / POWERS[places];
    }

    /**
     * How many decimal places six significant digits have, or -1 if double arithmetic cannot decide: the figure is very
     * large or very small, or so near to the middle between two six-digit numbers that its product might fall on the
     * wrong side.
     */
    private static int places(double figure) {
        double size = Math.abs(figure);
        if (!(size >= LEAST_SIMPLE && size < MOST_SIMPLE)) {
            return -1;
        }
        int places = 0;
        while (size * POWERS[places] < DIGITS_BELOW) {
            places++;
        }
        double digits = size * POWERS[places];
        return Math.abs(digits - Math.floor(digits) - 0.5) > UNSURE ? places : -1;
    }

    /** The decimal number that is published for a figure. */
    public static BigDecimal decimal(double figure) {
        if (!Double.isFinite(figure)) {
            throw new ArithmeticException("a figure is " + figure + ", expected a number");
        }
        if (figure == 0) {
            return BigDecimal.ZERO;
        }
        int places = places(figure);
        BigDecimal rounded = (places < 0
                        ? new BigDecimal(figure).round(SIX_DIGITS)
                        : BigDecimal.valueOf((long) Math.rint(figure * POWERS[places]), places))
                .stripTrailingZeros();
        return rounded.scale() < 0 ? rounded.setScale(0) : rounded;
    }

    /** An estimate as it is published. Rounding is monotonic, so the three numbers stay in order. */
    public static Estimate estimate(double value, double low, double high) {
        return new Estimate(round(value), round(Math.min(low, value)), round(Math.max(high, value)));
    }
}
