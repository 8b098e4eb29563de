package dev.limpid.tlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrictTextTest {

    @Test
    void base64_isReadBack() throws LogFormatException {
        for (int length = 0; length < 70; length++) {
            byte[] bytes = new byte[length];
            java.util.Arrays.fill(bytes, (byte) (length * 37));
            assertThat(Base64Text.decode(Base64Text.encode(bytes))).isEqualTo(bytes);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"AA", "AA=", "AB==", "AAB=", "A", "AAAA\n", " AAAA", "AA==AA==", "AA-_", "ÄAAA", "AAA"})
    void base64_hasOneSpelling(String text) {
        assertThatThrownBy(() -> Base64Text.decode(text)).isInstanceOf(LogFormatException.class);
    }

    @Test
    void decimal_isReadBack() throws LogFormatException {
        for (long value : new long[] {0, 1, 9, 10, 1234067, 999_999_999_999_999_999L}) {
            assertThat(CanonicalDecimal.parse("size", Long.toString(value))).isEqualTo(value);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "+5", "-1", "007", "00", " 1", "1 ", "1_0", "0x1", "\u0661", "\uff11", "1000000000000000000"
            })
    void decimal_hasOneSpelling(String text) {
        assertThatThrownBy(() -> CanonicalDecimal.parse("size", text)).isInstanceOf(LogFormatException.class);
    }
}
