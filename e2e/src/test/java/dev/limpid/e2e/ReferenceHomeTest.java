package dev.limpid.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.charts.ChartResult;
import dev.limpid.charts.ChartSet;
import dev.limpid.charts.ChartSetCodec;
import dev.limpid.counter.home.Environment;
import dev.limpid.counter.home.TelemetryHome;
import dev.limpid.countfile.mode.EffectiveMode;
import dev.limpid.e2e.world.Folders;
import dev.limpid.e2e.world.World;
import dev.limpid.protocol.answer.Answer;
import dev.limpid.protocol.answer.AnswerWeek;
import dev.limpid.protocol.chart.Chart;
import dev.limpid.protocol.config.ChartConfig;
import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.protocol.question.Question;
import dev.limpid.protocol.question.RequestedCounters;
import dev.limpid.protocol.report.Build;
import dev.limpid.protocol.report.ProgramReport;
import dev.limpid.protocol.report.Report;
import dev.limpid.protocol.report.ReportCodec;
import dev.limpid.server.CollectionServer;
import dev.limpid.server.publish.PublishingRules;
import dev.limpid.server.settings.ServerSettings;
import dev.limpid.testkit.ManualClock;
import dev.limpid.testkit.TemporaryFolder;
import dev.limpid.testtools.Needs;
import dev.limpid.testtools.Tool;
import dev.limpid.uploader.config.PassConfigSource;
import dev.limpid.uploader.home.HomeLayout;
import dev.limpid.uploader.home.SentAnswers;
import dev.limpid.uploader.run.ReportingPass;
import dev.limpid.uploader.run.Step;
import dev.limpid.uploader.send.HttpAnswerSender;
import java.io.InputStream;
import java.net.Proxy;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * A telemetry home that golang.org/x/telemetry wrote passes every step: through our reporter, to our server, into our
 * charts, with the configuration of the Go project.
 */
class ReferenceHomeTest {

    private static final LocalDate WEEK = LocalDate.of(2026, 8, 20);
    private static final Instant DAY_AFTER = Instant.parse("2026-08-21T09:00:00Z");

    @Test
    @Needs(Tool.VECTORS)
    void homeOfGoPrograms_isReportedAcceptedPublishedAndCharted() throws Exception {
        Path vectors = Tool.vectors().orElseThrow();
        // Two of gopls' charts are stacks of two counters, one more than a chart may have here.
        String charts = Files.readString(vectors.resolve("config/go-charts.txt"))
                .replace(":{stdio,sse}", ":stdio")
                .replace(":{add,remove}", ":add");
        Report expected =
                ReportCodec.read(Files.readAllBytes(vectors.resolve("report/expected-upload.2026-08-20.json")));
        CollectionConfig config = asking(ChartConfig.parse("go-charts.txt", charts), expected);
        ManualClock clock = ManualClock.at(DAY_AFTER);
        try (TemporaryFolder folder = TemporaryFolder.make();
                CollectionServer server = CollectionServer.start(
                        ServerSettings.local(World.COLLECTION, folder.path().resolve("server")), clock)) {
            server.collection(World.COLLECTION).adoptConfiguration(config, charts);
            TelemetryHome home = copyOfHome(
                    vectors.resolve("report/telemetry-dir"), folder.path().resolve("home"));
            List<Step> steps = new ReportingPass(
                            home,
                            () -> EffectiveMode.of(
                                            home,
                                            Environment.of(
                                                    Map.of(),
                                                    Map.of(),
                                                    folder.path()
                                                            .resolve("no-system-wide-mode")
                                                            .toFile()),
                                            false)
                                    .mode(),
                            clock,
                            new SecureRandom(),
                            PassConfigSource.of(config),
                            new HttpAnswerSender(
                                    server.url().resolve("answers"), Proxy.NO_PROXY, Duration.ofSeconds(30)))
                    .run();
            assertThat(steps).extracting(Step::kind).contains(Step.Kind.LOCAL_REPORT, Step.Kind.SENT);
            HomeLayout files = new HomeLayout(home);
            assertSameCounts(files.localReport(WEEK), vectors.resolve("report/expected-local.2026-08-20.json"));
            List<Answer> answers = SentAnswers.read(files.sent(WEEK)).answers();
            for (ProgramReport program : expected.programs()) {
                assertThat(counters(answers, program)).isEqualTo(program.counters());
            }
            LocalDate monday = AnswerWeek.of(WEEK);
            clock.set(PublishingRules.usual().lastDue(monday).atStartOfDay().toInstant(ZoneOffset.UTC));
            server.collection(World.COLLECTION).publishNow();
            ChartSet drawn = ChartSetCodec.read(get(server.url().resolve("charts/" + monday + ".json")));
            assertThat(drawn.answers()).isEqualTo(answers.size());
            ChartResult.Partition editors = (ChartResult.Partition) chart(drawn, "gopls/client");
            assertThat(editors.buckets().stream().filter(bucket -> bucket.answers() == 1))
                    .extracting(ChartResult.Bucket::name)
                    .containsExactlyInAnyOrder("neovim", "vscode");
            ChartResult.Stacks bugs = (ChartResult.Stacks) chart(drawn, "gopls/bug");
            // Nobody has a list of the methods of Go's programs, and their charts do not say "names: unlisted".
            assertThat(bugs.stacks()).isEmpty();
        }
    }

    /** The charts' questions, about the builds in the report of Go's own client. */
    private static CollectionConfig asking(List<Chart> charts, Report expected) {
        Map<String, CollectionConfig.Program> programs = new TreeMap<>();
        for (ProgramReport program : expected.programs()) {
            String name = program.build().program();
            programs.put(
                    name,
                    new CollectionConfig.Program(
                            name,
                            List.of(program.build().version()),
                            charts.stream()
                                    .filter(chart -> chart.program().equals(name))
                                    .map(chart -> new Question(
                                            chart.id(),
                                            1,
                                            chart.by(),
                                            RequestedCounters.of(chart),
                                            Optional.empty(),
                                            Optional.empty()))
                                    .toList()));
        }
        Build build = expected.programs().get(0).build();
        return new CollectionConfig(
                "v0.99.1",
                List.of(build.os()),
                List.of(build.arch()),
                List.of(build.runtime()),
                1,
                List.copyOf(programs.values()));
    }

    /** What the answers say about a program, without its stacks. */
    private static Map<String, Long> counters(List<Answer> answers, ProgramReport program) {
        Map<String, Long> counters = new TreeMap<>();
        for (Answer answer : answers) {
            if (answer.chart().startsWith(program.build().program() + "/")) {
                answer.parts().forEach(part -> counters.putAll(part.counts()));
            }
        }
        counters.keySet().removeIf(name -> name.contains("\n"));
        return counters;
    }

    private static ChartResult chart(ChartSet drawn, String counter) {
        return drawn.programs().stream()
                .filter(program -> program.program().equals("golang.org/x/tools/gopls"))
                .flatMap(program -> program.charts().stream())
                .filter(chart -> chart.title().counter().equals(counter))
                .findFirst()
                .orElseThrow();
    }

    /** X is drawn, and LastWeek depends on what else the home contained: both are left out. */
    private static void assertSameCounts(Path found, Path expected) throws Exception {
        Report ours = ReportCodec.read(Files.readAllBytes(found));
        Report theirs = ReportCodec.read(Files.readAllBytes(expected));
        assertThat(ours.week()).isEqualTo(theirs.week());
        assertThat(ours.config()).isEqualTo(theirs.config());
        assertThat(ours.programs()).isNotEmpty().isEqualTo(theirs.programs());
    }

    private static TelemetryHome copyOfHome(Path from, Path to) throws Exception {
        Folders.copy(from, to);
        return TelemetryHome.at(World.COLLECTION, to);
    }

    private static byte[] get(URI address) throws Exception {
        try (InputStream in = address.toURL().openStream()) {
            return in.readAllBytes();
        }
    }
}
