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
 * The last cosigned head of each log as a file, whose name is the log's origin in hexadecimal. Only one process may use
 * them: two processes with separate records could cosign two histories. For one thread at a time.
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
        return new SeenHeads(folder, ProcessLock.acquire(folder.resolve("lock"), "this witness's record of heads"));
    }

    Optional<Checkpoint> last(String origin) throws IOException {
        Path file = file(origin);
        try {
            return Optional.of(
                    Checkpoint.parse(Note.parse(Files.readAllBytes(file)).text()));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (LogFormatException e) {
            throw new IOException(file + " is not a checkpoint: " + e.getMessage(), e);
        }
    }

    /** Records a head, durably when this returns. */
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
