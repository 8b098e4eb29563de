package dev.limpid.counter.file;

import dev.limpid.counter.home.TelemetryHome;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The files that one build counted one week into: a count file, its journal, or both. What the uploader turns into
 * reports, and deletes once the report is safe.
 *
 * <p>The safe order: {@link #in} the home, leave out what has not {@link #hasEnded} or is {@link #inUse}, {@link #read}
 * each, make the report durable, then {@link #delete} each.
 */
public final class CountedWeek {
    private final Path local;
    private final String name;

    private CountedWeek(Path local, String name) {
        this.local = local;
        this.name = name;
    }

    /** All that lie in the home, by name; none if the home has no {@code local} folder. */
    public static List<CountedWeek> in(TelemetryHome home) throws IOException {
        Path local = home.local();
        Set<String> names = new TreeSet<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(local)) {
            for (Path file : files) {
                String name = String.valueOf(file.getFileName());
                addStem(names, name, CountFileReader.COUNT);
                addStem(names, name, CountFileReader.JOURNAL);
            }
        } catch (NoSuchFileException e) {
            return List.of();
        }
        List<CountedWeek> weeks = new ArrayList<>();
        for (String name : names) {
            weeks.add(new CountedWeek(local, name));
        }
        return weeks;
    }

    private static void addStem(Set<String> names, String file, String suffix) {
        if (file.endsWith(suffix)) {
            names.add(file.substring(0, file.length() - suffix.length()));
        }
    }

    /** What the files have in common: {@code <program>@<version>-<runtime>-<os>-<arch>-<begin>}. */
    public String name() {
        return name;
    }

    /** Where the count file lies; the journal may be all that is there. */
    public Path countFile() {
        return local.resolve(name + CountFileReader.COUNT);
    }

    /**
     * The sum of all files of this build and week.
     *
     * @throws CorruptCountFileException if one is not what the specification allows
     * @throws NoSuchFileException if they hold nothing yet, or are gone
     */
    public CountFileContents read() throws IOException {
        return CountFileReader.read(countFile());
    }

    /** Whether the week was over at this instant. */
    public static boolean hasEnded(CountFileContents contents, Instant now) {
        return !now.isBefore(contents.end().atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    /** Whether a living process still counts into these files, so that reading them now could miss its last events. */
    public boolean inUse() {
        return InUseLock.isShared(countFile());
    }

    /** Deletes the files; those already gone are fine. */
    public void delete() throws IOException {
        Files.deleteIfExists(countFile());
        Files.deleteIfExists(local.resolve(name + CountFileReader.JOURNAL));
    }

    @Override
    public String toString() {
        return name;
    }
}
