package dev.limpid.counter.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limpid.countfile.CountFileReader;
import dev.limpid.countfile.CountedWeek;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    /** A process that opened the journal before it was sealed may write for ten seconds more. */
    @Test
    void run_aJournalSealedAMinuteAgo_isFolded_andNotAMillisecondSooner() throws IOException {
        Path countFile = append("a", 3);
        fold(now);
        Path sealed = beside(countFile, ".v1.journal.1");
        Files.setLastModifiedTime(sealed, FileTime.fromMillis(now));

        fold(now + MINUTE - 1);
        assertThat(sealed).exists();
        assertThat(beside(countFile, ".folded.v1.count")).doesNotExist();

        fold(now + MINUTE);
        assertThat(sealed).doesNotExist();
        assertThat(CountFileReader.read(countFile).counts()).containsExactly(Map.entry("a", 3L));
    }

    @Test
    void run_aJournalOfThatLengthExactly_isNotSealed() throws IOException {
        Path countFile = append("a", 3);
        Path journal = beside(countFile, ".v1.journal");
        Journal unlike = journal();

        JournalFold.run(unlike, unlike.week(CurrentWeek.dayOf(now)), now, Files.size(journal));
        assertThat(journal).exists();

        JournalFold.run(unlike, unlike.week(CurrentWeek.dayOf(now)), now, Files.size(journal) - 1);
        assertThat(journal).doesNotExist();
        assertThat(Files.getLastModifiedTime(beside(countFile, ".v1.journal.1")).toMillis())
                .isEqualTo(now);
    }

    /** While another process folds, this one leaves it alone. */
    @Test
    void run_whileAnotherFolds_doesNothing() throws IOException {
        Path countFile = append("a", 3);
        InUseLock folding = InUseLock.tryFold(countFile.toFile());
        assertThat(folding).isNotNull();
        fold(now);
        assertThat(beside(countFile, ".v1.journal")).exists();

        folding.release();
        fold(now);
        assertThat(beside(countFile, ".v1.journal")).doesNotExist();
        InUseLock again = InUseLock.tryFold(countFile.toFile());
        assertThat(again).as("released").isNotNull();
        again.release();
    }

    @Test
    void run_aFoldedFileThatNamesItsLastJournal_goesOnBehindIt() throws IOException {
        Path countFile = append("a", 1);
        for (int i = 1; i <= 12; i++) {
            fold(now + i * 2L * MINUTE);
            append("a", 1);
        }
        String header = Files.readString(beside(countFile, ".folded.v1.count"), StandardCharsets.ISO_8859_1);
        assertThat(header).contains("Arch: amd64\nFolded: 000000000000011\n\n");
        assertThat(beside(countFile, ".v1.journal.11")).doesNotExist();
        assertThat(beside(countFile, ".v1.journal.12")).exists();
        assertThat(CountFileReader.read(countFile).counts()).containsEntry("a", 13L);
    }

    /** A killed process can have left several; the next one deletes from the first on, so that no gap can hide some. */
    @Test
    void run_journalsThatWereFoldedAndNotDeleted_areDeleted() throws IOException {
        Path countFile = append("a", 1);
        for (int i = 1; i <= 3; i++) {
            fold(now);
            append("a", 1);
        }
        byte[][] sealed = new byte[4][];
        for (int i = 1; i <= 3; i++) {
            sealed[i] = Files.readAllBytes(beside(countFile, ".v1.journal." + i));
        }
        fold(now + 2 * MINUTE);
        for (int i = 2; i <= 3; i++) {
            Files.write(beside(countFile, ".v1.journal." + i), sealed[i]);
        }

        fold(now + 2 * MINUTE);

        assertThat(beside(countFile, ".v1.journal.2")).doesNotExist();
        assertThat(beside(countFile, ".v1.journal.3")).doesNotExist();
        assertThat(CountFileReader.read(countFile).counts()).containsExactly(Map.entry("a", 4L));
    }

    @Test
    void run_anEntryWithoutAName_isRefused_andChangesNothing() throws IOException {
        Path countFile = append("a", 3);
        Path journal = beside(countFile, ".v1.journal");
        byte[] frame = Arrays.copyOfRange(
                Files.readAllBytes(journal), (int) Files.size(journal) - 25, (int) Files.size(journal));
        Journal.putInt(frame, Journal.BODY + Journal.ENTRY_NAME_LENGTH, 0);
        Journal.putInt(frame, Journal.CHECKSUM, Journal.fnv(frame, Journal.BODY, 13));
        long at = Files.size(journal) + Journal.BODY;
        Files.write(journal, frame, StandardOpenOption.APPEND);
        fold(now);

        assertThatThrownBy(() -> fold(now + 2 * MINUTE))
                .isInstanceOf(IOException.class)
                .hasMessage("an entry of a sealed journal is corrupt at byte " + at);
        assertThat(beside(countFile, ".v1.journal.1")).exists();
        assertThat(beside(countFile, ".folded.v1.count")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"00000000000000x", "000000000000000", "000000000000002"})
    void run_aFoldedFileWithoutItsNumber_isRefused(String digits) throws IOException {
        Path countFile = append("a", 3);
        fold(now);
        append("a", 4);
        fold(now + 2 * MINUTE);
        Path folded = beside(countFile, ".folded.v1.count");
        String text = Files.readString(folded, StandardCharsets.ISO_8859_1).replace("000000000000001", digits);
        Files.writeString(folded, text, StandardCharsets.ISO_8859_1);

        if (digits.endsWith("2")) {
            // It is a number, and means that the second journal is in the file.
            fold(now + 4 * MINUTE);
            assertThat(beside(countFile, ".v1.journal.2")).doesNotExist();
        } else {
            assertThatThrownBy(() -> fold(now + 4 * MINUTE)).hasMessage(folded + " is of another build or week");
            assertThat(beside(countFile, ".v1.journal.2")).exists();
        }
    }

    @Test
    void run_aChainInACircle_isRefused() throws IOException {
        Path countFile = append("a", 3);
        fold(now);
        // A name of the same chain has to be looked for along all of it.
        append(ofTheChainOf("a"), 4);
        fold(now + 2 * MINUTE);
        Path folded = beside(countFile, ".folded.v1.count");
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(folded)).order(ByteOrder.LITTLE_ENDIAN);
        int table = bytes.getInt(CountFormat.HEADER_LENGTH);
        byte[] name = "a".getBytes(StandardCharsets.UTF_8);
        int record = bytes.getInt(table + CountFormat.HEADS + 4 * CountFormat.chain(name, 0, 1));
        assertThat(record).isEqualTo((table + CountFormat.RECORDS + 31) / 32 * 32);
        bytes.putInt(record + CountFormat.NEXT, record);
        Files.write(folded, bytes.array());

        assertThatThrownBy(() -> fold(now + 4 * MINUTE)).hasMessage("a chain of the folded file runs in a circle");
    }

    /** Records of all lengths, in no page two halves of one, and the file a page longer than its last record needs at most. */
    @Test
    void folded_hasItsRecordsOneAfterTheOther_eachInOnePage() throws IOException {
        Path countFile = local;
        List<Integer> sizes = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            String name = "n" + i + "x".repeat(i % 7 == 0 ? i * 13 % 4000 : i % 60);
            sizes.add((CountFormat.NAME + name.length() + 31) / 32 * 32);
            countFile = append(name, i + 1);
        }
        fold(now);
        fold(now + 2 * MINUTE);
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(beside(countFile, ".folded.v1.count")))
                .order(ByteOrder.LITTLE_ENDIAN);
        int table = bytes.getInt(CountFormat.HEADER_LENGTH);
        int next = (table + CountFormat.RECORDS + 31) / 32 * 32;
        for (int i = 0; i < 300; i++) {
            if ((next + sizes.get(i)) / CountFormat.PAGE != next / CountFormat.PAGE) {
                next = (next + CountFormat.PAGE - 1) / CountFormat.PAGE * CountFormat.PAGE;
            }
            assertThat(bytes.getLong(next)).isEqualTo(i + 1);
            next += sizes.get(i);
        }
        assertThat(bytes.getInt(table)).isEqualTo(next);
        assertThat(bytes.limit()).isEqualTo((next / CountFormat.PAGE + 1) * CountFormat.PAGE);
        assertThat(local).isDirectoryNotContaining("glob:**.tmp");
    }

    @Test
    void run_doesNotWriteThroughALink() throws IOException {
        Path countFile = append("a", 3);
        fold(now);
        Path elsewhere = Files.createFile(local.resolve("elsewhere"));
        String folded = String.valueOf(beside(countFile, ".folded.v1.count").getFileName());
        Files.createSymbolicLink(local.resolve("." + folded + ".tmp"), elsewhere);

        assertThatThrownBy(() -> fold(now + 2 * MINUTE)).hasMessageContaining(".tmp is a link or not a regular file");
        assertThat(elsewhere).isEmptyFile();
    }

    private static String ofTheChainOf(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        int chain = CountFormat.chain(bytes, 0, bytes.length);
        for (int i = 0; true; i++) {
            byte[] other = ("b" + i).getBytes(StandardCharsets.UTF_8);
            if (CountFormat.chain(other, 0, other.length) == chain) {
                return "b" + i;
            }
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
