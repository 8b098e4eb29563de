package dev.limpid.counter.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalFoldTest {
    private static final long MINUTE = 60_000;

    @TempDir
    Path local;

    private final long now = System.currentTimeMillis();

    @Test
    void run_aLongJournal_countsEverythingOnceAtEveryStep() throws IOException {
        Path countFile = append("a", 3);
        append("b\nx.Y.z:+1\n\".w:+2", 4);
        assertCounts(countFile);

        JournalFold.run(countFile, now, 0);
        assertThat(CountedWeek.of(countFile).parts()).hasSize(1);
        assertCounts(countFile);

        JournalFold.run(countFile, now + 2 * MINUTE, 0);
        assertThat(names(countFile)).singleElement().asString().endsWith(".folded.v1.count");
        assertCounts(countFile);
    }

    @Test
    void run_aJournalSealedAMomentAgo_leavesItToItsWriters() throws IOException {
        Path countFile = append("a", 3);
        JournalFold.run(countFile, now, 0);

        JournalFold.run(countFile, now + MINUTE / 2, 0);

        assertThat(names(countFile)).singleElement().asString().endsWith(".journal.1");
    }

    @Test
    void read_aJournalThatWasFoldedButNotDeleted_ignoresIt() throws IOException {
        Path countFile = append("a", 3);
        append("b\nx.Y.z:+1\n\".w:+2", 4);
        JournalFold.run(countFile, now, 0);
        Path sealed = new WeekFiles(countFile).sealed(1);
        byte[] bytes = Files.readAllBytes(sealed);
        JournalFold.run(countFile, now + 2 * MINUTE, 0);

        Files.write(sealed, bytes);

        assertCounts(countFile);
        JournalFold.run(countFile, now + 4 * MINUTE, 0);
        assertThat(sealed).doesNotExist();
        assertCounts(countFile);
    }

    @Test
    void run_journalAfterJournal_addsThemUp() throws IOException {
        Path countFile = append("a", 1);
        for (int i = 1; i <= 6; i++) {
            JournalFold.run(countFile, now + i * 2L * MINUTE, 0);
            append("a", 1);
        }

        assertThat(CountFileReader.read(countFile).counts()).containsEntry("a", 7L);
        assertThat(CountedWeek.in(local)).hasSize(1);
        CountedWeek.of(countFile).delete();
        assertThat(CountedWeek.in(local)).isEmpty();
    }

    @Test
    void read_aTornFrameAmongWholeOnes_countsTheWholeOnes() throws IOException {
        Path countFile = append("a", 3);
        Path journal = new WeekFiles(countFile).journal();
        byte[] whole = Files.readAllBytes(journal);
        for (int torn = 1; torn < 12 + 12 + 1; torn++) {
            byte[] frame = java.util.Arrays.copyOfRange(whole, whole.length - 25, whole.length);
            Files.write(journal, whole);
            Files.write(journal, java.util.Arrays.copyOf(frame, torn), StandardOpenOption.APPEND);
            append("c", 5);

            assertThat(CountFileReader.read(countFile).counts())
                    .containsEntry("a", 3L)
                    .containsEntry("c", 5L);
        }
    }

    private Path append(String name, long delta) throws IOException {
        Journal journal = new Journal(local.toFile(), "org.example/tool", "1.0", "java17", "linux", "amd64");
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        journal.append(bytes, bytes.length, delta, now);
        journal.close();
        return journal.week(CurrentWeek.dayOf(now)).countFile().toPath();
    }

    private static void assertCounts(Path countFile) throws IOException {
        assertThat(CountFileReader.read(countFile).counts())
                .containsOnly(
                        org.assertj.core.api.Assertions.entry("a", 3L),
                        org.assertj.core.api.Assertions.entry("b\nx.Y.z:+1\nx.Y.w:+2", 4L));
    }

    private static List<String> names(Path countFile) throws IOException {
        return CountedWeek.of(countFile).parts().stream()
                .map(part -> String.valueOf(part.getFileName()))
                .toList();
    }
}
