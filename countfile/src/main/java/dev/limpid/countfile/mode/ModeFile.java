package dev.limpid.countfile.mode;

import dev.limpid.counter.home.HomeCheck;
import dev.limpid.counter.home.ModeRule;
import dev.limpid.counter.home.TelemetryHome;
import dev.limpid.countfile.AtomicFile;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.util.Optional;

/**
 * The file with the user's choice. If several processes write at once, the last one wins, and its choice is complete.
 */
public final class ModeFile {
    private ModeFile() {}

    /** The user's choice; empty if there is none, or none that can be read and understood. */
    public static Optional<Mode> read(TelemetryHome home) {
        String text = ModeRule.textOf(home);
        return text == null ? Optional.empty() : Mode.parse(text);
    }

    /**
     * Records the user's choice. After a crash at any instant the file contains the complete old or new choice. If
     * there is no room for a new file, a more restrictive choice overwrites the old one; a crash during that leaves a
     * text that means off. Off needs no room at all, since an empty file means off.
     *
     * @throws IOException if the choice could not be made durable, or the home is not this user's; the old choice then
     *     remains
     */
    public static void write(TelemetryHome home, Mode choice) throws IOException {
        HomeCheck unfit = HomeCheck.refusalOfChoice(home);
        if (unfit != null) {
            throw new IOException("the choice cannot be saved: " + unfit.sentence);
        }
        HomeCheck.make(home.modeAsFile().getParentFile());
        try {
            AtomicFile.write(home.modeFile(), choice + "\n");
        } catch (IOException e) {
            Optional<Mode> before = read(home);
            if (!lowers(before, choice) || !overwrite(home, choice)) {
                throw e instanceof FileSystemException named && named.getReason() != null
                        ? notWritten(home, choice, before, named)
                        : e;
            }
        }
    }

    private static boolean lowers(Optional<Mode> before, Mode choice) {
        return choice instanceof Mode.Off
                || (choice instanceof Mode.Local
                        && before.filter(Mode.On.class::isInstance).isPresent());
    }

    /** Overwrites the old choice. The new text is shorter, so it fits into the file. */
    private static boolean overwrite(TelemetryHome home, Mode choice) {
        if (!TelemetryHome.mayWrite(home.modeAsFile())) {
            return false;
        }
        byte[] text = (choice + "\n").getBytes(StandardCharsets.US_ASCII);
        try (RandomAccessFile file = new RandomAccessFile(home.modeAsFile(), "rw")) {
            file.write(text);
            file.setLength(text.length);
            file.getFD().sync();
            return true;
        } catch (IOException e) {
            String left = choice instanceof Mode.Off ? ModeRule.textOf(home) : null;
            return left != null && ModeRule.levelOf(left) <= ModeRule.OFF;
        }
    }

    private static IOException notWritten(
            TelemetryHome home, Mode choice, Optional<Mode> before, FileSystemException e) {
        String none = ModeRule.textOf(home) == null
                ? "nothing is chosen yet"
                : "the file's content cannot be understood, and means off";
        String now = before.map(mode -> "the choice is still \"" + mode + "\"").orElse(none);
        String instead = choice instanceof Mode.On
                ? ""
                : "; until it can be, the variable LIMPID=" + choice + " does the same for the programs that see it";
        return new IOException(
                "\"" + choice + "\" could not be written: " + e.getFile() + ": " + e.getReason() + "; " + now + instead,
                e);
    }
}
