package dev.limpid.uploader.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is deleted from a home, and what is not. */
class FileCleanupTest {

    private HomeFixture home;

    @BeforeEach
    void makeHome(@TempDir Path folder) {
        home = new HomeFixture(folder);
    }

    @Test
    void programThatNeverRunsAgain_leavesNoCountFile() throws IOException {
        home.countOf("0.9", "2026-10-10", "2026-10-17", "tool/a");
        home.pass();
        assertThat(home.files.localReport(LocalDate.parse("2026-10-17"))).exists();
        assertThat(countFiles()).isNotEmpty(); // one more pass, in case counts arrive late
        home.pass();
        assertThat(countFiles()).isEmpty();
    }

    @Test
    void reportsOlderThanTwoYears_areDeleted_onceThereAreNewerOnes() throws IOException {
        home.agreed("2024-01-01");
        home.today = LocalDate.parse("2024-11-08");
        home.count("2024-11-01", "2024-11-08", "tool/a");
        home.pass();
        LocalDate old = home.today;
        assertThat(home.files.sent(old)).exists();
        home.today = LocalDate.parse("2026-11-20");
        home.pass();
        assertThat(home.files.sent(old)).as("a clock alone deletes nothing").exists();
        home.count("2026-11-13", "2026-11-20", "tool/a");
        assertThat(home.pass()).contains(Step.Kind.CLEANED);
        assertThat(home.files.sent(old)).doesNotExist();
        assertThat(home.files.localReport(old)).doesNotExist();
        assertThat(home.files.note(old)).doesNotExist();
        assertThat(home.files.sent(home.today)).exists();
    }

    @Test
    void filesMovedAside_areTheNewestForty() throws IOException {
        Path late = Files.createDirectories(home.files.late());
        for (int i = 0; i < 45; i++) {
            Path file = Files.writeString(late.resolve(i + ".v1.count"), "");
            Files.setLastModifiedTime(
                    file, FileTime.from(Instant.parse("2026-11-20T00:00:00Z").plusSeconds(i)));
        }
        home.pass();
        try (Stream<Path> left = Files.list(late)) {
            assertThat(left.map(file -> file.getFileName().toString()))
                    .hasSize(40)
                    .doesNotContain("0.v1.count", "4.v1.count")
                    .contains("5.v1.count", "44.v1.count");
        }
    }

    @Test
    void unfinishedWrites_areDeletedADayLater() throws IOException {
        Path old = Files.writeString(home.home.local().resolve("2026-11-20.note.1.tmp"), "half of it");
        Path young = Files.writeString(home.home.local().resolve("2026-11-20.note.2.tmp"), "half of it");
        Files.setLastModifiedTime(
                old, FileTime.from(Files.getLastModifiedTime(young).toInstant().minusSeconds(90_000)));
        home.pass();
        assertThat(old).doesNotExist();
        assertThat(young).exists();
    }

    private static final long MIB = 1 << 20;

    /** A file of this length, which takes no room. */
    private static void file(Path file, long length) throws IOException {
        Files.createDirectories(file.getParent());
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(length);
        }
    }

    private LocalDate report(String week, long length) throws IOException {
        LocalDate end = LocalDate.parse(week);
        file(home.files.localReport(end), length);
        return end;
    }

    @Test
    void reportsBeyondTheSizeLimit_areDeleted_theOldestFirst() throws IOException {
        LocalDate first = report("2026-08-07", 16 * MIB);
        file(home.files.sent(first), 16 * MIB);
        LocalDate second = report("2026-08-14", 16 * MIB);
        file(home.files.sent(second), MIB);
        LocalDate young = report("2026-11-20", 15 * MIB);
        assertThat(home.pass()).as("exactly the limit").isEmpty();

        file(home.files.note(first), 1);
        List<Step> steps = home.reporting(home.server).run();
        assertThat(steps).extracting(Step::sentence).containsExactly("deleted 3 old files");
        assertThat(home.files.localReport(first)).doesNotExist();
        assertThat(home.files.sent(first)).doesNotExist();
        assertThat(home.files.localReport(second)).exists();
        assertThat(home.files.sent(second)).exists();

        file(home.files.localReport(young), 64 * MIB);
        assertThat(home.pass()).containsExactly(Step.Kind.CLEANED);
        assertThat(home.files.localReport(second)).doesNotExist();
        assertThat(home.files.localReport(young)).as("it may still be sent").exists();
        assertThat(home.pass()).isEmpty();
    }

    @Test
    void reportThatMayStillBeSent_isKept_howeverLargeItIs() throws IOException {
        LocalDate newest = report("2026-11-20", 60 * MIB);
        LocalDate late = report("2026-10-30", 10 * MIB); // 21 days before
        assertThat(home.pass()).isEmpty();
        LocalDate tooLate = report("2026-10-29", 1);
        assertThat(home.pass()).containsExactly(Step.Kind.CLEANED);
        assertThat(home.files.localReport(newest)).exists();
        assertThat(home.files.localReport(late)).exists();
        assertThat(home.files.localReport(tooLate)).doesNotExist();
    }

    @Test
    void twoYears_areCountedFromTheNewestReport_thatIsNotInTheFuture() throws IOException {
        LocalDate old = report("2024-11-20", 1);
        file(home.files.waiting(old), 1);
        report("2026-11-20", 1); // 730 days later
        report("2031-01-03", 1);
        assertThat(home.pass()).isEmpty();
        home.today = LocalDate.parse("2026-11-21");
        assertThat(home.pass()).containsExactly(Step.Kind.CLEANED);
        assertThat(home.files.localReport(old)).doesNotExist();
        assertThat(home.files.waiting(old)).doesNotExist();
    }

    @Test
    void unfinishedWrites_ofTheCopies_areDeletedToo_andNothingElseThatIsOld() throws IOException {
        Path upload = Files.createDirectories(home.files.uploadFolder());
        Instant now = Instant.parse("2026-11-20T09:00:00Z");
        Map<Path, Instant> files = Map.of(
                upload.resolve("new.ndjson"), now,
                upload.resolve("a.ndjson.1.tmp"), now.minusSeconds(86_400),
                upload.resolve("b.ndjson.2.tmp"), now.minusSeconds(86_401),
                upload.resolve("other.txt"), now.minusSeconds(900_000));
        for (Map.Entry<Path, Instant> file : files.entrySet()) {
            Files.writeString(file.getKey(), "");
            Files.setLastModifiedTime(file.getKey(), FileTime.from(file.getValue()));
        }
        List<Step> steps = home.reporting(home.server).run();
        assertThat(steps).extracting(Step::sentence).containsExactly("deleted 1 old file");
        assertThat(upload.resolve("b.ndjson.2.tmp")).doesNotExist();
        assertThat(upload.resolve("a.ndjson.1.tmp")).exists();
        assertThat(upload.resolve("other.txt")).exists();
    }

    private Stream<String> countFiles() throws IOException {
        return home.snapshot().keySet().stream().filter(file -> file.matches(".*\\.v1\\.(count|journal).*"));
    }
}
