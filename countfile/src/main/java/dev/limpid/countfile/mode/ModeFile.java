package dev.limpid.countfile.mode;

import dev.limpid.counter.home.HomeRule;
import dev.limpid.counter.home.ModeRule;
import dev.limpid.counter.home.TelemetryHome;
import dev.limpid.countfile.AtomicFile;
import java.io.IOException;
import java.util.Optional;

/** The file that holds the user's choice. Not thread-safe across processes: the last writer wins, whole. */
public final class ModeFile {
    private ModeFile() {}

    /** The user's choice, or empty if the user has chosen nothing, or nothing that can be read and understood. */
    public static Optional<Mode> read(TelemetryHome home) {
        String text = ModeRule.textOf(home);
        return text == null ? Optional.empty() : Mode.parse(text);
    }

    /**
     * Records the user's choice: after a crash at any instant the file holds the old choice or the new one, whole.
     *
     * @throws IOException if it could not be made durable, or the home is not this user's; the old choice then stands
     */
    public static void write(TelemetryHome home, Mode choice) throws IOException {
        HomeRule unfit = HomeRule.refusalOfChoice(home);
        if (unfit != null) {
            throw new IOException("the choice cannot be kept: " + unfit.sentence);
        }
        HomeRule.make(home.modeAsFile().getParentFile());
        AtomicFile.write(home.modeFile(), choice + "\n");
    }
}
