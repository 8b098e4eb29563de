package dev.limpid.protocol.question.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limpid.protocol.answer.Attribute;
import dev.limpid.protocol.chart.Chart;
import dev.limpid.protocol.config.ChartConfig;
import dev.limpid.protocol.config.ChartConfigException;
import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.protocol.question.Question;
import dev.limpid.protocol.question.RequestedCounters;
import dev.limpid.protocol.release.Platforms;
import dev.limpid.protocol.release.Releases;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CollectionConfigGeneratorTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 20);

    private static final String HEAD = """
            description: what a test needs
            issue: https://example.org/issues/1
            program: org.example/tool
            module: versions: 1.0, 1.1, 1.2
            title:\s""";

    private static final String TEXT = HEAD + """
            Commands
            id: commands
            type: partition
            counter: tool/command:{build,test}
            by: none
            ---
            """ + HEAD + """
            Hits
            type: ratio
            counter: cache:{hit,miss}
            over: cache/lookups
            version: 1.1
            expires: 2027-01-31
            ---
            """ + HEAD + """
            Crashes
            type: stack
            counter: tool/crash
            depth: 8
            frames: org.example.
            names: unlisted
            by: version, os
            ---
            """ + HEAD + """
            Systems
            type: partition
            counter: limpid/os
            by: version
            """;

    @Test
    void generate_makesAQuestionOfEachChart_inTheOrderOfTheText() throws Exception {
        CollectionConfig config = generate(TEXT, chart -> chart.id().equals("commands") ? 0.25 : 1);
        assertThat(config.programs()).hasSize(1);
        assertThat(config.programs().get(0).versions()).startsWith("1.0").containsSubsequence("1.1", "1.2", "1.3");
        assertThat(config.programs().get(0).questions())
                .containsExactly(
                        new Question(
                                "commands",
                                0.25,
                                Set.of(),
                                new RequestedCounters.Named(List.of("tool/command:build", "tool/command:test")),
                                Optional.empty(),
                                Optional.empty()),
                        new Question(
                                "cache",
                                1,
                                Set.of(Attribute.VERSION),
                                new RequestedCounters.Named(List.of("cache:hit", "cache:miss", "cache/lookups")),
                                Optional.of("1.1"),
                                Optional.of(LocalDate.of(2027, 1, 31))),
                        new Question(
                                "tool-crash",
                                1,
                                Set.of(Attribute.VERSION, Attribute.OS),
                                new RequestedCounters.Stacks("tool/crash", 8, List.of("org.example."), true),
                                Optional.empty(),
                                Optional.empty()),
                        new Question(
                                "limpid-os",
                                1,
                                Set.of(Attribute.VERSION),
                                new RequestedCounters.BuiltIn(Attribute.OS),
                                Optional.empty(),
                                Optional.empty()));
    }

    @Test
    void generate_givesBackTheConfigurationInForce_whereNothingChanges() throws Exception {
        CollectionConfig before = generate(TEXT, chart -> 1);
        CollectionConfigGenerator same =
                new CollectionConfigGenerator(Platforms.all(), Releases.BY_HAND, chart -> 1, 0.5);
        assertThat(same.generate("v1.1.0", charts(TEXT), TODAY, Optional.of(before)))
                .isSameAs(before);
        CollectionConfigGenerator rarer =
                new CollectionConfigGenerator(Platforms.all(), Releases.BY_HAND, chart -> 0.5, 0.5);
        assertThat(rarer.generate("v1.1.0", charts(TEXT), TODAY, Optional.of(before))
                        .version())
                .isEqualTo("v1.1.0");
    }

    @Test
    void generate_asksNothingForChartsThatEndedLongAgo_andNeverMoreRarelyThanTheFloor() throws Exception {
        String ended = TEXT.replace("expires: 2027-01-31", "expires: 2026-10-01");
        CollectionConfig config = generate(ended, chart -> 0);
        assertThat(config.question("org.example/tool/cache")).isEmpty();
        assertThat(config.question("org.example/tool/commands").orElseThrow().rate())
                .isEqualTo(Question.LEAST_RATE);
    }

    @Test
    void generate_refusesTwoChartsOfOneId() {
        assertThatThrownBy(() -> generate(
                        TEXT.replace(
                                "by: none",
                                "by: none\n---\n" + HEAD + "Again\nid: commands\ntype: partition\ncounter: tool/runs"),
                        chart -> 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("org.example/tool/commands twice");
    }

    private static CollectionConfig generate(String text, java.util.function.ToDoubleFunction<Chart> rates)
            throws ChartConfigException {
        return new CollectionConfigGenerator(Platforms.all(), Releases.BY_HAND, rates, 0.5)
                .generate("v1.0.0", charts(text), TODAY, Optional.empty());
    }

    private static List<Chart> charts(String text) throws ChartConfigException {
        return ChartConfig.parse("charts.txt", text);
    }
}
