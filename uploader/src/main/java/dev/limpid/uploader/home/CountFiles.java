package dev.limpid.uploader.home;

import dev.limpid.countfile.CorruptCountFileException;
import dev.limpid.countfile.CountFileContents;
import dev.limpid.countfile.CountFileReader;
import dev.limpid.countfile.CountedWeek;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The count files of one folder. Each is a file, its journal, or both, with one name before the suffix. */
public final class CountFiles {

    private static final String COUNT = ".v1.count";
    private static final int DATE_LENGTH = "2026-11-20".length();

    private final Path folder;

    /** The count files in this folder, which need not exist. */
    public CountFiles(Path folder) {
        this.folder = folder;
    }

    /** The path of each count file, even if only its journal exists; sorted. */
    public List<Path> list() throws IOException {
        List<Path> files = new ArrayList<>();
        for (CountedWeek week : CountedWeek.in(folder)) {
            files.add(week.countFile());
        }
        return files;
    }

    /**
     * The contents of a count file and its journal; empty if there is nothing yet.
     *
     * @throws CorruptCountFileException if one of them is damaged
     */
    public static Optional<CountFileContents> read(Path countFile) throws IOException {
        try {
            CountFileContents contents = CountFileReader.read(countFile);
            if (contents.end().isAfter(contents.begin().plusDays(7))) {
                throw new CorruptCountFileException(
                        countFile, 0, "a week from " + contents.begin() + " to " + contents.end(), "at most 7 days");
            }
            return Optional.of(contents);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** The day on which the file was begun, from its name; empty if the name contains none. */
    public static Optional<LocalDate> begin(Path countFile) {
        String stem = stem(countFile.getFileName().toString(), COUNT);
        if (stem.length() <= DATE_LENGTH) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.parse(stem.substring(stem.length() - DATE_LENGTH)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** The file and its journals, those that exist, in the order in which they should be moved or deleted. */
    public static List<Path> parts(Path countFile) throws IOException {
        return CountedWeek.of(countFile).parts();
    }

    private static String stem(String name, String suffix) {
        return name.substring(0, name.length() - suffix.length());
    }
}
