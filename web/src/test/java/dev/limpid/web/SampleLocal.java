package dev.limpid.web;

import dev.limpid.protocol.config.UploadConfig;
import dev.limpid.protocol.report.Build;
import dev.limpid.protocol.report.ProgramReport;
import dev.limpid.protocol.report.Report;
import dev.limpid.protocol.report.ReportCodec;
import dev.limpid.web.facts.ConfigVersion;
import dev.limpid.web.local.LocalHome;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A telemetry home with one week that was sent and one that is being counted. */
public final class SampleLocal {
    private SampleLocal() {}

    /** The home. */
    public static LocalHome home() {
        ConfigVersion version = SampleSite.configurations().get(1);
        UploadConfig config = version.config();
        Report counted = new Report(
                SampleCharts.DAY,
                Optional.empty(),
                0.01,
                config.version(),
                List.of(
                        new ProgramReport(
                                new Build("org.example/tool", "2.3", "java21", "linux", "amd64"),
                                Map.of(
                                        "tool/editor:vim",
                                        41L,
                                        "tool/editor:emacs",
                                        3L,
                                        "tool/secret:" + SampleStates.HOSTILE,
                                        7L,
                                        "tool/startup:<1s",
                                        12L),
                                Map.of(
                                        "tool/crash\norg.example.tool.Parser.next:+3\norg.example.tool.Main.main:+9",
                                        1L)),
                        new ProgramReport(
                                new Build("org.example/tool", "devel", "java21", "linux", "amd64"),
                                Map.of("tool/editor:vim", 2L),
                                Map.of())));
        LocalHome.Week open = new LocalHome.Week(
                SampleCharts.DAY.plusDays(3),
                false,
                counted,
                config.omissions(counted),
                "It would be sent if this machine is drawn.",
                List.of("tool.v1.count: corrupt at byte 4096"));
        LocalHome.Week ended = new LocalHome.Week(
                SampleCharts.DAY.minusDays(4), true, counted, config.omissions(counted), "It was sent.", List.of());
        String text = new String(ReportCodec.toJson(config.select(counted)), StandardCharsets.UTF_8);
        return new LocalHome(
                "telemetry.example.org",
                "limpid",
                "on",
                "you chose it on 2026-10-01",
                Optional.of(config),
                version.charts(),
                List.of(ended, open),
                List.of(new LocalHome.Sent(
                        SampleCharts.DAY.minusDays(4), Optional.of(Instant.parse("2026-11-17T04:10:00Z")), text)));
    }

    /** A home in which nothing happened yet. */
    public static LocalHome empty() {
        return new LocalHome(
                "telemetry.example.org",
                "limpid",
                "local",
                "it is the default",
                Optional.empty(),
                List.of(),
                List.of(),
                List.of());
    }
}
