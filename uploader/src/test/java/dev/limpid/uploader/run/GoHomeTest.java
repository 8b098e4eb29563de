package dev.limpid.uploader.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.counter.home.Environment;
import dev.limpid.counter.home.TelemetryHome;
import dev.limpid.countfile.mode.EffectiveMode;
import dev.limpid.protocol.answer.Answer;
import dev.limpid.protocol.answer.AnswerPart;
import dev.limpid.protocol.answer.Attribute;
import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.protocol.question.Question;
import dev.limpid.protocol.question.RequestedCounters;
import dev.limpid.protocol.report.ProgramReport;
import dev.limpid.protocol.report.Report;
import dev.limpid.protocol.report.ReportCodec;
import dev.limpid.uploader.config.PassConfigSource;
import dev.limpid.uploader.home.CountFiles;
import dev.limpid.uploader.home.HomeLayout;
import dev.limpid.uploader.home.SentAnswers;
import dev.limpid.uploader.send.SendResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A telemetry home that golang.org/x/telemetry wrote gives, through our reporter, the counts that its own reporter
 * sent.
 */
class GoHomeTest {

    private static final LocalDate WEEK = LocalDate.parse("2026-08-20");
    private static final Path VECTORS = Path.of(System.getProperty("limpid.root", ".."), "spec/vectors/report");

    @TempDir
    Path folder;

    @Test
    void goHome_givesTheReportsThatGoMadeOfIt() throws Exception {
        Report expected = ReportCodec.read(Files.readAllBytes(VECTORS.resolve("expected-upload.2026-08-20.json")));
        copy(VECTORS.resolve("telemetry-dir"), folder);
        TelemetryHome home = TelemetryHome.at("go", folder);
        RecordingSender sender = new RecordingSender(new SendResult.Accepted());

        List<Step> steps = new ReportingPass(
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
                        PassConfigSource.of(askingFor(expected)),
                        sender)
                .run();

        assertThat(steps)
                .extracting(Step::kind)
                .containsExactly(Step.Kind.LOCAL_REPORT, Step.Kind.CONFIG, Step.Kind.ANSWERS, Step.Kind.SENT);
        HomeLayout files = new HomeLayout(home);
        assertThat(comparable(files.localReport(WEEK)))
                .isEqualTo(comparable(VECTORS.resolve("expected-local.2026-08-20.json")));
        Map<String, Map<String, Long>> answered = new TreeMap<>();
        for (Answer answer : SentAnswers.read(files.sent(WEEK)).answers()) {
            for (AnswerPart part : answer.parts()) {
                answered.put(answer.chart() + part.attributes().get(Attribute.VERSION), part.counts());
            }
        }
        Map<String, Map<String, Long>> counted = new TreeMap<>();
        for (ProgramReport program : expected.programs()) {
            counted.put(program.build().program() + "/all" + program.build().version(), program.counters());
        }
        assertThat(answered).isEqualTo(counted);
        assertThat(sender.sent)
                .containsExactlyElementsOf(SentAnswers.read(files.sent(WEEK)).lines());
        assertThat(new CountFiles(home.local()).list()).isEmpty();
    }

    /** Questions for the counters in Go's upload report, and only for its builds. */
    private static CollectionConfig askingFor(Report expected) {
        List<CollectionConfig.Program> programs = new ArrayList<>();
        for (ProgramReport program : expected.programs()) {
            Question all = new Question(
                    "all",
                    1,
                    EnumSet.allOf(Attribute.class),
                    new RequestedCounters.Named(List.copyOf(program.counters().keySet())),
                    Optional.empty(),
                    Optional.empty());
            programs.add(new CollectionConfig.Program(
                    program.build().program(), List.of(program.build().version()), List.of(all)));
        }
        return new CollectionConfig(
                "v0.99.1",
                List.of("linux"),
                List.of("amd64"),
                expected.programs().stream()
                        .map(program -> program.build().runtime())
                        .distinct()
                        .toList(),
                1,
                programs);
    }

    /** X is drawn, and LastWeek is not part of the upload: both are left out, as the vectors say. */
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
