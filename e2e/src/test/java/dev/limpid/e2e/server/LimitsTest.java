package dev.limpid.e2e.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.charts.ChartSetCodec;
import dev.limpid.e2e.world.World;
import dev.limpid.protocol.config.UploadConfig;
import dev.limpid.protocol.report.Build;
import dev.limpid.protocol.report.ProgramReport;
import dev.limpid.protocol.report.Report;
import dev.limpid.protocol.report.ReportCodec;
import dev.limpid.protocol.report.ReportLimits;
import dev.limpid.protocol.report.ReportWeek;
import dev.limpid.server.publish.Publication;
import dev.limpid.testkit.TemporaryFolder;
import dev.limpid.uploader.send.HttpReportSender;
import dev.limpid.uploader.send.SendResult;
import java.net.Proxy;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What one hop lets through at its limit, the next ones take: none of them drops it silently. */
class LimitsTest {

    private static final Build BUILD = new Build("example.org/dupfind", "1.0.0", "java17", "linux", "amd64");

    @Test
    void reportAsLargeAndAsOldAsTheServerTakes_isPublishedAndCharted() throws Exception {
        LocalDate oldest = World.FIRST_DAY.minusDays(ReportWeek.LATE_DAYS);
        SortedMap<String, Long> counts = largest();
        byte[] report = ReportCodec.toJson(new Report(
                oldest, Optional.empty(), 0.5, "v1.0.0", List.of(new ProgramReport(BUILD, counts, new TreeMap<>()))));
        assertThat(report.length).isBetween((1 << 20) - 100, ReportLimits.UPLOAD.bytes());
        try (TemporaryFolder folder = TemporaryFolder.make();
                World world = World.begin(folder.path())) {
            world.collection().adoptConfiguration(approving(counts), World.charts());
            SendResult result = new HttpReportSender(
                            world.site().resolve("upload"), Proxy.NO_PROXY, Duration.ofMinutes(1))
                    .send(oldest, report);
            assertThat(result).isEqualTo(new SendResult.Accepted());
            world.to(World.FIRST_DAY.plusDays(1));
            assertThat(Publication.read(world.get("data/index.json")).days())
                    .singleElement()
                    .satisfies(day -> assertThat(day.date()).isEqualTo(oldest))
                    .satisfies(day -> assertThat(day.reports()).isEqualTo(1));
            assertThat(ChartSetCodec.read(world.get("charts/" + oldest + ".json"))
                            .reports())
                    .isEqualTo(1);
        }
    }

    /** So many counts of one build that the report is within a hundred bytes of its limit. */
    private static SortedMap<String, Long> largest() {
        SortedMap<String, Long> counts = new TreeMap<>();
        int room = ReportLimits.UPLOAD.bytes() - 200;
        for (int i = 0; room > 0; i++) {
            String name = "dupfind/" + "x".repeat(Math.min(room, 66)) + String.format(":%05d", i);
            counts.put(name, 1L);
            room -= name.length() + "\"\":1,".length();
        }
        return counts;
    }

    private static UploadConfig approving(SortedMap<String, Long> counts) {
        List<UploadConfig.CounterRule> rules = counts.keySet().stream()
                .map(name -> new UploadConfig.CounterRule(name, 1))
                .toList();
        return new UploadConfig(
                "v1.0.0",
                List.of(BUILD.os()),
                List.of(BUILD.arch()),
                List.of(BUILD.runtime()),
                1,
                1,
                List.of(new UploadConfig.Program(BUILD.program(), List.of(BUILD.version()), rules, List.of())));
    }
}
