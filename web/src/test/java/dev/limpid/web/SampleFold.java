package dev.limpid.web;

import dev.limpid.charts.ChartFold;
import dev.limpid.charts.ChartPlan;
import dev.limpid.charts.ChartSet;
import dev.limpid.charts.Period;
import dev.limpid.protocol.report.Build;
import dev.limpid.protocol.report.ProgramReport;
import dev.limpid.protocol.report.Report;
import dev.limpid.web.facts.ConfigVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Charts as they really come out of few reports. */
final class SampleFold {
    private static final ConfigVersion CONFIG = SampleSite.configurations().get(1);

    private SampleFold() {}

    /** The charts of the newest week. */
    static ChartSet week(List<Report> reports) {
        ChartFold fold = new ChartFold(ChartPlan.of(CONFIG.charts(), List.of(CONFIG.config())));
        reports.forEach(fold::add);
        return fold.charts("telemetry.example.org", CONFIG.version(), Period.weekTo(SampleCharts.DAY));
    }

    /** A report of a week that ended so many days before the newest. */
    static Report report(int daysAgo, String version) {
        return new Report(
                SampleCharts.DAY.minusDays(daysAgo),
                Optional.empty(),
                0.05,
                CONFIG.version(),
                List.of(new ProgramReport(
                        new Build("org.example/tool", version, "java21", "linux", "amd64"),
                        Map.of("tool/editor:vim", 3L, "tool/startup:<1s", 12L),
                        Map.of())));
    }

    /**
     * Weeks with a gap between them, reports that were not asked for most charts, one that was asked and counted nothing,
     * and one under a configuration that nobody knows.
     */
    static List<Report> partial() {
        List<Report> reports = new ArrayList<>();
        for (int daysAgo : new int[] {0, 0, 1, 3, 7, 8, 30, 31, 33, 40}) {
            reports.add(report(daysAgo, "2.2"));
        }
        Report other = report(2, "2.3");
        reports.add(new Report(other.week(), Optional.empty(), 0.2, CONFIG.version(), other.programs()));
        reports.add(new Report(other.week(), Optional.empty(), 0.01, "v9.9.0", other.programs()));
        reports.add(new Report(
                other.week(),
                Optional.empty(),
                0.01,
                CONFIG.version(),
                List.of(new ProgramReport(other.programs().get(0).build(), Map.of(), Map.of()))));
        return reports;
    }
}
