package dev.limpid.server.witness;

import dev.limpid.server.file.DurableFile;
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

/** The last head of each log as a file, named by the hexadecimal form of the log's origin. Written by one process. */
public final class SeenHeads {

    private final Path folder;

    public SeenHeads(Path folder) {
        this.folder = folder;
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
        Files.createDirectories(folder);
        DurableFile.write(file(head.origin()), note.toBytes());
    }

    private Path file(String origin) {
        return folder.resolve(HexFormat.of().formatHex(origin.getBytes(StandardCharsets.UTF_8)));
    }
}
