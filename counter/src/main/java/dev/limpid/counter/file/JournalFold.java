package dev.limpid.counter.file;

import dev.limpid.counter.home.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Keeps journals short. A long journal is sealed: renamed, so that nobody appends to it any more. A minute later, when
 * whoever had it open has written or died, the sealed ones are summed into the folded file, which names the last one it
 * includes; then they are deleted.
 *
 * <p>Every count is included exactly once whatever is killed when: the folded file is replaced by one rename, and whoever
 * reads takes from the sealed journals only those with a higher number than it names. A journal that was included and
 * not yet deleted is ignored. One process at a time folds, by a lock that the operating system releases with it.
 */
public final class JournalFold {
    /** A journal longer than this is sealed. */
    public static final long LONG = 1 << 20;

    private static final long QUIET_MILLIS = 60_000;

    private JournalFold() {}

    /**
     * Seals the journal beside this count file if it is long, and folds what was sealed before.
     *
     * @param now the machine's time, which files are stamped with, in milliseconds since 1970
     * @throws IOException if a file cannot be read or written; nothing is lost, and the next one tries again
     */
    public static void run(Path countFile, long now) throws IOException {
        run(countFile, now, LONG);
    }

    static void run(Path countFile, long now, long longest) throws IOException {
        InUseLock lock = InUseLock.fold(countFile);
        if (lock != null) {
            try {
                fold(new WeekFiles(countFile), now, longest);
            } finally {
                lock.release();
            }
        }
    }

    private static void fold(WeekFiles files, long now, long longest) throws IOException {
        Path folded = files.folded();
        byte[] before = CountFileReader.bytes(folded);
        CountFileReader.Sum sum = new CountFileReader.Sum();
        long last = 0;
        if (before != null) {
            CountFileContents contents = CountFileParser.parse(folded, before, false);
            last = CountFileReader.foldedUpTo(folded, contents);
            sum.add(contents);
        }
        SortedMap<Long, Path> sealed = files.sealed();
        long upTo = addQuiet(sealed.tailMap(last + 1), now, sum);
        if (upTo > last) {
            write(folded, sum.contents(files.count()), upTo);
        }
        for (Path included : sealed.headMap(Math.max(last, upTo) + 1).values()) {
            Files.deleteIfExists(included);
        }
        seal(files, Math.max(last, sealed.isEmpty() ? 0 : sealed.lastKey()) + 1, now, longest);
    }

    /** Adds the sealed journals in order, up to one that somebody may still append to. */
    private static long addQuiet(SortedMap<Long, Path> sealed, long now, CountFileReader.Sum sum) throws IOException {
        long upTo = 0;
        for (Map.Entry<Long, Path> journal : sealed.entrySet()) {
            long age = now - Files.getLastModifiedTime(journal.getValue()).toMillis();
            if (age < QUIET_MILLIS) {
                break;
            }
            byte[] bytes = Files.readAllBytes(journal.getValue());
            sum.add(JournalParser.parse(journal.getValue(), bytes, false));
            upTo = journal.getKey();
        }
        return upTo;
    }

    private static void write(Path folded, CountFileContents sum, long upTo) throws IOException {
        SortedMap<String, String> metadata = new TreeMap<>(sum.metadata());
        metadata.put(CountFileReader.FOLDED_KEY, Long.toString(upTo));
        AtomicFile.write(folded, CountFileImage.of(folded, metadata, sum.counts()));
    }

    private static void seal(WeekFiles files, long number, long now, long longest) throws IOException {
        try {
            if (Files.size(files.journal()) > longest) {
                Path sealed = files.sealed(number);
                // No other process seals while this one holds the lock, so nothing can be overwritten.
                Files.move(files.journal(), sealed, StandardCopyOption.ATOMIC_MOVE);
                Files.setLastModifiedTime(sealed, FileTime.fromMillis(now));
            }
        } catch (NoSuchFileException e) {
            return;
        }
    }
}
