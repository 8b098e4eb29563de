package dev.limpid.server.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.server.ops.Backup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who reads or copies a segment while frames take the place of the zeros in it sees neither holes nor damage. */
class GrowingSegmentTest {

    private static final int LOOKS = 100;

    @TempDir
    Path dir;

    private final AtomicBoolean done = new AtomicBoolean();
    private final AtomicReference<@Nullable Path> growing = new AtomicReference<>();
    private Thread writing = new Thread();

    @BeforeEach
    void write() throws InterruptedException {
        writing = new Thread(() -> {
            try {
                for (int i = 0; !done.get(); i++) {
                    fill(dir.resolve("folder" + i));
                }
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        writing.start();
        while (growing.get() == null) {
            Thread.sleep(1);
        }
    }

    @AfterEach
    void end() throws InterruptedException {
        done.set(true);
        writing.join();
    }

    private Path folder() {
        return Objects.requireNonNull(growing.get());
    }

    /** Writes frames as fast as it can. */
    private void fill(Path folder) throws IOException {
        Path week = folder.resolve("answers").resolve(LocalDate.EPOCH.toString());
        Files.createDirectories(week);
        Path file = WeekSegments.file(week, 1);
        try (FrameWriter frames = new FrameWriter();
                SegmentWriter segment = new SegmentWriter(1, Disk.REAL.open(file));
                Acknowledged mark = new Acknowledged(week, Disk.REAL)) {
            mark.write(new Acknowledged.Mark(1, 0));
            growing.set(folder);
            for (int i = 0; segment.length() < 1 << 20 && !done.get(); i++) {
                segment.write(frames.write(
                        List.of(new AnswerWriter.Fresh(new byte[] {(byte) i, 1, 2}, new Fingerprint(i, i + 1)))));
            }
        }
    }

    @Test
    void framesThatComeWhileItIsRead_areNoDamage() throws IOException {
        for (int i = 0; i < LOOKS; i++) {
            assertThat(StoreCheck.of(folder().resolve("answers")).problems())
                    .as("look %s", i)
                    .isEmpty();
        }
    }

    @Test
    void framesThatComeWhileItIsCopied_leaveNoHoleInTheCopy() throws IOException {
        for (int i = 0; i < LOOKS; i++) {
            assertThat(Backup.make(folder(), dir.resolve("copy" + i), copy -> List.of()))
                    .as("copy %s", i)
                    .isEmpty();
        }
    }
}
