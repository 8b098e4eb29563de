package dev.limpid.protocol.answer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limpid.protocol.json.MalformedJsonException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswerCodecTest {

    private static final String JSON =
            "{\"Week\":\"2026-11-16\",\"Config\":\"v1.4.0\",\"Chart\":\"org.example/tool/commands\","
                    + "\"Builds\":[{\"Version\":\"1.4.0\",\"Counts\":{\"build\":3,\"test\":1}}]}";

    private static final Answer ANSWER = new Answer(
            LocalDate.of(2026, 11, 16),
            "v1.4.0",
            "org.example/tool/commands",
            List.of(new AnswerPart(Map.of(Attribute.VERSION, "1.4.0"), Map.of("test", 1L, "build", 3L))));

    @Test
    void toJson_isTheCanonicalForm() {
        assertThat(new String(AnswerCodec.toJson(ANSWER), UTF_8)).isEqualTo(JSON);
    }

    @Test
    void read_takesTheCanonicalForm() throws Exception {
        assertThat(AnswerCodec.read(JSON.getBytes(UTF_8))).isEqualTo(ANSWER);
    }

    @Test
    void read_takesMembersInAnyOrderAndWhiteSpace() throws Exception {
        assertThat(AnswerCodec.read(AnswerCodec.toPrettyJson(ANSWER))).isEqualTo(ANSWER);
        assertThat(read("{\"Builds\":[{\"Counts\":{\"test\":1,\"build\":3},\"Version\":\"1.4.0\"}],"
                        + "\"Chart\":\"org.example/tool/commands\",\"Config\":\"v1.4.0\",\"Week\":\"2026-11-16\"}"))
                .isEqualTo(ANSWER);
    }

    @Test
    void partsAndTheirAttributes_areInOrder() throws Exception {
        Answer answer = read(
                "{\"Week\":\"2026-11-16\",\"Config\":\"\",\"Chart\":\"a\",\"Builds\":["
                        + "{\"OS\":\"linux\",\"Version\":\"2\",\"Counts\":{}},{\"OS\":\"linux\",\"Version\":\"1\",\"Counts\":{},\"LeftOut\":2}]}");
        assertThat(new String(AnswerCodec.toJson(answer), UTF_8))
                .endsWith("\"Builds\":[{\"Version\":\"1\",\"OS\":\"linux\",\"Counts\":{},\"LeftOut\":2},"
                        + "{\"Version\":\"2\",\"OS\":\"linux\",\"Counts\":{}}]}");
        assertThat(answer.isEmpty()).isTrue();
        assertThat(ANSWER.isEmpty()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "\"2026-11-16\"|\"2026-11-17\"|Week is 2026-11-17, expected a Monday",
                "\"2026-11-16\"|\"2026-02-30\"|\"2026-02-30\"",
                "\"2026-11-16\"|null|expected a string",
                "\"Config\":\"v1.4.0\",|~~|the answer lacks Config",
                "\"Config\"|\"X\":0.5,\"Config\"|a member \"X\", expected Week, Config, Chart or Builds",
                "\"Config\"|\"Week\":\"2026-11-16\",\"Config\"|gives \"Week\" twice in one object",
                "\"build\"|\"test\"|gives \"test\" twice in one object",
                "\"Version\"|\"Host\"|a member \"Host\"",
                "3|0|expected a whole number from 1 to 604800000000000",
                "3|-1|expected a whole number from 1 to",
                "3|604800000000001|expected a whole number from 1 to",
                "3|99999999999999999999999|expected a whole number from 1 to",
                "3|3.0|expected a whole number from 1 to",
                "3|3e0|expected a whole number from 1 to",
                "3|\"3\"|expected a whole number from 1 to",
                "\"Counts\":{|\"LeftOut\":0,\"Counts\":{|expected a whole number from 1 to 2147483647",
                "]}|]}{}|expected the end of the answer",
                "]}|]|the answer",
                "[{|[|the answer",
                "\"build\"|\"\\ud800\"|Broken surrogate pair",
                "}}]|}},{\"Version\":\"1.4.0\",\"Counts\":{}}]|two parts of the same attributes",
                "}}]|}},{\"OS\":\"1.4.0\",\"Counts\":{}}]|parts of different attributes",
                "\"Counts\":{\"build\":3,\"test\":1}|\"LeftOut\":1|lacks Counts",
            })
    void read_refusesAnythingElse(String what, String instead, String message) {
        String json = JSON.replace(what, instead);
        assertThat(json).isNotEqualTo(JSON);
        assertThatThrownBy(() -> read(json))
                .isInstanceOf(MalformedJsonException.class)
                .hasMessageContaining("the answer")
                .hasMessageContaining(message);
    }

    @Test
    void read_keepsToTheLimits() {
        assertThatThrownBy(() -> AnswerCodec.read(new byte[AnswerLimits.BYTES + 1]))
                .isInstanceOf(MalformedJsonException.class)
                .hasMessageContaining("1048577 bytes, expected at most 1048576");
        assertThatThrownBy(() -> read(JSON.replace("build", "b".repeat(4097)))).hasMessageContaining("4097 bytes");
        TreeMap<String, Long> counts = new TreeMap<>();
        for (int i = 0; i <= AnswerLimits.COUNTS; i++) {
            counts.put("c" + i, 1L);
        }
        Answer many = new Answer(ANSWER.week(), "v1.0.0", "a", List.of(new AnswerPart(Map.of(), counts, 0)));
        assertThatThrownBy(() -> AnswerCodec.read(AnswerCodec.toJson(many))).hasMessageContaining("more than 20000");
        String parts = "{\"Version\":\"%d\",\"Counts\":{}},".repeat(AnswerLimits.PARTS);
        assertThatThrownBy(() -> read(JSON.replace("[{", "[" + parts + "{")))
                .hasMessageContaining("more than 64 parts");
    }

    @Test
    void read_refusesBytesThatAreNoUtf8() {
        byte[] bytes = JSON.getBytes(UTF_8);
        byte[] overlong = JSON.replace("build", "b//ld").getBytes(UTF_8);
        int slash = new String(overlong, UTF_8).indexOf("//");
        overlong[slash] = (byte) 0xC0;
        overlong[slash + 1] = (byte) 0xAF;
        assertThatThrownBy(() -> AnswerCodec.read(overlong)).isInstanceOf(MalformedJsonException.class);
        assertThatThrownBy(() ->
                        AnswerCodec.read(new String(bytes, UTF_8).getBytes(java.nio.charset.StandardCharsets.UTF_16)))
                .isInstanceOf(MalformedJsonException.class);
    }

    private static Answer read(String json) throws MalformedJsonException {
        return AnswerCodec.read(json.getBytes(UTF_8));
    }
}
