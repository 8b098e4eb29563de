package dev.limpid.countfile;

import dev.limpid.counter.file.CurrentWeek;
import dev.limpid.counter.file.JournalFold;
import java.io.IOException;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The names of the files of one build and week. All begin with the same stem:
 * <pre>
 *   stem.v1.count          the count file, which processes map
 *   stem.stripe1.v1.count  the first stripe, mapped as well for counters that many threads count at once
 *   stem.v1.journal        the journal, to which young processes append
 *   stem.v1.journal.7      the seventh sealed journal, which was full
 *   stem.folded.v1.count   the folded file: the sum of the sealed journals up to the one it names
 * </pre>
 */
final class WeekFiles {
    private final Path folder;
    private final String stem;

    /** The files of this count file's week. The count file itself need not exist. */
    WeekFiles(Path countFile) {
        String name = String.valueOf(countFile.getFileName());
        if (!name.endsWith(CurrentWeek.COUNT_FILE)) {
            throw new IllegalArgumentException(
                    countFile + " is not a count file, expected a name ending in " + CurrentWeek.COUNT_FILE);
        }
        this.folder = countFile.resolveSibling("x").toAbsolutePath().resolveSibling("");
        this.stem = name.substring(0, name.length() - CurrentWeek.COUNT_FILE.length());
    }

    /** The count file. */
    Path count() {
        return folder.resolve(stem + CurrentWeek.COUNT_FILE);
    }

    /** The journal. */
    Path journal() {
        return folder.resolve(stem + CurrentWeek.JOURNAL);
    }

    /** The folded file. */
    Path folded() {
        return folder.resolve(stem + JournalFold.FOLDED);
    }

    /** The sealed journals by number. */
    SortedMap<Long, Path> sealed() throws IOException {
        return numbered(CurrentWeek.JOURNAL + ".", "");
    }

    /** The stripes by number. */
    SortedMap<Long, Path> stripes() throws IOException {
        return numbered(CurrentWeek.STRIPE, CurrentWeek.COUNT_FILE);
    }

    private SortedMap<Long, Path> numbered(String before, String after) throws IOException {
        SortedMap<Long, Path> numbered = new TreeMap<>();
        for (Path file : HomeFiles.list(folder)) {
            String name = String.valueOf(file.getFileName());
            long number = name.startsWith(stem) ? numberIn(name.substring(stem.length()), before, after) : -1;
            if (number > 0) {
                numbered.put(number, file);
            }
        }
        return numbered;
    }

    /** The part of a file's name that it shares with the others of its week; empty if it is not a file of a week. */
    static String stem(String name) {
        for (String suffix : new String[] {JournalFold.FOLDED, CurrentWeek.JOURNAL}) {
            if (name.endsWith(suffix)) {
                return name.substring(0, name.length() - suffix.length());
            }
        }
        int stripe = name.lastIndexOf(CurrentWeek.STRIPE);
        if (stripe > 0 && numberIn(name.substring(stripe), CurrentWeek.STRIPE, CurrentWeek.COUNT_FILE) > 0) {
            return name.substring(0, stripe);
        }
        if (name.endsWith(CurrentWeek.COUNT_FILE)) {
            return name.substring(0, name.length() - CurrentWeek.COUNT_FILE.length());
        }
        int sealed = name.lastIndexOf(CurrentWeek.JOURNAL + ".");
        return sealed > 0 && numberIn(name.substring(sealed), CurrentWeek.JOURNAL + ".", "") > 0
                ? name.substring(0, sealed)
                : "";
    }

    private static long numberIn(String text, String before, String after) {
        return text.length() > before.length() + after.length() && text.startsWith(before) && text.endsWith(after)
                ? number(text.substring(before.length(), text.length() - after.length()))
                : -1;
    }

    /** The number that the digits mean, or -1 if they are not digits. */
    static long number(String text) {
        boolean digits = !text.isEmpty() && text.length() < 16;
        for (int i = 0; digits && i < text.length(); i++) {
            digits = text.charAt(i) >= '0' && text.charAt(i) <= '9';
        }
        return digits ? Long.parseLong(text) : -1;
    }
}
