package dev.limpid.uploader.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.counter.file.InUseLock;
import dev.limpid.countfile.mode.Mode;
import dev.limpid.protocol.config.UploadConfig;
import dev.limpid.protocol.report.Report;
import dev.limpid.protocol.report.ReportCodec;
import dev.limpid.uploader.send.SendResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportingTest {

    private static final SendResult NO_NETWORK = new SendResult.Later("no network", Optional.empty());

    @TempDir
    Path folder;

    private HomeFixture home;
    private final RecordingSender server = new RecordingSender(new SendResult.Accepted());

    @BeforeEach
    void makeHome() {
        home = new HomeFixture(folder);
    }

    @Test
    void off_readsWritesAndSendsNothing() throws Exception {
        home.count("2026-11-13", "2026-11-20", "tool/a");
        Map<String, String> before = home.snapshot();
        home.mode = new Mode.Off();
        assertThat(pass()).containsExactly(Step.Kind.OFF);
        assertThat(home.snapshot()).isEqualTo(before);
        assertThat(server.sent).isEmpty();
    }

    @Test
    void local_reportsLocallyAndAsksNobody() throws Exception {
        home.count("2026-11-13", "2026-11-20", "tool/a", "tool/secret");
        home.config = unreachable();
        assertThat(pass()).containsExactly(Step.Kind.LOCAL_REPORT);
        Report report =
                ReportCodec.read(home.localReport("2026-11-20").orElseThrow().getBytes(StandardCharsets.UTF_8));
        assertThat(report.programs().get(0).counters()).containsOnlyKeys("tool/a", "tool/secret");
        assertThat(server.sent).isEmpty();
    }

    @Test
    void on_sendsWhatIsApprovedAndKeepsACopy() throws Exception {
        agreed("2026-11-01");
        home.count("2026-11-13", "2026-11-20", "tool/a", "tool/secret");
        pass();
        assertThat(server.sent).hasSize(1);
        assertThat(server.sent.get(0))
                .contains("tool/a")
                .doesNotContain("secret")
                .doesNotContain("LastWeek");
        assertThat(home.sent("2026-11-20")).contains(server.sent.get(0));
    }

    @Test
    void secondPass_hasNothingToDo() throws Exception {
        agreed("2026-11-01");
        home.count("2026-11-13", "2026-11-20", "tool/a");
        pass();
        assertThat(pass()).isEmpty();
        assertThat(server.sent).hasSize(1);
    }

    @Test
    void weekThatHasNotEnded_staysAsItIs() throws Exception {
        agreed("2026-11-01");
        Path journal = home.count("2026-11-14", "2026-11-21", "tool/a");
        assertThat(pass()).isEmpty();
        assertThat(journal).exists();
    }

    @Test
    void weekOfTheDayOfConsent_isNeverSent() throws Exception {
        home.count("2026-11-14", "2026-11-20", "tool/a");
        agreed("2026-11-13"); // the home's week began that day, though this file was begun later
        assertThat(pass()).containsExactly(Step.Kind.LOCAL_REPORT, Step.Kind.KEPT);
        assertThat(server.sent).isEmpty();
    }

    @Test
    void firstWeekAfterConsent_isSent() throws Exception {
        home.count("2026-11-13", "2026-11-20", "tool/a");
        agreed("2026-11-12");
        pass();
        assertThat(server.sent).hasSize(1);
    }

    @Test
    void consent_setsAsideWhatWasCountedWhileTheClockWasAhead() throws Exception {
        home.count("2027-01-01", "2027-01-08", "tool/a");
        home.today = LocalDate.parse("2027-01-10");
        home.count("2027-01-09", "2027-01-16", "tool/b");
        pass();
        home.today = LocalDate.parse("2026-11-20");
        Consent.seal(home.home, home.now());
        agreed("2026-11-20");
        home.today = LocalDate.parse("2027-01-17");
        pass();
        assertThat(server.sent).isEmpty();
        assertThat(home.files.late()).isDirectoryContaining("glob:**.journal");
    }

    @Test
    void week_olderThan21Days_isNotSent() throws Exception {
        agreed("2026-01-01");
        home.count("2026-10-22", "2026-10-29", "tool/a");
        home.count("2026-10-23", "2026-10-30", "tool/b");
        pass();
        assertThat(server.sent).hasSize(1);
        assertThat(server.sent.get(0)).contains("2026-10-30");
    }

    @Test
    void failure_isTriedAgainWithTheSameBytes() throws Exception {
        agreed("2026-11-01");
        home.count("2026-11-13", "2026-11-20", "tool/a");
        server.answer = NO_NETWORK;
        assertThat(pass()).endsWith(Step.Kind.LATER);
        home.config = ConfigSource.of(HomeFixture.config("v2.0.0", 1, 1));
        home.today = home.today.plusDays(2);
        server.answer = new SendResult.Accepted();
        assertThat(pass()).endsWith(Step.Kind.SENT);
        assertThat(server.sent).hasSize(2);
        assertThat(server.sent.get(1)).isEqualTo(server.sent.get(0)).contains("v1.0.0");
    }

    @Test
    void failure_leavesTheServerAloneForAWhile() throws Exception {
        agreed("2026-11-01");
        home.count("2026-11-13", "2026-11-20", "tool/a");
        server.answer = new SendResult.Later("busy", Optional.of(Duration.ofDays(3)));
        pass();
        home.today = home.today.plusDays(2);
        assertThat(pass()).containsExactly(Step.Kind.LATER);
        assertThat(server.sent).hasSize(1);
        home.reporting(server).run(true, step -> {});
        assertThat(server.sent).hasSize(2);
    }

    @Test
    void failure_whileTheClockWasAhead_doesNotSilenceForYears() throws Exception {
        agreed("2026-11-01");
        home.count("2026-11-13", "2026-11-20", "tool/a");
        pass();
        Files.writeString(home.files.backoff(), "failures: 3\nnot-before: 2031-01-01T00:00:00Z\n");
        home.count("2026-11-20", "2026-11-27", "tool/a");
        home.today = LocalDate.parse("2026-11-27");
        assertThat(pass()).endsWith(Step.Kind.SENT);
    }

    @Test
    void refusal_isMovedAsideWithItsReasonAndNotSentAgain() throws Exception {
        agreed("2026-11-01");
        home.count("2026-11-13", "2026-11-20", "tool/a");
        server.answer = new SendResult.Refused("unknown-counter", "tool/a is not approved");
        assertThat(pass()).endsWith(Step.Kind.REFUSED);
        assertThat(pass()).isEmpty();
        LocalDate week = LocalDate.parse("2026-11-20");
        assertThat(home.files.refused(week)).content().isEqualTo(server.sent.get(0));
        assertThat(home.files.refusal(week)).content().isEqualTo("unknown-counter: tool/a is not approved\n");
        assertThat(home.sent("2026-11-20")).isEmpty();
    }

    @Test
    void oneRefusal_doesNotStopTheOtherWeeks() throws Exception {
        agreed("2026-10-01");
        home.count("2026-11-06", "2026-11-13", "tool/a");
        home.count("2026-11-13", "2026-11-20", "tool/b");
        server.answer = new SendResult.Refused("unknown-counter", "no");
        pass();
        assertThat(server.sent).hasSize(2);
    }

    @Test
    void notInTheSample_staysSo_whenTheRateRises() throws Exception {
        agreed("2026-11-01");
        home.count("2026-11-13", "2026-11-20", "tool/a");
        home.config = ConfigSource.of(HomeFixture.config("v1.0.0", 0, 1));
        assertThat(pass()).endsWith(Step.Kind.NOT_SELECTED);
        home.config = ConfigSource.of(HomeFixture.config("v2.0.0", 1, 1));
        assertThat(pass()).isEmpty();
        assertThat(server.sent).isEmpty();
    }

    @Test
    void nothingApproved_sendsNothing() throws Exception {
        agreed("2026-11-01");
        home.countOf("devel", "2026-11-13", "2026-11-20", "tool/a");
        assertThat(pass()).endsWith(Step.Kind.NOT_SELECTED);
        assertThat(server.sent).isEmpty();
    }

    @Test
    void lateCounts_joinAWeekThatIsNotDecided() throws Exception {
        agreed("2026-11-01");
        home.count("2026-11-13", "2026-11-20", "tool/a");
        home.config = unreachable();
        pass();
        double x = x("2026-11-20");
        home.count("2026-11-14", "2026-11-20", "tool/b");
        home.count("2026-11-13", "2026-11-20", "tool/c");
        home.config = ConfigSource.of(HomeFixture.config("v1.0.0", 1, 1));
        pass();
        assertThat(server.sent).hasSize(1);
        assertThat(server.sent.get(0)).contains("tool/a", "tool/b", "tool/c");
        assertThat(x("2026-11-20")).isEqualTo(x);
    }

    @Test
    void weekIntoWhichAProgramStillCounts_waitsForIt_butNotForEver() throws Exception {
        agreed("2026-10-01");
        Path journal = home.count("2026-11-13", "2026-11-20", "tool/a");
        String name = journal.getFileName().toString().replace("journal", "count");
        InUseLock counting = InUseLock.share(journal.resolveSibling(name).toFile());
        assertThat(pass()).isEmpty();
        home.count("2026-11-13", "2026-11-20", "tool/b");
        counting.release();
        pass();
        assertThat(server.sent).hasSize(1);
        assertThat(server.sent.get(0)).contains("tool/a", "tool/b");

        Path hung = home.count("2026-11-20", "2026-11-27", "tool/c");
        InUseLock.share(hung.resolveSibling(hung.getFileName().toString().replace("journal", "count"))
                .toFile());
        home.today = LocalDate.parse("2026-11-30");
        assertThat(pass()).endsWith(Step.Kind.SENT);
    }

    @Test
    void countsOfADecidedWeek_areKeptHereAndNeverSent() throws Exception {
        agreed("2026-11-01");
        home.count("2026-11-13", "2026-11-20", "tool/a");
        pass();
        home.count("2026-11-14", "2026-11-20", "tool/b");
        assertThat(pass()).containsExactly(Step.Kind.LATE);
        assertThat(server.sent).hasSize(1);
        assertThat(home.files.late()).isDirectoryContaining("glob:**2026-11-14.v1.journal");
    }

    @Test
    void untrustedConfiguration_stopsSendingThoughAnOlderOneIsThere() throws Exception {
        agreed("2026-11-01");
        home.count("2026-11-13", "2026-11-20", "tool/a");
        home.config = new ConfigSource() {
            @Override
            public Optional<UploadConfig> verified() {
                return Optional.of(HomeFixture.config("v1.0.0", 1, 1));
            }

            @Override
            public UploadConfig refresh() throws UntrustedConfigException {
                throw new UntrustedConfigException("the log forked", new IOException());
            }
        };
        assertThat(pass()).endsWith(Step.Kind.UNTRUSTED);
        assertThat(server.sent).isEmpty();
    }

    @Test
    void unreachableLog_fallsBackToTheLastConfigurationAfterTwoWeeks() throws Exception {
        agreed("2026-10-01");
        home.count("2026-11-13", "2026-11-20", "tool/a");
        home.config = new ConfigSource() {
            @Override
            public Optional<UploadConfig> verified() {
                return Optional.of(HomeFixture.config("v1.0.0", 1, 1));
            }

            @Override
            public UploadConfig refresh() throws IOException {
                throw new IOException("no route");
            }
        };
        assertThat(pass()).endsWith(Step.Kind.NO_CONFIG);
        home.today = home.today.plusDays(15);
        assertThat(pass()).endsWith(Step.Kind.UPLOAD_REPORT, Step.Kind.SENT);
    }

    @Test
    void fetchRate_isDrawnOnceAWeek() throws Exception {
        agreed("2026-11-01");
        home.count("2026-11-13", "2026-11-20", "tool/a");
        int[] asked = {0};
        home.config = new ConfigSource() {
            @Override
            public Optional<UploadConfig> verified() {
                return Optional.of(HomeFixture.config("v1.0.0", 1, 1e-9));
            }

            @Override
            public UploadConfig refresh() {
                asked[0]++;
                return HomeFixture.config("v2.0.0", 1, 1e-9);
            }
        };
        pass();
        assertThat(asked[0]).isZero();
        assertThat(server.sent).hasSize(1);
        assertThat(server.sent.get(0)).contains("v1.0.0");
    }

    @Test
    void damagedFiles_areMovedAsideWithTheReason_andStopNothing() throws Exception {
        agreed("2026-11-01");
        home.count("2026-11-13", "2026-11-20", "tool/a");
        Path bad = home.home.local().resolve("bad@1.0-java17-linux-amd64-2026-11-13.v1.count");
        Files.writeString(bad, "# telemetry/counter file v1\nnonsense");
        Files.writeString(home.files.localReport(LocalDate.parse("2026-11-13")), "{\"Week\":");
        Files.writeString(home.files.note(LocalDate.parse("2026-11-13")), "outcome: maybe\n");
        List<Step.Kind> steps = pass();
        assertThat(steps).contains(Step.Kind.DAMAGED, Step.Kind.SENT);
        assertThat(server.sent).hasSize(1);
        assertThat(home.files.damaged().resolve(bad.getFileName() + ".reason.txt"))
                .content()
                .contains(bad.getFileName().toString());
        assertThat(bad).doesNotExist();
    }

    @Test
    void damagedLocalReport_isMadeAgainFromItsCounts() throws Exception {
        home.count("2026-11-13", "2026-11-20", "tool/a");
        pass();
        Files.writeString(home.files.localReport(LocalDate.parse("2026-11-20")), "{\"Week\":");
        assertThat(pass()).containsExactly(Step.Kind.DAMAGED, Step.Kind.LOCAL_REPORT);
        assertThat(home.localReport("2026-11-20").orElseThrow()).contains("tool/a");
    }

    @Test
    void damagedNote_countsAsDecided_sinceTheWeekMayHaveBeenSent() throws Exception {
        agreed("2026-11-01");
        home.count("2026-11-13", "2026-11-20", "tool/a");
        home.config = unreachable();
        pass();
        Files.writeString(home.files.note(LocalDate.parse("2026-11-20")), "outcome");
        home.config = ConfigSource.of(HomeFixture.config("v1.0.0", 1, 1));
        assertThat(pass()).contains(Step.Kind.DAMAGED);
        assertThat(server.sent).isEmpty();
    }

    @Test
    void turningOff_keepsAReadyReportFromBeingSent() throws Exception {
        agreed("2026-11-01");
        home.count("2026-11-13", "2026-11-20", "tool/a");
        server.answer = NO_NETWORK;
        pass();
        home.today = home.today.plusDays(2);
        home.mode = new Mode.Local();
        assertThat(pass()).isEmpty();
        agreed("2026-11-22");
        assertThat(pass()).containsExactly(Step.Kind.KEPT);
        assertThat(server.sent).hasSize(1);
    }

    @Test
    void turningOff_whileTheLogIsAsked_endsThePass() throws Exception {
        agreed("2026-11-01");
        home.count("2026-11-13", "2026-11-20", "tool/a");
        Map<String, String> then = new TreeMap<>();
        home.config = new ConfigSource() {
            @Override
            public Optional<UploadConfig> verified() {
                return Optional.empty();
            }

            @Override
            public UploadConfig refresh() throws IOException {
                home.mode = new Mode.Off();
                then.putAll(home.snapshot());
                return HomeFixture.config("v1.0.0", 1, 1);
            }
        };
        assertThat(pass()).endsWith(Step.Kind.CONFIG, Step.Kind.KEPT);
        assertThat(home.snapshot()).isEqualTo(then);
        assertThat(server.sent).isEmpty();
    }

    @Test
    void clockSetBack_afterAWeekEndedTooEarly_losesNoCounts() throws Exception {
        agreed("2026-11-01");
        home.count("2026-11-13", "2026-11-20", "tool/a");
        home.today = LocalDate.parse("2031-01-01");
        home.config = unreachable();
        pass();
        home.today = LocalDate.parse("2026-11-18");
        home.count("2026-11-13", "2026-11-20", "tool/b");
        pass();
        home.config = ConfigSource.of(HomeFixture.config("v1.0.0", 1, 1));
        home.today = LocalDate.parse("2026-11-20");
        pass();
        assertThat(server.sent).hasSize(1);
        assertThat(server.sent.get(0)).contains("tool/a", "tool/b");
    }

    @Test
    void missingHome_isNotMade() throws Exception {
        HomeFixture other = new HomeFixture(folder.resolve("gone"));
        Files.delete(other.home.local());
        Files.delete(other.home.folder());
        assertThat(other.reporting(server).run()).isEmpty();
        assertThat(other.home.folder()).doesNotExist();
    }

    @Test
    void twoBuildsOfOneProgram_areTwoEntries() throws Exception {
        home.countOf("1.0", "2026-11-13", "2026-11-20", "tool/a");
        home.countOf("2.0", "2026-11-13", "2026-11-20", "tool/a");
        pass();
        Report report =
                ReportCodec.read(home.localReport("2026-11-20").orElseThrow().getBytes(StandardCharsets.UTF_8));
        assertThat(report.programs()).hasSize(2);
    }

    private void agreed(String day) {
        home.mode = new Mode.On(LocalDate.parse(day));
    }

    private List<Step.Kind> pass() throws IOException {
        return home.reporting(server).run().stream().map(Step::kind).toList();
    }

    private double x(String week) throws Exception {
        return ReportCodec.read(home.localReport(week).orElseThrow().getBytes(StandardCharsets.UTF_8))
                .x();
    }

    private static ConfigSource unreachable() {
        return ConfigSource.none("no network");
    }
}
