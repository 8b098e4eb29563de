package dev.limpid.e2e.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.countfile.mode.Mode;
import dev.limpid.e2e.world.Machine;
import dev.limpid.e2e.world.World;
import dev.limpid.protocol.config.UploadConfig;
import dev.limpid.protocol.report.Build;
import dev.limpid.protocol.report.ProgramReport;
import dev.limpid.protocol.report.Report;
import dev.limpid.protocol.report.ReportCodec;
import dev.limpid.testkit.TemporaryFolder;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * The list of a program's methods, as the Maven plugin makes it of the program's classes, put where the operator puts it:
 * what the program really sends passes, and a stack that shows any other method is left out of its report and counted.
 */
class PublishedSymbolsTest {

    private static final LocalDate FIRST = World.FIRST_DAY;
    private static final LocalDate WEEK = FIRST.plusWeeks(1);
    private static final String DROPPED = "limpid_stacks_dropped_total{collection=\"" + World.COLLECTION + "\"} ";

    @Test
    void stackWithAnUnpublishedMethod_isLeftOutAndCountedAndItsReportStays() throws Exception {
        try (TemporaryFolder folder = TemporaryFolder.make();
                World world = World.begin(folder.path())) {
            world.decide(World.charts());
            Machine machine = world.machine("on").settle().choose(new Mode.On(FIRST.minusDays(1)));
            machine.program(FIRST.plusDays(2), 9, "/no/such/folder");
            world.to(WEEK);
            machine.report(WEEK);

            Report sent = machine.sent(WEEK);
            assertThat(stacks(sent)).as("a real stack of the program").hasSize(1);
            assertThat(stored(world)).as("which the list knows whole").containsExactly(sent);
            assertThat(world.metrics()).contains(DROPPED + "0.0");

            String real = stacks(sent).firstKey();
            String made = real.replaceFirst("DupFind\\.[a-zA-Z<>$]+", "DupFind.janeDoesPatch");
            assertThat(made).isNotEqualTo(real);
            SortedMap<String, Long> both = new TreeMap<>(stacks(sent));
            both.put(made, 3L);
            assertThat(post(world, withStacks(sent, both, 0))).isEqualTo(200);
            assertThat(stored(world))
                    .containsExactlyInAnyOrder(sent, withStacks(sent, stacks(sent), 0))
                    .noneMatch(report -> report.toString().contains("janeDoesPatch"));
            assertThat(world.metrics()).contains(DROPPED + "1.0");
        }
    }

    /** Only the program's list tells its methods from those of a user's class with a name that begins alike. */
    @Test
    void stackOfAVersionWithoutAList_isLeftOut_unlessTheLoggedConfigurationTakesIt() throws Exception {
        try (TemporaryFolder folder = TemporaryFolder.make();
                World world = World.begin(folder.path())) {
            Files.delete(world.serverFolder().resolve("symbols/example.org/dupfind@1.0.0.txt"));
            world.to(WEEK.plusDays(1));
            UploadConfig listed = world.decide(World.charts());
            String secret = "dupfind/failed\ndev.limpid.examples.dupfind.Secret$joe.run:+1";
            assertThat(post(world, report(listed, secret))).isEqualTo(200);
            assertThat(stored(world))
                    .singleElement()
                    .satisfies(one -> assertThat(stacks(one)).isEmpty());
            assertThat(world.metrics()).contains(DROPPED + "1.0");
            assertThat(new String(world.get("privacy"), UTF_8)).contains("nothing of other code");

            UploadConfig unlisted = world.decide(World.charts()
                    .replace(
                            "frames: dev.limpid.examples.dupfind.",
                            "frames: dev.limpid.examples.dupfind.\nnames: unlisted"));
            assertThat(new String(world.configJson(unlisted.version()), UTF_8)).contains("\"Unlisted\": true");
            assertThat(post(world, report(unlisted, secret))).isEqualTo(200);
            assertThat(stored(world)).anySatisfy(one -> assertThat(stacks(one)).containsOnlyKeys(secret));
            assertThat(new String(world.get("privacy"), UTF_8))
                    .doesNotContain("nothing of other code")
                    .contains("dupfind/failed may show any name that begins like the program");
        }
    }

    @Test
    void frameThatOnlyBeginsLikeTheJdk_orHoldsWhatNobodySees_isRefused() throws Exception {
        try (TemporaryFolder folder = TemporaryFolder.make();
                World world = World.begin(folder.path())) {
            world.to(WEEK.plusDays(1));
            UploadConfig config = world.decide(World.charts());
            for (String frame : List.of(
                    "javax.acme.PayrollPlugin.run:+1",
                    "com.sun.acme.PayrollPlugin.run:+1",
                    "dev.limpid.examples.dupfind.DupFind\u3164.main:+1")) {
                assertThat(post(world, report(config, "dupfind/failed\n" + frame)))
                        .isEqualTo(422);
            }
            assertThat(stored(world)).isEmpty();
        }
    }

    private static Report report(UploadConfig config, String stack) {
        Build build = new Build("example.org/dupfind", "1.0.0", "java17", "linux", "amd64");
        ProgramReport program = new ProgramReport(build, Map.of(), Map.of(stack, 1L));
        return new Report(WEEK, Optional.empty(), 0, config.version(), List.of(program));
    }

    private static SortedMap<String, Long> stacks(Report report) {
        return report.programs().get(0).stacks();
    }

    private static Report withStacks(Report report, SortedMap<String, Long> stacks, double x) {
        ProgramReport program = report.programs().get(0);
        return new Report(
                report.week(),
                report.lastWeek(),
                x,
                report.config(),
                List.of(new ProgramReport(program.build(), program.counters(), stacks)));
    }

    private static List<Report> stored(World world) throws Exception {
        List<byte[]> bytes = new ArrayList<>();
        world.collection().reports().read(WEEK, bytes::add);
        List<Report> reports = new ArrayList<>();
        for (byte[] one : bytes) {
            reports.add(ReportCodec.read(one));
        }
        return reports;
    }

    private static int post(World world, Report report) throws Exception {
        URI address = world.site().resolve("upload/" + WEEK);
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(address)
                                .POST(BodyPublishers.ofByteArray(ReportCodec.toJson(report)))
                                .build(),
                        BodyHandlers.ofString())
                .statusCode();
    }
}
