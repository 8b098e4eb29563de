package dev.limpid.protocol.question;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limpid.protocol.answer.Answer;
import dev.limpid.protocol.answer.AnswerCodec;
import dev.limpid.protocol.answer.AnswerPart;
import dev.limpid.protocol.answer.Attribute;
import dev.limpid.protocol.question.codec.CollectionConfigCodec;
import dev.limpid.protocol.question.codec.MalformedCollectionConfigException;
import dev.limpid.protocol.report.Build;
import dev.limpid.protocol.report.ProgramReport;
import dev.limpid.protocol.report.Report;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CollectionConfigTest {

    private static final LocalDate WEEK = LocalDate.of(2026, 11, 20);
    private static final String TOOL = "org.example/tool";

    private static final CollectionConfig CONFIG = new CollectionConfig(
            "v1.4.0",
            List.of("linux", "darwin"),
            List.of("amd64"),
            List.of("java17", "go1.24.0", "go1.24.3"),
            0.5,
            List.of(new CollectionConfig.Program(
                    TOOL,
                    List.of("1.0", "1.1", "2.0"),
                    List.of(
                            question(
                                    "commands",
                                    Set.of(Attribute.VERSION),
                                    new RequestedCounters.Named(List.of("build", "test"))),
                            question("plain", Set.of(), new RequestedCounters.Named(List.of("build"))),
                            question(
                                    "platform",
                                    Set.of(Attribute.OS, Attribute.RUNTIME),
                                    new RequestedCounters.Named(List.of("build"))),
                            question("os", Set.of(), new RequestedCounters.BuiltIn(Attribute.OS)),
                            question(
                                    "os-by-version",
                                    Set.of(Attribute.VERSION),
                                    new RequestedCounters.BuiltIn(Attribute.OS)),
                            question(
                                    "crashes",
                                    Set.of(),
                                    new RequestedCounters.Stacks("crash", 2, List.of("org.example."))),
                            new Question(
                                    "late",
                                    0.25,
                                    Set.of(),
                                    new RequestedCounters.Named(List.of("build")),
                                    Optional.of("1.1"),
                                    Optional.of(LocalDate.of(2026, 11, 19)))))));

    private static Question question(String id, Set<Attribute> by, RequestedCounters asked) {
        return new Question(id, 1, by, asked, Optional.empty(), Optional.empty());
    }

    private static ProgramReport ran(String version, String os, Map<String, Long> counters, Map<String, Long> stacks) {
        return new ProgramReport(new Build(TOOL, version, "java17", os, "amd64"), counters, stacks);
    }

    private static Report report(ProgramReport... programs) {
        return new Report(WEEK, Optional.of(WEEK.minusDays(7)), 0.7, "", List.of(programs));
    }

    private static String answer(String chart, ProgramReport... programs) {
        return CONFIG.answer(TOOL + "/" + chart, report(programs))
                .map(answer -> new String(AnswerCodec.toJson(answer), UTF_8))
                .map(json -> json.replaceFirst(
                        "^\\{\"Week\":\"2026-11-16\",\"Config\":\"v1.4.0\",\"Chart\":\"org.example/tool/" + chart
                                + "\",\"Builds\":",
                        ""))
                .orElse("");
    }

    @Test
    void answer_holdsTheChartsCountersByItsAttributes_andNothingElse() {
        assertThat(answer(
                        "commands",
                        ran("1.0", "linux", Map.of("build", 3L, "secret", 9L), Map.of("crash\na.B.c:+1", 1L)),
                        ran("1.0", "darwin", Map.of("build", 1L), Map.of()),
                        ran("2.0", "linux", Map.of("test", 2L), Map.of())))
                .isEqualTo(
                        "[{\"Version\":\"1.0\",\"Counts\":{\"build\":4}},{\"Version\":\"2.0\",\"Counts\":{\"test\":2}}]}");
    }

    @Test
    void answer_withoutAttributes_isOnePart() {
        assertThat(answer(
                        "plain",
                        ran("1.0", "linux", Map.of("build", 3L), Map.of()),
                        ran("2.0", "darwin", Map.of("build", 2L), Map.of())))
                .isEqualTo("[{\"Counts\":{\"build\":5}}]}");
    }

    @Test
    void answer_isEmptyWhereTheProgramRanAndNothingWasCounted() {
        assertThat(answer("plain", ran("1.0", "linux", Map.of(), Map.of()))).isEqualTo("[{\"Counts\":{}}]}");
    }

    @Test
    void answer_isNoneWhereNoBuildIsAskedOf() {
        assertThat(answer("plain")).isEmpty();
        assertThat(answer("plain", ran("devel", "linux", Map.of("build", 1L), Map.of())))
                .isEmpty();
        assertThat(answer("plain", ran("9.0", "linux", Map.of("build", 1L), Map.of())))
                .isEmpty();
        assertThat(answer("nosuch", ran("1.0", "linux", Map.of("build", 1L), Map.of())))
                .isEmpty();
    }

    @Test
    void answer_ofAnUnknownSystem_isLeftOutOnlyWhereItWouldBeNamed() {
        ProgramReport build = ran("1.0", "haiku", Map.of("build", 1L), Map.of());
        assertThat(answer("commands", build)).contains("\"build\":1");
        assertThat(answer("platform", build)).isEmpty();
        assertThat(answer("os", build)).isEqualTo("[{\"Counts\":{}}]}");
    }

    @Test
    void answer_toABuiltInCounter_countsEachOnce() {
        assertThat(answer(
                        "os",
                        ran("1.0", "linux", Map.of("build", 7L), Map.of()),
                        ran("2.0", "linux", Map.of(), Map.of()),
                        ran("2.0", "darwin", Map.of(), Map.of())))
                .isEqualTo("[{\"Counts\":{\"limpid/os:darwin\":1,\"limpid/os:linux\":1}}]}");
        assertThat(answer("os-by-version", ran("1.0", "linux", Map.of(), Map.of())))
                .isEqualTo("[{\"Version\":\"1.0\",\"Counts\":{\"limpid/os:linux\":1}}]}");
    }

    @Test
    void answer_namesTheRuntimesMajorVersion() {
        ProgramReport go =
                new ProgramReport(new Build(TOOL, "1.0", "go1.24.3", "linux", "amd64"), Map.of("build", 1L), Map.of());
        assertThat(answer("platform", go))
                .isEqualTo("[{\"Runtime\":\"go1.24\",\"OS\":\"linux\",\"Counts\":{\"build\":1}}]}");
    }

    @Test
    void answer_isFiledUnderTheCalendarWeek_andOnlyWithinTheChartsDays() {
        assertThat(answer("late", ran("1.1", "linux", Map.of("build", 1L), Map.of())))
                .isEqualTo("[{\"Counts\":{\"build\":1}}]}");
        assertThat(answer("late", ran("1.0", "linux", Map.of("build", 1L), Map.of())))
                .isEmpty();
        Report later = new Report(
                WEEK.plusDays(1),
                Optional.empty(),
                0,
                "",
                report(ran("1.1", "linux", Map.of("build", 1L), Map.of())).programs());
        assertThat(CONFIG.answer(TOOL + "/late", later)).isEmpty();
        assertThat(CONFIG.answer(TOOL + "/plain", later).orElseThrow().week()).isEqualTo(LocalDate.of(2026, 11, 16));
    }

    @Test
    void answer_holdsTheMostFrequentStacks_andSaysHowManyAreLeftOut() {
        Map<String, Long> stacks = new TreeMap<>();
        for (int i = 1; i <= 70; i++) {
            stacks.put("crash\norg.example.Tool.run:+" + i, (long) i);
        }
        stacks.put("other\norg.example.Tool.run:+1", 1_000L);
        Answer answer = CONFIG.answer(TOOL + "/crashes", report(ran("1.0", "linux", Map.of(), stacks)))
                .orElseThrow();
        AnswerPart part = answer.parts().get(0);
        assertThat(part.leftOut()).isEqualTo(6);
        assertThat(part.counts())
                .hasSize(64)
                .containsKey("crash\norg.example.Tool.run:+7")
                .doesNotContainKey("crash\norg.example.Tool.run:+6");
        assertThat(CONFIG.check(answer)).isEmpty();
    }

    @Test
    void answer_hidesFramesAndCutsDepth() {
        assertThat(answer(
                        "crashes",
                        ran(
                                "1.0",
                                "linux",
                                Map.of(),
                                Map.of("crash\norg.example.A.b:+1\ncom.acme.C.d:+1\norg.example.E.f:+1", 2L))))
                .isEqualTo("[{\"Counts\":{\"crash\\norg.example.A.b:+1\\nhidden\":2}}]}");
    }

    @Test
    void answer_ofMoreBuildsThanFit_holdsThoseWithTheMostEvents() {
        List<String> versions = new ArrayList<>();
        List<ProgramReport> programs = new ArrayList<>();
        for (int i = 1; i <= 70; i++) {
            versions.add("1." + i);
            programs.add(ran("1." + i, "linux", Map.of("build", (long) i), Map.of()));
        }
        CollectionConfig many = new CollectionConfig(
                "v1.0.0",
                List.of(),
                List.of(),
                List.of(),
                1,
                List.of(new CollectionConfig.Program(
                        TOOL,
                        versions,
                        List.of(question(
                                "c", Set.of(Attribute.VERSION), new RequestedCounters.Named(List.of("build")))))));
        Answer answer = many.answer(TOOL + "/c", report(programs.toArray(ProgramReport[]::new)))
                .orElseThrow();
        assertThat(answer.parts())
                .hasSize(64)
                .noneMatch(part -> part.counts().containsValue(6L))
                .anyMatch(part -> part.counts().containsValue(7L));
        assertThat(many.check(answer)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "commands|[{\"Version\":\"1.0\",\"Counts\":{\"build\":1}}]|~~",
                "commands|[{\"Version\":\"1.0\",\"Counts\":{\"secret\":1}}]|unknown-counter",
                "commands|[{\"Version\":\"9.0\",\"Counts\":{}}]|unknown-version",
                "commands|[{\"Counts\":{}}]|other-attributes",
                "commands|[{\"Version\":\"1.0\",\"OS\":\"linux\",\"Counts\":{}}]|other-attributes",
                "plain|[{\"Version\":\"1.0\",\"Counts\":{}}]|other-attributes",
                "plain|[{\"Counts\":{},\"LeftOut\":1}]|left-out",
                "crashes|[{\"Counts\":{},\"LeftOut\":1}]|left-out",
                "platform|[{\"Runtime\":\"go1.24.3\",\"OS\":\"linux\",\"Counts\":{}}]|unknown-runtime",
                "platform|[{\"Runtime\":\"go1.24\",\"OS\":\"beos\",\"Counts\":{}}]|unknown-os",
                "late|[{\"Counts\":{\"build\":1}}]|~~",
                "os|[{\"Counts\":{\"limpid/os:linux\":1}}]|~~",
                "os|[{\"Counts\":{\"limpid/os:linux\":2}}]|count-too-high",
                "os|[{\"Counts\":{\"limpid/os:beos\":1}}]|unknown-counter",
                "os|[{\"Counts\":{\"limpid/arch:amd64\":1}}]|unknown-counter",
                "crashes|[{\"Counts\":{\"crash\\norg.example.A.b:+1\":1}}]|~~",
                "crashes|[{\"Counts\":{\"crash\\ncom.acme.A.b:+1\":1}}]|frame-outside",
                "crashes|[{\"Counts\":{\"crash\\nno frame\":1}}]|malformed-stack",
                "crashes|[{\"Counts\":{\"crash\":1}}]|malformed-stack",
                "crashes|[{\"Counts\":{\"bug\\norg.example.A.b:+1\":1}}]|unknown-counter",
                "crashes|[{\"Counts\":{\"crash\\norg.example.A.b:+1\\norg.example.A.b:+1\\norg.example.A.b:+1\":1}}]|stack-too-deep",
                "nosuch|[{\"Counts\":{}}]|unknown-chart",
            })
    void check_findsWhatAnswerCouldNotHaveMade(String chart, String builds, String code) throws Exception {
        Answer answer = AnswerCodec.read(("{\"Week\":\"2026-11-16\",\"Config\":\"v1.4.0\",\"Chart\":\"org.example/tool/"
                        + chart + "\",\"Builds\":" + builds + "}")
                .getBytes(UTF_8));
        assertThat(CONFIG.check(answer).map(Refusal::code).orElse("")).isEqualTo(code);
    }

    @Test
    void check_findsAnotherConfigurationAndAWeekThatIsNotCovered() {
        Answer answer = CONFIG.answer(TOOL + "/late", report(ran("1.1", "linux", Map.of(), Map.of())))
                .orElseThrow();
        assertThat(CONFIG.withVersion("v1.5.0").check(answer).orElseThrow().code())
                .isEqualTo("other-config");
        Answer later = new Answer(answer.week().plusDays(7), answer.config(), answer.chart(), answer.parts());
        assertThat(CONFIG.check(later).orElseThrow().code()).isEqualTo("expired");
    }

    @Test
    void codec_readsBackWhatItWrites_withOneLineAChart() throws Exception {
        byte[] json = CollectionConfigCodec.toJson(CONFIG);
        assertThat(CollectionConfigCodec.read(json, "v1.4.0")).isEqualTo(CONFIG);
        assertThat(new String(json, UTF_8).lines())
                .contains(
                        "        {\"ID\": \"late\", \"Rate\": 0.25, \"By\": [], \"Counters\": [\"build\"], \"Since\": \"1.1\", \"Until\": \"2026-11-19\"}")
                .contains(
                        "        {\"ID\": \"crashes\", \"Rate\": 1, \"By\": [], \"Stacks\": {\"Counter\": \"crash\", \"Depth\": 2, \"Frames\": [\"org.example.\"]}},");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "\"Rate\": 0.25|\"Rate\": 0.000009|the rate of late is 9.0E-6, expected 0.00001 to 1",
                "\"Rate\": 0.25|\"Rate\": 2|the rate of late is 2.0",
                "\"ID\": \"late\"|\"ID\": \"a/b\"|found the chart ID \"a/b\"",
                "\"ID\": \"late\"|\"ID\": \"plain\"|found the chart org.example/tool/plain twice",
                "\"Since\": \"1.1\"|\"Since\": \"7.7\"|starts at version 7.7",
                "\"Since\": \"1.1\"|\"Sinse\": \"1.1\"|a member \"Sinse\"",
                "\"By\": [\"version\"]|\"By\": [\"host\"]|has the attribute \"host\"",
                "\"Builds\": \"os\"|\"Builds\": \"os\", \"Counters\": [\"a\"]|asks for 2 things",
                "\"FetchRate\": 0.5|\"FetchRate\": 0|FetchRate is 0.0",
            })
    void codec_refusesWhatIsNoConfiguration(String what, String instead, String message) {
        String json = new String(CollectionConfigCodec.toJson(CONFIG), UTF_8).replace(what, instead);
        assertThatThrownBy(() -> CollectionConfigCodec.read(json.getBytes(UTF_8), "v1.4.0"))
                .isInstanceOf(MalformedCollectionConfigException.class)
                .hasMessageContaining("the configuration \"v1.4.0\"")
                .hasMessageContaining(message);
    }

    @Test
    void revokedVersions_areWrittenAndReadBack() throws Exception {
        CollectionConfig config = new CollectionConfig(
                "v1.5.0",
                CONFIG.os(),
                CONFIG.arch(),
                CONFIG.runtime(),
                1,
                List.of("v1.3.0", "v1.4.0"),
                CONFIG.programs());
        CollectionConfig read = CollectionConfigCodec.read(CollectionConfigCodec.toJson(config), "v1.5.0");
        assertThat(read).isEqualTo(config);
        assertThat(read.revoked()).containsExactly("v1.3.0", "v1.4.0");
        assertThat(read.isRevoked("v1.4.0")).isTrue();
        assertThat(read.isRevoked("v1.5.0")).isFalse();
    }
}
