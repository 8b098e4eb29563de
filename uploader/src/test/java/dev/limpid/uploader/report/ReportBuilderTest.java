package dev.limpid.uploader.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.limpid.countfile.CountFileContents;
import dev.limpid.protocol.report.Build;
import dev.limpid.protocol.report.ProgramReport;
import dev.limpid.protocol.report.Report;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ReportBuilderTest {

    private static final LocalDate WEEK = LocalDate.parse("2026-11-20");

    private static CountFileContents file(String version, Map<String, Long> counts) {
        Map<String, String> metadata = Map.of(
                "Program", "example.org/tool", "Version", version, "Runtime", "java17", "OS", "linux", "Arch", "amd64");
        return new CountFileContents(new TreeMap<>(metadata), new TreeMap<>(counts));
    }

    private static List<ProgramReport> programs(CountFileContents... files) {
        ReportBuilder builder = new ReportBuilder();
        for (CountFileContents file : files) {
            builder.add(file);
        }
        return builder.build(WEEK, Optional.empty(), "v1.0.0").programs();
    }

    private static long sum(long a, long b) {
        return programs(file("1.0", Map.of("tool/start", a)), file("1.0", Map.of("tool/start", b)))
                .get(0)
                .counters()
                .getOrDefault("tool/start", 0L);
    }

    @Test
    void countsOfOneBuild_areAddedUp() {
        List<ProgramReport> programs = programs(
                file("1.0", Map.of("tool/start", 3L, "tool/stop", 1L)),
                file("1.0", Map.of("tool/start", 4L, "tool/crash\nmain:1", 2L)));
        assertThat(programs)
                .containsExactly(new ProgramReport(
                        new Build("example.org/tool", "1.0", "java17", "linux", "amd64"),
                        new TreeMap<>(Map.of("tool/start", 7L, "tool/stop", 1L)),
                        new TreeMap<>(Map.of("tool/crash\nmain:1", 2L))));
    }

    @Test
    void countsOfSeveralBuilds_stayApart() {
        List<ProgramReport> programs =
                programs(file("1.0", Map.of("tool/start", 3L)), file("2.0", Map.of("tool/start", 4L)));
        assertThat(programs)
                .extracting(program -> program.build().version(), ProgramReport::counters)
                .containsExactly(tuple("1.0", Map.of("tool/start", 3L)), tuple("2.0", Map.of("tool/start", 4L)));
    }

    @Test
    void sum_staysAtTheLargestNumber() {
        assertThat(sum(Long.MAX_VALUE - 1, 1)).isEqualTo(Long.MAX_VALUE);
        assertThat(sum(Long.MAX_VALUE - 2, 1)).isEqualTo(Long.MAX_VALUE - 1);
        assertThat(sum(Long.MAX_VALUE, 1)).isEqualTo(Long.MAX_VALUE);
        assertThat(sum(1, Long.MAX_VALUE)).isEqualTo(Long.MAX_VALUE);
        assertThat(sum(-1, 5)).as("2^64 - 1 as an unsigned count").isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void whatWasNeverCounted_isNoEntry() {
        assertThat(programs(file("1.0", Map.of("tool/start", 0L)))).isEmpty();
        assertThat(programs(file("1.0", Map.of("tool/start", 0L, "tool/stop", 1L)))
                        .get(0)
                        .counters())
                .isEqualTo(Map.of("tool/stop", 1L));
    }

    @Test
    void report_tellsItsWeekAndItsConfiguration() {
        Report report = new ReportBuilder().build(WEEK, Optional.of(WEEK.minusWeeks(1)), "v1.2.0");
        assertThat(report.week()).isEqualTo(WEEK);
        assertThat(report.lastWeek()).contains(WEEK.minusWeeks(1));
        assertThat(report.config()).isEqualTo("v1.2.0");
        assertThat(report.programs()).isEmpty();
    }
}
