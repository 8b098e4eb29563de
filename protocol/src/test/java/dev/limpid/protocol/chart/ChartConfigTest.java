package dev.limpid.protocol.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.limpid.protocol.answer.Attribute;
import dev.limpid.protocol.config.ChartConfig;
import dev.limpid.protocol.config.ChartConfigException;
import dev.limpid.protocol.config.ParsedChart;
import dev.limpid.protocol.release.ReleaseSource;
import dev.limpid.protocol.text.Problem;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChartConfigTest {

    private static final String BASE = """
            title: Commands
            description: which commands are used
            issue: https://example.org/issues/1#comment-2 # the decision
            type: partition
            program: org.example/tool
            counter: tool/command:{build,test}
            """;

    @Test
    void parse_readsEveryKey() throws Exception {
        List<Chart> charts = ChartConfig.parse("charts.txt", """
                # Decided in May.
                title: Crashes # in the open
                description: where it crashes
                issue: https://example.org/issues/1#comment-2
                issue: https://example.org/issues/3
                type: stack
                program: org.example/tool
                module: maven:org.example:tool
                version: 1.2.0
                counter: tool/crash
                depth: 16
                error: 2.5%
                unit: crashes
                expires: 2027-06-30
                frames: org.example., org.other.
                frames: org.third.
                ---
                ---
                title: Cache hits
                description: how often the cache helps
                issue: https://example.org/issues/4
                type: ratio
                program: org.example/tool
                module: versions: 1.0, 1.1
                counter: cache:{
                    hit,   # found
                    miss,
                }
                over: cache/lookups
                """);
        assertThat(charts.get(0))
                .isEqualTo(new Chart(
                        "Crashes",
                        "where it crashes",
                        List.of("https://example.org/issues/1#comment-2", "https://example.org/issues/3"),
                        ChartType.STACK,
                        "org.example/tool",
                        "maven:org.example:tool",
                        "1.2.0",
                        "tool/crash",
                        List.of(),
                        16,
                        0.025,
                        "",
                        "crashes",
                        Optional.of(LocalDate.of(2027, 6, 30)),
                        List.of("org.example.", "org.other.", "org.third."),
                        false,
                        "tool-crash",
                        Set.of(Attribute.VERSION)));
        assertThat(charts.get(1).counters()).containsExactly("cache:hit", "cache:miss");
        assertThat(charts.get(1).collected()).containsExactly("cache:hit", "cache:miss", "cache/lookups");
        assertThat(ReleaseSource.of(charts.get(1))).contains(new ReleaseSource.Listed(List.of("1.0", "1.1")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            id: runs                 | runs         | VERSION
            by: none                 | tool-command |
            by: os                   | tool-command | OS
            by: arch, version ,os    | tool-command | VERSION, OS, ARCH
            """)
    void parse_readsWhatStandsTogetherInAnAnswer(String line, String id, @Nullable String by) throws Exception {
        Chart chart = ChartConfig.parse("c.txt", BASE + line).get(0);
        assertThat(chart.id()).isEqualTo(id);
        assertThat(chart.by()).hasToString("[" + (by == null ? "" : by) + "]");
    }

    @Test
    void parse_reportsAllProblemsInTheOrderOfTheText() {
        ChartConfigException thrown = catchThrowableOfType(
                ChartConfigException.class,
                () -> ChartConfig.parse("c.txt", "nonsense\n" + BASE + "colour: red\n---\ntitle: x\ntype: pie\n"));
        assertThat(thrown.problems())
                .extracting(problem -> problem.line() + ":" + problem.column())
                .containsExactly("1:1", "8:1", "10:1", "10:1", "10:1", "11:7");
        assertThat(thrown).hasMessageContaining("c.txt:1:1: found \"nonsense\", expected a line \"key: value\"");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            type: cake                        | 7:1: found type again (first on line 4), expected it once
            depth: 3                          | 7:1: found depth in a partition, expected it in a stack only
            over: tool/runs                   | 7:1: found over in a partition, expected it in a ratio only
            frames: org.example.              | 7:1: found frames in a partition, expected it in a stack only
            error: 0                          | 7:8: found error "0", expected an error above 0 and below 1
            error: 100%                       | expected an error above 0 and below 1
            error: 1e-3                       | expected an error above 0 and below 1
            expires: tomorrow                 | 7:10: found expires "tomorrow", expected a date
            version:                          | 7:1: found nothing after version:, expected a value
            version: 1.0 and later            | expected one word
            module: maven:org.example         | expected maven:group:artifact, go:path, or versions:
            module: versions: 1.0, two words  | expected maven:group:artifact
            module: https://example.org/x     | expected maven:group:artifact
            id: a/b                           | 7:5: found id "a/b", expected letters, digits and _ . -
            by: version, host                 | 7:5: found by "version, host", expected version, runtime, os or arch
            by: os, os                        | expected version, runtime, os or arch, each once
            by: version,                      | expected version, runtime, os or arch, each once
            """)
    void parse_saysWhatWasExpected(String line, String message) {
        assertThat(catchThrowableOfType(ChartConfigException.class, () -> ChartConfig.parse("c.txt", BASE + line)))
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            tool/command:{a,a}       | the bucket "a" twice
            tool/command:{a,,b}      | the bucket ""
            tool/command:{a b}       | the bucket "a b"
            tool/command:{}          | the bucket ""
            tool/command:{a:b}       | the bucket "a:b"
            tool/command:{a          | a { that is never closed
            tool/command{a,b}        | a counter's name, a colon and buckets
            tool/command:{a}:{b}     | a counter's name, a colon and buckets
            tool:x:{a}               | a name without a colon before the buckets
            {a,b}                    | a counter's name, a colon and buckets
            tool/command:a:b         | a counter's name such as
            two words                | a counter's name such as
            limpid/host              | expected one of the built-in counters limpid/version
            limpid/os:{linux,darwin} | expected one of the built-in counters limpid/version
            tool/ü                   | a counter's name such as
            """)
    void parse_takesOnlyCountersThatCanBeNamed(String counter, String message) {
        String text = BASE.replace("tool/command:{build,test}", counter);
        assertThat(catchThrowableOfType(ChartConfigException.class, () -> ChartConfig.parse("c.txt", text)))
                .hasMessageContaining(message);
    }

    @Test
    void parse_refusesWhatATerminalWouldObey() {
        assertThat(catchThrowableOfType(
                        ChartConfigException.class, () -> ChartConfig.parse("c.txt", "title: Runs\u001b[2K\u0007\n")))
                .hasMessageContaining("c.txt:1:12: found control character U+001B, expected text")
                .hasMessageContaining("c.txt:1:16: found control character U+0007, expected text");
    }

    @Test
    void parse_takesAnyLineEndAndAByteOrderMark() throws Exception {
        assertThat(ChartConfig.parse("c.txt", BASE.replace("\n", "\r\n"))).isEqualTo(ChartConfig.parse("c.txt", BASE));
        assertThat(ChartConfig.parse("c.txt", "\ufeff" + BASE)).isEqualTo(ChartConfig.parse("c.txt", BASE));
        assertThat(ChartConfig.parse("c.txt", "")).isEmpty();
    }

    /** A field that does not apply to the type is reported with its line, and its value is not used. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "stack     | tool/crash            | depth: 1                 | ",
                "stack     | tool/crash            | depth: 1000              | ",
                "stack     | tool/crash            | depth: 0                 | found depth \"0\", expected a number of frames from 1 to 1000",
                "stack     | tool/crash            | depth: 1001              | found depth \"1001\", expected a number of frames from 1 to 1000",
                "stack     | tool/crash            | names: unlisted          | ",
                "stack     | tool/crash            | names: some              | found names \"some\", expected listed or unlisted",
                "stack     | tool/crash:{a,b}      | depth: 2                 | found \"tool/crash:{a,b}\" in a stack, expected one stack counter's name",
                "partition | tool/c:{a,b}          | depth: 2                 | found depth in a partition, expected it in a stack only",
                "partition | tool/c:{a,b}          | frames: a.               | found frames in a partition, expected it in a stack only",
                "partition | tool/c:{a,b}          | names: listed            | found names in a partition, expected it in a stack only",
                "partition | tool/c:{a,b}          | over: tool/d             | found over in a partition, expected it in a ratio only",
                "histogram | tool/c                | unit: s                  | found a histogram without buckets, expected at least two, such as {<10ms,<1s,>=1s}",
                "histogram | tool/c:{<1}           | unit: s                  | found a histogram without buckets, expected at least two, such as {<10ms,<1s,>=1s}",
                "histogram | tool/c:{<1,>=1}       | unit: s                  | ",
                "ratio     | tool/c                | over: tool/d             | ",
                "ratio     | tool/c                | unit: s                  | the ratio that begins here has no over, expected a line \"over: counter\"",
                "partition | limpid/os             | unit: machines           | ",
                "histogram | limpid/os:{<1,>=1}    | unit: s                  | found \"limpid/os:{<1,>=1}\" in a histogram, expected one of the built-in counters limpid/version, limpid/runtime, limpid/os and limpid/arch, without buckets, in a partition",
                "partition | limpid/nosuch         | unit: s                  | found \"limpid/nosuch\" in a partition, expected one of the built-in counters limpid/version, limpid/runtime, limpid/os and limpid/arch, without buckets, in a partition",
                "partition | a/!!!:{a,b}           | id: named                | ",
                "partition | !!!:{a,b}             | unit: s                  | found \"!!!:{a,b}\", from which no short ID can be derived, expected a line \"id: …\" as well"
            })
    void parse_holdsTheFieldsToTheType(String type, String counter, String line, @Nullable String message) {
        String text = BASE.replace("type: partition", "type: " + type).replace("tool/command:{build,test}", counter)
                + line + "\n";
        List<String> problems = new ArrayList<>();
        try {
            assertThat(ChartConfig.parse("charts.txt", text)).hasSize(1);
        } catch (ChartConfigException e) {
            e.problems().forEach(problem -> problems.add(problem.message()));
        }
        assertThat(problems).isEqualTo(message == null ? List.of() : List.of(message));
    }

    /** An empty file was probably not completely written, or is the wrong file. */
    @Test
    void parseDecided_expectsAChart() throws Exception {
        assertThat(ChartConfig.parseDecided("c.txt", BASE)).isEqualTo(ChartConfig.parse("c.txt", BASE));
        assertThat(catchThrowableOfType(
                        ChartConfigException.class, () -> ChartConfig.parseDecided("c.txt", "# none\n")))
                .hasMessageContaining("c.txt:1:1: there is no chart, expected at least one");
        List<Problem> problems = new ArrayList<>();
        assertThat(ChartConfig.parseDecided("c.txt", "nonsense", problems)).isEmpty();
        assertThat(problems).hasSize(1);
        assertThat(ChartConfig.parseDecided("c.txt", BASE, new ArrayList<>())).hasSize(1);
    }

    @Test
    void problem_isAtItsKey_orElseAtTheChart() {
        ParsedChart chart =
                ChartConfig.parse("c.txt", "\n" + BASE, new ArrayList<>()).get(0);

        assertThat(chart.problem("counter", "x")).hasToString("c.txt:7:10: x");
        assertThat(chart.problem("error", "x")).hasToString("c.txt:2:1: x");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            : nothing   | 7:1: found ": nothing", expected a line "key: value"
            k3y: value  | 7:1: found "k3y: value", expected a line "key: value"
            k[y: value  | 7:1: found "k[y: value", expected a line "key: value"
            k@y: value  | 7:1: found "k@y: value", expected a line "key: value"
            k{y: value  | 7:1: found "k{y: value", expected a line "key: value"
            """)
    void line_withoutAKeyOfLetters_isReported(String line, String message) {
        assertThat(catchThrowableOfType(ChartConfigException.class, () -> ChartConfig.parse("c.txt", BASE + line)))
                .hasMessageContaining(message);
    }
}
