package dev.limpid.protocol.report;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.Charset;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReportCodecTest {

    private static final Build BUILD = new Build("org.example/tool", "1.2.0", "java17", "linux", "amd64");

    private static final String PROGRAM =
            "{\"Program\":\"org.example/tool\",\"Version\":\"1.2.0\",\"Runtime\":\"java17\","
                    + "\"OS\":\"linux\",\"Arch\":\"amd64\",\"Counters\":{%s},\"Stacks\":{}}";

    @Test
    void toJson_isOneLineInOneOrder() {
        ProgramReport program =
                new ProgramReport(BUILD, Map.of("tool/b", 2L, "tool/a:é\"", 1L), Map.of("tool/bug\nmain.main:+1", 3L));
        Report report = new Report(LocalDate.of(2026, 11, 20), Optional.empty(), 0.001, "v1.4.0", List.of(program));
        assertThat(new String(ReportCodec.toJson(report), UTF_8))
                .isEqualTo("{\"Week\":\"2026-11-20\",\"X\":0.001,\"Config\":\"v1.4.0\",\"Programs\":[{\"Program\":"
                        + "\"org.example/tool\",\"Version\":\"1.2.0\",\"Runtime\":\"java17\",\"OS\":\"linux\","
                        + "\"Arch\":\"amd64\",\"Counters\":{\"tool/a:é\\\"\":1,\"tool/b\":2},"
                        + "\"Stacks\":{\"tool/bug\\nmain.main:+1\":3}}]}");
    }

    @Test
    void toJson_writesTheShortestNumberOnEveryJdk() {
        // Double.toString wrote 2.0E-3 and, before Java 19, 2.2250738585072014E-308 one digit longer.
        Report report = new Report(LocalDate.of(2026, 11, 20), Optional.empty(), 2.0E-3, "", List.of());
        assertThat(new String(ReportCodec.toJson(report), UTF_8)).contains("\"X\":0.002,");
        Report tiny = new Report(LocalDate.of(2026, 11, 20), Optional.empty(), 4.35E-23, "", List.of());
        assertThat(new String(ReportCodec.toJson(tiny), UTF_8)).contains("\"X\":4.35E-23,");
    }

    @Test
    void read_takesGosNamesAndNulls() throws Exception {
        Report report = read("{\"Week\":\"2026-08-20\",\"LastWeek\":\"\",\"X\":0.5,\"Programs\":[{\"Program\":\"p\","
                + "\"Version\":\"v1\",\"GoVersion\":\"go1.24.0\",\"GOOS\":\"linux\",\"GOARCH\":\"amd64\","
                + "\"Counters\":null,\"Stacks\":null}],\"Config\":\"v0.1.0\"}");
        assertThat(report.lastWeek()).isEmpty();
        assertThat(report.programs().get(0).build()).isEqualTo(new Build("p", "v1", "go1.24.0", "linux", "amd64"));
        assertThat(report.programs().get(0).isEmpty()).isTrue();
        assertThat(read("{\"Week\":\"2026-08-20\",\"X\":0,\"Programs\":null}").programs())
                .isEmpty();
    }

    @Test
    void read_addsUpABuildThatIsListedTwice() throws Exception {
        Report report = read("{\"Week\":\"2026-08-20\",\"X\":0.5,\"Config\":\"\",\"Programs\":["
                + PROGRAM.formatted("\"a\":1,\"b\":9223372036854775807") + "," + PROGRAM.formatted("\"a\":2,\"b\":1")
                + "]}");
        assertThat(report.programs()).hasSize(1);
        assertThat(report.programs().get(0).counters()).containsEntry("a", 3L).containsEntry("b", Long.MAX_VALUE);
    }

    @Test
    void read_saturatesCountsOfAnUnsignedFile() throws Exception {
        Report report = read(counting("\"a\":18446744073709551615,\"b\":9223372036854775808,\"c\":0"));
        assertThat(report.programs().get(0).counters())
                .containsExactly(Map.entry("a", Long.MAX_VALUE), Map.entry("b", Long.MAX_VALUE));
    }

    @Test
    void read_dropsTheFramesThatGoCut() throws Exception {
        String json = counting("")
                .replace(
                        "\"Stacks\":{}",
                        "\"Stacks\":{\"s\\na.b:+1\\na.c\\ntruncated\\n\":1,\"s\\na.b:+1\\na.d:\\ntruncated\\n\":2}");
        assertThat(read(json).programs().get(0).stacks()).containsExactly(Map.entry("s\na.b:+1", 3L));
    }

    @Test
    void programReport_takesCountsAsUnsigned() {
        assertThat(new ProgramReport(BUILD, Map.of("a", -1L), Map.of()).counters())
                .containsEntry("a", Long.MAX_VALUE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ``                                                     | ends too early, expected {
            []                                                     | expected {
            {"Week":"2026-08-20","X":0.5,"Programs":[]}x           | not JSON
            {"Week":"2026-08-20","X":0.5,"Programs":[]}{}          | expected the end of the report
            {"Week":"2026-08-20","X":0.5,"Programs":[],"More":1}   | "More", expected Week, LastWeek, X
            {"Week":"2026-08-20","X":0.5,"X":0.5,"Programs":[]}    | X twice
            {"X":0.5,"Programs":[]}                                | lacks Week
            {"Week":"2026-08-20","Programs":[]}                    | no X
            {"Week":"2026-08-20","X":0.5}                          | lacks Programs
            {"Week":"2026-8-20","X":0.5,"Programs":[]}             | "2026-8-20", expected a date
            {"Week":"2026-02-30","X":0.5,"Programs":[]}            | "2026-02-30", expected a date
            {"Week":"+99999-01-01","X":0.5,"Programs":[]}          | expected a date
            {"Week":20260820,"X":0.5,"Programs":[]}                | expected a string for Week
            {"Week":"2026-08-20","X":"0.5","Programs":[]}          | expected a number from 0 to below 1
            {"Week":"2026-08-20","X":1,"Programs":[]}              | X is 1, expected
            {"Week":"2026-08-20","X":-0.1,"Programs":[]}           | X is -0.1, expected
            {"Week":"2026-08-20","X":1e999,"Programs":[]}          | X is 1e999, expected
            {"Week":"2026-08-20","X":NaN,"Programs":[]}            | not JSON
            {"Week":"2026-08-20","X":0.5,"Programs":{}}            | expected [
            {"Week":"2026-08-20","X":0.5,"Programs":[[]]}          | expected {
            {"Week":"2026-08-20","X":0.5,"Programs":[{}]}          | lacks Program
            {"Week":"2026-08-20","X":0.5,"Config":"\\ud800","Programs":[]} | well-formed Unicode
            """)
    void read_refusesWhatIsNoReport(String json, String message) {
        assertThatThrownBy(() -> read(json))
                .isInstanceOf(MalformedReportException.class)
                .hasMessageContaining(message);
    }

    /**
     * Overlong forms, halves of surrogate pairs, code points beyond the last character, truncated forms: in names,
     * values and keys.
     */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "c0af",
                "e080af",
                "f08080af",
                "c1bf",
                "eda080",
                "edbfbf",
                "f4908080",
                "f5808080",
                "ff",
                "80",
                "e282"
            })
    void read_refusesFormsThatOnlyResembleUtf8(String hex) {
        String wrong = new String(HexFormat.of().parseHex(hex), ISO_8859_1);
        for (String json : List.of(
                counting("\"a" + wrong + "\":1"),
                counting("").replace("\"Stacks\":{}", "\"Stacks\":{\"a\\na.b" + wrong + ":+1\":1}"),
                counting("").replace("linux", "linux" + wrong),
                counting("").replace("\"X\"", "\"X" + wrong + "\""))) {
            assertThatThrownBy(() -> ReportCodec.read(json.getBytes(ISO_8859_1), ReportLimits.UPLOAD))
                    .isInstanceOf(MalformedReportException.class)
                    .hasMessageContaining("that is not UTF-8");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "a":-1                        | "-1", expected a whole number
            "a":1.5                       | "1.5", expected a whole number
            "a":1e3                       | "1e3", expected a whole number
            "a":"1"                       | "1", expected a whole number
            "a":null                      | expected a whole number
            "a":18446744073709551616      | expected a whole number
            "a":1,"a":2                   | "a" twice
            "a":{"b":1}                   | expected a whole number
            """)
    void read_refusesWhatIsNoCount(String counters, String message) {
        assertThatThrownBy(() -> read(counting(counters)))
                .isInstanceOf(MalformedReportException.class)
                .hasMessageContaining(message);
    }

    @Test
    void read_saysHostileNamesOnOneLine() {
        assertThatThrownBy(() -> read(counting("\"x\\n200 OK\\u202e\\u001b[2J\":-1")))
                .hasMessage("the report counts \"x\\n200 OK\\u{202e}\\u{1b}[2J\" as \"-1\", expected a whole number"
                        + " from 0 to 2^64-1");
    }

    @Test
    void read_refusesBytesThatAreNoUtf8() {
        String json = counting("\"a\\u00ff\":1").replace("\\u00ff", "\u00ff");
        assertThatThrownBy(() -> ReportCodec.read(json.getBytes(ISO_8859_1)))
                .isInstanceOf(MalformedReportException.class);
        byte[] surrogate = counting("\"a???\":1").getBytes(UTF_8);
        int at = new String(surrogate, UTF_8).indexOf('?');
        surrogate[at] = (byte) 0xed;
        surrogate[at + 1] = (byte) 0xa0;
        surrogate[at + 2] = (byte) 0x80;
        assertThatThrownBy(() -> ReportCodec.read(surrogate)).isInstanceOf(MalformedReportException.class);
    }

    @Test
    void read_takesNoOtherEncoding() {
        String json = counting("\"a\":1");
        for (Charset charset :
                List.of(UTF_16BE, UTF_16LE, UTF_16, Charset.forName("UTF-32BE"), Charset.forName("UTF-32LE"))) {
            assertThatThrownBy(() -> ReportCodec.read(json.getBytes(charset)))
                    .isInstanceOf(MalformedReportException.class);
        }
        assertThatThrownBy(() -> read("\ufeff" + json)).isInstanceOf(MalformedReportException.class);
    }

    @Test
    void read_keepsToItsLimits() throws Exception {
        ReportLimits limits = new ReportLimits(400, 1, 2, 10);
        byte[] one = counting("\"a\":1,\"b\":2").getBytes(UTF_8);
        assertThat(ReportCodec.read(one, new ReportLimits(400, 1, 2, 100)).programs())
                .hasSize(1);
        assertThatThrownBy(() -> ReportCodec.read(one, new ReportLimits(100, 1, 2, 100)))
                .hasMessage("the report has " + one.length + " bytes, expected at most 100");
        assertThatThrownBy(() ->
                        ReportCodec.read(new ByteArrayInputStream(new byte[1000]), new ReportLimits(100, 1, 2, 100)))
                .hasMessageContaining("more than 100 bytes");
        assertThatThrownBy(() -> ReportCodec.read(one, new ReportLimits(400, 1, 1, 100)))
                .hasMessageContaining("more than 1 counts");
        assertThatThrownBy(() -> ReportCodec.read(one, limits))
                .hasMessage("Program \"org.example/tool\" has 16 bytes, expected at most 10");
        byte[] two = ("{\"Week\":\"2026-08-20\",\"X\":0.5,\"Programs\":[" + PROGRAM.formatted("") + ","
                        + PROGRAM.formatted("") + "]}")
                .getBytes(UTF_8);
        assertThatThrownBy(() -> ReportCodec.read(two, new ReportLimits(1000, 1, 2, 100)))
                .hasMessageContaining("more than 1 builds");
    }

    private static String counting(String counters) {
        return "{\"Week\":\"2026-08-20\",\"X\":0.5,\"Config\":\"\",\"Programs\":[" + PROGRAM.formatted(counters) + "]}";
    }

    private static Report read(String json) throws MalformedReportException {
        return ReportCodec.read(json.getBytes(UTF_8));
    }
}
