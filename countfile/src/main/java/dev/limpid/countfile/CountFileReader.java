package dev.limpid.countfile;

import dev.limpid.counter.file.CountFormat;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads a count file together with its journals. Strict, and safe while processes still count. For one thread at a
 * time.
 */
public final class CountFileReader {
    /** The metadata key of a folded file for the number of the last sealed journal that it includes. */
    private static final String FOLDED_KEY = "Folded";

    private static final long LONGEST_FILE = 1L << 30;
    private static final int MOST_TRIES = 20;

    private CountFileReader() {}

    /**
     * The sum of a count file ({@code ….v1.count}), its journals and the folded file; any of them can be missing. Names
     * with a count of zero are left out.
     *
     * @throws CorruptCountFileException if one of them does not conform to the specification
     * @throws NoSuchFileException if there is none, or only a journal that is still empty
     */
    public static CountFileContents read(Path countFile) throws IOException {
        WeekFiles files = new WeekFiles(countFile);
        for (int i = 0; i < MOST_TRIES; i++) {
            Sum sum = new Sum();
            long folded = readFolded(files, sum);
            SortedMap<Long, Path> sealed = files.sealed().tailMap(folded + 1);
            for (Path journal : sealed.values()) {
                sum.add(readJournal(journal));
            }
            sum.add(readJournal(files.journal()));
            for (Path stripe : files.stripes().values()) {
                sum.add(readCounts(stripe));
            }
            sum.add(readCounts(files.count()));
            // Sealing and folding move counts between files: the sum is right only if neither happened meanwhile.
            if (sealed.equals(files.sealed().tailMap(folded + 1)) && folded == readFolded(files, new Sum())) {
                return sum.contents(countFile);
            }
        }
        throw new IOException(countFile.getFileName() + ": journals were folded again and again while they were read");
    }

    /** Adds the folded file; returns the number of the last journal in it, 0 if there is none. */
    private static long readFolded(WeekFiles files, Sum sum) throws IOException {
        CountFileContents folded = readCounts(files.folded());
        sum.add(folded);
        return folded == null ? 0 : foldedUpTo(files.folded(), folded);
    }

    private static long foldedUpTo(Path file, CountFileContents folded) throws CorruptCountFileException {
        String text = folded.metadata().getOrDefault(FOLDED_KEY, "");
        long number = WeekFiles.number(text);
        if (number < 1) {
            throw new CorruptCountFileException(
                    file, CountFormat.METADATA, "Folded is \"" + text + "\"", "the number of a journal");
        }
        return number;
    }

    private static @Nullable CountFileContents readCounts(Path file) throws IOException {
        byte[] bytes = bytes(file);
        return bytes == null ? null : CountFileParser.parse(file, bytes, true);
    }

    private static @Nullable CountFileContents readJournal(Path file) throws IOException {
        byte[] bytes = bytes(file);
        return bytes == null ? null : JournalParser.parse(file, bytes, true);
    }

    private static byte @Nullable [] bytes(Path file) throws IOException {
        try {
            if (HomeFiles.exceedsMemoryLimit(file) && Files.size(file) <= LONGEST_FILE) {
                // The file may be valid: a process with more memory can read it.
                throw new FileSystemException(file.toString(), null, "it is too large for the memory of this process");
            }
            return HomeFiles.read(file, LONGEST_FILE);
        } catch (NoSuchFileException e) {
            return null;
        } catch (NotRegularFileException e) {
            throw new CorruptCountFileException(file, 0, String.valueOf(e.getReason()), "a count file or journal");
        }
    }

    /** The sum of several files of one week. */
    private static final class Sum {
        private final SortedMap<String, Long> counts = new TreeMap<>();
        private @Nullable SortedMap<String, String> metadata;

        void add(@Nullable CountFileContents contents) {
            if (contents != null) {
                for (Map.Entry<String, Long> count : contents.counts().entrySet()) {
                    if (count.getValue() != 0) {
                        counts.merge(count.getKey(), count.getValue(), CountFormat::saturatingAdd);
                    }
                }
                SortedMap<String, String> lines = new TreeMap<>(contents.metadata());
                lines.remove(FOLDED_KEY);
                metadata = lines;
            }
        }

        CountFileContents contents(Path countFile) throws NoSuchFileException {
            if (metadata == null) {
                throw new NoSuchFileException(countFile.toString());
            }
            return new CountFileContents(metadata, counts);
        }
    }
}
