package dev.limpid.protocol.question;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.protocol.answer.AnswerCodec;
import dev.limpid.protocol.answer.Attribute;
import dev.limpid.protocol.question.codec.CollectionConfigCodec;
import dev.limpid.protocol.report.Build;
import dev.limpid.protocol.report.ProgramReport;
import dev.limpid.protocol.report.Report;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoReportSplitterTest {

    private static final String TOOL = "golang.org/x/tool";
    private static final Build BUILD = new Build(TOOL, "v1.1.0", "go1.24.3", "linux", "amd64");

    private static final CollectionConfig CONFIG = new CollectionConfig(
            "v1.4.0",
            List.of("linux"),
            List.of("amd64"),
            List.of("go1.24.2", "go1.24.3"),
            1,
            List.of(new CollectionConfig.Program(
                    TOOL,
                    List.of("v1.0.0", "v1.1.0"),
                    List.of(
                            question("common", 1, new RequestedCounters.Named(List.of("a", "b"))),
                            question("rare", 0.25, new RequestedCounters.Named(List.of("b"))),
                            question("crashes", 0.5, new RequestedCounters.Stacks("crash", 4, List.of())),
                            new Question(
                                    "ends",
                                    1,
                                    Set.of(),
                                    new RequestedCounters.Named(List.of("c")),
                                    Optional.empty(),
                                    Optional.of(LocalDate.of(2027, 1, 1))),
                            new Question(
                                    "later",
                                    1,
                                    Set.of(Attribute.RUNTIME),
                                    new RequestedCounters.Named(List.of("d")),
                                    Optional.of("v1.1.0"),
                                    Optional.empty())))));

    private static Question question(String id, double rate, RequestedCounters asked) {
        return new Question(id, rate, Set.of(), asked, Optional.empty(), Optional.empty());
    }

    private static Report report(double x, Build build, Map<String, Long> counters, Map<String, Long> stacks) {
        return new Report(
                LocalDate.of(2026, 11, 20),
                Optional.empty(),
                x,
                "v1.4.0",
                List.of(new ProgramReport(build, counters, stacks)));
    }

    @Test
    void answers_areThoseToTheQuestionsThatXFallsWithin() {
        Report report = report(0.4, BUILD, Map.of("a", 1L, "b", 2L), Map.of("crash\nmain.main:+1", 3L));
        assertThat(new GoReportSplitter(CONFIG).check(report)).isEmpty();
        assertThat(new GoReportSplitter(CONFIG).answers(report))
                .extracting(answer -> new String(AnswerCodec.toJson(answer), UTF_8)
                        .replace("{\"Week\":\"2026-11-16\",\"Config\":\"v1.4.0\",\"Chart\":\"golang.org/x/tool/", ""))
                .containsExactly(
                        "common\",\"Builds\":[{\"Counts\":{\"a\":1,\"b\":2}}]}",
                        "crashes\",\"Builds\":[{\"Counts\":{\"crash\\nmain.main:+1\":3}}]}",
                        "ends\",\"Builds\":[{\"Counts\":{}}]}",
                        "later\",\"Builds\":[{\"Runtime\":\"go1.24\",\"Counts\":{}}]}");
        assertThat(new GoReportSplitter(CONFIG).answers(report(0.2, BUILD, Map.of(), Map.of())))
                .hasSize(5);
    }

    @ParameterizedTest
    @CsvSource({
        "golang.org/x/tool, v1.1.0, go1.24.3, linux, amd64, a, ''",
        "golang.org/x/other, v1.1.0, go1.24.3, linux, amd64, a, unknown-program",
        "golang.org/x/tool, v9.1.0, go1.24.3, linux, amd64, a, unknown-version",
        "golang.org/x/tool, v1.1.0, go1.24.9, linux, amd64, a, unknown-runtime",
        "golang.org/x/tool, v1.1.0, go1.24.3, beos, amd64, a, unknown-os",
        "golang.org/x/tool, v1.1.0, go1.24.3, linux, mips, a, unknown-arch",
        "golang.org/x/tool, v1.1.0, go1.24.3, linux, amd64, z, unknown-counter",
    })
    void check_refusesWhatNoChartAsksFor(
            String program, String version, String runtime, String os, String arch, String counter, String code) {
        Report report = report(0.4, new Build(program, version, runtime, os, arch), Map.of(counter, 1L), Map.of());
        assertThat(new GoReportSplitter(CONFIG).check(report).map(Refusal::code).orElse(""))
                .isEqualTo(code);
    }

    @Test
    void check_refusesStacksAndConfigurationsThatAreNotAskedFor() {
        GoReportSplitter reports = new GoReportSplitter(CONFIG);
        assertThat(reports.check(report(0, BUILD, Map.of(), Map.of("other\nmain.main:+1", 1L)))
                        .orElseThrow()
                        .code())
                .isEqualTo("unknown-stack");
        assertThat(new GoReportSplitter(CONFIG.withVersion("v1.5.0"))
                        .check(report(0, BUILD, Map.of(), Map.of()))
                        .orElseThrow()
                        .code())
                .isEqualTo("other-config");
    }

    @Test
    void toGoJson_asksForNoMoreThanTheQuestions() {
        assertThat(new String(CollectionConfigCodec.toGoJson(CONFIG), UTF_8)).isEqualTo("""
                        {
                          "GOOS": [
                            "linux"
                          ],
                          "GOARCH": [
                            "amd64"
                          ],
                          "GoVersion": [
                            "go1.24.2",
                            "go1.24.3"
                          ],
                          "SampleRate": 1,
                          "Programs": [
                            {
                              "Name": "golang.org/x/tool",
                              "Versions": [
                                "v1.1.0"
                              ],
                              "Counters": [
                                {"Name": "a", "Rate": 1},
                                {"Name": "b", "Rate": 1},
                                {"Name": "d", "Rate": 1}
                              ],
                              "Stacks": [
                                {"Name": "crash", "Rate": 0.5, "Depth": 4}
                              ]
                            }
                          ]
                        }
                        """);
    }
}
