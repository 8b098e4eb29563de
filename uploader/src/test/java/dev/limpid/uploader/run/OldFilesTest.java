package dev.limpid.uploader.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.LocalDate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is deleted from a home, and what is not. */
class OldFilesTest {

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
    void reportsOfTwoYearsAgo_areDeleted_onceThereAreNewerOnes() throws IOException {
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

    private Stream<String> countFiles() throws IOException {
        return home.snapshot().keySet().stream().filter(file -> file.matches(".*\\.v1\\.(count|journal).*"));
    }
}
