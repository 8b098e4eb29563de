package dev.limpid.uploader.consent;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PercentTest {

    @ParameterizedTest
    @CsvSource({
        "1, all",
        "1.5, all",
        "0.999, 100%",
        "0.25, 25%",
        "0.1, 10%",
        "0.0999, 10.0%",
        "0.0312, 3.1%",
        "0.01, 1.0%",
        "0.00999, 0.999%",
        "0.00001, 0.001%"
    })
    void share_hasAsManyDigitsAsMatter(double share, String words) {
        assertThat(Percent.of(share)).isEqualTo(words);
    }
}
