package dev.limpid.protocol.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StrictJsonTest {

    @Test
    void truth_isTrueOrFalse() throws MalformedJsonException {
        assertThat(read("true", StrictJson::booleanValue)).isTrue();
        assertThat(read("false", StrictJson::booleanValue)).isFalse();
        assertThatThrownBy(() -> read("1", StrictJson::booleanValue))
                .hasMessageStartingWith("the test has \"1\" at line 1, column ")
                .hasMessageEndingWith(", expected true or false");
        assertThatThrownBy(() -> read("\"true\"", StrictJson::booleanValue)).isInstanceOf(MalformedJsonException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "-3, true",
        "7, true",
        "-4, false",
        "8, false",
        "1.0, false",
        "1e0, false",
        "99999999999999999999, false"
    })
    void wholeNumber_isWithinItsBounds(String text, boolean fits) throws MalformedJsonException {
        if (fits) {
            long number = read(text, json -> json.wholeNumber(-3, 7));
            assertThat(number).isEqualTo(Long.parseLong(text));
        } else {
            assertThatThrownBy(() -> read(text, json -> json.wholeNumber(-3, 7)))
                    .isInstanceOf(MalformedJsonException.class)
                    .hasMessageContaining("expected a whole number from -3 to 7");
        }
    }

    @Test
    void string_ofMoreThan4096Bytes_isRefused() throws MalformedJsonException {
        String most = "ü".repeat(2048);
        assertThat(read('"' + most + '"', StrictJson::string)).isEqualTo(most);
        assertThatThrownBy(() -> read('"' + most + "a\"", StrictJson::string))
                .hasMessageContaining("of 4097 bytes, expected at most 4096");
        assertThatThrownBy(() -> read("\"\\ud800\"", StrictJson::string))
                .hasMessageContaining("expected well-formed Unicode");
    }

    @Test
    void text_thatIsNotJson_isReportedWithItsPlace() {
        assertThatThrownBy(() -> read("\n tru", StrictJson::booleanValue))
                .isInstanceOf(MalformedJsonException.class)
                .hasMessageStartingWith("the test is not JSON: ")
                .hasMessageContaining(" at line 2, column ");
    }

    @Test
    void list_hasAtMostItsElements() throws MalformedJsonException {
        List<Double> two = read("[1,2]", json -> json.list("numbers", 2, StrictJson::number));
        assertThat(two).containsExactly(1.0, 2.0);
        assertThatThrownBy(() -> read("[1,2,3]", json -> json.list("numbers", 2, StrictJson::number)))
                .hasMessage("the test lists more than 2 numbers, expected at most that many");
    }

    private static <T> T read(String text, StrictJson.Value<T> value) throws MalformedJsonException {
        return StrictJson.read("the test", text.getBytes(StandardCharsets.UTF_8), value);
    }
}
