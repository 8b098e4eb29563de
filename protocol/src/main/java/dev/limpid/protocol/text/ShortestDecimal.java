package dev.limpid.protocol.text;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * A double with the fewest digits, but at least two, that are parsed as the same number; of these the nearest. So it
 * looks the same on every JDK: {@link Double#toString} gives the fewest digits only since 19. The layout is that of
 * {@code Double.toString} ({@code 0.25}, {@code 1.0E-5}).
 */
public final class ShortestDecimal {
    /** This many digits identify every number (IEEE 754-2019, 5.12.2). */
    private static final int MOST_DIGITS = 17;

    private static final int LEAST_PLAIN = -3;
    private static final int MOST_PLAIN = 7;

    private ShortestDecimal() {}

    /**
     * The text.
     *
     * @throws IllegalArgumentException if it is not a number, or infinite
     */
    public static String of(double number) {
        if (!Double.isFinite(number)) {
            throw new IllegalArgumentException("the number is " + number + ", expected one that is finite");
        }
        if (number == 0) {
            return 1 / number < 0 ? "-0.0" : "0.0";
        }
        BigDecimal exact = new BigDecimal(number);
        int digits = 2;
        BigDecimal shortest = rounded(exact, digits);
        while (digits < MOST_DIGITS && shortest.doubleValue() != number) {
            digits++;
            shortest = rounded(exact, digits);
        }
        return text(shortest.stripTrailingZeros());
    }

    private static BigDecimal rounded(BigDecimal exact, int digits) {
        return exact.round(new MathContext(digits));
    }

    private static String text(BigDecimal number) {
        int exponent = number.precision() - number.scale() - 1;
        if (exponent >= LEAST_PLAIN && exponent < MOST_PLAIN) {
            return (number.scale() <= 0 ? number.setScale(1) : number).toPlainString();
        }
        String digits = number.unscaledValue().abs().toString();
        return (number.signum() < 0 ? "-" : "") + digits.charAt(0) + "."
                + (digits.length() == 1 ? "0" : digits.substring(1)) + "E" + exponent;
    }
}
