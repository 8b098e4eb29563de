package dev.limpid.server.witness;

import dev.limpid.server.file.DurableFile;
import dev.limpid.server.file.ProcessLock;
import dev.limpid.tlog.LogFormatException;
import dev.limpid.tlog.checkpoint.Checkpoint;
import dev.limpid.tlog.note.Note;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The last head of each log as a file, named by the hexadecimal form of the log's origin. One process has them: two
 * that remember apart could cosign two histories. For one thread at a time.
 */
public final class SeenHeads implements AutoCloseable {

    private final Path folder;
    private final ProcessLock lock;

    private SeenHeads(Path folder, ProcessLock lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /** @throws IOException if another witness uses the folder, or it cannot be made */
    public static SeenHeads open(Path folder) throws IOException {
        return new SeenHeads(folder, ProcessLock.acquire(folder.resolve("lock"), "what this witness has seen"));
    }

    Optional<Checkpoint> last(String origin) throws IOException {
        Path file = file(origin);
        try {
            return Optional.of(
                    Checkpoint.parse(Note.parse(Files.readAllBytes(file)).text()));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (LogFormatException e) {
            throw new IOException(file + " holds no checkpoint: " + e.getMessage(), e);
        }
    }

    /** Durable when this returns. */
    void remember(Checkpoint head, Note note) throws IOException {
        DurableFile.write(file(head.origin()), note.toBytes());
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }

    private Path file(String origin) {
        return folder.resolve(HexFormat.of().formatHex(origin.getBytes(StandardCharsets.UTF_8)));
    }
}
