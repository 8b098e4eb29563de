package dev.limpid.cli.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.protocol.report.Build;
import dev.limpid.protocol.report.ProgramReport;
import dev.limpid.protocol.report.Report;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LocalCounterValueTest {

    private static final LocalDate FIRST = LocalDate.parse("2026-11-06");
    private static final LocalDate SECOND = LocalDate.parse("2026-11-13");
    private static final Build OLD = build("1.0");
    private static final Build NEW = build("2.0");

    @Test
    void all_returnsEveryCounterOfEveryWeekAndBuild_andNothingElse() {
        List<Report> reports = List.of(
                report(FIRST, new ProgramReport(OLD, Map.of("tool/a", 3L, "tool/own", 1L), Map.of())),
                report(
                        SECOND,
                        new ProgramReport(OLD, Map.of("tool/own", 2L), Map.of("tool/crash\nmain:+1", 1L)),
                        new ProgramReport(NEW, Map.of("tool/a", 1L), Map.of())));
        assertThat(LocalCounterValue.all(reports))
                .containsExactlyInAnyOrder(
                        new LocalCounterValue(FIRST, OLD, "tool/a", 3),
                        new LocalCounterValue(FIRST, OLD, "tool/own", 1),
                        new LocalCounterValue(SECOND, OLD, "tool/own", 2),
                        new LocalCounterValue(SECOND, OLD, "tool/crash\nmain:+1", 1),
                        new LocalCounterValue(SECOND, NEW, "tool/a", 1));
    }

    private static Build build(String version) {
        return new Build("example.org/tool", version, "java17", "linux", "amd64");
    }

    private static Report report(LocalDate week, ProgramReport... programs) {
        return new Report(week, Optional.empty(), 0, "", List.of(programs));
    }
}
