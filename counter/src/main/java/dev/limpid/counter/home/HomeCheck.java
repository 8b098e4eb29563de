package dev.limpid.counter.home;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a home is fit to count in: there is a place for it, every folder on its path belongs to the user (or
 * the machine), nobody else can write there, and this process can. Immutable. Specified in {@code spec/home.md}, "A
 * home that is fit".
 *
 * <p>Loaded only if there is doubt, since the classes that it needs cost a young process a millisecond. Systems that do
 * not number owners (Windows) separate users on their own; there only the places are checked.
 */
public final class HomeCheck {
    /** No folder is known for the home, or the named one is not an absolute path that this process can use. */
    public static final String NO_HOME = "NO_HOME";
    /** A folder on the path belongs to another user. */
    public static final String FOREIGN_HOME = "FOREIGN_HOME";
    /** Other users can write to a folder on the path. */
    public static final String OPEN_HOME = "OPEN_HOME";
    /** The home cannot be created, written to or examined. */
    public static final String UNUSABLE_HOME = "UNUSABLE_HOME";

    private static final int GROUP_WRITES = 0020;
    private static final int OTHERS_WRITE = 0002;
    private static final int ROOT = 0;
    private static final int UNKNOWN = -1;

    /** A home is at most this many folders below the user's home folder, which itself is never created. */
    private static final int MOST_MADE = 5;

    /** One of the four words above. */
    public final String word;

    /** What was found and what was expected: the end of a sentence. */
    public final String sentence;

    private HomeCheck(String word, String sentence) {
        this.word = word;
        this.sentence = sentence;
    }

    /** Why nothing may be counted in this home, or null if it is fit. */
    public static @Nullable HomeCheck refusal(TelemetryHome home) {
        HomeCheck ofChoice = refusalOfChoice(home);
        // A choice that cannot be written can still be read; for one that cannot be read, ModeRule decides.
        if (ofChoice != null && !ofChoice.word.equals(UNUSABLE_HOME)) {
            return ofChoice;
        }
        return refusal(home, home.dataBase(), home.localAsFile());
    }

    /** Why no choice may be written in this home, or null if one may be. */
    public static @Nullable HomeCheck refusalOfChoice(TelemetryHome home) {
        String nowhere = home.refusal();
        return nowhere != null ? new HomeCheck(NO_HOME, nowhere) : refusal(home, home.choiceBase(), home.choice());
    }

    /** Checks each folder from the base down to this one, or to the first that does not exist. */
    private static @Nullable HomeCheck refusal(TelemetryHome home, File base, File folder) {
        int depth = 0;
        for (File above = folder; !above.equals(base); above = above.getParentFile()) {
            depth++;
        }
        File last = null;
        for (int i = depth; i >= 0; i--) {
            File next = folder;
            for (int j = 0; j < i; j++) {
                next = next.getParentFile();
            }
            try {
                HomeCheck unfit = ofFolder(next, i == depth);
                if (unfit != null) {
                    return unfit;
                }
                last = next;
            } catch (NoSuchFileException e) {
                if (Files.isSymbolicLink(next.toPath())) {
                    return new HomeCheck(UNUSABLE_HOME, next + " is a dangling link");
                }
                if (next.equals(home.user())) {
                    return new HomeCheck(NO_HOME, next + " should be the user's home folder, and does not exist");
                }
                break;
            } catch (IOException | RuntimeException e) {
                return new HomeCheck(UNUSABLE_HOME, next + " cannot be examined");
            }
        }
        return writable(last != null ? last : existing(base));
    }

    private static File existing(File base) {
        File above = base;
        while (!above.exists() && above.getParentFile() != null) {
            above = above.getParentFile();
        }
        return above;
    }

    private static @Nullable HomeCheck writable(File last) {
        return last.canWrite() && last.canExecute()
                ? null
                : new HomeCheck(UNUSABLE_HOME, last + " cannot be written by this user, who is number " + ownNumber());
    }

    /**
     * Why this folder is not fit, or null if it is. A base can be a link that another user created; folders below it
     * cannot.
     */
    private static @Nullable HomeCheck ofFolder(File folder, boolean isBase) throws IOException {
        Path path = folder.toPath();
        if (!path.getFileSystem().supportedFileAttributeViews().contains("unix")) {
            // Throws NoSuchFileException if there is not a folder, as reading the owner does.
            return Files.readAttributes(path, BasicFileAttributes.class).isDirectory()
                    ? null
                    : new HomeCheck(UNUSABLE_HOME, folder + " is not a folder");
        }
        Map<String, Object> found = Files.readAttributes(path, "unix:uid,gid,mode");
        if (!folder.isDirectory()) {
            return new HomeCheck(UNUSABLE_HOME, folder + " is not a folder");
        }
        int own = ownNumber();
        HomeCheck foreign = foreign(folder, number(found, "uid"), own);
        if (foreign == null && isBase) {
            Map<String, Object> link = Files.readAttributes(path, "unix:uid", LinkOption.NOFOLLOW_LINKS);
            foreign = foreign(folder, number(link, "uid"), own);
        }
        if (foreign != null) {
            return foreign;
        }
        int mode = number(found, "mode");
        int group = number(found, "gid");
        // A group that has its user's number contains only that user, by the convention of most systems.
        boolean shared = group != ROOT && group != number(found, "uid");
        if ((mode & OTHERS_WRITE) != 0 || ((mode & GROUP_WRITES) != 0 && shared)) {
            return new HomeCheck(
                    OPEN_HOME,
                    "other users can write to " + folder + " (mode " + Integer.toOctalString(mode & 07777)
                            + "), expected a folder that only the user can write to");
        }
        return null;
    }

    private static @Nullable HomeCheck foreign(File folder, int owner, int own) {
        return owner == own || owner == ROOT || own == UNKNOWN
                ? null
                : new HomeCheck(
                        FOREIGN_HOME,
                        folder + " belongs to user number " + owner + ", and this process runs as number " + own);
    }

    private static int number(Map<String, Object> found, String name) {
        return found.get(name) instanceof Integer number ? number : UNKNOWN;
    }

    /**
     * The number of the user whose rights this process has, as Linux reports it; elsewhere the owner of the account's
     * home folder.
     */
    private static int ownNumber() {
        byte[] status = new byte[2048];
        int length = TelemetryHome.read(new File("/proc/self/status"), status);
        for (int i = 0; i < length - 6; i++) {
            if (status[i] == '\n' && status[i + 1] == 'U' && status[i + 2] == 'i' && status[i + 3] == 'd') {
                return secondNumber(status, i + 5);
            }
        }
        try {
            Path account = new File(System.getProperty("user.home", "")).toPath();
            return number(Files.readAttributes(account, "unix:uid"), "uid");
        } catch (IOException | RuntimeException e) {
            return UNKNOWN;
        }
    }

    /** The effective number, which is the second of the real, effective, saved and file system's number. */
    private static int secondNumber(byte[] text, int from) {
        int at = from;
        int number = 0;
        for (int i = 0; i < 2; i++) {
            while (text[at] < '0') {
                at++;
            }
            for (number = 0; text[at] >= '0'; at++) {
                number = number * 10 + text[at] - '0';
            }
        }
        return number;
    }

    /**
     * Creates this folder of a home, and the folders above it that are missing, for the user alone.
     *
     * @throws IOException if it cannot be created, or another user created it first
     */
    public static void make(File folder) throws IOException {
        make(folder, MOST_MADE);
    }

    private static void make(File folder, int most) throws IOException {
        File parent = folder.getParentFile();
        if (folder.isDirectory()) {
            return;
        }
        if (most == 0 || parent == null) {
            throw new IOException(folder + " does not exist, and telemetry does not create it");
        }
        make(parent, most - 1);
        Path path = folder.toPath();
        try {
            Files.createDirectory(path, forTheUserAlone(path));
        } catch (FileAlreadyExistsException e) {
            HomeCheck unfit = ofFolder(folder, true);
            if (unfit != null) {
                throw new IOException(unfit.sentence, e);
            }
        }
    }

    private static FileAttribute<?>[] forTheUserAlone(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                }
                : new FileAttribute<?>[0];
    }
}
