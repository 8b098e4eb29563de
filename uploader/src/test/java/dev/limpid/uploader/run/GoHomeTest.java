package dev.limpid.uploader.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.counter.home.Environment;
import dev.limpid.counter.home.TelemetryHome;
import dev.limpid.countfile.mode.EffectiveMode;
import dev.limpid.protocol.config.UploadConfig;
import dev.limpid.protocol.config.UploadConfigCodec;
import dev.limpid.protocol.report.Report;
import dev.limpid.protocol.report.ReportCodec;
import dev.limpid.testtools.Needs;
import dev.limpid.testtools.Tool;
import dev.limpid.uploader.send.SendResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A telemetry home that golang.org/x/telemetry wrote gives, through our reporter, the reports that its own gave. */
@Needs(Tool.VECTORS)
class GoHomeTest {

    private static final LocalDate WEEK = LocalDate.parse("2026-08-20");
    private static final Path VECTORS = Path.of(System.getProperty("limpid.root", ".."), "spec/vectors/report");

    @TempDir
    Path folder;

    @Test
    void goHome_givesTheReportsThatGoMadeOfIt() throws Exception {
        UploadConfig config = UploadConfigCodec.read(
                Files.readAllBytes(Tool.vectors().orElseThrow().resolve("config/go-upload-config.json")), "v0.99.1");
        copy(VECTORS.resolve("telemetry-dir"), folder);
        TelemetryHome home = TelemetryHome.at("go", folder);
        RecordingSender sender = new RecordingSender(new SendResult.Accepted());

        List<Step> steps = new Reporting(
                        home,
                        () -> EffectiveMode.of(
                                        home,
                                        Environment.of(
                                                Map.of(),
                                                Map.of(),
                                                folder.resolve("none").toFile()),
                                        false)
                                .mode(),
                        Clock.fixed(Instant.parse("2026-08-21T09:00:00Z"), ZoneOffset.UTC),
                        new SecureRandom(),
                        ConfigSource.of(config),
                        sender)
                .run();

        assertThat(steps)
                .extracting(Step::kind)
                .containsExactly(Step.Kind.LOCAL_REPORT, Step.Kind.CONFIG, Step.Kind.UPLOAD_REPORT, Step.Kind.SENT);
        ReportFiles files = new ReportFiles(home);
        assertThat(comparable(files.localReport(WEEK)))
                .isEqualTo(comparable(VECTORS.resolve("expected-local.2026-08-20.json")));
        assertThat(comparable(files.sent(WEEK)))
                .isEqualTo(comparable(VECTORS.resolve("expected-upload.2026-08-20.json")));
        assertThat(sender.sent).containsExactly(Files.readString(files.sent(WEEK)));
        assertThat(new CountFiles(home.local()).list()).isEmpty();
    }

    /** X is drawn and LastWeek is none of the upload: both aside, as the vectors say. */
    private static Report comparable(Path file) throws Exception {
        Report report = ReportCodec.read(Files.readAllBytes(file));
        return new Report(report.week(), Optional.empty(), 0, report.config(), report.programs());
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path file : (Iterable<Path>) all::iterator) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }
}
