package dev.limpid.countfile.mode;

import dev.limpid.counter.home.TelemetryHome;
import dev.limpid.countfile.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** The file that holds the user's choice. Not thread-safe across processes: the last writer wins, whole. */
public final class ModeFile {
    private ModeFile() {}

    /** The user's choice, or empty if the user has chosen nothing (or nothing that can be understood). */
    public static Optional<Mode> read(TelemetryHome home) throws IOException {
        try {
            return Mode.parse(Files.readString(home.modeFile()));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /**
     * Records the user's choice: after a crash at any instant the file holds the old choice or the new one, whole.
     *
     * @throws IOException if it could not be made durable; the old choice then stands
     */
    public static void write(TelemetryHome home, Mode choice) throws IOException {
        Path file = home.modeFile();
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        AtomicFile.write(file, choice + "\n");
    }
}
