package dev.limpid.uploader.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.counter.file.CurrentWeek;
import dev.limpid.counter.file.InUseLock;
import dev.limpid.counter.file.Journal;
import dev.limpid.counter.file.MappedFile;
import dev.limpid.protocol.report.Report;
import dev.limpid.protocol.report.ReportCodec;
import dev.limpid.uploader.config.PassConfigSource;
import dev.limpid.uploader.home.LocalCounts;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Counts become a local report once their week is over, each once, whatever else is there. */
class WeekCloserTest {

    private HomeFixture home;

    @BeforeEach
    void makeHome(@TempDir Path folder) {
        home = new HomeFixture(folder);
    }

    @Test
    void weekThatHasNotEnded_staysAsItIs() throws Exception {
        home.agreed("2026-11-01");
        Path journal = home.count("2026-11-14", "2026-11-21", "tool/a");
        assertThat(home.pass()).isEmpty();
        assertThat(journal).exists();
        assertThat(LocalCounts.read(home.home).reports())
                .singleElement()
                .satisfies(report -> assertThat(report.week()).isEqualTo("2026-11-21"));
    }

    /** A program starts a pass only if there is work: unreadable files must not hide the rest. */
    @Test
    void folderInPlaceOfAFile_keepsNoOtherFileFromBeingSeenAndCollected() throws Exception {
        home.agreed("2026-11-01");
        Path other = home.home.local().resolve("a@1.0-java17-linux-amd64-2026-11-13.stripe1.v1.count");
        Files.createDirectory(other);
        home.count("2026-11-13", "2026-11-20", "tool/a");
        assertThat(PendingWork.exists(home.home, home.mode, home.today)).isTrue();
        assertThat(LocalCounts.read(home.home).damaged())
                .singleElement()
                .asString()
                .contains("found a folder");
        home.pass();
        assertThat(home.files.localReport(LocalDate.parse("2026-11-20"))).exists();
        assertThat(other).isDirectory();
    }

    /** Nor does one among the counts of an ended week: that week waits, and is not decided without it. */
    @Test
    void folderInPlaceOfAFileOfAWeekThatEnded_keepsNoOtherWeek() throws Exception {
        home.agreed("2026-10-01");
        home.config = PassConfigSource.none("no network");
        home.count("2026-11-06", "2026-11-13", "tool/b");
        home.pass();
        Path inTheWay = home.files
                .weekFolder(LocalDate.parse("2026-11-13"))
                .resolve("a@1.0-java17-linux-amd64-2026-11-06.v1.journal");
        Files.createDirectory(inTheWay);
        home.count("2026-11-13", "2026-11-20", "tool/a");
        home.config = PassConfigSource.of(HomeFixture.config("v1.0.0", 1, 1));
        assertThat(home.pass()).contains(Step.Kind.KEPT);
        assertThat(home.server.sent).singleElement().asString().contains("tool/a");
        Files.delete(inTheWay);
        home.pass();
        assertThat(home.server.sent).hasSize(2).last().asString().contains("tool/b");
    }

    @Test
    void lateCounts_joinAWeekThatIsNotDecided() throws Exception {
        home.agreed("2026-11-01");
        home.count("2026-11-13", "2026-11-20", "tool/a");
        home.config = PassConfigSource.none("no network");
        home.pass();
        home.count("2026-11-14", "2026-11-20", "tool/b");
        home.count("2026-11-13", "2026-11-20", "tool/c");
        home.config = PassConfigSource.of(HomeFixture.config("v1.0.0", 1, 1));
        home.pass();
        assertThat(home.server.sent).hasSize(1);
        assertThat(home.server.sent.get(0)).contains("tool/a", "tool/b", "tool/c");
    }

    @Test
    void weekWaitsForAProgramThatStillCountsIntoIt_butNotForever() throws Exception {
        home.agreed("2026-10-01");
        Path journal = home.count("2026-11-13", "2026-11-20", "tool/a");
        String name = journal.getFileName().toString().replace("journal", "count");
        InUseLock counting = InUseLock.share(journal.resolveSibling(name).toFile());
        assertThat(home.pass()).isEmpty();
        home.count("2026-11-13", "2026-11-20", "tool/b");
        counting.release();
        home.pass();
        assertThat(home.server.sent).hasSize(1);
        assertThat(home.server.sent.get(0)).contains("tool/a", "tool/b");

        Path hung = home.count("2026-11-20", "2026-11-27", "tool/c");
        InUseLock neverReleased = InUseLock.share(
                hung.resolveSibling(hung.getFileName().toString().replace("journal", "count"))
                        .toFile());
        home.today = LocalDate.parse("2026-11-30");
        assertThat(home.pass()).endsWith(Step.Kind.SENT);
        neverReleased.release(); // by this test's end, not before the pass
    }

    /** The counts of many simultaneous threads are in several count files of one build and week. */
    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "what this process has mapped stays until it ends")
    void stripesOfACountFile_areOneWeek_countedOnce() throws Exception {
        home.agreed("2026-10-01");
        Journal journal =
                new Journal(home.home.local().toFile(), HomeFixture.PROGRAM, "1.0", "java17", "linux", "amd64");
        CurrentWeek week = journal.week((int) LocalDate.parse("2026-11-16").toEpochDay());
        File count = week.countFile();
        File stripe = new File(
                count.getPath().replace(CurrentWeek.COUNT_FILE, CurrentWeek.STRIPE + 1 + CurrentWeek.COUNT_FILE));
        byte[] header = journal.header(week, "");
        byte[] name = "tool/a".getBytes(StandardCharsets.UTF_8);
        try (MappedFile first = MappedFile.open(count, header);
                MappedFile second = MappedFile.open(stripe, header)) {
            first.word(name).add(2);
            second.word(name).add(3);
        }
        home.today = LocalDate.parse("2026-11-25");
        assertThat(home.pass()).endsWith(Step.Kind.SENT);
        assertThat(home.server.sent).singleElement().asString().contains("\"tool/a\":5");
        assertThat(count).doesNotExist();
        assertThat(stripe).doesNotExist();
        assertThat(home.pass()).isEmpty();
    }

    @Test
    void countsOfADecidedWeek_areKeptHereAndNeverSent() throws Exception {
        home.agreed("2026-11-01");
        home.count("2026-11-13", "2026-11-20", "tool/a");
        home.pass();
        home.count("2026-11-14", "2026-11-20", "tool/b");
        assertThat(home.pass()).containsExactly(Step.Kind.LATE);
        assertThat(home.server.sent).hasSize(1);
        assertThat(home.files.late()).isDirectoryContaining("glob:**2026-11-14.v1.journal");
    }

    @Test
    void damagedFiles_areMovedAsideWithTheReason_andStopNothing() throws Exception {
        home.agreed("2026-11-01");
        home.count("2026-11-13", "2026-11-20", "tool/a");
        Path bad = home.home.local().resolve("bad@1.0-java17-linux-amd64-2026-11-13.v1.count");
        Files.writeString(bad, "# telemetry/counter file v1\nnonsense");
        Files.writeString(home.files.localReport(LocalDate.parse("2026-11-13")), "{\"Week\":");
        Files.writeString(home.files.note(LocalDate.parse("2026-11-13")), "outcome: maybe\n");
        List<Step.Kind> steps = home.pass();
        assertThat(steps).contains(Step.Kind.DAMAGED, Step.Kind.SENT);
        assertThat(home.server.sent).hasSize(1);
        assertThat(home.files.damaged().resolve(bad.getFileName() + ".reason.txt"))
                .content()
                .contains(bad.getFileName().toString());
        assertThat(bad).doesNotExist();
    }

    @Test
    void damagedLocalReport_isMadeAgainFromItsCounts() throws Exception {
        home.count("2026-11-13", "2026-11-20", "tool/a");
        home.pass();
        Files.writeString(home.files.localReport(LocalDate.parse("2026-11-20")), "{\"Week\":");
        assertThat(home.pass()).containsExactly(Step.Kind.DAMAGED, Step.Kind.LOCAL_REPORT);
        assertThat(home.localReport("2026-11-20").orElseThrow()).contains("tool/a");
    }

    @Test
    void damagedNote_countsAsDecided_sinceTheWeekMayHaveBeenSent() throws Exception {
        home.agreed("2026-11-01");
        home.count("2026-11-13", "2026-11-20", "tool/a");
        home.config = PassConfigSource.none("no network");
        home.pass();
        Files.writeString(home.files.note(LocalDate.parse("2026-11-20")), "outcome");
        home.config = PassConfigSource.of(HomeFixture.config("v1.0.0", 1, 1));
        assertThat(home.pass()).contains(Step.Kind.DAMAGED);
        assertThat(home.server.sent).isEmpty();
    }

    @Test
    void clockSetBack_afterAWeekEndedTooEarly_losesNoCounts() throws Exception {
        home.agreed("2026-11-01");
        home.count("2026-11-13", "2026-11-20", "tool/a");
        home.today = LocalDate.parse("2031-01-01");
        home.config = PassConfigSource.none("no network");
        home.pass();
        home.today = LocalDate.parse("2026-11-18");
        home.count("2026-11-13", "2026-11-20", "tool/b");
        home.pass();
        home.config = PassConfigSource.of(HomeFixture.config("v1.0.0", 1, 1));
        home.today = LocalDate.parse("2026-11-20");
        home.pass();
        assertThat(home.server.sent).hasSize(1);
        assertThat(home.server.sent.get(0)).contains("tool/a", "tool/b");
    }

    @Test
    void twoBuildsOfOneProgram_areTwoEntries() throws Exception {
        home.countOf("1.0", "2026-11-13", "2026-11-20", "tool/a");
        home.countOf("2.0", "2026-11-13", "2026-11-20", "tool/a");
        home.pass();
        Report report =
                ReportCodec.read(home.localReport("2026-11-20").orElseThrow().getBytes(StandardCharsets.UTF_8));
        assertThat(report.programs()).hasSize(2);
    }

    @Test
    void damagedCountFile_ofAWeekThatIsNotOver_staysWhereItIs() throws Exception {
        Path bad = home.home.local().resolve("bad@1.0-java17-linux-amd64-2026-11-14.v1.count");
        Files.writeString(bad, "nonsense");
        assertThat(home.pass()).isEmpty();
        assertThat(bad).exists();
        home.today = LocalDate.parse("2026-11-21");
        assertThat(home.reporting(home.server).run()).singleElement().satisfies(step -> {
            assertThat(step.kind()).isEqualTo(Step.Kind.DAMAGED);
            assertThat(step.sentence()).contains(bad.getFileName().toString());
        });
        assertThat(bad).doesNotExist();
    }

    @Test
    void damagedCountFile_amongTheCountsOfAnEndedWeek_isMovedAside() throws Exception {
        home.count("2026-11-13", "2026-11-20", "tool/a");
        home.pass();
        Path bad = home.files
                .weekFolder(LocalDate.parse("2026-11-20"))
                .resolve("bad@1.0-java17-linux-amd64-2026-11-13.v1.count");
        Files.writeString(bad, "nonsense");
        assertThat(home.pass()).containsExactly(Step.Kind.DAMAGED);
        assertThat(bad).doesNotExist();
        assertThat(home.files.damaged().resolve(bad.getFileName())).content().isEqualTo("nonsense");
        assertThat(home.localReport("2026-11-20").orElseThrow()).contains("tool/a");
    }

    @Test
    void unreadableFile_isReported() throws Exception {
        Path other = home.home.local().resolve("a@1.0-java17-linux-amd64-2026-11-13.v1.count");
        Files.createDirectory(other);
        assertThat(home.reporting(home.server).run())
                .singleElement()
                .satisfies(step -> assertThat(step.sentence())
                        .isEqualTo(other.getFileName() + " cannot be read: found a folder, expected a regular file"));
        assertThat(PendingWork.exists(home.home, home.mode, home.today))
                .as("a pass leaves it")
                .isFalse();
    }

    @Test
    void countsOfAWeekThatIsDecided_areDeleted_onePassLater() throws Exception {
        home.agreed("2026-11-01");
        home.count("2026-11-13", "2026-11-20", "tool/a");
        assertThat(home.pass()).endsWith(Step.Kind.SENT);
        home.pass();
        assertThat(home.files.weekFolder(LocalDate.parse("2026-11-20"))).doesNotExist();
    }
}
