package dev.limpid.counter.file;

import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;

/**
 * Keeps journals short. A long journal is sealed: renamed, so that nobody appends to it any more. A minute later, when
 * every process that had it open has written or died, the sealed journals are summed into the folded file, which names
 * the last journal that it includes; then they are deleted.
 *
 * <p>Every count is included exactly once, whichever process is killed at whatever moment: the folded file is replaced
 * by one rename, and readers use only those sealed journals that have a higher number than the one it names. A journal
 * that was included and is not yet deleted is ignored. One process at a time folds: it holds a lock that the operating
 * system releases when the process ends.
 *
 * <p>Each instance folds once, on one thread.
 */
public final class JournalFold {
    /** A journal longer than this is sealed. */
    public static final long LONG = 1 << 20;

    /** How the name of a folded file ends. */
    public static final String FOLDED = ".folded" + CurrentWeek.COUNT_FILE;

    private static final long QUIET_MILLIS = 60_000;

    /** Every number is written with this many digits, so that the header always has the same length. */
    private static final int DIGITS = 15;

    private final Journal journal;
    private final CurrentWeek week;
    private final long now;
    private final int table;

    /** The folded file. Counts are added in memory, and the whole file is written. */
    private byte[] bytes = {};

    private JournalFold(Journal journal, CurrentWeek week, long now) {
        this.journal = journal;
        this.week = week;
        this.now = now;
        this.table = header(0).length;
    }

    /**
     * Seals the week's journal if it is longer than {@code longest}, and folds what was sealed before.
     *
     * @param now the machine's time, which files are stamped with, in milliseconds since 1970
     * @throws IOException if a file cannot be read or written; nothing is lost, and the next run tries again
     */
    public static void run(Journal journal, CurrentWeek week, long now, long longest) throws IOException {
        InUseLock lock = InUseLock.tryFold(week.countFile());
        if (lock != null) {
            try {
                new JournalFold(journal, week, now).run(longest);
            } finally {
                lock.release();
            }
        }
    }

    private void run(long longest) throws IOException {
        Path folded = week.file(FOLDED).toPath();
        byte[] before = NewFile.read(week.file(FOLDED));
        long last = before.length == 0 ? 0 : foldedUpTo(before);
        bytes = before.length == 0 ? new byte[CountFormat.PAGE] : before;
        long upTo = last;
        // Stops before one that a process may still append to. Sealed journals are numbered without a gap.
        for (File next = sealed(upTo + 1); next.exists() && now - next.lastModified() >= QUIET_MILLIS; ) {
            addAll(NewFile.read(next));
            upTo++;
            next = sealed(upTo + 1);
        }
        if (upTo > last) {
            byte[] header = header(upTo);
            System.arraycopy(header, 0, bytes, 0, header.length);
            replace(folded, bytes);
        }
        delete(upTo);
        if (week.journal().length() > longest) {
            seal(upTo + 1);
        }
    }

    private File sealed(long number) {
        return week.file(CurrentWeek.JOURNAL + "." + number);
    }

    /** Deletes the sealed journals up to this one, starting with the first, so that a killed process leaves no gap. */
    private void delete(long upTo) {
        long first = upTo;
        while (first > 0 && sealed(first).exists()) {
            first--;
        }
        while (first < upTo && sealed(first + 1).delete()) {
            first++;
        }
    }

    /** No other process seals while this one holds the lock, so nothing can be overwritten. */
    private void seal(long from) throws IOException {
        long number = from;
        while (sealed(number).exists()) {
            number++;
        }
        File fresh = sealed(number);
        if (!week.journal().renameTo(fresh) || !fresh.setLastModified(now)) {
            NewFile.fail("cannot seal " + week.journal());
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
        // The digits are followed by the ends of their line and of the metadata.
        while (expected[end - 1] == 0) {
            end--;
        }
        long upTo = 0;
        for (int i = end - 2 - DIGITS; i < end - 2 && before.length > expected.length; i++) {
            upTo = upTo * 10 + before[i] - '0';
        }
        // A character that is not a digit gives a number with a different header.
        if (upTo < 1 || !Arrays.equals(header(upTo), Arrays.copyOf(before, expected.length))) {
            NewFile.fail(week.file(FOLDED) + " is of another build or week");
        }
        return upTo;
    }

    private void addAll(byte[] journal) throws IOException {
        int at = 0;
        while (at + Journal.BODY <= journal.length) {
            int length = Journal.wholeFrame(journal, at);
            int next = length < 0 ? at + 1 : at + Journal.BODY + length;
            if (length >= 0 && CountFormat.getInt(journal, at) == Journal.COUNTS_MAGIC) {
                for (int entry = at + Journal.BODY; entry < next; ) {
                    int name = entry + Journal.ENTRY_NAME;
                    int size = Journal.nameLength(journal, entry, next);
                    if (size < 0) {
                        NewFile.fail("an entry of a sealed journal is corrupt at byte " + entry);
                    }
                    add(journal, name, size, CountFormat.getLong(journal, entry));
                    entry = name + size;
                }
            }
            at = next;
        }
    }

    /** Adds to the count of the name that has {@code length} bytes from {@code name} on. */
    private void add(byte[] from, int name, int length, long events) throws IOException {
        int head = table + CountFormat.HEADS + CountFormat.chain(from, name, length) * Integer.BYTES;
        int record = CountFormat.getInt(bytes, head);
        for (int steps = 0; record != 0; record = CountFormat.getInt(bytes, record + CountFormat.NEXT)) {
            if (steps++ > bytes.length / CountFormat.UNIT) {
                NewFile.fail("a chain of the folded file runs in a circle");
            }
            int at = record + CountFormat.NAME;
            if (CountFormat.getInt(bytes, record + CountFormat.NAME_LENGTH) == (length | CountFormat.NAME_MARK)
                    && Arrays.equals(bytes, at, at + length, from, name, name + length)) {
                long sum = CountFormat.saturatingAdd(CountFormat.getLong(bytes, record), events);
                Journal.putLong(bytes, record, sum);
                return;
            }
        }
        record = reserve(CountFormat.roundUp(CountFormat.NAME + length, CountFormat.UNIT));
        Journal.putLong(bytes, record, events);
        Journal.putInt(bytes, record + CountFormat.NAME_LENGTH, length | CountFormat.NAME_MARK);
        Journal.putInt(bytes, record + CountFormat.NEXT, CountFormat.getInt(bytes, head));
        System.arraycopy(from, name, bytes, record + CountFormat.NAME, length);
        Journal.putInt(bytes, head, record);
    }

    private int reserve(int size) {
        int limit = CountFormat.getInt(bytes, table);
        int record = limit == 0 ? CountFormat.roundUp(table + CountFormat.RECORDS, CountFormat.UNIT) : limit;
        if ((record + size) / CountFormat.PAGE != record / CountFormat.PAGE) {
            record = CountFormat.roundUp(record, CountFormat.PAGE);
        }
        Journal.putInt(bytes, table, record + size);
        if (record + size >= bytes.length) {
            bytes = Arrays.copyOf(bytes, CountFormat.roundUp(record + size + 1, CountFormat.PAGE));
        }
        return record;
    }

    /**
     * Leaves the old content or the new, whatever happens: writes and syncs the file, renames it, syncs the folder. Not
     * {@code AtomicFile} of module countfile, which depends on this module.
     */
    private static void replace(Path file, byte[] content) throws IOException {
        Path fresh = file.resolveSibling("." + file.getFileName() + ".tmp");
        NewFile.check(fresh.toFile());
        try (FileOutputStream out = new FileOutputStream(fresh.toFile())) {
            out.write(content);
            out.getFD().sync();
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel folder = FileChannel.open(file.resolveSibling(""))) {
            folder.force(true);
        } catch (IOException e) {
            // Windows cannot open a folder, and does not need this to make a rename durable.
            return;
        }
    }
}
