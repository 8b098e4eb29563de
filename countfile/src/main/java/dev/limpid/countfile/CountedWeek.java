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
 * The files that one build counted one week into: a count file, its journal, or both. What the uploader turns into
 * reports, and deletes once the report is safe.
 *
 * <p>The safe order: {@link #in} the home, leave out what is {@link #inUse}, {@link #read} each, make the report durable,
 * then delete the {@link #parts} of each.
 */
public final class CountedWeek {
    private static final Pattern NEWER_FORM = Pattern.compile("\\.v([2-9]|[1-9][0-9]+)\\.(count|journal(\\.[0-9]+)?)$");

    private final Path countFile;

    private CountedWeek(Path countFile) {
        this.countFile = countFile;
    }

    /** All that lie in the home, by name; none if the home has no {@code local} folder. */
    public static List<CountedWeek> in(TelemetryHome home) throws IOException {
        return in(home.local());
    }

    /** All that lie in this folder, by name; none if there is no such folder. */
    public static List<CountedWeek> in(Path folder) throws IOException {
        List<CountedWeek> weeks = new ArrayList<>();
        for (Path countFile : countFiles(folder)) {
            weeks.add(new CountedWeek(countFile));
        }
        return weeks;
    }

    /**
     * The files of this folder that a newer version of this library counts into, by name, in a form that this one does not
     * read: {@code ….v2.count}. They are left alone.
     */
    public static List<Path> ofNewerForm(Path folder) throws IOException {
        List<Path> newer = new ArrayList<>();
        for (Path file : HomeFiles.list(folder)) {
            if (NEWER_FORM.matcher(String.valueOf(file.getFileName())).find()) {
                newer.add(file);
            }
        }
        Collections.sort(newer);
        return newer;
    }

    /** The week of this count file, which need not exist itself: a journal may be all that is there. */
    public static CountedWeek of(Path countFile) {
        return new CountedWeek(countFile);
    }

    /** The week that this file is part of, whichever part: count file, stripe, journal, sealed or folded; empty if of none. */
    public static Optional<CountedWeek> with(Path part) {
        String stem = WeekFiles.stem(String.valueOf(part.getFileName()));
        return stem.isEmpty()
                ? Optional.empty()
                : Optional.of(new CountedWeek(part.resolveSibling(stem + CurrentWeek.COUNT_FILE)));
    }

    /** What the files have in common: {@code <program>@<version>-<runtime>-<os>-<arch>-<begin>}. */
    public String name() {
        String file = String.valueOf(countFile.getFileName());
        return file.substring(0, file.length() - CurrentWeek.COUNT_FILE.length());
    }

    /** Where the count file lies; the journal may be all that is there. */
    public Path countFile() {
        return countFile;
    }

    /**
     * The sum of all files of this build and week.
     *
     * @throws CorruptCountFileException if one is not what the specification allows
     * @throws NoSuchFileException if they hold nothing yet, or are gone
     */
    public CountFileContents read() throws IOException {
        return CountFileReader.read(countFile);
    }

    /** Whether a living process still counts into these files, so that reading them now could miss its last events. */
    public boolean inUse() {
        return InUseLock.isShared(countFile.toFile());
    }

    /**
     * The files that are there, in the order in which they should be moved or deleted: what was folded before the sealed
     * journals, so that none of those is ever without the file that says whether it still counts.
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
            if (HomeFiles.isThere(part)) {
                parts.add(part);
            }
        }
        return parts;
    }

    @Override
    public String toString() {
        return name();
    }

    /** The count files of a folder, one for each stem that any file has. */
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
