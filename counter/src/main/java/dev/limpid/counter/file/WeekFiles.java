package dev.limpid.counter.file;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The names of the files of one build and week. All begin with the same stem:
 * <pre>
 *   stem.v1.count          what processes map
 *   stem.v1.journal        what young processes append to
 *   stem.v1.journal.7      a journal that was full, sealed: the seventh
 *   stem.folded.v1.count   the sum of the sealed journals up to the one it names
 * </pre>
 */
final class WeekFiles {
    static final String FOLDED = ".folded" + CurrentWeek.COUNT_FILE;

    private final Path folder;
    private final String stem;

    /** The files beside this count file, which need not exist itself. */
    WeekFiles(Path countFile) {
        String name = String.valueOf(countFile.getFileName());
        if (!name.endsWith(CurrentWeek.COUNT_FILE)) {
            throw new IllegalArgumentException(
                    countFile + " is no count file, expected a name ending in " + CurrentWeek.COUNT_FILE);
        }
        this.folder = countFile.resolveSibling("x").toAbsolutePath().resolveSibling("");
        this.stem = name.substring(0, name.length() - CurrentWeek.COUNT_FILE.length());
    }

    Path count() {
        return folder.resolve(stem + CurrentWeek.COUNT_FILE);
    }

    Path journal() {
        return folder.resolve(stem + CurrentWeek.JOURNAL);
    }

    Path sealed(long number) {
        return folder.resolve(stem + CurrentWeek.JOURNAL + "." + number);
    }

    Path folded() {
        return folder.resolve(stem + FOLDED);
    }

    /** The sealed journals by number. */
    SortedMap<Long, Path> sealed() throws IOException {
        String prefix = stem + CurrentWeek.JOURNAL + ".";
        SortedMap<Long, Path> sealed = new TreeMap<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                String name = String.valueOf(file.getFileName());
                if (name.startsWith(prefix)) {
                    long number = number(name.substring(prefix.length()));
                    if (number > 0) {
                        sealed.put(number, file);
                    }
                }
            }
        } catch (NoSuchFileException | NotDirectoryException e) {
            return sealed;
        }
        return sealed;
    }

    static long number(String text) {
        boolean digits = !text.isEmpty() && text.length() < 16;
        for (int i = 0; digits && i < text.length(); i++) {
            digits = text.charAt(i) >= '0' && text.charAt(i) <= '9';
        }
        return digits ? Long.parseLong(text) : -1;
    }

    /** The count files of a folder, one for each stem that any file has. */
    static SortedSet<Path> countFiles(Path folder) throws IOException {
        SortedSet<Path> countFiles = new TreeSet<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                String stem = stem(String.valueOf(file.getFileName()));
                if (!stem.isEmpty()) {
                    countFiles.add(folder.resolve(stem + CurrentWeek.COUNT_FILE));
                }
            }
        } catch (NoSuchFileException | NotDirectoryException e) {
            return countFiles;
        }
        return countFiles;
    }

    /** What the name begins with if it is one of a week's files, else nothing. */
    private static String stem(String name) {
        for (String suffix : new String[] {FOLDED, CurrentWeek.COUNT_FILE, CurrentWeek.JOURNAL}) {
            if (name.endsWith(suffix)) {
                return name.substring(0, name.length() - suffix.length());
            }
        }
        int journal = name.lastIndexOf(CurrentWeek.JOURNAL + ".");
        boolean sealed = journal > 0 && number(name.substring(journal + CurrentWeek.JOURNAL.length() + 1)) > 0;
        return sealed ? name.substring(0, journal) : "";
    }
}
