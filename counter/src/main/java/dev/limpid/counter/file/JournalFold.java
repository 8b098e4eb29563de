package dev.limpid.counter.file;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;

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

    /** Numbers take so many digits, so that the header has the same length whatever the number. */
    private static final int DIGITS = 15;

    private final Journal journal;
    private final CurrentWeek week;
    private final WeekFiles files;
    private final long now;

    private JournalFold(Journal journal, CurrentWeek week, long now) {
        this.journal = journal;
        this.week = week;
        this.files = new WeekFiles(week.countFile().toPath());
        this.now = now;
    }

    /**
     * Seals the week's journal if it is longer than that, and folds what was sealed before.
     *
     * @param now the machine's time, which files are stamped with, in milliseconds since 1970
     * @throws IOException if a file cannot be read or written; nothing is lost, and the next one tries again
     */
    public static void run(Journal journal, CurrentWeek week, long now, long longest) throws IOException {
        InUseLock lock = InUseLock.fold(week.countFile().toPath());
        if (lock != null) {
            try {
                new JournalFold(journal, week, now).run(longest);
            } finally {
                lock.release();
            }
        }
    }

    private void run(long longest) throws IOException {
        Path folded = files.folded();
        byte[] before = Files.exists(folded) ? Files.readAllBytes(folded) : new byte[0];
        long last = before.length == 0 ? 0 : foldedUpTo(before);
        SortedMap<Long, Path> sealed = files.sealed();
        FoldedFile sum = new FoldedFile(header(0), before);
        long upTo = last;
        for (Map.Entry<Long, Path> next : sealed.tailMap(last + 1).entrySet()) {
            Path file = next.getValue();
            // Up to one that somebody may still append to.
            if (now - Files.getLastModifiedTime(file).toMillis() < QUIET_MILLIS) {
                break;
            }
            add(Files.readAllBytes(file), sum);
            upTo = next.getKey();
        }
        if (upTo > last) {
            replace(folded, sum.bytes(header(upTo)));
        }
        for (Path included : sealed.headMap(upTo + 1).values()) {
            Files.deleteIfExists(included);
        }
        if (week.journal().length() > longest) {
            Path fresh = files.sealed(Math.max(last, sealed.isEmpty() ? 0 : sealed.lastKey()) + 1);
            // No other process seals while this one holds the lock, so nothing can be overwritten.
            Files.move(files.journal(), fresh, StandardCopyOption.ATOMIC_MOVE);
            Files.setLastModifiedTime(fresh, FileTime.fromMillis(now));
        }
    }

    private byte[] header(long upTo) {
        String digits = Long.toString(upTo);
        return journal.header(week, "Folded: " + "0".repeat(DIGITS - digits.length()) + digits + "\n");
    }

    /** The number of the last journal in the folded file. */
    private long foldedUpTo(byte[] before) throws IOException {
        byte[] expected = header(0);
        int end = expected.length;
        while (expected[end - 1] == 0) {
            end--;
        }
        // After the digits come the ends of their line and of the metadata.
        int digits = end - 2 - DIGITS;
        boolean whole = before.length > expected.length;
        long upTo = whole ? WeekFiles.number(new String(before, digits, DIGITS, StandardCharsets.ISO_8859_1)) : -1;
        if (upTo < 1 || !Arrays.equals(header(upTo), Arrays.copyOf(before, expected.length))) {
            throw new IOException(files.folded() + " begins otherwise than the folded file of this build and week");
        }
        return upTo;
    }

    private static void add(byte[] journal, FoldedFile sum) throws IOException {
        int at = 0;
        while (at + JournalFormat.BODY <= journal.length) {
            int length = JournalFormat.wholeFrame(journal, at);
            int next = length < 0 ? at + 1 : at + JournalFormat.BODY + length;
            if (length >= 0 && CountFormat.getInt(journal, at) == JournalFormat.COUNTS_MAGIC) {
                for (int entry = at + JournalFormat.BODY; entry < next; ) {
                    int name = entry + JournalFormat.NAME;
                    int size = JournalFormat.nameLength(journal, entry, next);
                    if (size < 0) {
                        throw new IOException("an entry of a sealed journal is corrupt at byte " + entry);
                    }
                    sum.add(journal, name, size, CountFormat.getLong(journal, entry));
                    entry = name + size;
                }
            }
            at = next;
        }
    }

    /** Old content or new, whatever happens: file written and synced, renamed, folder synced. */
    private static void replace(Path file, byte[] content) throws IOException {
        Path fresh = file.resolveSibling("." + file.getFileName() + ".tmp");
        try (FileOutputStream out = new FileOutputStream(fresh.toFile())) {
            out.write(content);
            out.getFD().sync();
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel folder = FileChannel.open(file.resolveSibling(""))) {
            folder.force(true);
        } catch (IOException e) {
            // Windows cannot open a folder, and does not need it for a rename to last.
            return;
        }
    }
}
