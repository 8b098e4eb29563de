package dev.limpid.counter.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limpid.countfile.CountFileReader;
import dev.limpid.countfile.CountedWeek;
import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JournalTest {
    private static final int TODAY = 20_000;
    private static final int A_MONTH_AGO = TODAY - 30;

    @TempDir
    File local;

    @Test
    void append_afterSomebodyAskedForAnotherWeek_goesIntoThatWeek() throws IOException {
        Journal journal = journal();
        CurrentWeek first = journal.week(TODAY);
        append(journal, TODAY, 3);

        CurrentWeek second = journal.week(A_MONTH_AGO);
        append(journal, A_MONTH_AGO, 4);
        journal.close();

        assertThat(counts(first)).isEqualTo(Map.of("tool/run", 3L));
        assertThat(counts(second)).isEqualTo(Map.of("tool/run", 4L));
    }

    /** What a kill or a full disk leaves of the first frame must not make the entries that others append invalid. */
    @ParameterizedTest
    @ValueSource(ints = {1, 12, 60, 150})
    void append_afterMetadataThatWasTorn_counts(int bytes) throws IOException {
        Journal torn = journal();
        append(torn, TODAY, 3);
        File file = torn.week(TODAY).journal();
        torn.close();
        Files.write(file.toPath(), Arrays.copyOf(Files.readAllBytes(file.toPath()), bytes));

        for (int i = 1; i <= 2; i++) {
            Journal next = journal();
            append(next, TODAY, i);
            next.close();
        }

        long sum = 0;
        for (CountedWeek week : CountedWeek.in(local.toPath())) {
            sum += week.read().counts().getOrDefault("tool/run", 0L);
        }
        assertThat(sum).isEqualTo(3);
    }

    /** The names of two programs of one collection can end in the same way. */
    @Test
    void programs_ofTheSameShortName_haveFilesOfTheirOwn() throws IOException {
        Journal first = journal();
        append(first, TODAY, 3);
        Journal other = new Journal(local, "example.com/tool", "1.0.0", "java17", "linux", "amd64");

        append(other, TODAY, 4);

        assertThat(counts(first.week(TODAY))).isEqualTo(Map.of("tool/run", 3L));
        assertThat(counts(other.week(TODAY))).isEqualTo(Map.of("tool/run", 4L));
        assertThat(other.week(TODAY).countFile().getName()).matches("tool%7e[0-9a-f]+@1\\.0\\.0-.*");
        first.close();
        other.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 200, 244, 245, 300, 4096})
    void append_ofANameOfAnyLength_counts(int length) throws IOException {
        Journal journal = journal();
        String name = "n".repeat(length);

        journal.append(name.getBytes(StandardCharsets.UTF_8), 5, CurrentWeek.millisOf(TODAY));
        journal.append("short".getBytes(StandardCharsets.UTF_8), 6, CurrentWeek.millisOf(TODAY));
        journal.close();

        assertThat(counts(journal.week(TODAY))).isEqualTo(Map.of(name, 5L, "short", 6L));
    }

    @Test
    void append_throughALink_isRefused() throws IOException {
        Journal journal = journal();
        Path elsewhere = Files.createFile(local.toPath().resolve("elsewhere"));
        Files.createSymbolicLink(journal.week(TODAY).journal().toPath(), elsewhere);

        assertThatThrownBy(() -> append(journal, TODAY, 1)).hasMessageContaining("is a link or not a regular file");
        assertThat(elsewhere).isEmptyFile();
    }

    /** Readers expect records after a header whose length is a multiple of 32. */
    @Test
    void header_isOfWholeUnits_andSaysItsLength() throws IOException {
        for (int more = 0; more < 70; more++) {
            byte[] header = journal().header(journal().week(TODAY), "x".repeat(more));

            assertThat(header.length % 32).isZero();
            assertThat(CountFormat.getInt(header, 28)).isEqualTo(header.length);
            assertThat(new String(header, StandardCharsets.UTF_8))
                    .startsWith("# telemetry/counter file v1\n")
                    .contains("Program: example.org/tool\nVersion: 1.0.0\nRuntime: java17\nOS: linux\nArch: amd64\n");
        }
    }

    @Test
    void header_thatIsTooLong_namesTheLimit() throws IOException {
        CurrentWeek week = journal().week(TODAY);
        int plain =
                "TimeBegin: 2024-10-04T00:00:00Z\nTimeEnd: 2024-10-04T00:00:00Z\nProgram: example.org/tool\n".length();
        int all = plain + "Version: 1.0.0\nRuntime: java17\nOS: linux\nArch: amd64\n\n".length();

        assertThat(journal().header(week, "x".repeat(512 - all))).hasSize(544);
        assertThatThrownBy(() -> journal().header(week, "x".repeat(513 - all)))
                .hasMessage("the names of program and version take 513 bytes of metadata, expected at most 512");
    }

    @Test
    void text_isWrittenInUtf8() {
        assertThat(Journal.utf8("a~")).isEqualTo(new byte[] {'a', '~'});
        assertThat(Journal.utf8("a\u0080\u00fc")).isEqualTo("a\u0080\u00fc".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void nameLength_isThatOfAWholeEntry() {
        byte[] entry = new byte[Journal.ENTRY_NAME + 10];
        for (int length = -1; length <= 11; length++) {
            Journal.putInt(entry, Journal.ENTRY_NAME_LENGTH, length);
            assertThat(Journal.nameLength(entry, 0, entry.length)).isEqualTo(length > 0 && length <= 10 ? length : -1);
        }
        assertThat(Journal.nameLength(entry, 0, Journal.ENTRY_NAME - 1)).isEqualTo(-1);
        byte[] large = new byte[Journal.ENTRY_NAME + 5000];
        Journal.putInt(large, Journal.ENTRY_NAME_LENGTH, 4096);
        assertThat(Journal.nameLength(large, 0, large.length)).isEqualTo(4096);
        Journal.putInt(large, Journal.ENTRY_NAME_LENGTH, 4097);
        assertThat(Journal.nameLength(large, 0, large.length)).isEqualTo(-1);
    }

    @Test
    void journal_isLong_beyondAMebibyte_whenItWasOpened() throws IOException {
        append(journal(), TODAY, 1);
        File file = journal().week(TODAY).journal();
        for (int more = 0; more < 2; more++) {
            try (RandomAccessFile access = new RandomAccessFile(file, "rw")) {
                access.setLength((1 << 20) + more);
            }
            Journal journal = journal();
            assertThat(journal.isLong()).isFalse();
            append(journal, TODAY, 1);
            assertThat(journal.isLong()).isEqualTo(more == 1);
            journal.close();
        }
    }

    /** What is opened once is used for what follows: a process has one file open, not one for each event. */
    @Test
    void append_afterAnAppend_goesIntoTheSameOpenFile() throws IOException {
        Journal journal = journal();
        append(journal, TODAY, 1);
        File file = journal.week(TODAY).journal();
        Path moved = Files.move(file.toPath(), local.toPath().resolve("moved"));
        long before = Files.size(moved);
        append(journal, TODAY, 2);
        assertThat(Files.size(moved)).isEqualTo(before + 12 + 12 + "tool/run".length());
        assertThat(file).doesNotExist();

        journal.close();
        append(journal, TODAY, 3);
        assertThat(file).exists();
        journal.close();
    }

    @Test
    void wholeFrame_isOneOfEitherKind_withItsChecksum_upTo8192Bytes() {
        for (int length : new int[] {0, 1, 100, 8180}) {
            for (int magic : new int[] {Journal.COUNTS_MAGIC, Journal.METADATA_MAGIC}) {
                byte[] frame = frame(magic, length);
                assertThat(Journal.wholeFrame(frame, 5)).isEqualTo(length);
                assertThat(Journal.wholeFrame(Arrays.copyOf(frame, frame.length - 1), 5))
                        .isEqualTo(-1);
                frame[5 + Journal.CHECKSUM] ^= 1;
                assertThat(Journal.wholeFrame(frame, 5)).isEqualTo(-1);
            }
        }
        assertThat(Journal.wholeFrame(frame(Journal.COUNTS_MAGIC, 8181), 5)).isEqualTo(-1);
        assertThat(Journal.wholeFrame(frame(Journal.COUNTS_MAGIC + 1, 8), 5)).isEqualTo(-1);
        byte[] negative = frame(Journal.COUNTS_MAGIC, 8);
        Journal.putInt(negative, 5 + Journal.LENGTH, -1);
        assertThat(Journal.wholeFrame(negative, 5)).isEqualTo(-1);
    }

    /** From the sixth byte on, a frame of this length, whose body is not all zeros. */
    private static byte[] frame(int magic, int length) {
        byte[] frame = new byte[5 + Journal.BODY + length];
        Arrays.fill(frame, 5 + Journal.BODY, frame.length, (byte) 0xa7);
        Journal.putInt(frame, 5, magic);
        Journal.putInt(frame, 5 + Journal.LENGTH, length);
        Journal.putInt(frame, 5 + Journal.CHECKSUM, Journal.fnv(frame, 5 + Journal.BODY, length));
        return frame;
    }

    /** draft-eastlake-fnv, its test vectors. */
    @Test
    void checksum_isFnv1a() {
        assertThat(Journal.fnv(new byte[0], 0, 0)).isEqualTo(0x811c9dc5);
        assertThat(Journal.fnv("xfoobarx".getBytes(StandardCharsets.UTF_8), 1, 6))
                .isEqualTo(0xbf9cf968);
    }

    @Test
    void files_areNamedByTheProgramsLastElement_alsoOnceTheyExist() throws IOException {
        for (int i = 0; i < 2; i++) {
            Journal journal = journal();
            append(journal, TODAY, 1);
            assertThat(journal.week(TODAY).journal().getName()).startsWith("tool@1.0.0-java17-linux-amd64-");
            journal.close();
        }
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "only there a process sees its open files")
    void close_closesTheFile_andAnotherWeekDoes() throws IOException {
        Journal journal = journal();
        append(journal, TODAY, 1);
        File file = journal.week(TODAY).journal();
        assertThat(isOpen(file)).isTrue();
        journal.week(A_MONTH_AGO);
        assertThat(isOpen(file)).isFalse();
        append(journal, TODAY, 1);
        assertThat(isOpen(file)).isTrue();
        journal.close();
        assertThat(isOpen(file)).isFalse();
    }

    private static boolean isOpen(File file) throws IOException {
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            return open.anyMatch(each -> {
                try {
                    return Files.readSymbolicLink(each).equals(file.toPath());
                } catch (IOException e) {
                    return false; // closed meanwhile
                }
            });
        }
    }

    private Journal journal() {
        return new Journal(local, "example.org/tool", "1.0.0", "java17", "linux", "amd64");
    }

    private static void append(Journal journal, int day, long events) throws IOException {
        journal.append("tool/run".getBytes(StandardCharsets.UTF_8), events, CurrentWeek.millisOf(day));
    }

    private static Map<String, Long> counts(CurrentWeek week) throws IOException {
        Path countFile = week.countFile().toPath();
        return CountFileReader.read(countFile).counts();
    }
}
