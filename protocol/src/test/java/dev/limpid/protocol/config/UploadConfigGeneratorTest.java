package dev.limpid.protocol.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.limpid.protocol.config.UploadConfig.CounterRule;
import dev.limpid.protocol.config.UploadConfig.Program;
import dev.limpid.protocol.report.Build;
import dev.limpid.protocol.report.ProgramReport;
import dev.limpid.protocol.report.Report;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class UploadConfigGeneratorTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 20);
    private static final String TOOL = "org.example/tool";

    @Test
    void generate_listsReleasedVersionsFromTheFirstChartOnAndLikelyOnes() throws Exception {
        Program tool = generate(Participation.UNKNOWN, charts("1.1", "1.2", ""))
                .programs()
                .get(0);
        assertThat(tool.name()).isEqualTo(TOOL);
        assertThat(tool.versions())
                .startsWith("1.1", "1.2", "1.2.1", "1.2.2", "1.3", "1.3.1", "1.3.2", "1.3.3", "1.4")
                .contains("1.5", "1.6", "2.0", "2.0.1")
                .doesNotContain("1.0", "1.4-SNAPSHOT");
    }

    @Test
    void generate_startsEachCounterAtTheVersionOfItsOwnChart() throws Exception {
        Program tool = generate(Participation.UNKNOWN, charts("1.1", "1.2", ""))
                .programs()
                .get(0);
        assertThat(tool.counters())
                .containsExactly(
                        new CounterRule("tool/command:build", 1),
                        new CounterRule("tool/command:test", 1),
                        new CounterRule("tool/runs", 1, Optional.of("1.2"), Optional.empty()));
    }

    @Test
    void select_doesNotCollectFromAVersionBeforeTheChartsFirst() throws Exception {
        UploadConfig config = generate(Participation.UNKNOWN, charts("1.1", "1.2", ""));
        assertThat(selected(config, "1.1", TODAY)).containsOnlyKeys("tool/command:build");
        assertThat(selected(config, "1.2", TODAY)).containsOnlyKeys("tool/command:build", "tool/runs");
        assertThat(config.omissions(report("1.1", TODAY)))
                .extracting(Omission::code)
                .containsExactly("version-too-early");
    }

    @Test
    void select_collectsNoDayAfterTheChartExpired() throws Exception {
        UploadConfig config = generate(Participation.UNKNOWN, charts("1.1", "1.2", "expires: 2026-11-20\n"));
        assertThat(selected(config, "1.2", LocalDate.of(2026, 11, 21))).containsKey("tool/runs");
        assertThat(selected(config, "1.2", LocalDate.of(2026, 11, 22))).doesNotContainKey("tool/runs");
        Report late = report("1.2", LocalDate.of(2026, 11, 22));
        assertThat(config.omissions(late)).extracting(Omission::code).containsExactly("expired");
    }

    @Test
    void generate_dropsChartsOfWhichNothingCanArriveAnyMore() throws Exception {
        List<Chart> charts = charts("1.1", "1.2", "expires: 2026-10-01\n");
        assertThat(generate(Participation.UNKNOWN, charts).programs().get(0).counters())
                .extracting(CounterRule::name)
                .doesNotContain("tool/runs");
    }

    @Test
    void generate_asksForNoMoreReportsThanTheErrorNeeds() throws Exception {
        UploadConfig config =
                generate(new Participation(Map.of(TOOL, 1_000_000L)), charts("1.1", "1.2", "error: 5%\n"));
        assertThat(config.programs().get(0).counters())
                .extracting(CounterRule::rate)
                .containsExactly(0.018, 0.018, 0.000718);
        assertThat(config.sampleRate()).isEqualTo(0.018);
        assertThat(config.fetchRate()).isEqualTo(0.5);
    }

    @Test
    void generate_keepsARateWhileItServes() throws Exception {
        List<Chart> charts = charts("1.1", "1.2", "");
        UploadConfig before = generate(new Participation(Map.of(TOOL, 1_000_000L)), charts);
        assertThat(generator(new Participation(Map.of(TOOL, 1_100_000L)))
                        .generate("v1.1.0", charts, TODAY, Optional.of(before)))
                .isSameAs(before);
        assertThat(generator(new Participation(Map.of(TOOL, 3_000_000L)))
                        .generate("v1.1.0", charts, TODAY, Optional.of(before))
                        .sampleRate())
                .isEqualTo(0.009);
        assertThat(generator(new Participation(Map.of(TOOL, 500_000L)))
                        .generate("v1.1.0", charts, TODAY, Optional.of(before))
                        .sampleRate())
                .isEqualTo(0.0359);
    }

    @Test
    void generate_doesNotDependOnTheOrderOfChartsOrVersions() throws Exception {
        List<Chart> charts = new ArrayList<>(charts("1.1", "1.2", ""));
        UploadConfig expected = generate(Participation.UNKNOWN, charts);
        Random random = new Random(1);
        for (int i = 0; i < 20; i++) {
            Collections.shuffle(charts, random);
            assertThat(UploadConfigCodec.toJson(generate(Participation.UNKNOWN, charts)))
                    .isEqualTo(UploadConfigCodec.toJson(expected));
        }
    }

    @Test
    void sampleSize_isThatOfTheNormalApproximation() {
        assertThat(SampleSize.reportsFor(0.01)).isEqualTo(16_588);
        assertThat(SampleSize.errorOf(16_588)).isCloseTo(0.01, within(1e-6));
    }

    private static List<Chart> charts(String first, String second, String more) throws ChartConfigException {
        return ChartConfig.parse("charts.txt", """
                title: Commands
                description: which commands are used
                issue: https://example.org/issues/1
                type: partition
                program: org.example/tool
                module: versions: 1.0, 1.1, 1.2, 1.3, 1.4-SNAPSHOT
                version: %s
                counter: tool/command:{build,test}
                ---
                title: Runs
                description: how often
                issue: https://example.org/issues/2
                type: partition
                program: org.example/tool
                module: versions: 1.0, 1.1, 1.2, 1.3, 1.4-SNAPSHOT
                version: %s
                counter: tool/runs
                %s""".formatted(first, second, more));
    }

    private static UploadConfig generate(Participation participation, List<Chart> charts) {
        return generator(participation).generate("v1.0.0", charts, TODAY);
    }

    private static UploadConfigGenerator generator(Participation participation) {
        return new UploadConfigGenerator(Platforms.all(), Releases.BY_HAND, participation);
    }

    private static Map<String, Long> selected(UploadConfig config, String version, LocalDate week) {
        Report upload = config.select(report(version, week));
        assertThat(config.check(upload)).isEmpty();
        return upload.programs().get(0).counters();
    }

    private static Report report(String version, LocalDate week) {
        Build build = new Build(TOOL, version, "java17", "linux", "amd64");
        ProgramReport program = new ProgramReport(build, Map.of("tool/command:build", 3L, "tool/runs", 5L), Map.of());
        return new Report(week, Optional.empty(), 0.5, "", List.of(program));
    }
}
