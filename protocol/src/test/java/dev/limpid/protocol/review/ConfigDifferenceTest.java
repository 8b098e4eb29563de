package dev.limpid.protocol.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.protocol.config.Chart;
import dev.limpid.protocol.config.ChartConfig;
import dev.limpid.protocol.config.ChartConfigException;
import dev.limpid.protocol.config.Participation;
import dev.limpid.protocol.config.Platforms;
import dev.limpid.protocol.config.Releases;
import dev.limpid.protocol.config.UploadConfig;
import dev.limpid.protocol.config.UploadConfigGenerator;
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
                            counter tool/command:{build,test}: from version 0.9 on, before from version 1.0 on
                            decided in https://example.org/issues/1
                            stack counter tool/crash: showing classes below org.example.tool., org.example.lib., before classes below org.example.tool.
                            decided in https://example.org/issues/2

                        Collected no more:
                          org.example/tool
                            counter tool/command:{build,test}: from 4,147 reports a week (2% error), before from 16,588 reports a week (1% error)
                            decided in https://example.org/issues/1
                            stack counter tool/crash: stacks of up to 8 frames, before stacks of up to 16 frames
                            decided in https://example.org/issues/2
                        """);
    }

    @Test
    void between_saysWhatAFirstConfigurationCollects() throws Exception {
        UploadConfig first = config(CHARTS, Participation.UNKNOWN);
        String text = ChangeText.text(ConfigDifference.between(Optional.empty(), first));
        assertThat(text)
                .startsWith("Newly collected:\n")
                .contains("19 processors, 386 to wasm")
                .contains("counter tool/command:{build,test}, from version 1.0 on, from 100% of those who take part")
                .contains("stack counter tool/crash, from version 1.1 on, from 100% of those who take part, up to 16"
                        + " frames, showing classes below org.example.tool.")
                .doesNotContain("Collected no more");
    }

    @Test
    void between_saysWhatANewReleaseAndMoreParticipantsChange() throws Exception {
        UploadConfig before = config(CHARTS, Participation.UNKNOWN);
        UploadConfig after = config(
                CHARTS.replace("1.1, 1.2", "1.1, 1.2, 1.3"), new Participation(Map.of("org.example/tool", 1_000_000L)));
        assertThat(ChangeText.text(ConfigDifference.between(Optional.of(before), after)))
                .contains("versions 1.3.3, 1.6, 1.6.1, 1.6.2")
                .contains("reports from 1.8% of those who take part, before 100%")
                .contains("counter tool/command:{build,test}, stack counter tool/crash: from 1.8% of those who take"
                        + " part, before from 100% of those who take part")
                .contains("Changed otherwise:\n  all programs\n    50% of those who take part look for a new");
    }

    @Test
    void between_saysWhatChangedInTheWordsThatPeopleDecideOn() throws Exception {
        String changed = CHARTS.replace("title: Commands", "title: Used commands")
                .replace("which commands are used", "which commands to keep")
                .replace("issues/2", "issues/3")
                .replace("type: partition", "type: partition\nunit: runs")
                .replace("{build,test}", "{test,build}");
        assertThat(ChangeText.markdown(ConfigDifference.between(charts(CHARTS), charts(changed))))
                .startsWith("### Changed otherwise")
                .contains(
                        "chart \"Used commands\": title is \"Used commands\", before \"Commands\"",
                        "description is \"which commands to keep\", before \"which commands are used\"",
                        "unit is \"runs\", before empty",
                        "order of buckets is \"test, build\", before \"build, test\"",
                        "chart \"Crashes\": issue is \"https://example.org/issues/3\", before"
                                + " \"https://example.org/issues/2\"")
                .doesNotContain("Newly collected", "no more");
    }

    @Test
    void between_saysThatAChartOfWhatIsCollectedAlreadyCameOrWent() throws Exception {
        String second = CHARTS.replace("title: Commands", "title: Builds").replace("{build,test}", "{build}");
        String both = CHARTS + "---\n" + second.substring(0, second.indexOf("---"));
        assertThat(ChangeText.text(ConfigDifference.between(charts(CHARTS), charts(both))))
                .contains("chart \"Builds\": new, of what was collected already");
        assertThat(ChangeText.text(ConfigDifference.between(charts(both), charts(CHARTS))))
                .contains("chart \"Builds\": gone, though what it shows is still collected");
    }

    @Test
    void plan_saysHowManyReportsAndWeeksItTakes() throws Exception {
        Participation few = new Participation(Map.of("org.example/tool", 8_294L));
        CollectionPlan.Row row = CollectionPlan.of(charts(CHARTS), few, LocalDate.of(2026, 11, 20))
                .get(0);
        assertThat(row.needed()).isEqualTo(16_588);
        assertThat(row.rate()).isEqualTo(1);
        assertThat(row.weeks()).contains(2L);
        assertThat(row.error().orElseThrow()).isBetween(0.0141, 0.0142);
        CollectionPlan.Row unknown = CollectionPlan.of(
                        charts(CHARTS), Participation.UNKNOWN, LocalDate.of(2026, 11, 20))
                .get(0);
        assertThat(unknown.error()).isEmpty();
        assertThat(unknown.active()).isTrue();
    }

    private static UploadConfig config(String charts, Participation participation) throws ChartConfigException {
        return new UploadConfigGenerator(Platforms.all(), Releases.BY_HAND, participation)
                .generate("v1.0.0", charts(charts), LocalDate.of(2026, 11, 20));
    }

    private static List<Chart> charts(String text) throws ChartConfigException {
        return ChartConfig.parse("charts.txt", text);
    }
}
