package dev.limpid.protocol.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PercentTextTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0%",
        "0.000004, 0.0004%",
        "0.00001, 0.001%",
        "0.0289, 2.89%",
        "0.07, 7%",
        "0.1, 10%",
        "0.12345, 12.3%",
        "0.12355, 12.4%",
        "0.2549, 25.5%",
        "0.999, 99.9%",
        "1, 100%",
        "1.288, 129%"
    })
    void share_hasThreeSignificantDigits(double share, String text) {
        assertThat(PercentText.of(share)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0.9994, 99.9%", "0.9996, 99.96%", "0.99999, 99.999%", "0.9999999999999999, 99.99999999999999%"})
    void shareBelow1_isNever100(double share, String text) {
        assertThat(PercentText.of(share)).isEqualTo(text);
    }

    /** These are all the rates that a generated configuration can have. */
    @Test
    void everyRateOfThreeDigits_isShownExactly() {
        for (int digits = 100; digits < 1000; digits++) {
            for (int scale = 3; scale <= 7; scale++) {
                BigDecimal rate = BigDecimal.valueOf(digits, scale);
                String text = PercentText.of(rate.doubleValue());
                assertThat(new BigDecimal(text.substring(0, text.length() - 1)).movePointLeft(2))
                        .isEqualByComparingTo(rate);
            }
        }
    }

    @Test
    void text_isWrittenAsTheLanguageWritesNumbers() {
        assertThat(PercentText.of(0.2549, Locale.GERMAN)).isEqualTo("25,5\u00a0%");
        assertThat(PercentText.of(0.2549, Locale.JAPANESE)).isEqualTo("25.5%");
        assertThat(RateInWords.oneIn(0.4, Locale.GERMAN)).isEqualTo("2,5");
        assertThat(RateInWords.oneIn(1e-5, Locale.GERMAN)).isEqualTo("100.000");
        assertThat(RateInWords.oneIn(0.4, Locale.JAPANESE)).isEqualTo("2.5");
    }
}
