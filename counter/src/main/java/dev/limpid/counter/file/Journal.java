package dev.limpid.counter.file;

import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Appends counts of one build to the journal of the week under way, see {@link JournalFormat}. Not thread-safe: the
 * caller's lock covers it. On the way of every program's start: nothing here may load more than it must.
 */
public final class Journal {
    /** Whoever folds journals relies on nobody appending to one a minute after it was sealed. */
    private static final long LONGEST_OPEN_NANOS = 10_000_000_000L;

    private final File local;
    private final String program;
    private final String version;
    private final String runtime;
    private final String os;
    private final String arch;

    private @Nullable CurrentWeek week;
    private @Nullable FileOutputStream out;
    private long opened;
    private boolean isLong;
    private byte[] frame = new byte[256];

    /** Opens nothing yet. */
    public Journal(File local, String program, String version, String runtime, String os, String arch) {
        this.local = local;
        this.program = program;
        this.version = version;
        this.runtime = runtime;
        this.os = os;
        this.arch = arch;
    }

    /**
     * Appends one entry by one write.
     *
     * @param name the name in UTF-8; its length is {@code length}
     * @param now milliseconds since 1970, which decide the week
     * @throws IOException if it could not be appended whole; then it does not count
     */
    public void append(byte[] name, int length, long delta, long now) throws IOException {
        FileOutputStream journal = open(CurrentWeek.dayOf(now));
        int body = JournalFormat.NAME + length;
        if (JournalFormat.BODY + body > frame.length) {
            frame = new byte[JournalFormat.BODY + body];
        }
        int entry = JournalFormat.BODY;
        putLong(frame, entry, delta);
        putInt(frame, entry + JournalFormat.NAME_LENGTH, length);
        System.arraycopy(name, 0, frame, entry + JournalFormat.NAME, length);
        seal(frame, JournalFormat.COUNTS_MAGIC, body);
        journal.write(frame, 0, JournalFormat.BODY + body);
    }

    /** Writes magic, length and checksum before a body that is already in its place. */
    private static void seal(byte[] frame, int magic, int body) {
        putInt(frame, 0, magic);
        putInt(frame, JournalFormat.LENGTH, body);
        putInt(frame, JournalFormat.CHECKSUM, fnv(frame, JournalFormat.BODY, body));
    }

    private FileOutputStream open(int today) throws IOException {
        FileOutputStream journal = out;
        CurrentWeek current = week;
        if (journal != null
                && current != null
                && !current.isOutside(today)
                && System.nanoTime() - opened < LONGEST_OPEN_NANOS) {
            return journal;
        }
        close();
        current = week(today);
        File file = current.journal();
        long length = file.length();
        boolean fresh = length == 0;
        isLong = length > JournalFold.LONG;
        journal = new FileOutputStream(file, true);
        out = journal;
        opened = System.nanoTime();
        if (fresh) {
            byte[] metadata = metadata(current, "");
            byte[] first = new byte[JournalFormat.BODY + metadata.length];
            System.arraycopy(metadata, 0, first, JournalFormat.BODY, metadata.length);
            seal(first, JournalFormat.METADATA_MAGIC, metadata.length);
            journal.write(first, 0, first.length);
        }
        return journal;
    }

    /** Whether the journal was long when it was opened, so that somebody should fold. */
    public boolean isLong() {
        return isLong;
    }

    /** The week under way on this day. */
    public CurrentWeek week(int today) throws IOException {
        CurrentWeek current = week;
        if (current == null || current.isOutside(today)) {
            String shortName = program.substring(program.lastIndexOf('/') + 1);
            current = CurrentWeek.find(local, shortName, version, runtime, os, arch, today);
            if (isOfAnother(current)) {
                // Two programs of one collection end alike, or the day on which weeks end was drawn again.
                byte[] header = metadata(current, "");
                String other = shortName + "~" + Integer.toHexString(fnv(header, 0, header.length));
                current = CurrentWeek.find(local, other, version, runtime, os, arch, today);
            }
            week = current;
        }
        return current;
    }

    /** Whether the journal that is there begins with other metadata than this build's. */
    private boolean isOfAnother(CurrentWeek found) throws IOException {
        File file = found.journal();
        if (file.length() == 0) {
            return false;
        }
        byte[] expected = metadata(found, "");
        byte[] start = new byte[JournalFormat.BODY + expected.length];
        try (FileInputStream in = new FileInputStream(file)) {
            if (in.read(start) < start.length) {
                return false;
            }
        }
        for (int i = 0; i < expected.length; i++) {
            if (start[JournalFormat.BODY + i] != expected[i]) {
                return true;
            }
        }
        return false;
    }

    /**
     * What a count file of the week begins with: magic, length, metadata, zeros.
     *
     * @param more further lines of metadata
     * @throws IllegalArgumentException if the metadata is longer than 512 bytes
     */
    public byte[] header(CurrentWeek of, String more) {
        byte[] metadata = metadata(of, more);
        if (metadata.length > CountFormat.MAX_METADATA) {
            throw new IllegalArgumentException("the names of program and version take " + metadata.length
                    + " bytes of metadata, expected at most " + CountFormat.MAX_METADATA);
        }
        byte[] header = new byte[CountFormat.roundUp(CountFormat.METADATA + metadata.length, CountFormat.UNIT)];
        System.arraycopy(utf8(CountFormat.MAGIC_TEXT), 0, header, 0, CountFormat.MAGIC_LENGTH);
        putInt(header, CountFormat.HEADER_LENGTH, header.length);
        System.arraycopy(metadata, 0, header, CountFormat.METADATA, metadata.length);
        return header;
    }

    /** The lines that a count file and a journal begin with. */
    private byte[] metadata(CurrentWeek of, String more) {
        return utf8("TimeBegin: " + CurrentWeek.textOf(of.begin()) + "T00:00:00Z\nTimeEnd: "
                + CurrentWeek.textOf(of.end()) + "T00:00:00Z\nProgram: " + program + "\nVersion: " + version
                + "\nRuntime: " + runtime + "\nOS: " + os + "\nArch: " + arch + "\n" + more + "\n");
    }

    /** The text in UTF-8; ASCII without loading the charsets, which cost a young process as much as five classes. */
    public static byte[] utf8(String text) {
        int length = text.length();
        byte[] ascii = new byte[length];
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                return text.getBytes(StandardCharsets.UTF_8);
            }
            ascii[i] = (byte) c;
        }
        return ascii;
    }

    /** Closes the file; the next entry opens it again. */
    public void close() {
        FileOutputStream journal = out;
        out = null;
        if (journal != null) {
            try {
                journal.close();
            } catch (IOException e) {
                return;
            }
        }
    }

    /** FNV-1a, 32 bits (draft-eastlake-fnv). */
    public static int fnv(byte[] bytes, int start, int length) {
        int hash = 0x811c9dc5;
        for (int i = start; i < start + length; i++) {
            hash = (hash ^ (bytes[i] & 0xff)) * 0x01000193;
        }
        return hash;
    }

    public static void putInt(byte[] bytes, int at, int value) {
        bytes[at] = (byte) value;
        bytes[at + 1] = (byte) (value >> 8);
        bytes[at + 2] = (byte) (value >> 16);
        bytes[at + 3] = (byte) (value >> 24);
    }

    public static void putLong(byte[] bytes, int at, long value) {
        putInt(bytes, at, (int) value);
        putInt(bytes, at + 4, (int) (value >> 32));
    }
}
