package dev.limpid.protocol.review.difference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.protocol.answer.Answer;
import dev.limpid.protocol.chart.Chart;
import dev.limpid.protocol.config.ChartConfig;
import dev.limpid.protocol.config.ChartConfigException;
import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.protocol.question.Question;
import dev.limpid.protocol.question.generate.ChartRates;
import dev.limpid.protocol.question.generate.CollectionConfigGenerator;
import dev.limpid.protocol.release.Platforms;
import dev.limpid.protocol.release.Releases;
import dev.limpid.protocol.review.plan.CollectionPlan;
import dev.limpid.protocol.review.plan.ExampleAnswer;
import dev.limpid.protocol.sampling.Participation;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConfigDifferenceTest {

    private static final String CHARTS = """
            title: Commands
            description: which commands are used
            issue: https://example.org/issues/1
            type: partition
            program: org.example/tool
            module: versions: 1.0, 1.1, 1.2
            version: 1.0
            counter: tool/command:{build,test}
            ---
            title: Crashes
            description: where it fails to work
            issue: https://example.org/issues/2
            type: stack
            program: org.example/tool
            module: versions: 1.0, 1.1, 1.2
            version: 1.1
            counter: tool/crash
            depth: 16
            frames: org.example.tool.
            """;

    @Test
    void between_chartsThatAreTheSame_isNothing() throws Exception {
        assertThat(ConfigDifference.between(charts(CHARTS), charts(CHARTS))).isEmpty();
    }

    @Test
    void between_saysEachTermThatChanged() throws Exception {
        String changed = CHARTS.replace("version: 1.0\n", "version: 0.9\nerror: 2%\n")
                .replace("depth: 16", "depth: 8")
                .replace("frames: org.example.tool.", "frames: org.example.tool., org.example.lib.");
        assertThat(ChangeText.text(ConfigDifference.between(charts(CHARTS), charts(changed))))
                .isEqualTo("""
                        Newly collected:
                          org.example/tool
                            chart tool-command: from version 0.9 on, before from version 1.0 on
                            decided in https://example.org/issues/1
                            chart tool-crash: showing classes below org.example.tool., org.example.lib., before showing classes below org.example.tool.
                            decided in https://example.org/issues/2

                        No longer collected:
                          org.example/tool
                            chart tool-crash: stacks of up to 8 frames, before stacks of up to 16 frames
                            decided in https://example.org/issues/2
                            chart tool-command: from 4,147 answers a week (2% error), before from 16,588 answers a week (1% error)
                            decided in https://example.org/issues/1
                        """);
    }

    @Test
    void between_saysWhatNewlyStandsTogether() throws Exception {
        String changed = CHARTS.replace(
                "counter: tool/command:{build,test}", "counter: tool/command:{build,test,run}\nby: version, os");
        assertThat(ChangeText.text(ConfigDifference.between(charts(CHARTS), charts(changed))))
                .isEqualTo("""
                        Newly combined in one answer:
                          org.example/tool
                            chart tool-command: each answer will also name the operating system
                            decided in https://example.org/issues/1

                        Newly collected:
                          org.example/tool
                            chart tool-command: asks for counter tool/command:run too, in the same answer
                            decided in https://example.org/issues/1
                        """);
        assertThat(ChangeText.text(ConfigDifference.between(charts(changed), charts(CHARTS))))
                .isEqualTo("""
                        No longer collected:
                          org.example/tool
                            chart tool-command: answers no longer name the operating system
                            decided in https://example.org/issues/1
                            chart tool-command: no longer asks for counter tool/command:run
                            decided in https://example.org/issues/1
                        """);
    }

    @Test
    void between_saysThatWhatWasAskedApartWillStandInOneAnswer() throws Exception {
        String hits = chart("Hits", "type: partition\ncounter: cache:hit\nby: os");
        String lookups = chart("Lookups", "type: partition\ncounter: cache/lookups\nby: none");
        String ratio = chart("Ratio", "type: ratio\ncounter: cache:hit\nover: cache/lookups\nid: ratio");
        assertThat(ChangeText.text(ConfigDifference.between(charts(hits + lookups), charts(hits + lookups + ratio))))
                .isEqualTo("""
                        Newly combined in one answer:
                          org.example/tool
                            chart ratio: counters cache/lookups, cache:hit, so far in separate answers, will be combined in one answer
                            decided in https://example.org/issues/1
                            chart ratio: each answer will name the version together with counters cache:hit, cache/lookups, so far asked for without it
                            decided in https://example.org/issues/1

                        Newly collected:
                          org.example/tool
                            chart ratio: new; asks for counters cache:hit, cache/lookups, from version 1.0 on, from 16,588 answers a week (1% error); an answer also names the version
                            decided in https://example.org/issues/1
                        """);
    }

    @Test
    void between_inMarkdown_hidesNothingBehindWhatAChartSays() throws Exception {
        String hidden = CHARTS.replace("which commands are used", "used <!-- `commands` [x](https://example.org)");
        assertThat(ChangeText.markdown(ConfigDifference.between(charts(CHARTS), charts(hidden))))
                .contains(
                        "chart `tool-command`: description is \"used \\<!-- \\`commands\\` \\[x\\](https://example.org)\"");
    }

    @Test
    void between_saysWhatAFirstConfigurationAsks() throws Exception {
        CollectionConfig first = config(CHARTS, Participation.UNKNOWN);
        String text = ChangeText.text(ConfigDifference.between(Optional.empty(), first));
        assertThat(text)
                .startsWith("Newly collected:\n")
                .contains("19 processors, 386 to wasm")
                .contains("chart tool-command: new; asks for counters tool/command:{build,test}, from version 1.0 on,"
                        + " from every machine that takes part; an answer also names the version")
                .contains("chart tool-crash: new; asks for stacks of the counter tool/crash, from version 1.1 on, from"
                        + " every machine that takes part, up to 16 frames, showing classes below org.example.tool.")
                .doesNotContain("No longer collected");
    }

    @Test
    void between_saysWhatANewReleaseAndMoreParticipantsChange() throws Exception {
        CollectionConfig before = config(CHARTS, Participation.UNKNOWN);
        CollectionConfig after = config(
                CHARTS.replace("1.1, 1.2", "1.1, 1.2, 1.3"), new Participation(Map.of("org.example/tool", 1_000_000L)));
        assertThat(ChangeText.text(ConfigDifference.between(Optional.of(before), after)))
                .contains("versions 1.3.3, 1.6, 1.6.1, 1.6.2")
                .contains("charts tool-command, tool-crash: from 1 machine in 56 of those that take part, before from"
                        + " every machine that takes part")
                .contains("Other changes:\n  all programs\n    1 machine in 2 of those that take part looks for a new");
    }

    @Test
    void between_saysWhatChangedInTheWordsThatPeopleDecideOn() throws Exception {
        String changed = CHARTS.replace("title: Commands", "title: Used commands")
                .replace("which commands are used", "which commands to keep")
                .replace("issues/2", "issues/3")
                .replace("type: partition", "type: partition\nunit: runs")
                .replace("{build,test}", "{test,build}");
        assertThat(ChangeText.markdown(ConfigDifference.between(charts(CHARTS), charts(changed))))
                .startsWith("### Other changes")
                .contains(
                        "chart `tool-command`: title is \"Used commands\", before \"Commands\"",
                        "description is \"which commands to keep\", before \"which commands are used\"",
                        "unit is \"runs\", before empty",
                        "order of buckets is \"test, build\", before \"build, test\"",
                        "chart `tool-crash`: issue is \"https://example.org/issues/3\", before"
                                + " \"https://example.org/issues/2\"")
                .doesNotContain("Newly collected", "no longer");
    }

    @Test
    void plan_saysHowManyAnswersAndWeeksItTakes_andWhatItAsksOfAMachine() throws Exception {
        Participation few = new Participation(Map.of("org.example/tool", 8_294L));
        CollectionPlan.Row row = CollectionPlan.of(charts(CHARTS), few, LocalDate.of(2026, 11, 20))
                .get(0);
        assertThat(row.needed()).isEqualTo(16_588);
        assertThat(row.rate()).isEqualTo(1);
        assertThat(row.weeks()).contains(2L);
        assertThat(row.error().orElseThrow()).isBetween(0.0141, 0.0142);
        assertThat(row.answersPerYear()).isBetween(52.0, 52.3);
        assertThat(row.answerBytes()).isEqualTo("""
                        {"Week":"2026-11-16","Config":"v1.0.0","Chart":"org.example/tool/tool-command","Builds":[{"Version":"1.0","Counts":{"tool/command:build":3,"tool/command:test":12}}]}""".length());
        CollectionPlan.Row many = CollectionPlan.of(
                        charts(CHARTS),
                        new Participation(Map.of("org.example/tool", 1_000_000L)),
                        LocalDate.of(2026, 11, 20))
                .get(0);
        assertThat(many.expected().orElseThrow()).isBetween(17_900.0, 18_100.0);
        assertThat(many.answersPerYear()).isBetween(0.93, 0.95);
        assertThat(many.bytesPerWeek()).isBetween(2.0, 4.0);
        CollectionPlan.Row unknown = CollectionPlan.of(
                        charts(CHARTS), Participation.UNKNOWN, LocalDate.of(2026, 11, 20))
                .get(0);
        assertThat(unknown.error()).isEmpty();
        assertThat(unknown.active()).isTrue();
    }

    @Test
    void exampleAnswers_areSuchAsTheConfigurationTakes() throws Exception {
        CollectionConfig config = config(
                CHARTS + chart("Systems", "type: partition\ncounter: limpid/os\nby: runtime, arch"),
                Participation.UNKNOWN);
        CollectionConfig.Program program = config.programs().get(0);
        for (Question question : program.questions()) {
            Answer answer = ExampleAnswer.of(config, program, question, LocalDate.of(2026, 11, 16), 2);
            assertThat(config.check(answer)).isEmpty();
            assertThat(answer.isEmpty()).isFalse();
        }
    }

    private static String chart(String title, String lines) {
        return """
                ---
                title: %s
                description: what it is for
                issue: https://example.org/issues/1
                program: org.example/tool
                module: versions: 1.0, 1.1, 1.2
                version: 1.0
                %s
                """.formatted(title, lines);
    }

    private static CollectionConfig config(String charts, Participation participation) throws ChartConfigException {
        List<Chart> read = charts(charts);
        ChartRates rates = new ChartRates(participation, Optional.empty());
        return new CollectionConfigGenerator(Platforms.all(), Releases.BY_HAND, rates::of, rates.fetchRate(read))
                .generate("v1.0.0", read, LocalDate.of(2026, 11, 20), Optional.empty());
    }

    private static List<Chart> charts(String text) throws ChartConfigException {
        return ChartConfig.parse("charts.txt", text);
    }
}
