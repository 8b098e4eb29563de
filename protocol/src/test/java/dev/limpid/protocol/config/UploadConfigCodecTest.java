package dev.limpid.protocol.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limpid.protocol.config.UploadConfig.CounterRule;
import dev.limpid.protocol.config.UploadConfig.Program;
import dev.limpid.protocol.config.UploadConfig.StackRule;
import dev.limpid.protocol.report.Build;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UploadConfigCodecTest {

    private static final LocalDate WEEK = LocalDate.of(2026, 11, 20);

    private static final UploadConfig CONFIG = new UploadConfig(
            "v1.4.0",
            List.of("linux"),
            List.of("amd64"),
            List.of("java17"),
            0.25,
            0.5,
            List.of(new Program(
                    "org.example/tool",
                    List.of("1.0", "1.1"),
                    List.of(
                            new CounterRule("tool/runs", 0.1),
                            new CounterRule("tool/runs", 1, Optional.of("1.1"), Optional.of(WEEK))),
                    List.of(new StackRule(
                            "tool/bug", 1, 16, List.of("org.example."), Optional.of("1.1"), Optional.empty())))));

    @Test
    void toJson_putsEachRuleOnALine() {
        assertThat(new String(UploadConfigCodec.toJson(CONFIG), UTF_8)).isEqualTo("""
                        {
                          "OS": [
                            "linux"
                          ],
                          "Arch": [
                            "amd64"
                          ],
                          "Runtime": [
                            "java17"
                          ],
                          "SampleRate": 0.25,
                          "FetchRate": 0.5,
                          "Programs": [
                            {
                              "Name": "org.example/tool",
                              "Versions": [
                                "1.0",
                                "1.1"
                              ],
                              "Counters": [
                                {"Name": "tool/runs", "Rate": 0.1},
                                {"Name": "tool/runs", "Rate": 1, "Since": "1.1", "Until": "2026-11-20"}
                              ],
                              "Stacks": [
                                {"Name": "tool/bug", "Rate": 1, "Depth": 16, "Frames": ["org.example."], "Since": "1.1"}
                              ]
                            }
                          ]
                        }
                        """);
    }

    @Test
    void rate_isTheHighestOfTheRulesThatHold() {
        assertThat(CONFIG.rate(build("1.0"), "tool/runs", WEEK)).hasValue(0.1);
        assertThat(CONFIG.rate(build("1.1"), "tool/runs", WEEK)).hasValue(1);
        assertThat(CONFIG.rate(build("1.1"), "tool/runs", WEEK.plusDays(2))).hasValue(0.1);
        assertThat(CONFIG.rate(build("1.1"), "tool/bug", WEEK)).hasValue(1);
        assertThat(CONFIG.rate(build("1.2"), "tool/runs", WEEK)).isEmpty();
        assertThat(CONFIG.rate(build("1.1"), "tool/other", WEEK)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            []                                                               | has "[" at line 1, column 1, expected {
            {"OS":[]                                                         | is no JSON
            {"OS":[],"OS":[]}                                                | is no JSON
            {"Os":[]}                                                        | has a member "Os", expected OS, Arch
            {"SampleRate":2}                                                 | the rate of SampleRate is 2.0, expected 0 to 1
            {"FetchRate":0}                                                  | FetchRate is 0, expected more
            {"SampleRate":"1"}                                               | expected a rate from 0 to 1
            {"Programs":[{}]}                                                | a program without a Name
            {"Programs":[{"Name":"p"},{"Name":"p"}]}                         | lists the program p twice
            {"Programs":[{"Name":"p","Counters":[{"Rate":1}]}]}              | a rule without a Name
            {"Programs":[{"Name":"p","Counters":[{"Name":"c","Rate":-1}]}]}  | the rate of c is -1.0
            {"Programs":[{"Name":"p","Counters":[{"Name":"c","Since":"1"}]}]} | starts at version 1, expected one of
            {"Programs":[{"Name":"p","Counters":[{"Name":"c","Until":"x"}]}]} | expected a date
            {"Programs":[{"Name":"p","Counters":[{"Name":"c:{a,{b}}"}]}]}    | has braces, expected one pair
            {"Programs":[{"Name":"p","Counters":[{"Name":"c:{a"}]}]}         | has braces, expected one pair
            {"Programs":[{"Name":"p","Stacks":[{"Name":"c","Depth":-1}]}]}   | expected a depth of 0 or more
            {"Programs":[{"Name":"\\ud800"}]}                                | expected well-formed Unicode
            """)
    void read_refusesWhatIsNoConfiguration(String json, String message) {
        assertThatThrownBy(() -> UploadConfigCodec.read(json.getBytes(UTF_8), "v1.0.0"))
                .isInstanceOf(MalformedConfigException.class)
                .hasMessageContaining("the configuration \"v1.0.0\"")
                .hasMessageContaining(message);
    }

    @Test
    void read_takesNegativeZeroForZero() throws Exception {
        UploadConfig config = UploadConfigCodec.read(
                "{\"SampleRate\":-0.0,\"Programs\":[{\"Name\":\"p\",\"Counters\":[{\"Name\":\"c\",\"Rate\":-0.0}]}]}"
                        .getBytes(UTF_8),
                "v1.0.0");
        assertThat(UploadConfigCodec.read(UploadConfigCodec.toJson(config), "v1.0.0"))
                .isEqualTo(config);
    }

    @Test
    void toGoJson_collectsLessRatherThanMore() throws Exception {
        String json = new String(UploadConfigCodec.toGoJson(CONFIG), UTF_8);
        assertThat(json)
                .contains("\"GOOS\"", "\"GOARCH\"", "\"GoVersion\"", "{\"Name\": \"tool/runs\", \"Rate\": 0.1}")
                .doesNotContain("FetchRate", "Since", "Until", "Frames", "\"1.0\"");
        UploadConfig go = UploadConfigCodec.read(json.getBytes(UTF_8), "v1.4.0");
        assertThat(go.programs().get(0).versions()).containsExactly("1.1");
    }

    private static Build build(String version) {
        return new Build("org.example/tool", version, "java17", "linux", "amd64");
    }
}
