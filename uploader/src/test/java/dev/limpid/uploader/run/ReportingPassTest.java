package dev.limpid.uploader.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limpid.countfile.mode.Mode;
import dev.limpid.protocol.question.active.ActiveQuestions;
import dev.limpid.protocol.report.Report;
import dev.limpid.protocol.report.ReportCodec;
import dev.limpid.uploader.config.PassConfigSource;
import dev.limpid.uploader.file.ProcessLock;
import dev.limpid.uploader.home.SentAnswers;
import dev.limpid.uploader.send.SendResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportingPassTest {

    private HomeFixture home;

    @BeforeEach
    void makeHome(@TempDir Path folder) {
        home = new HomeFixture(folder);
    }

    @Test
    void off_readsWritesAndSendsNothing() throws Exception {
        home.count("2026-11-13", "2026-11-20", "tool/a");
        Map<String, String> before = home.snapshot();
        home.mode = new Mode.Off();
        assertThat(home.pass()).containsExactly(Step.Kind.OFF);
        assertThat(home.snapshot()).isEqualTo(before);
        assertThat(home.server.sent).isEmpty();
    }

    @Test
    void local_reportsLocallyAndAsksNobody() throws Exception {
        home.count("2026-11-13", "2026-11-20", "tool/a", "tool/secret");
        home.config = PassConfigSource.none("no network");
        assertThat(home.pass()).containsExactly(Step.Kind.LOCAL_REPORT);
        Report report =
                ReportCodec.read(home.localReport("2026-11-20").orElseThrow().getBytes(StandardCharsets.UTF_8));
        assertThat(report.programs().get(0).counters()).containsOnlyKeys("tool/a", "tool/secret");
        assertThat(home.server.sent).isEmpty();
    }

    @Test
    void on_sendsWhatIsApprovedAndKeepsACopy() throws Exception {
        home.agreed("2026-11-01");
        home.count("2026-11-13", "2026-11-20", "tool/a", "tool/secret");
        home.pass();
        assertThat(home.server.sent).hasSize(1);
        assertThat(home.server.sent.get(0))
                .contains("tool/a")
                .doesNotContain("secret")
                .doesNotContain("LastWeek");
        assertThat(home.sent("2026-11-20")).contains(home.server.sent.get(0));
    }

    /** A failing disk, wrong permissions, a folder with a file's name: this may affect six files of each week. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "local/2026-11-13.note",
                "local/local.2026-11-13.json",
                "local/2026-11-13.answers",
                "upload/2026-11-13.ndjson",
                "local/refused/2026-11-13.ndjson",
                "local/refused/2026-11-13.txt"
            })
    void unreadableFile_delaysOnlyItsWeek_andNothingIsLost(String name) throws Exception {
        home.agreed("2026-11-01");
        Path inTheWay = home.home.folder().resolve(name);
        Files.createDirectories(inTheWay);
        home.count("2026-11-06", "2026-11-13", "tool/a");
        home.count("2026-11-13", "2026-11-20", "tool/b");
        assertThat(PendingWork.exists(home.home, home.mode, home.today)).isTrue();

        List<Step> steps = home.reporting(home.server).run();

        assertThat(home.server.sent).singleElement().asString().contains("tool/b");
        assertThat(steps.stream().filter(step -> step.kind() == Step.Kind.DAMAGED))
                .singleElement()
                .satisfies(step -> assertThat(step.sentence())
                        .isEqualTo(inTheWay.getFileName()
                                + " cannot be read: found a folder, expected a regular file; this week waits"));
        assertThat(new Preview(home.home, home.mode, home.today, home.config.verified()).weeks())
                .allSatisfy(week -> assertThat(week.week()).isNotEqualTo(LocalDate.parse("2026-11-20")));

        Files.delete(inTheWay);
        home.pass();
        assertThat(home.server.sent).hasSize(2).element(1).asString().contains("tool/a");
    }

    @Test
    void damagedCopy_isKept_andPreventsNothing() throws Exception {
        Path copy = home.home.folder().resolve("copy");
        Files.write(copy, new byte[] {(byte) 0xff, 'x'});
        SentAnswers.add(copy, "{}");
        SentAnswers.add(copy, "{}");
        assertThat(Files.readAllBytes(copy)).containsExactly(0xff, 'x', '\n', '{', '}', '\n');
        assertThat(SentAnswers.read(copy).lines()).hasSize(2).endsWith("{}");
    }

    @Test
    void secondPass_hasNothingToDo() throws Exception {
        home.agreed("2026-11-01");
        home.count("2026-11-13", "2026-11-20", "tool/a");
        home.pass();
        assertThat(home.pass()).isEmpty();
        assertThat(home.server.sent).hasSize(1);
    }

    @Test
    void turningOff_keepsAReadyReportFromBeingSent() throws Exception {
        home.agreed("2026-11-01");
        home.count("2026-11-13", "2026-11-20", "tool/a");
        home.server.answer = new SendResult.Later("no network", Optional.empty());
        home.pass();
        home.today = home.today.plusDays(2);
        home.mode = new Mode.Local();
        assertThat(home.pass()).isEmpty();
        home.agreed("2026-11-22");
        assertThat(home.pass()).containsExactly(Step.Kind.KEPT);
        assertThat(home.server.sent).hasSize(1);
    }

    @Test
    void turningOffDuringTheFetch_endsThePass() throws Exception {
        home.agreed("2026-11-01");
        home.count("2026-11-13", "2026-11-20", "tool/a");
        Map<String, String> then = new TreeMap<>();
        home.config = new PassConfigSource() {
            @Override
            public Optional<ActiveQuestions> verified() {
                return Optional.empty();
            }

            @Override
            public ActiveQuestions refresh() throws IOException {
                home.mode = new Mode.Off();
                then.putAll(home.snapshot());
                return ActiveQuestions.of(HomeFixture.config("v1.0.0", 1, 1));
            }
        };
        assertThat(home.pass()).endsWith(Step.Kind.CONFIG, Step.Kind.KEPT);
        assertThat(home.snapshot()).isEqualTo(then);
        assertThat(home.server.sent).isEmpty();
    }

    @Test
    void passWhileAnotherRuns_doesNothing() throws Exception {
        home.count("2026-11-13", "2026-11-20", "tool/a");
        try (ProcessLock other = ProcessLock.tryAcquire(home.files.lock()).orElseThrow()) {
            assertThat(other).isNotNull();
            assertThat(home.pass()).containsExactly(Step.Kind.BUSY);
        }
        assertThat(home.pass()).containsExactly(Step.Kind.LOCAL_REPORT);
    }

    @Test
    void missingHome_isNotCreated() throws Exception {
        HomeFixture other = new HomeFixture(home.home.folder().resolve("gone"));
        Files.delete(other.home.local());
        Files.delete(other.home.folder());
        assertThat(other.reporting(home.server).run()).isEmpty();
        assertThat(other.home.folder()).doesNotExist();
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "no file that is open can be deleted there")
    void homeDeletedDuringAPass_isNotCreatedAgain() throws Exception {
        home.agreed("2026-11-01");
        home.count("2026-11-13", "2026-11-20", "tool/a");
        home.config = new PassConfigSource() {
            @Override
            public Optional<ActiveQuestions> verified() {
                return Optional.empty();
            }

            @Override
            public ActiveQuestions refresh() throws IOException {
                home.delete();
                return ActiveQuestions.of(HomeFixture.config("v1.0.0", 1, 1));
            }
        };
        assertThatThrownBy(home::pass).isInstanceOf(NoSuchFileException.class);
        assertThat(home.home.folder()).doesNotExist();
        assertThat(home.server.sent).isEmpty();
    }
}
