package dev.limpid.charts.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class RatioBinsTest {

    /** All ratios of small numbers, against the names of the bins, read as exact decimals. */
    @Test
    void bin_isTheOneWhoseNameIsTrue() {
        for (long n = 1; n <= 1_100; n += n < 60 ? 1 : 47) {
            for (long p = 0; p <= n + 2; p++) {
                assertThat(RatioBins.NAMES.get(RatioBins.bin(p, n)))
                        .as("%s of %s", p, n)
                        .isEqualTo(name(p, n));
            }
        }
    }

    private static String name(long p, long n) {
        if (p == 0) {
            return "0";
        }
        for (String name : RatioBins.NAMES) {
            if (name.startsWith("<")) {
                BigDecimal percent = new BigDecimal(name.substring(1, name.length() - 1));
                if (BigDecimal.valueOf(100 * p).compareTo(percent.multiply(BigDecimal.valueOf(n))) < 0) {
                    return name;
                }
            }
        }
        return p == n ? "100%" : ">100%";
    }
}
