package dev.limpid.countfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.limpid.counter.file.Journal;
import dev.limpid.counter.file.MappedFile;
import dev.limpid.counter.file.MappedWord;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MappedFileTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"small", "big", "stacks", "saturate", "empty"})
    void write_whatGoWrote_isTheSameSetOfCounters(String name) throws IOException {
        Path written = folder.resolve("w.v1.count");
        CountFileContents raw =
                CountFileParser.parse(Vectors.file(name), Files.readAllBytes(Vectors.file(name)), false);
        try (MappedFile file = open(written)) {
            for (Map.Entry<String, Long> count : raw.counts().entrySet()) {
                MappedWord word = file.word(utf8(count.getKey()));
                addUnsigned(word, count.getValue());
            }
        }

        assertThat(CountFileReader.read(written).counts())
                .isEqualTo(CountFileReader.read(Vectors.file(name)).counts());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void file_sharedByThreeMappings_equalsAPlainMap(long seed) throws IOException {
        Random random = new Random(seed);
        Path path = folder.resolve("p.v1.count");
        Map<String, Long> model = new TreeMap<>();
        List<MappedFile> files = new ArrayList<>();
        try {
            for (int i = 0; i < 3; i++) {
                files.add(open(path));
            }
            for (int i = 0; i < 4000; i++) {
                String name = "n/" + "x".repeat(1 + random.nextInt(random.nextInt(20) == 0 ? 4000 : 60)) + ":"
                        + random.nextInt(50);
                long events = random.nextInt(1, 1000);
                assertThat(files.get(random.nextInt(3)).word(utf8(name)).add(events))
                        .isEqualTo(MappedWord.ADDED);
                model.merge(name, events, Long::sum);
            }
        } finally {
            for (MappedFile file : files) {
                file.close();
            }
        }

        assertThat(CountFileReader.read(path).counts()).isEqualTo(model);
    }

    /** Threads share a counter's word before it gets stripes, while it gets them, and afterwards. */
    @Test
    void spread_aWordThatManyThreadsAddTo_losesNothingAndIsReadAsOne() throws Exception {
        assumeTrue(Runtime.getRuntime().availableProcessors() > 1, "one processor: no two threads meet");
        Path path = folder.resolve("x.v1.count");
        try (MappedFile file = open(path)) {
            MappedWord word = file.word(utf8("many"));
            file.word(utf8("few")).add(2);
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                Thread thread = new Thread(() -> {
                    for (int j = 0; j < 100_000; j++) {
                        word.add(1);
                    }
                });
                threads.add(thread);
                thread.start();
            }
            file.spread(word, utf8("many"));
            assertThat(word.stripeCount()).isEqualTo(2);
            for (Thread thread : threads) {
                thread.join();
            }
            for (int i = 0; i < 2; i++) {
                Thread thread = new Thread(() -> word.add(1000));
                thread.start();
                thread.join();
            }
        }

        CountedWeek week = CountedWeek.in(folder).get(0);
        assertThat(CountedWeek.in(folder)).hasSize(1);
        assertThat(week.read().counts()).containsExactly(Map.entry("few", 2L), Map.entry("many", 802_000L));
        assertThat(week.parts()).containsExactly(folder.resolve("x.stripe1.v1.count"), path);
        // x/telemetry can read each single file: no name occurs twice.
        long alone = CountFileReader.read(folder.resolve("x.stripe1.v1.count"))
                .counts()
                .getOrDefault("many", 0L);
        assertThat(alone).isBetween(1L, 801_999L);
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "no file that is mapped can be cut short there")
    void spread_wordOfAStripeThatIsCutShort_namesIt() throws Exception {
        assumeTrue(Runtime.getRuntime().availableProcessors() > 1, "one processor: no two threads meet");
        Path path = folder.resolve("c.v1.count");
        try (MappedFile file = open(path)) {
            MappedWord word = file.word(utf8("many"));
            file.spread(word, utf8("many"));
            assertThat(file.cutShort()).isNull();
            Path stripe = folder.resolve("c.stripe1.v1.count");
            try (FileChannel channel = FileChannel.open(stripe, StandardOpenOption.WRITE)) {
                channel.truncate(100);
            }
            assertThat(file.cutShort()).isEqualTo(stripe.toFile());
        }
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "no file that is mapped can be replaced there")
    void cutShort_namesTheFileOrStripe_thatAnotherOneReplaced() throws Exception {
        Path path = folder.resolve("r.v1.count");
        try (MappedFile file = open(path)) {
            file.word(utf8("many"));
            assertThat(file.cutShort()).isNull();
            Path copy = Files.copy(path, folder.resolve("copy"));
            assertThat(file.cutShort()).isNull();
            Files.move(copy, path, StandardCopyOption.REPLACE_EXISTING);
            assertThat(file.cutShort()).isEqualTo(path.toFile());
        }
    }

    @Test
    void counts_neverShareACacheLine() throws IOException {
        Path path = folder.resolve("l.v1.count");
        try (MappedFile file = open(path)) {
            for (int i = 0; i < 300; i++) {
                file.word(utf8("n/" + "x".repeat(i % 70) + i)).add(0x7a5a5a5a5a5aL + i);
            }
        }
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(path)).order(ByteOrder.LITTLE_ENDIAN);
        int found = 0;
        for (int at = 0; at < bytes.limit(); at += 8) {
            long count = bytes.getLong(at) - 0x7a5a5a5a5a5aL;
            if (count >= 0 && count < 300) {
                assertThat(at % 64).isZero();
                found++;
            }
        }
        assertThat(found).isEqualTo(300);
    }

    @Test
    void add_beyondTheTop_staysThere() throws IOException {
        Path path = folder.resolve("s.v1.count");
        try (MappedFile file = open(path)) {
            MappedWord word = file.word(utf8("s"));
            for (int i = 0; i < 5; i++) {
                assertThat(word.add(Long.MAX_VALUE)).isEqualTo(MappedWord.ADDED);
            }
        }

        assertThat(CountFileReader.read(path).counts()).containsEntry("s", -1L);
    }

    @Test
    void open_aFileOfAnotherBuild_saysWhere() throws IOException {
        Path path = folder.resolve("o.v1.count");
        open(path).close();

        assertThatThrownBy(() -> MappedFile.open(path.toFile(), header("x.org/other")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("o.v1.count: corrupt at byte");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 100, 192})
    void open_aFileThatWasLeftUnfinished_finishesIt(int length) throws IOException {
        Path path = folder.resolve("u.v1.count");
        Files.write(path, Arrays.copyOf(header("x.org/tool"), length));

        try (MappedFile file = open(path)) {
            assertThat(file.word(utf8("u")).add(3)).isEqualTo(MappedWord.ADDED);
        }

        assertThat(CountFileReader.read(path).counts()).containsExactly(Map.entry("u", 3L));
    }

    @Test
    void open_aShortFileOfAnother_leavesItAsItIs() throws IOException {
        Path path = folder.resolve("f.v1.count");
        Files.writeString(path, "somebody's notes");

        assertThatThrownBy(() -> open(path))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("f.v1.count: corrupt at byte 16: 16 bytes, expected a page or more");
        assertThat(path).hasContent("somebody's notes");
    }

    private MappedFile open(Path path) throws IOException {
        return MappedFile.open(path.toFile(), header("x.org/tool"));
    }

    private byte[] header(String program) throws IOException {
        Journal journal = new Journal(folder.toFile(), program, "1.0", "java17", "linux", "amd64");
        return journal.header(journal.week(20000), "");
    }

    private static void addUnsigned(MappedWord word, long count) {
        if (count < 0) {
            word.add(Long.MAX_VALUE);
            word.add(count - Long.MAX_VALUE);
        } else if (count > 0) {
            word.add(count);
        }
    }

    private static byte[] utf8(String name) {
        return name.getBytes(StandardCharsets.UTF_8);
    }
}
