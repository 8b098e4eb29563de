package dev.limpid.server.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.server.storage.LocalAnswerStore;
import dev.limpid.server.storage.LocalStoreLimits;
import dev.limpid.server.storage.ResendKey;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A backup while segments begin: nothing in it tells of a segment that it has not. */
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

    private static void append(LocalAnswerStore store, int i) {
        store.append(WEEK, ResendKey.once(), ("answer " + i).getBytes(StandardCharsets.UTF_8))
                .toCompletableFuture()
                .join();
    }
}
