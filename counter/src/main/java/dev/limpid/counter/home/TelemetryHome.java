package dev.limpid.counter.home;

import java.io.File;
import java.io.FileInputStream;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where one collection's files lie on this machine: the user's choice in one folder, everything else in another.
 * Making a home touches no file. Immutable.
 *
 * <p>{@code LIMPID_DIR} or {@code -Dlimpid.dir} moves both folders to {@code <dir>/<collection>}. On the way of every
 * program's start: nothing here may load more than it must.
 */
public final class TelemetryHome {
    private static final long STARTED = System.currentTimeMillis();

    private final String collection;
    private final File choice;
    private final File data;
    private final boolean moved;

    private TelemetryHome(String collection, File choice, File data, boolean moved) {
        this.collection = collection;
        this.choice = choice;
        this.data = data;
        this.moved = moved;
    }

    /** The home of the collection in this process's surroundings. */
    public static TelemetryHome of(String collection) {
        return of(collection, Environment.ofProcess());
    }

    /** The home of the collection in the given surroundings. */
    public static TelemetryHome of(String collection, Environment environment) {
        String folder = isSafe(collection) ? collection : FileNames.safe(collection);
        String dir = environment.setting("limpid.dir", "LIMPID_DIR");
        if (dir != null) {
            File all = new File(dir, folder);
            return new TelemetryHome(collection, all, all, true);
        }
        String os = environment.jvmOs();
        String user = environment.userHome();
        if (os.startsWith("Windows")) {
            File roaming = folder(environment.variable("AppData"), user, "AppData\\Roaming", "limpid", folder);
            File local = folder(environment.variable("LocalAppData"), user, "AppData\\Local", "limpid", folder);
            return new TelemetryHome(collection, roaming, local, false);
        }
        if (os.startsWith("Mac")) {
            File all = folder(null, user, "Library/Application Support", "limpid", folder);
            return new TelemetryHome(collection, all, all, false);
        }
        File choice = folder(environment.variable("XDG_CONFIG_HOME"), user, ".config", "limpid", folder);
        File data = folder(environment.variable("XDG_STATE_HOME"), user, ".local/state", "limpid", folder);
        return new TelemetryHome(collection, choice, data, false);
    }

    /** A home that lies wholly in the given folder: {@code mode}, {@code local/}, {@code upload/} and the rest. */
    public static TelemetryHome at(String collection, Path folder) {
        File all = folder.toFile();
        return new TelemetryHome(collection, all, all, false);
    }

    /** Whether the name is its own file name, without asking {@link FileNames}: lower-case and dots in the middle. */
    private static boolean isSafe(String name) {
        int dots = 0;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == '.' && i > 4 && i < name.length() - 1) {
                dots++;
            } else if (c < 'a' || c > 'z') {
                return false;
            }
        }
        // No device of Windows has more than four letters before its first dot.
        return dots > 0 && name.indexOf('.') > 4;
    }

    // A relative XDG folder is invalid by the XDG base directory specification, and ignored.
    private static File folder(@Nullable String base, String user, String below, String product, String name) {
        File root = base != null && new File(base).isAbsolute() ? new File(base) : new File(user, below);
        return new File(new File(root, product), name);
    }

    /** The collection's name. */
    public String collection() {
        return collection;
    }

    /** The file that holds the user's choice, as text such as {@code on 2026-11-20}. */
    public Path modeFile() {
        return modeAsFile().toPath();
    }

    /** The folder of everything but the choice. */
    public Path folder() {
        return data.toPath();
    }

    /** Count files, journals, local reports, {@code weekends}. */
    public Path local() {
        return localAsFile().toPath();
    }

    /** Copies of what was sent. */
    public Path upload() {
        return new File(data, "upload").toPath();
    }

    /** The verified configuration, the last checkpoint, evidence. */
    public Path config() {
        return new File(data, "config").toPath();
    }

    /** Diagnostics, written only if the user made this folder. */
    public Path debug() {
        return debugAsFile().toPath();
    }

    /** Whether {@code LIMPID_DIR} or {@code limpid.dir} moved this home away from the user's real one. */
    public boolean moved() {
        return moved;
    }

    /**
     * Milliseconds between the machine's clock and one that showed {@code LIMPID_NOW} ({@code -Dlimpid.now}) when this
     * process first asked for a home. Always 0 unless the home is moved: the user's real one never sees a moved clock.
     *
     * @throws java.time.DateTimeException if it is no instant
     */
    public long clockOffset(Environment environment) {
        String now = moved ? environment.setting("limpid.now", "LIMPID_NOW") : null;
        return now == null ? 0 : Instant.parse(now).toEpochMilli() - STARTED;
    }

    /**
     * Reads the beginning of a file; returns how many bytes, -1 if there is none, -2 if it cannot be read.
     */
    public static int read(File file, byte[] start) {
        // Asked first, since an exception costs more than a question.
        if (!file.exists()) {
            return -1;
        }
        try (FileInputStream in = new FileInputStream(file)) {
            return Math.max(0, in.read(start));
        } catch (Exception e) {
            // Not IOException: that would have to be read from the JDK to check this class.
            return file.exists() ? -2 : -1;
        }
    }

    /** {@link #modeFile()} for code on the way of a program's start. */
    public File modeAsFile() {
        return new File(choice, "mode");
    }

    /** {@link #local()} for code on the way of a program's start. */
    public File localAsFile() {
        return new File(data, "local");
    }

    /** {@link #debug()} for code on the way of a program's start. */
    public File debugAsFile() {
        return new File(data, "debug");
    }

    @Override
    public String toString() {
        return collection + " in " + data;
    }
}
