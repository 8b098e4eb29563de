package dev.limpid.protocol.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShortestDecimalTest {
    private static final int MANY = 200_000;

    @ParameterizedTest
    @CsvSource({
        "0, 0.0",
        "-0.0, -0.0",
        "1, 1.0",
        "-2.5, -2.5",
        "0.25, 0.25",
        "0.1, 0.1",
        "0.00925, 0.00925",
        "0.001, 0.001",
        "0.00099, 9.9E-4",
        "1e-5, 1.0E-5",
        "1234567, 1234567.0",
        "9999999.5, 9999999.5",
        "1e7, 1.0E7",
        "123456789, 1.23456789E8",
        "4.9E-324, 4.9E-324",
        "1.7976931348623157E308, 1.7976931348623157E308",
        "2e23, 2.0E23",
        "0.3333333333333333, 0.3333333333333333"
    })
    void of_isTheShortestText(double number, String text) {
        assertThat(ShortestDecimal.of(number)).isEqualTo(text);
    }

    @Test
    void of_isReadAsTheSameNumber() {
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < MANY; i++) {
            double number = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(number)) {
                assertThat(Double.parseDouble(ShortestDecimal.of(number))).isEqualTo(number);
            }
        }
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_19, disabledReason = "older ones do not always give the fewest digits")
    void of_isWhatNewerJdksSay() {
        SplittableRandom random = new SplittableRandom(6);
        for (int i = 0; i < MANY; i++) {
            for (double number :
                    new double[] {random.nextDouble(), random.nextDouble() * 1e-6, random.nextInt(1000) / 1000.0}) {
                assertThat(ShortestDecimal.of(number)).isEqualTo(Double.toString(number));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void of_whatIsNoNumber_isRefused(double number) {
        assertThatThrownBy(() -> ShortestDecimal.of(number)).hasMessageContaining("expected one that is finite");
    }
}
