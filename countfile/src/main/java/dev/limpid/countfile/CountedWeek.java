package dev.limpid.countfile;

import dev.limpid.counter.file.CurrentWeek;
import dev.limpid.counter.file.InUseLock;
import dev.limpid.counter.home.TelemetryHome;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The files with one build's counts of one week: a count file, its journals, or both. The uploader turns them into
 * reports, and deletes them once the report is durable.
 *
 * <p>The safe order: list the weeks {@link #in} the home, leave out those that are {@link #inUse}, {@link #read} each,
 * make the report durable, then delete the {@link #parts} of each.
 */
public final class CountedWeek {
    private static final Pattern NEWER_FORM = Pattern.compile("\\.v([2-9]|[1-9][0-9]+)\\.(count|journal(\\.[0-9]+)?)$");

    private final Path countFile;

    private CountedWeek(Path countFile) {
        this.countFile = countFile;
    }

    /** All weeks in the home, by name; empty if the home has no {@code local} folder. */
    public static List<CountedWeek> in(TelemetryHome home) throws IOException {
        return in(home.local());
    }

    /** All weeks in this folder, by name; empty if there is no such folder. */
    public static List<CountedWeek> in(Path folder) throws IOException {
        List<CountedWeek> weeks = new ArrayList<>();
        for (Path countFile : countFiles(folder)) {
            weeks.add(new CountedWeek(countFile));
        }
        return weeks;
    }

    /**
     * The files in this folder, by name, that a newer version of this library writes in a format that this one cannot
     * read: {@code ….v2.count}. They are left unchanged.
     */
    public static List<Path> filesOfNewerFormat(Path folder) throws IOException {
        List<Path> newer = new ArrayList<>();
        for (Path file : HomeFiles.list(folder)) {
            if (NEWER_FORM.matcher(String.valueOf(file.getFileName())).find()) {
                newer.add(file);
            }
        }
        Collections.sort(newer);
        return newer;
    }

    /** The week of this count file. The count file itself need not exist: there can be only a journal. */
    public static CountedWeek of(Path countFile) {
        return new CountedWeek(countFile);
    }

    /**
     * The week that this file is part of, as count file, stripe, journal, sealed journal or folded file; empty if it is
     * not part of a week.
     */
    public static Optional<CountedWeek> containing(Path part) {
        String stem = WeekFiles.stem(String.valueOf(part.getFileName()));
        return stem.isEmpty()
                ? Optional.empty()
                : Optional.of(new CountedWeek(part.resolveSibling(stem + CurrentWeek.COUNT_FILE)));
    }

    /** The common stem of the files' names: {@code <program>@<version>-<runtime>-<os>-<arch>-<begin>}. */
    public String name() {
        String file = String.valueOf(countFile.getFileName());
        return file.substring(0, file.length() - CurrentWeek.COUNT_FILE.length());
    }

    /** The path of the count file, which need not exist. */
    public Path countFile() {
        return countFile;
    }

    /**
     * The sum of all files of this build and week.
     *
     * @throws CorruptCountFileException if one does not conform to the specification
     * @throws NoSuchFileException if they are still empty, or were deleted
     */
    public CountFileContents read() throws IOException {
        return CountFileReader.read(countFile);
    }

    /** Whether a running process still counts into these files, so that reading them now could miss its last events. */
    public boolean inUse() {
        return InUseLock.isShared(countFile.toFile());
    }

    /**
     * The existing files, in the order in which they must be moved or deleted. The folded file comes before the sealed
     * journals, so that no sealed journal is ever without the file that says whether it is already included.
     */
    public List<Path> parts() throws IOException {
        WeekFiles files = new WeekFiles(countFile);
        List<Path> names = new ArrayList<>();
        names.add(files.folded());
        names.addAll(files.sealed().values());
        names.add(files.journal());
        names.addAll(files.stripes().values());
        names.add(files.count());
        List<Path> parts = new ArrayList<>();
        for (Path part : names) {
            if (HomeFiles.exists(part)) {
                parts.add(part);
            }
        }
        return parts;
    }

    @Override
    public String toString() {
        return name();
    }

    /** The count files of a folder, one for each stem of any file. */
    private static SortedSet<Path> countFiles(Path folder) throws IOException {
        SortedSet<Path> countFiles = new TreeSet<>();
        for (Path file : HomeFiles.list(folder)) {
            String stem = WeekFiles.stem(String.valueOf(file.getFileName()));
            if (!stem.isEmpty()) {
                countFiles.add(folder.resolve(stem + CurrentWeek.COUNT_FILE));
            }
        }
        return countFiles;
    }
}
