package dev.limpid.server.storage.local;

import dev.limpid.server.storage.AnswerStore;
import dev.limpid.server.storage.AppendOutcome;
import dev.limpid.server.storage.ResendKey;
import dev.limpid.server.storage.segment.Acknowledged;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;

/** A local store on a disk that can be made to fail, and helpers for its tests. */
abstract class StoreTestBase {

    static final LocalDate WEEK = LocalDate.parse("2026-11-16");

    @TempDir
    Path root;

    final FailingDisk disk = new FailingDisk();

    LocalAnswerStore open() throws IOException {
        return LocalAnswerStore.open(root, LocalStoreLimits.usual(), disk);
    }

    Path segment() {
        return root.resolve(WEEK.toString()).resolve("00000001.seg");
    }

    /** Where the frames of acknowledged answers end in the last segment. */
    long acknowledgedEnd() throws IOException {
        return Acknowledged.read(root.resolve(WEEK.toString()))
                .first()
                .orElseThrow()
                .length();
    }

    /** The line that the server writes before it acknowledges answers. */
    void acknowledge(int segment, long length) throws IOException {
        try (AcknowledgedWriter file = new AcknowledgedWriter(root.resolve(WEEK.toString()), disk)) {
            file.write(new Acknowledged.Mark(segment, length));
        }
    }

    void wipe() throws IOException {
        try (Stream<Path> files = Files.list(root.resolve(WEEK.toString()))) {
            for (Path file : (Iterable<Path>) files::iterator) {
                // Without the secret nothing that comes again would be known.
                if (!file.endsWith(SecretFile.FILE)) {
                    Files.delete(file);
                }
            }
        }
    }

    static AppendOutcome append(AnswerStore store, String answer) throws IOException {
        try {
            return store.append(WEEK, key(answer), bytes(answer))
                    .toCompletableFuture()
                    .join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof IOException cause) {
                throw cause;
            }
            throw e;
        }
    }

    static CompletableFuture<AppendOutcome> append(AnswerStore store, String key, String answer) {
        return store.append(WEEK, key(key), bytes(answer)).toCompletableFuture();
    }

    static List<String> answers(AnswerStore store) throws IOException {
        List<String> answers = new ArrayList<>();
        store.read(WEEK, answer -> answers.add(new String(answer, StandardCharsets.UTF_8)));
        return answers;
    }

    static ResendKey key(String answer) {
        return ResendKey.ofReport(bytes(answer), "org.example/tool/chart");
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
