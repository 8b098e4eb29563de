package dev.limpid.counter.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads a count file together with the journals beside it. Strict, and safe while processes still count. */
public final class CountFileReader {
    static final String COUNT = CurrentWeek.COUNT_FILE;
    static final String JOURNAL = CurrentWeek.JOURNAL;

    private static final long LONGEST_FILE = 1L << 30;

    private CountFileReader() {}

    /**
     * The sum of a count file ({@code ….v1.count}) and its journal ({@code ….v1.journal}); either may be missing.
     *
     * @throws CorruptCountFileException if one of them is not what the specification allows
     * @throws NoSuchFileException if neither is there, or the journal holds nothing yet and there is no count file
     */
    public static CountFileContents read(Path countFile) throws IOException {
        String name = String.valueOf(countFile.getFileName());
        if (!name.endsWith(COUNT)) {
            throw new IllegalArgumentException(countFile + " is no count file, expected a name ending in " + COUNT);
        }
        Path journal = countFile.resolveSibling(name.substring(0, name.length() - COUNT.length()) + JOURNAL);
        CountFileContents counted = readOrNull(countFile);
        CountFileContents appended = readJournal(journal);
        if (counted != null) {
            return appended == null ? counted : sum(counted, appended);
        }
        if (appended == null) {
            throw new NoSuchFileException(countFile.toString());
        }
        return appended;
    }

    private static @Nullable CountFileContents readOrNull(Path file) throws IOException {
        byte[] bytes = bytes(file);
        return bytes == null ? null : CountFileParser.parse(file, bytes);
    }

    private static @Nullable CountFileContents readJournal(Path file) throws IOException {
        byte[] bytes = bytes(file);
        return bytes == null ? null : JournalParser.parse(file, bytes);
    }

    private static byte @Nullable [] bytes(Path file) throws IOException {
        try {
            long size = Files.size(file);
            if (size > LONGEST_FILE) {
                throw new CorruptCountFileException(file, LONGEST_FILE, size + " bytes", "at most " + LONGEST_FILE);
            }
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    static CountFileContents sum(CountFileContents one, CountFileContents other) {
        SortedMap<String, Long> sum = new TreeMap<>(one.counts());
        other.counts().forEach((name, count) -> sum.merge(name, count, CountFormat::saturatingAdd));
        return new CountFileContents(one.metadata(), sum);
    }
}
