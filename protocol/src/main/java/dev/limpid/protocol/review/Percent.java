package dev.limpid.protocol.review;

import java.math.BigDecimal;
import java.math.MathContext;

/** Shares as people write them. */
public final class Percent {

    private Percent() {}

    /** {@code 2.9%} for 0.0289: two significant digits. */
    public static String of(double share) {
        return BigDecimal.valueOf(share)
                        .movePointRight(2)
                        .round(new MathContext(2))
                        .stripTrailingZeros()
                        .toPlainString()
                + "%";
    }
}
