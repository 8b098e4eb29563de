package dev.limpid.counter.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where records are placed in a mapped file, what a damaged file leads to, and what an addition returns. */
class MappedRecordsTest {
    private static final byte[] HEADER = new byte[64];
    private static final int FIRST_FREE = HEADER.length + CountFormat.RECORDS;

    @TempDir
    Path folder;

    /** Each record begins at a line and is in one page. Names of all lengths come by, so that some fit to the byte. */
    @Test
    void records_areOneAfterTheOther_eachFromALineOn_andNoneInTwoPages() throws IOException {
        List<byte[]> names = new ArrayList<>();
        for (int i = 0; i < 900; i++) {
            int length = i % 9 == 0 ? 1 + i * 4 % CountFormat.MAX_NAME : 4 + i % 150;
            names.add(name("n" + i, length));
        }
        File file = file("r");
        int expected = (FIRST_FREE + 31) / 32 * 32;
        try (MappedFile mapped = MappedFile.open(file, HEADER)) {
            assertThat(file).hasSize(CountFormat.PAGE);
            for (byte[] name : names) {
                mapped.word(name).add(1);
                int size = (CountFormat.NAME + name.length + 31) / 32 * 32;
                int start = (expected + 63) / 64 * 64;
                if ((start + size) / CountFormat.PAGE != start / CountFormat.PAGE) {
                    start = (start + CountFormat.PAGE - 1) / CountFormat.PAGE * CountFormat.PAGE;
                }
                expected = start + size;
                ByteBuffer bytes = bytes(file);
                assertThat(bytes.getInt(HEADER.length)).isEqualTo(expected);
                assertThat(bytes.getLong(start)).isEqualTo(1);
                assertThat(bytes.getInt(start + CountFormat.NAME_LENGTH)).isEqualTo(name.length | 0xff000000);
                assertThat(bytes.limit())
                        .isEqualTo((expected + CountFormat.PAGE - 1) / CountFormat.PAGE * CountFormat.PAGE);
            }
        }
    }

    @Test
    void record_thatAnotherMappingMadeBehindTheMappedPages_isFound() throws IOException {
        File file = file("s");
        try (MappedFile one = MappedFile.open(file, HEADER);
                MappedFile other = MappedFile.open(file, HEADER)) {
            for (int i = 0; i < 40; i++) {
                one.word(name("n" + i, 4000)).add(i + 1);
            }
            for (int i = 39; i >= 0; i--) {
                assertThat(other.word(name("n" + i, 4000)).add(1)).isEqualTo(MappedWord.ADDED);
            }
            int limit = bytes(file).getInt(HEADER.length);
            for (int i = 0; i < 40; i++) {
                one.word(name("n" + i, 4000)).add(1);
            }
            assertThat(bytes(file).getInt(HEADER.length)).isEqualTo(limit);
            ByteBuffer bytes = bytes(file);
            List<Long> counts = new ArrayList<>();
            for (int at = 0; at < bytes.limit(); at += 64) {
                if (bytes.getInt(at + CountFormat.NAME_LENGTH) == (4000 | 0xff000000)) {
                    counts.add(bytes.getLong(at));
                }
            }
            assertThat(counts).hasSize(40);
            for (int i = 0; i < 40; i++) {
                assertThat(counts.get(i)).isEqualTo(i + 3);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 32, 2112, 2144 + 16, -32})
    void chain_thatLeadsToNoRecord_isRefused(int record) throws IOException {
        File file = file("c");
        byte[] name = name("n", 8);
        try (MappedFile mapped = MappedFile.open(file, HEADER)) {
            mapped.word(name("other", 8)).add(1);
            put(file, head(name), record);
            assertThatThrownBy(() -> mapped.word(name))
                    .isInstanceOf(IOException.class)
                    .hasMessage("c.v1.count: corrupt at byte " + (record & 0xffffffffL)
                            + ": a chain that leads here, expected records from 2144");
        }
    }

    @Test
    void chain_thatLeadsBehindTheFile_isRefused() throws IOException {
        File file = file("c");
        byte[] name = name("n", 8);
        try (MappedFile mapped = MappedFile.open(file, HEADER)) {
            put(file, head(name), 1 << 20);
            assertThatThrownBy(() -> mapped.word(name))
                    .isInstanceOf(IOException.class)
                    .hasMessage("c.v1.count: corrupt at byte " + ((1 << 20) + CountFormat.NAME_LENGTH + 4)
                            + ": a record that ends here, expected an end before byte " + CountFormat.PAGE);
        }
    }

    @Test
    void chain_inACircle_isRefused() throws IOException {
        File file = file("c");
        byte[] name = name("n", 8);
        try (MappedFile mapped = MappedFile.open(file, HEADER)) {
            mapped.word(name).add(1);
            int record = bytes(file).getInt(head(name));
            byte[] another = sameChain(name);
            put(file, record + CountFormat.NEXT, record);

            assertThat(mapped.word(name).add(1)).isEqualTo(MappedWord.ADDED);
            assertThatThrownBy(() -> mapped.word(another))
                    .hasMessage("c.v1.count: corrupt at byte " + record
                            + ": a chain that leads here, expected records from 2144");
        }
    }

    @Test
    void namesOfOneChain_ofTheSameLength_areDistinguished() throws IOException {
        File file = file("c");
        byte[] name = name("n", 8);
        byte[] another = sameChain(name);
        try (MappedFile mapped = MappedFile.open(file, HEADER)) {
            mapped.word(name).add(1);
            mapped.word(another).add(2);
            mapped.word(name).add(4);
            mapped.word(another).add(8);
            ByteBuffer bytes = bytes(file);
            int latest = bytes.getInt(head(name));
            assertThat(bytes.getLong(latest)).isEqualTo(10);
            assertThat(bytes.getLong(bytes.getInt(latest + CountFormat.NEXT))).isEqualTo(5);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2112, 2144 + 1, 1 << 20, -32})
    void limit_thatIsNotTheEndOfARecord_isRefused(int limit) throws IOException {
        File file = file("l");
        try (MappedFile mapped = MappedFile.open(file, HEADER)) {
            put(file, HEADER.length, limit);
            assertThatThrownBy(() -> mapped.word(name("n", 8)))
                    .isInstanceOf(IOException.class)
                    .hasMessage("l.v1.count: corrupt at byte 64: records up to byte " + limit
                            + ", expected an end within the file");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2144, CountFormat.PAGE})
    void limit_atEitherEnd_isRight(int limit) throws IOException {
        File file = file("l");
        try (MappedFile mapped = MappedFile.open(file, HEADER)) {
            put(file, HEADER.length, limit);
            mapped.word(name("n", 8)).add(7);
            int expected = limit == 2144 ? 2176 : CountFormat.PAGE;
            assertThat(bytes(file).getLong(expected)).isEqualTo(7);
        }
    }

    /** The file has no content: only its length is large. */
    @Test
    void file_thatWouldPass2GiB_isFull() throws IOException {
        File file = file("g");
        MappedFile.open(file, HEADER).close();
        length(file, Integer.MAX_VALUE - CountFormat.PAGE + 1L);
        put(file, HEADER.length, Integer.MAX_VALUE - CountFormat.PAGE + 1);
        try (MappedFile mapped = MappedFile.open(file, HEADER)) {
            assertThatThrownBy(() -> mapped.word(name("n", 8)))
                    .isInstanceOf(IOException.class)
                    .hasMessage("g.v1.count is full: it would pass 2 GiB");
        }
    }

    @Test
    void fileBeyond2GiB_isRefused() throws IOException {
        File file = file("g");
        MappedFile.open(file, HEADER).close();
        length(file, 1L << 31);

        assertThatThrownBy(() -> MappedFile.open(file, HEADER))
                .hasMessage("g.v1.count: corrupt at byte 2147483648: 2147483648 bytes, expected a page or more");
    }

    /** The rest of a page that another process is about to write is not mapped. */
    @Test
    void pageThatIsNotComplete_isMappedLater() throws IOException {
        File file = file("p");
        MappedFile.open(file, HEADER).close();
        length(file, CountFormat.PAGE + 100L);
        try (MappedFile mapped = MappedFile.open(file, HEADER)) {
            mapped.word(name("n", 8)).add(1);
            assertThat(file).hasSize(CountFormat.PAGE + 100L);
            for (int i = 0; i < 4; i++) {
                mapped.word(name("n" + i, 4000)).add(1);
            }
            assertThat(file).hasSize(2L * CountFormat.PAGE);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 40, 63})
    void fileThatIsRefused_isNotInUse(int different) throws IOException {
        File file = file("u");
        MappedFile.open(file, HEADER).close();
        byte[] other = HEADER.clone();
        other[different] = 'x';

        assertThatThrownBy(() -> MappedFile.open(file, other))
                .hasMessage("u.v1.count: corrupt at byte " + different
                        + ": another header, expected the header of this build and week");
        assertThat(InUseLock.isShared(file)).isFalse();
    }

    /** Another process may have made room that this one has not mapped. */
    @Test
    void limit_atTheEndOfPagesThatAreNotMapped_isRight() throws IOException {
        File file = file("l");
        try (MappedFile mapped = MappedFile.open(file, HEADER)) {
            length(file, 3L * CountFormat.PAGE);
            put(file, HEADER.length, 3 * CountFormat.PAGE);
            mapped.word(name("n", 8)).add(7);
            assertThat(bytes(file).getLong(3 * CountFormat.PAGE)).isEqualTo(7);
            assertThat(file).hasSize(4L * CountFormat.PAGE);
        }
    }

    /** What another process wrote at the end of a page is not overwritten by one that needs that page, too. */
    @Test
    void pageThatAnotherProcessMade_isLeftAsItIs() throws IOException {
        File file = file("l");
        try (MappedFile mapped = MappedFile.open(file, HEADER)) {
            length(file, 2L * CountFormat.PAGE);
            put(file, 2 * CountFormat.PAGE - 4, 0x12345678);
            put(file, HEADER.length, CountFormat.PAGE);
            mapped.word(name("n", 8)).add(7);
            assertThat(bytes(file).getInt(2 * CountFormat.PAGE - 4)).isEqualTo(0x12345678);
            assertThat(file).hasSize(2L * CountFormat.PAGE);
        }
    }

    @Test
    void fileOfTheLargestLength_isOpened() throws IOException {
        File file = file("g");
        MappedFile.open(file, HEADER).close();
        length(file, Integer.MAX_VALUE);
        try (MappedFile mapped = MappedFile.open(file, HEADER)) {
            assertThat(mapped.word(name("n", 8)).add(1)).isEqualTo(MappedWord.ADDED);
        }
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "links need a privilege there")
    void fileThatIsALink_isRefused() throws IOException {
        File file = file("u");
        MappedFile.open(file, HEADER).close();
        Path link = Files.createSymbolicLink(folder.resolve("k.v1.count"), file.toPath());

        assertThatThrownBy(() -> MappedFile.open(link.toFile(), HEADER))
                .hasMessage("k.v1.count is a link or not a regular file, expected a regular file");
    }

    @Test
    void close_endsTheUseOfTheFileAndItsStripes() throws IOException {
        File file = file("z");
        File stripe = folder.resolve("z.stripe1.v1.count").toFile();
        byte[] name = name("n", 8);
        MappedFile mapped = MappedFile.open(file, HEADER);
        try (mapped) {
            mapped.spread(mapped.word(name), name);
            assertThat(InUseLock.isShared(file)).isTrue();
            assertThat(InUseLock.isShared(stripe)).isTrue();
        }
        assertThat(InUseLock.isShared(file)).isFalse();
        assertThat(InUseLock.isShared(stripe)).isFalse();
        // The channel is closed: nothing can be added that needs it.
        assertThatThrownBy(() -> mapped.word(name("another", 8))).isInstanceOf(IOException.class);
    }

    @Test
    void spread_doublesTheWord_andSharesTheStripesWithOthers() throws IOException {
        assumeTrue(Runtime.getRuntime().availableProcessors() > 1, "one processor: a word has two stripes at most");
        byte[] name = name("n", 8);
        byte[] other = name("o", 8);
        try (MappedFile mapped = MappedFile.open(file("d"), HEADER)) {
            MappedWord word = mapped.word(name);
            mapped.spread(word, name);
            mapped.spread(word, name);
            assertThat(word.stripeCount()).isEqualTo(4);
            MappedWord second = mapped.word(other);
            mapped.spread(second, other);
            assertThat(second.stripeCount()).isEqualTo(2);
            assertThat(word.file()).isSameAs(mapped);
        }
        assertThat(folder.toFile().list((dir, file) -> file.endsWith(".v1.count")))
                .containsExactlyInAnyOrder(
                        "d.v1.count", "d.stripe1.v1.count", "d.stripe2.v1.count", "d.stripe3.v1.count");
        for (int stripe = 1; stripe <= 3; stripe++) {
            ByteBuffer bytes =
                    bytes(folder.resolve("d.stripe" + stripe + ".v1.count").toFile());
            assertThat(bytes.getInt(head(name))).isNotZero();
            assertThat(bytes.getInt(head(other)) != 0).isEqualTo(stripe == 1);
        }
    }

    @Test
    void wanted_isTwiceTheWidth_upToSixteenAndTwiceTheProcessors() {
        int most = Math.min(16, Integer.highestOneBit(4 * Runtime.getRuntime().availableProcessors() - 1));
        for (int width = 1; width <= 16; width *= 2) {
            MappedWord[] all = new MappedWord[width];
            for (int i = 0; i < width; i++) {
                all[i] = new MappedWord(null, ByteBuffer.allocateDirect(8).order(ByteOrder.LITTLE_ENDIAN), 0);
            }
            if (width > 1) {
                all[0].spread(all);
            }
            assertThat(all[0].stripeCount()).isEqualTo(width);
            assertThat(all[0].wantedStripes()).isEqualTo(width < most ? 2 * width : width);
        }
    }

    /** An addition that finds the number that it adds looks like one to a page that is gone. */
    @Test
    void add_ofWhatIsThereAlready_isAdded() throws IOException {
        byte[] name = name("n", 8);
        File file = file("a");
        try (MappedFile mapped = MappedFile.open(file, HEADER)) {
            MappedWord word = mapped.word(name);
            assertThat(word.add(5)).isEqualTo(MappedWord.ADDED);
            assertThat(word.add(5)).isEqualTo(MappedWord.ADDED);
            assertThat(bytes(file).getLong(bytes(file).getInt(head(name)))).isEqualTo(10);
        }
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "no file that is mapped can be replaced there")
    void add_toAFileThatWasReplaced_isLost_onceItLooksSuspicious() throws IOException {
        File file = file("a");
        try (MappedFile mapped = MappedFile.open(file, HEADER)) {
            MappedWord word = mapped.word(name("n", 8));
            word.add(5);
            Files.copy(file.toPath(), folder.resolve("copy"));
            Files.move(folder.resolve("copy"), file.toPath(), StandardCopyOption.REPLACE_EXISTING);

            assertThat(word.add(4)).isEqualTo(MappedWord.ADDED);
            assertThat(word.add(9)).isEqualTo(MappedWord.LOST);
        }
    }

    @Test
    void addition_thatOnlyReachesTheTop_isKept() {
        ByteBuffer memory = ByteBuffer.allocateDirect(16).order(ByteOrder.LITTLE_ENDIAN);
        MappedWord word = new MappedWord(null, memory, 8);
        memory.putLong(8, -4);
        word.add(3);
        assertThat(memory.getLong(8)).isEqualTo(-1);
        memory.putLong(8, -4);
        word.add(2);
        assertThat(memory.getLong(8)).isEqualTo(-2);
        memory.putLong(8, -4);
        word.add(Long.MAX_VALUE);
        assertThat(memory.getLong(8)).isEqualTo(-1);
        assertThat(memory.getLong(0)).isZero();
    }

    /** One thread waits for nobody, however often it adds. */
    @Test
    void oneThread_neverCrowdsAWord() {
        ByteBuffer memory = ByteBuffer.allocateDirect(8).order(ByteOrder.LITTLE_ENDIAN);
        MappedWord word = new MappedWord(null, memory, 0);
        for (int i = 0; i < 2000; i++) {
            assertThat(word.add(1024)).isEqualTo(MappedWord.ADDED);
        }
        assertThat(memory.getLong(0)).isEqualTo(2000 * 1024);
    }

    private File file(String name) {
        return folder.resolve(name + ".v1.count").toFile();
    }

    private static byte[] name(String begin, int length) {
        return (begin + "x".repeat(Math.max(0, length - begin.length()))).getBytes(StandardCharsets.UTF_8);
    }

    /** Where the chain begins that a name belongs to. */
    private static int head(byte[] name) {
        return HEADER.length + CountFormat.HEADS + CountFormat.chain(name, 0, name.length) * Integer.BYTES;
    }

    /** Another name of eight bytes in the same chain. */
    private static byte[] sameChain(byte[] name) {
        for (int i = 0; true; i++) {
            byte[] another = name("m" + i, 8);
            if (head(another) == head(name)) {
                return another;
            }
        }
    }

    private static ByteBuffer bytes(File file) throws IOException {
        return ByteBuffer.wrap(Files.readAllBytes(file.toPath())).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static void length(File file, long length) throws IOException {
        try (RandomAccessFile access = new RandomAccessFile(file, "rw")) {
            access.setLength(length);
        }
    }

    private static void put(File file, int at, int value) throws IOException {
        try (RandomAccessFile access = new RandomAccessFile(file, "rw")) {
            access.seek(at);
            access.writeInt(Integer.reverseBytes(value));
        }
    }
}
