package dev.limpid.counter.home;

import java.io.File;
import java.io.FileInputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where one collection's files are stored on this machine: the user's choice in one folder, everything else in another.
 * Creating a home accesses no file. Immutable.
 *
 * <p>{@code LIMPID_DIR} or {@code -Dlimpid.dir} moves both folders to {@code <dir>/<collection>}. Every start of a
 * program runs this code: nothing here may load more than it must.
 */
public final class TelemetryHome {
    private static final long STARTED = System.currentTimeMillis();

    /** The place of files for which no folder was named: nothing exists below it, and nothing can be created there. */
    private static final String NOWHERE = "/dev/null/";

    private final String collection;
    private final File choice;
    private final File data;
    /**
     * The folders that the environment named, which contain those of choice and data: usually the user's home folder.
     */
    private final File choiceBase;

    private final File dataBase;
    private final @Nullable File user;
    private final @Nullable String refusal;
    private final boolean isMoved;
    private final boolean usual;

    private TelemetryHome(
            String collection,
            File choice,
            File choiceBase,
            File data,
            File dataBase,
            @Nullable String user,
            @Nullable String refusal,
            boolean moved,
            boolean usual) {
        this.collection = collection;
        this.choice = choice;
        this.choiceBase = choiceBase;
        this.data = data;
        this.dataBase = dataBase;
        this.user = user == null ? null : new File(user);
        this.refusal = refusal;
        this.isMoved = moved;
        this.usual = usual;
    }

    /** The home of the collection in this process's context. */
    public static TelemetryHome of(String collection) {
        return of(collection, Environment.ofProcess());
    }

    /** The home of the collection in the given context. */
    public static TelemetryHome of(String collection, Environment environment) {
        String folder = isSafe(collection) ? collection : FileNames.safe(collection);
        String os = environment.jvmOs();
        boolean windows = os.startsWith("Windows");
        String dir = environment.setting("limpid.dir", "LIMPID_DIR");
        if (dir != null) {
            // A relative folder would be a different one for each working folder: a program's, its reporter's, the
            // user's.
            String wrong =
                    wrong(environment.property("limpid.dir") != null ? "limpid.dir" : "LIMPID_DIR", dir, windows);
            return wrong != null
                    ? nowhere(collection, folder, wrong, true)
                    : one(collection, dir, null, folder, true, false);
        }
        String user = environment.userHome();
        String config = base(environment.variable(windows ? "AppData" : os.startsWith("Mac") ? "" : "XDG_CONFIG_HOME"));
        String state =
                base(environment.variable(windows ? "LocalAppData" : os.startsWith("Mac") ? "" : "XDG_STATE_HOME"));
        String wrong = config == null || state == null ? wrong("the user's home folder", user, windows) : null;
        wrong = wrong == null && config != null ? wrong("the folder for choices", config, windows) : wrong;
        wrong = wrong == null && state != null ? wrong("the folder for data", state, windows) : wrong;
        if (wrong != null) {
            return nowhere(collection, folder, wrong, false);
        }
        boolean usual = windows
                || (environment.isOwnHome()
                        && (config == null || isBelow(config, user))
                        && (state == null || isBelow(state, user)));
        if (os.startsWith("Mac")) {
            String all = user + "/Library/Application Support/limpid";
            return one(collection, all, user, folder, false, usual);
        }
        String choice = config != null ? config : user + (windows ? "\\AppData\\Roaming" : "/.config");
        String data = state != null ? state : user + (windows ? "\\AppData\\Local" : "/.local/state");
        return new TelemetryHome(
                collection,
                new File(new File(choice, "limpid"), folder),
                new File(isBelow(choice, user) ? String.valueOf(user) : choice),
                new File(new File(data, "limpid"), folder),
                new File(isBelow(data, user) ? String.valueOf(user) : data),
                user,
                null,
                false,
                usual);
    }

    private static TelemetryHome one(
            String collection, String above, @Nullable String user, String folder, boolean moved, boolean usual) {
        File base = new File(user != null ? user : above);
        File all = new File(above, folder);
        return new TelemetryHome(collection, all, base, all, base, user, null, moved, usual);
    }

    private static TelemetryHome nowhere(String collection, String folder, String refusal, boolean moved) {
        File all = new File(NOWHERE + folder);
        return new TelemetryHome(collection, all, all, all, all, null, refusal, moved, false);
    }

    /** A home that is completely in the given folder: {@code mode}, {@code local/}, {@code upload/} and the rest. */
    public static TelemetryHome at(String collection, Path folder) {
        File all = folder.toAbsolutePath().toFile();
        return new TelemetryHome(collection, all, all, all, all, null, null, false, false);
    }

    /** A relative XDG folder is invalid by the XDG base directory specification, and ignored. */
    private static @Nullable String base(@Nullable String named) {
        return named != null && new File(named).isAbsolute() ? named : null;
    }

    private static boolean isBelow(String folder, @Nullable String above) {
        return folder.startsWith(above + File.separator);
    }

    /** Why this text cannot be the place of files, or null if it can. */
    private static @Nullable String wrong(String name, @Nullable String path, boolean windows) {
        // The JVM reports ? for a user to whom neither HOME nor the machine's list of accounts gives a home folder.
        if (path == null || (path.equals("?") && name.startsWith("the user"))) {
            return name + " is not known, expected HOME to name it";
        }
        boolean ascii = true;
        boolean controls = false;
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            ascii &= c < 0x80;
            controls |= c < ' ';
            // Bytes of a name that this process cannot decode become these characters.
            if (c == '\ufffd' || (c == '?' && name.startsWith("the user"))) {
                return unreadable(name, path);
            }
        }
        if (controls || !new File(path).isAbsolute()) {
            return name + " is \"" + withoutControls(path) + "\", expected an absolute path without control characters";
        }
        if (!ascii || windows) {
            try {
                new File(path).toPath();
            } catch (RuntimeException e) {
                return unreadable(name, path);
            }
        }
        return null;
    }

    private static String unreadable(String name, String path) {
        return name + " is \"" + withoutControls(path)
                + "\", which this process cannot use as a path; names beyond ASCII need a locale"
                + " such as C.UTF-8, and this one's encoding is " + System.getProperty("sun.jnu.encoding");
    }

    /** The text with a question mark for each control character, so that it can be printed on one line. */
    private static String withoutControls(String text) {
        return text.replaceAll("\\p{Cc}", "?");
    }

    /**
     * Whether the name is a safe file name already, without loading {@link FileNames}: lower case, and dots in the
     * middle.
     */
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

    /** The collection's name. */
    public String collection() {
        return collection;
    }

    /** The file that contains the user's choice, as text such as {@code on 2026-11-20}. */
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
    public boolean isMoved() {
        return isMoved;
    }

    /**
     * Milliseconds between the machine's clock and one that showed {@code LIMPID_NOW} ({@code -Dlimpid.now}) when this
     * process first asked for a home. Always 0 unless the home is moved: the user's real home never sees a moved clock.
     *
     * @throws IllegalArgumentException if it is not an instant, or one that is too far away to be counted in
     *     milliseconds
     */
    public long clockOffset(Environment environment) {
        String now = isMoved ? environment.setting("limpid.now", "LIMPID_NOW") : null;
        try {
            return now == null ? 0 : Instant.parse(now).toEpochMilli() - STARTED;
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(badClock(String.valueOf(now)), e);
        }
    }

    /** What is wrong with a clock of a moved home: the end of a sentence, the same for all callers. */
    public static String badClock(String now) {
        return "LIMPID_NOW (limpid.now) is \"" + withoutControls(now)
                + "\", expected an instant such as 2026-11-20T12:00:00Z";
    }

    /**
     * Why there is not a folder for this home, as the end of a sentence; null if there is one, which may still be unfit.
     */
    public @Nullable String refusal() {
        return refusal;
    }

    /**
     * Whether the home is where the user's account has its files, and was used before, so that its owner need not be
     * checked at each start of a program: that costs a millisecond, and anybody who could change it could change
     * everything that the user runs.
     */
    boolean isUsual() {
        return usual && localAsFile().isDirectory();
    }

    /** The user's home folder, which is never created; null if none was needed. */
    @Nullable
    File user() {
        return user;
    }

    /** The folder of the choice. */
    File choice() {
        return choice;
    }

    /** The folder that the environment named, of which {@link #choice} is part. */
    File choiceBase() {
        return choiceBase;
    }

    /** The folder of everything but the choice. */
    File data() {
        return data;
    }

    /** The folder that the environment named, of which {@link #data} is part. */
    File dataBase() {
        return dataBase;
    }

    /**
     * Reads the beginning of a file; returns how many bytes, -1 if there is certainly no such file, -2 if it cannot be
     * read or is not a regular file: opening a pipe would wait for its writer.
     */
    public static int read(File file, byte[] start) {
        // Checked first, since an exception costs more than a check.
        if (!file.exists() && isAbsent(file)) {
            return -1;
        }
        // Another process may have created it meanwhile.
        if (!file.isFile()) {
            return -2;
        }
        try (FileInputStream in = new FileInputStream(file)) {
            return Math.max(0, in.read(start));
        } catch (Exception e) {
            // Not IOException: that would have to be read from the JDK to verify this class.
            return file.exists() || !isAbsent(file) ? -2 : -1;
        }
    }

    /**
     * Whether a file may be opened for writing: it is a regular file and not a link, or it certainly does not exist
     * yet. Writing through a link would change a file elsewhere, and opening a pipe would wait for its reader.
     */
    public static boolean mayWrite(File file) {
        return (!file.exists() && isAbsent(file)) || Files.isRegularFile(file.toPath(), LinkOption.NOFOLLOW_LINKS);
    }

    /** Identifies the file that has this name now, as text; the same for all files if the system gives no identity. */
    public static String key(File file) {
        try {
            return String.valueOf(Files.getAttribute(file.toPath(), "fileKey"));
        } catch (Exception e) {
            return "";
        }
    }

    /**
     * Whether it is certain that there is no such file. {@link File#exists} also answers no for a file in a folder that
     * this process may not search, for a link that leads nowhere, and for a file on a dead file server. This method
     * answers no for a file that another process creates meanwhile: the caller checks the file once more.
     */
    private static boolean isAbsent(File file) {
        File above = file.getParentFile();
        if (isMissing(file)) {
            while (above != null && isMissing(above)) {
                above = above.getParentFile();
            }
            return above != null && above.exists();
        }
        // Below something that is not a folder there is nothing either.
        while (above != null && !above.exists()) {
            above = above.getParentFile();
        }
        return above != null && !above.isDirectory();
    }

    private static boolean isMissing(File file) {
        return Files.notExists(file.toPath(), LinkOption.NOFOLLOW_LINKS);
    }

    /** {@link #modeFile()} for code that every start of a program runs. */
    public File modeAsFile() {
        return new File(choice, "mode");
    }

    /** {@link #local()} for code that every start of a program runs. */
    public File localAsFile() {
        return new File(data, "local");
    }

    /** {@link #debug()} for code that every start of a program runs. */
    public File debugAsFile() {
        return new File(data, "debug");
    }

    @Override
    public String toString() {
        return collection + " in " + data;
    }
}
