package dev.limpid.protocol.answer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limpid.protocol.json.MalformedJsonException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublishedAnswerTest {

    private static final String LINE =
            "{\"Week\":\"2026-11-16\",\"Config\":\"v1.0.0\",\"Chart\":\"p/c\",\"Builds\":[{\"Counts\":{\"a\":1}}],\"N\":12}";

    @Test
    void line_isTheAnswerWithItsNumberOfMachines() throws Exception {
        PublishedAnswer line = new PublishedAnswer(
                new Answer(
                        LocalDate.of(2026, 11, 16),
                        "v1.0.0",
                        "p/c",
                        List.of(new AnswerPart(Map.of(), Map.of("a", 1L)))),
                12);
        assertThat(new String(line.toJson(), UTF_8)).isEqualTo(LINE);
        assertThat(PublishedAnswer.read(LINE.getBytes(UTF_8))).isEqualTo(line);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "012", "1.0", "", "\"1\"", "1000000000000", "1 ", "1,\"N\":2"})
    void read_takesNoOtherNumber(String number) {
        assertThatThrownBy(() ->
                        PublishedAnswer.read(LINE.replace("12}", number + "}").getBytes(UTF_8)))
                .isInstanceOf(MalformedJsonException.class);
    }

    @Test
    void read_takesNoOtherForm() {
        for (String line : List.of(
                LINE.replace(",\"N\":12", ""),
                LINE.replace("{\"Counts\"", "{ \"Counts\""),
                LINE + " ",
                "{\"N\":12," + LINE.substring(1).replace(",\"N\":12", ""),
                "",
                "{}")) {
            assertThatThrownBy(() -> PublishedAnswer.read(line.getBytes(UTF_8)))
                    .isInstanceOf(MalformedJsonException.class);
        }
    }
}
