package dev.limpid.counter.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limpid.countfile.CountFileReader;
import dev.limpid.countfile.CountedWeek;
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

        fold(now);
        assertThat(CountedWeek.of(countFile).parts()).hasSize(1);
        assertCounts(countFile);

        fold(now + 2 * MINUTE);
        assertThat(names(countFile)).singleElement().asString().endsWith(".folded.v1.count");
        assertCounts(countFile);
    }

    @Test
    void run_aJournalSealedAMomentAgo_leavesItToItsWriters() throws IOException {
        Path countFile = append("a", 3);
        fold(now);

        fold(now + MINUTE / 2);

        assertThat(names(countFile)).singleElement().asString().endsWith(".journal.1");
    }

    @Test
    void read_aJournalThatWasFoldedButNotDeleted_ignoresIt() throws IOException {
        Path countFile = append("a", 3);
        append("b\nx.Y.z:+1\n\".w:+2", 4);
        fold(now);
        Path sealed = beside(countFile, ".v1.journal.1");
        byte[] bytes = Files.readAllBytes(sealed);
        fold(now + 2 * MINUTE);

        Files.write(sealed, bytes);

        assertCounts(countFile);
        fold(now + 4 * MINUTE);
        assertThat(sealed).doesNotExist();
        assertCounts(countFile);
    }

    @Test
    void run_journalAfterJournal_addsThemUp() throws IOException {
        Path countFile = append("a", 1);
        for (int i = 1; i <= 6; i++) {
            fold(now + i * 2L * MINUTE);
            append("a", 1);
        }

        assertThat(CountFileReader.read(countFile).counts()).containsEntry("a", 7L);
        assertThat(CountedWeek.in(local)).hasSize(1);
        for (Path part : CountedWeek.of(countFile).parts()) {
            Files.delete(part);
        }
        assertThat(CountedWeek.in(local)).isEmpty();
    }

    @Test
    void run_manyNamesOfManyPages_addsThemUp() throws IOException {
        java.util.TreeMap<String, Long> model = new java.util.TreeMap<>();
        java.util.Random random = new java.util.Random(1);
        Path countFile = local;
        for (int round = 1; round <= 4; round++) {
            for (int i = 0; i < 500; i++) {
                String name = "n/" + "x".repeat(random.nextInt(i % 100 == 0 ? 3000 : 50)) + ":" + random.nextInt(300);
                countFile = append(name, i + 1);
                model.merge(name, i + 1L, Long::sum);
            }
            fold(now + round * 2L * MINUTE);
        }
        fold(now + 10 * MINUTE);

        assertThat(names(countFile)).singleElement().asString().endsWith(".folded.v1.count");
        assertThat(CountFileReader.read(countFile).counts()).isEqualTo(model);
    }

    @Test
    void run_countsBeyondTheTop_stayThere() throws IOException {
        Path countFile = append("a", Long.MAX_VALUE);
        append("a", Long.MAX_VALUE);
        append("a", 5);
        fold(now);
        fold(now + 2 * MINUTE);

        assertThat(CountFileReader.read(countFile).counts()).containsEntry("a", -1L);
    }

    @Test
    void run_aFoldedFileOfAnother_leavesEverythingAsItIs() throws IOException {
        Path countFile = append("a", 3);
        fold(now);
        Path folded = beside(countFile, ".folded.v1.count");
        Files.write(folded, new byte[20000]);

        assertThatThrownBy(() -> fold(now + 2 * MINUTE))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(".folded.v1.count is of another");
        assertThat(beside(countFile, ".v1.journal.1")).exists();
    }

    @Test
    void read_aTornFrameAmongWholeOnes_countsTheWholeOnes() throws IOException {
        Path countFile = append("a", 3);
        Path journal = beside(countFile, ".v1.journal");
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
        Journal journal = journal();
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        journal.append(bytes, delta, now);
        journal.close();
        return journal.week(CurrentWeek.dayOf(now)).countFile().toPath();
    }

    private void fold(long at) throws IOException {
        Journal journal = journal();
        JournalFold.run(journal, journal.week(CurrentWeek.dayOf(now)), at, 0);
    }

    private Journal journal() {
        return new Journal(local.toFile(), "org.example/tool", "1.0", "java17", "linux", "amd64");
    }

    private static void assertCounts(Path countFile) throws IOException {
        assertThat(CountFileReader.read(countFile).counts())
                .containsOnly(
                        org.assertj.core.api.Assertions.entry("a", 3L),
                        org.assertj.core.api.Assertions.entry("b\nx.Y.z:+1\nx.Y.w:+2", 4L));
    }

    private static Path beside(Path countFile, String ending) {
        return countFile.resolveSibling(CountedWeek.of(countFile).name() + ending);
    }

    private static List<String> names(Path countFile) throws IOException {
        return CountedWeek.of(countFile).parts().stream()
                .map(part -> String.valueOf(part.getFileName()))
                .toList();
    }
}
