package dev.limpid.server.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.server.storage.ResendKey;
import dev.limpid.server.storage.local.LocalAnswerStore;
import dev.limpid.server.storage.local.LocalStoreLimits;
import dev.limpid.server.storage.segment.Acknowledged;
import dev.limpid.server.storage.segment.StoreCheck;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A backup while segments begin: no file in it refers to a segment that it does not contain. */
class BackupOfBusyStoreTest {
    private static final LocalDate WEEK = LocalDate.of(2026, 11, 16);

    @TempDir
    Path dir;

    @Test
    void segmentsThatBeginMeanwhile_areNotMissingInTheCopy() throws Exception {
        Path folder = dir.resolve("collection");
        AtomicBoolean done = new AtomicBoolean();
        try (LocalAnswerStore store =
                LocalAnswerStore.open(folder.resolve("answers"), new LocalStoreLimits(10, 0, 1 << 20))) {
            append(store, 0);
            // Many files between the list of files and the segments.
            for (int i = 0; i < 50; i++) {
                Files.createDirectories(folder.resolve("log" + i));
                Files.writeString(folder.resolve("log" + i).resolve("state"), "state");
            }
            Thread writing = new Thread(() -> {
                for (int i = 1; !done.get() && i < 3000; i++) {
                    append(store, i);
                }
            });
            writing.start();
            try {
                for (int i = 0; i < 5; i++) {
                    assertThat(Backup.make(folder, dir.resolve("copy" + i), copy -> List.of()))
                            .as("copy %s", i)
                            .isEmpty();
                }
            } finally {
                done.set(true);
                writing.join();
            }
        }
    }

    /** A copy can read a place just before a frame is written there, and the next place just after the next frame is. */
    @Test
    void frameThatTheFirstCopyOfASegmentMissed_isInTheBackup() throws IOException {
        Path folder = dir.resolve("collection");
        Path answers = folder.resolve("answers");
        Path week = answers.resolve(WEEK.toString());
        long[] ends = new long[3];
        try (LocalAnswerStore store = LocalAnswerStore.open(answers)) {
            for (int i = 0; i < ends.length; i++) {
                append(store, i);
                ends[i] = Acknowledged.read(week).first().orElseThrow().length();
            }
        }
        Backup.FileCopy tooEarly = (from, to) -> {
            Backup.copyFile(from, to);
            if (from.equals(week.resolve("00000001.seg"))) {
                try (RandomAccessFile copy = new RandomAccessFile(to.toFile(), "rw")) {
                    copy.seek(ends[0]);
                    copy.write(new byte[(int) (ends[1] - ends[0])]);
                }
            }
        };
        Path copy = dir.resolve("copy");
        assertThat(Backup.make(folder, copy, made -> List.of(), tooEarly)).isEmpty();
        assertThat(StoreCheck.of(copy.resolve("answers"))).isEqualTo(new StoreCheck(3, List.of()));
    }

    /** Each time a part of the segment is read, frames fill more than such a part of its zeros. */
    @Test
    void framesThatComeWhileASegmentIsCopied_leaveNoHoleInTheCopy() throws IOException {
        Path week = Files.createDirectories(dir.resolve("answers").resolve(WEEK.toString()));
        try (LocalAnswerStore store = LocalAnswerStore.open(dir.resolve("made"))) {
            Random random = new Random(1);
            for (int i = 0; i < 300; i++) {
                byte[] answer = new byte[1500];
                random.nextBytes(answer);
                append(store, answer);
            }
        }
        byte[] frames =
                Files.readAllBytes(dir.resolve("made").resolve(WEEK.toString()).resolve("00000001.seg"));
        Path growing = dir.resolve("growing");
        Path copy = week.resolve("00000001.seg");
        for (Path file : List.of(growing, copy)) {
            Files.write(file, new byte[frames.length + 1000]);
        }
        assertThat(frames.length).isGreaterThan(6 << 16);
        CRC32C crc = new CRC32C();
        crc.update("1 0".getBytes(StandardCharsets.US_ASCII));
        Files.writeString(
                week.resolve("acknowledged"), String.format(Locale.ROOT, "%08d %019d %08x%n", 1, 0, crc.getValue()));
        try (RandomAccessFile writing = new RandomAccessFile(growing.toFile(), "rw");
                RandomAccessFile out = new RandomAccessFile(copy.toFile(), "rw");
                RandomAccessFile in = new RandomAccessFile(growing.toFile(), "r") {
                    @Override
                    public int read(byte[] bytes, int at, int length) throws IOException {
                        int read = super.read(bytes, at, length);
                        long from = writing.getFilePointer();
                        writing.write(frames, (int) from, (int) Math.min(frames.length - from, 80_000));
                        return read;
                    }
                }) {
            Backup.copyAgainFromTheEnd(in, out);
        }

        StoreCheck check = StoreCheck.of(dir.resolve("answers"));
        assertThat(check.problems()).isEmpty();
        assertThat(check.answers()).isBetween(100L, 299L);
    }

    private static void append(LocalAnswerStore store, int i) {
        append(store, ("answer " + i).getBytes(StandardCharsets.UTF_8));
    }

    private static void append(LocalAnswerStore store, byte[] answer) {
        store.append(WEEK, ResendKey.unique(), answer).toCompletableFuture().join();
    }
}
