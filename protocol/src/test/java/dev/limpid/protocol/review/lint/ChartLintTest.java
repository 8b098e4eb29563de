package dev.limpid.protocol.review.lint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.limpid.protocol.config.ChartConfig;
import dev.limpid.protocol.config.ParsedChart;
import dev.limpid.protocol.review.lint.Finding.Severity;
import dev.limpid.protocol.sampling.Participation;
import dev.limpid.protocol.text.Problem;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChartLintTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 20);

    private static final String GOOD = """
            title: Commands
            description: which commands are used
            issue: https://example.org/issues/1
            type: partition
            program: org.example/tool
            module: maven:org.example:tool
            version: 1.0
            counter: tool/command:{build,test}
            expires: 2027-06-30
            """;

    private static final String SYSTEMS = """
            ---
            title: Systems
            description: which systems to test on
            issue: https://example.org/issues/3
            type: partition
            program: org.example/tool
            module: maven:org.example:tool
            version: 1.0
            counter: limpid/os
            by: none
            expires: 2027-06-30
            """;

    private static final String STACK = """
            title: Crashes
            description: where it fails to work
            issue: https://example.org/issues/2
            type: stack
            program: org.example/tool
            module: maven:org.example:tool
            version: 1.0
            counter: tool/crash
            depth: 16
            frames: org.example.tool.
            expires: 2027-06-30
            """;

    @Test
    void check_findsNothingInGoodCharts() {
        assertThat(check(GOOD + "---\n" + STACK)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            issue: .*\\n                 | ``                                     | ERROR   | no-discussion
            https://example.org/issues/1 | see the mailing list                   | ERROR   | no-discussion
            https://example.org/issues/1 | http://example.org/issues/1            | ERROR   | no-discussion
            which commands are used      | usage                                  | WARNING | no-reason
            module: .*\\n                | ``                                     | ERROR   | no-releases
            version: .*\\n               | ``                                     | NOTE    | all-versions
            expires: .*\\n               | ``                                     | NOTE    | no-end
            2027-06-30                   | 2026-11-19                             | WARNING | expired
            2027-06-30                   | 2026-12-01                             | NOTE    | expires-soon
            2027-06-30                   | 2036-12-01                             | NOTE    | late-end
            type: partition              | type: histogram                        | WARNING | no-order
            """)
    void check_findsWhatIsMissing(String what, String with, Severity severity, String code) {
        assertThat(check(GOOD.replaceFirst(what, with)))
                .extracting(Finding::severity, Finding::code)
                .containsExactly(tuple(severity, code));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tool/mail:jane.doe@example.org",
                "tool/peer:192.168.0.17",
                "tool/card:00-1b-44-11-3a-b7",
                "tool/id:550e8400-e29b-41d4-a716-446655440000",
                "tool/commit:3f786850e387550fdab836ed7e6dc881de23001b",
                "tool/config:/home/jane/tool.conf",
                "tool/config:C/Users/jane"
            })
    void check_findsNamesThatPointAtSomebody(String counter) {
        assertThat(check(GOOD.replace("tool/command:{build,test}", counter.replace("C/Users", "/Users"))))
                .extracting(Finding::severity, Finding::code)
                .containsExactly(tuple(Severity.ERROR, "personal-name"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"tool/user:{a,b}", "tool/setting:{hostname,port}", "tool/open-path"})
    void check_asksAboutWordsThatSoundPersonal(String counter) {
        assertThat(check(GOOD.replace("tool/command:{build,test}", counter)))
                .extracting(Finding::severity, Finding::code)
                .containsExactly(tuple(Severity.WARNING, "personal-name"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"tool/command:*", "tool/command:{build,%s}", "tool/command:${name}x", "tool/command:{a,...}"})
    void check_findsNamesThatStandForAnyOthers(String counter) {
        assertThat(check(GOOD.replace("tool/command:{build,test}", counter.replace("${name}x", "<name>"))))
                .extracting(Finding::code)
                .containsExactly("open-name");
    }

    @Test
    void check_leavesVersionsAndHashlikeWordsAlone() {
        String counters = "tool/java:{1.8,17.0.12,21},tool/face:{decade,facade,beef}";
        for (String counter : counters.split("(?<=\\}),", -1)) {
            assertThat(check(GOOD.replace("tool/command:{build,test}", counter)))
                    .isEmpty();
        }
    }

    @Test
    void check_countsBuckets() {
        String buckets = IntStream.range(0, 201).mapToObj(i -> "b" + i).collect(Collectors.joining(","));
        assertThat(check(GOOD.replace("build,test", buckets)))
                .extracting(Finding::code)
                .containsExactly("many-buckets");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<10ms,<1s,<1m,>=1m", "0,<5%,<50%,>=50%", "1,2,3,>3", "<4KiB,<1MiB,>=1MiB", "<1k,<1M,>=1M"})
    void check_knowsTheOrderOfBounds(String buckets) {
        assertThat(check(GOOD.replace("type: partition", "type: histogram").replace("build,test", buckets)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"<1s,<10ms", "<10ms,<4KiB", "<10ms,<=10ms", "fast,slow"})
    void check_findsBoundsWithoutOrder(String buckets) {
        String charts = GOOD.replace("type: partition", "type: histogram").replace("build,test", buckets);
        assertThat(check(charts)).extracting(Finding::code).containsExactly("no-order");
    }

    @Test
    void check_wantsStacksToBeBounded() {
        assertThat(check(STACK.replaceFirst("depth: .*\\n", "").replaceFirst("frames: .*\\n", "")))
                .extracting(Finding::code)
                .containsExactlyInAnyOrder("no-depth", "any-class");
        assertThat(check(STACK.replace("depth: 16", "depth: 100")))
                .extracting(Finding::code)
                .containsExactly("deep");
    }

    @Test
    void check_saysWhatAStackWithoutAListOfMethodsCannotPromise() {
        assertThat(check(STACK + "names: listed\n")).isEmpty();
        assertThat(check(STACK + "names: unlisted\n")).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo("unlisted-names");
            assertThat(finding.severity()).isEqualTo(Finding.Severity.WARNING);
            assertThat(finding.problem().toString())
                    .contains("a user's own class below its frames can be sent and published");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"org.", "com.", "o", "java.", "javax.", "com.sun.tools."})
    void check_findsFramesThatOthersClassesBeginWith(String prefix) {
        assertThat(check(STACK.replaceFirst("frames: .*\n", "frames: org.example.tool., " + prefix + "\n")))
                .extracting(Finding::code)
                .containsExactly("wide-frames");
    }

    @Test
    void check_findsChartsThatAskForTheSame() {
        assertThat(check(GOOD + "---\n" + GOOD)).extracting(Finding::code).contains("same-title", "overlap");
        String renamed = STACK.replace("title: Crashes", "title: Other");
        assertThat(check(STACK + "---\n" + renamed + "id: other\n"))
                .extracting(Finding::code)
                .containsExactly("overlap");
        assertThat(check(STACK + "---\n" + renamed)).extracting(Finding::code).containsExactly("same-id", "overlap");
        String counter = GOOD.replace("tool/command:{build,test}", "tool/crash") + "id: other\n";
        assertThat(check(STACK + "---\n" + counter)).extracting(Finding::code).containsExactly("two-kinds");
        assertThat(check(GOOD.replace("type: partition", "type: ratio").replace("{build,test}", "build")
                        + "over: tool/command:build\n"))
                .extracting(Finding::code)
                .containsExactly("over-itself");
    }

    @Test
    void check_saysThatTheSameCountInTwoAnswersPutsThemTogether() {
        String ratio = GOOD.replace("title: Commands", "title: Failures\nid: failures")
                        .replace("type: partition", "type: ratio")
                        .replace("{build,test}", "failed")
                + "over: tool/command:build\n";
        assertThat(check(GOOD + "---\n" + ratio)).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo("overlap");
            assertThat(finding.problem().message())
                    .contains("gives the same number twice, by which its answers can be linked");
        });
    }

    @Test
    void check_warnsOfGroupsInWhichFewAre() {
        String three =
                GOOD.replace("which commands are used", "commands by system and processor") + "by: version, os, arch\n";
        assertThat(check(three)).extracting(Finding::code).containsExactly("many-attributes");
        List<Finding> few =
                ChartLint.check(charts(three + SYSTEMS), new Participation(Map.of("org.example/tool", 2_000L)), TODAY);
        assertThat(few)
                .extracting(Finding::code)
                .contains("small-cells", "many-attributes")
                .doesNotContain("joined");
        assertThat(few)
                .extracting(finding -> finding.problem().message())
                .anyMatch(text -> text.contains("splits about 2,000 answers a week by the version, the operating system"
                        + " and the processor into about 60 groups: 33 in each if spread evenly"));
        assertThat(check(GOOD + "by: version, runtime\nerror: 5%\n"))
                .extracting(Finding::code)
                .containsExactlyInAnyOrder("small-cells", "joined");
        assertThat(check(GOOD + "by: version\nerror: 5%\n")).isEmpty();
        assertThat(check(GOOD + "by: none\nerror: 20%\n")).isEmpty();
    }

    @Test
    void check_asksWhatAnAttributeIsJoinedFor() {
        assertThat(check(GOOD + "by: os\n")).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo("joined");
            assertThat(finding.problem().message())
                    .contains("combines counts of \"tool/command\" with the operating system")
                    .contains("ask for limpid/os in a chart of its own");
        });
        assertThat(check(GOOD.replace("are used", "are used on which systems") + "by: os\n"))
                .isEmpty();
    }

    @Test
    void check_offersTheChartsOfBuildsToAProgramThatHasNone() {
        List<Finding> findings = ChartLint.check(charts(GOOD), Participation.UNKNOWN, TODAY);
        assertThat(findings).extracting(Finding::code).containsExactly("no-builds");
        String offer = findings.get(0).suggestion();
        String both =
                GOOD + "---\n" + offer.replace("https://… where this was discussed", "https://example.org/issues/4");
        assertThat(charts(both))
                .extracting(placed -> placed.chart().id())
                .containsExactly("tool-command", "versions", "operating-systems", "processors", "runtimes");
        assertThat(check(both)).extracting(Finding::severity).containsOnly(Severity.NOTE);
        assertThat(ChartLint.check(charts(both), Participation.UNKNOWN, TODAY))
                .extracting(Finding::code)
                .doesNotContain("no-builds");
    }

    @Test
    void check_saysWhenTheErrorCannotBeReached() {
        List<Finding> findings =
                ChartLint.check(charts(GOOD + SYSTEMS), new Participation(Map.of("org.example/tool", 2_000L)), TODAY);
        assertThat(findings).extracting(Finding::code).containsExactly("unreachable-error", "unreachable-error");
        assertThat(findings.get(0).problem().message())
                .contains("an error of 1%, which needs 16,588 answers a week; the available 2,000 give 2.88%");
        assertThat(ChartLint.check(
                        charts(GOOD + SYSTEMS), new Participation(Map.of("org.example/tool", 20_000L)), TODAY))
                .isEmpty();
    }

    /** What is found in addition to the offer of the built-in charts. */
    private static List<Finding> check(String text) {
        return ChartLint.check(charts(text), Participation.UNKNOWN, TODAY).stream()
                .filter(finding -> !finding.code().equals("no-builds"))
                .toList();
    }

    private static List<ParsedChart> charts(String text) {
        List<Problem> problems = new ArrayList<>();
        List<ParsedChart> charts = ChartConfig.parse("charts.txt", text, problems);
        assertThat(problems).isEmpty();
        return charts;
    }
}
