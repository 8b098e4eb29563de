package dev.limpid.charts;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Figures are rounded as exact decimal arithmetic would round them, whichever method is used. */
class DecimalFormattingTest {

    private static final MathContext SIX_DIGITS = new MathContext(6, RoundingMode.HALF_EVEN);

    @Test
    void round_agreesWithExactDecimals_atAnySize() {
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 200_000; i++) {
            double figure = random.nextDouble(-1, 1) * Math.pow(10, random.nextInt(-20, 12));
            check(figure);
            check(1.0 / random.nextInt(1, 1_000_000));
            check((double) random.nextInt(1, 2000) / random.nextInt(1, 2000));
        }
    }

    @Test
    void round_agreesWithExactDecimals_atMidpoints_andAtPowersOfTen() {
        for (int digits = 100_000; digits < 1_000_000; digits += 137) {
            for (int places = -3; places <= 22; places++) {
                double middle = new BigDecimal(digits)
                        .add(new BigDecimal("0.5"))
                        .scaleByPowerOfTen(-places)
                        .doubleValue();
                check(middle);
                check(Math.nextUp(middle));
                check(Math.nextDown(middle));
                check(-middle);
            }
        }
        for (int power = -30; power <= 30; power++) {
            double ten = new BigDecimal("1e" + power).doubleValue();
            check(ten);
            check(Math.nextUp(ten));
            check(Math.nextDown(ten));
        }
        check(0.5);
        check(Double.MIN_VALUE);
        check(Double.MAX_VALUE);
    }

    private static void check(double figure) {
        BigDecimal expected = new BigDecimal(figure).round(SIX_DIGITS);
        if (DecimalFormatting.round(figure) != expected.doubleValue()
                || DecimalFormatting.decimal(figure).compareTo(expected) != 0) {
            assertThat(DecimalFormatting.decimal(figure)).as("of %s", figure).isEqualByComparingTo(expected);
            assertThat(DecimalFormatting.round(figure)).isEqualTo(expected.doubleValue());
        }
        String plain = DecimalFormatting.decimal(figure).toPlainString();
        String before = figure == 0 ? "0" : plain(expected.stripTrailingZeros());
        if (!plain.equals(before)) {
            assertThat(plain).isEqualTo(before);
        }
    }

    private static String plain(BigDecimal decimal) {
        return (decimal.scale() < 0 ? decimal.setScale(0) : decimal).toPlainString();
    }
}
