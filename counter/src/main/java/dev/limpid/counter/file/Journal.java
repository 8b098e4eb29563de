package dev.limpid.counter.file;

import dev.limpid.counter.home.TelemetryHome;
import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Appends counts of one build to the journal of the current week. Not thread-safe: the caller's lock covers it. Every
 * start of a program runs this code: nothing here may load more than it must.
 *
 * <p>A journal is a sequence of frames, each appended by one write. Integers are little-endian.
 * <pre>
 *    +0  magic     4   "LJ1M" metadata, "LJ1C" counts
 *    +4  length    4   of the body, at most 8180
 *    +8  checksum  4   FNV-1a over the body
 *   +12  body
 * </pre>
 * The body of a metadata frame is a count file's metadata. The body of a counts frame is entries:
 * <pre>
 *    +0  delta        8   the number to add to the count, unsigned
 *    +8  name length  4
 *   +12  name             UTF-8, at most 4096 bytes
 * </pre>
 * A frame that a killed process or a full disk left incomplete does not count; frames after it do.
 */
public final class Journal {
    public static final int METADATA_MAGIC = 'L' | ('J' << 8) | ('1' << 16) | ('M' << 24);
    public static final int COUNTS_MAGIC = 'L' | ('J' << 8) | ('1' << 16) | ('C' << 24);

    public static final int LENGTH = Integer.BYTES;
    public static final int CHECKSUM = LENGTH + Integer.BYTES;
    public static final int BODY = CHECKSUM + Integer.BYTES;

    /** The longest frame: what the JDK passes to the operating system in one write without allocating, 8192 bytes. */
    public static final int MAX_FRAME = 8192;

    public static final int ENTRY_NAME_LENGTH = Long.BYTES;
    public static final int ENTRY_NAME = ENTRY_NAME_LENGTH + Integer.BYTES;

    /** The folding of journals relies on this: nobody appends to a journal a minute after it was sealed. */
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
     * Appends one entry with one write.
     *
     * @param name the name in UTF-8
     * @param now milliseconds since 1970, which decide the week
     * @throws IOException if it could not be appended completely; then it does not count
     */
    public void append(byte[] name, long delta, long now) throws IOException {
        FileOutputStream journal = open(CurrentWeek.dayOf(now));
        int body = ENTRY_NAME + name.length;
        if (BODY + body > frame.length) {
            frame = new byte[BODY + body];
        }
        int entry = BODY;
        putLong(frame, entry, delta);
        putInt(frame, entry + ENTRY_NAME_LENGTH, name.length);
        System.arraycopy(name, 0, frame, entry + ENTRY_NAME, name.length);
        seal(frame, COUNTS_MAGIC, body);
        journal.write(frame, 0, BODY + body);
    }

    /** Writes magic, length and checksum in front of a body that is already in place. */
    private static void seal(byte[] frame, int magic, int body) {
        putInt(frame, 0, magic);
        putInt(frame, LENGTH, body);
        putInt(frame, CHECKSUM, fnv(frame, BODY, body));
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
        if (!TelemetryHome.mayWrite(file)) {
            NewFile.check(file);
        }
        long length = file.length();
        isLong = length > JournalFold.LONG;
        journal = new FileOutputStream(file, true);
        out = journal;
        opened = System.nanoTime();
        byte[] metadata = metadata(current, "");
        // A kill or a full disk may have left part of the metadata, without which nothing that follows counts.
        if (length < BODY + metadata.length) {
            byte[] first = new byte[BODY + metadata.length];
            System.arraycopy(metadata, 0, first, BODY, metadata.length);
            seal(first, METADATA_MAGIC, metadata.length);
            journal.write(first, 0, first.length);
        }
        return journal;
    }

    /** Whether the journal was long when it was opened, so that it should be folded. */
    public boolean isLong() {
        return isLong;
    }

    /** The week that is current on this day. */
    public CurrentWeek week(int today) throws IOException {
        CurrentWeek current = week;
        if (current == null || current.isOutside(today)) {
            // The open journal belongs to the previous week.
            close();
            String shortName = program.substring(program.lastIndexOf('/') + 1);
            current = CurrentWeek.find(local, shortName, version, runtime, os, arch, today);
            if (isOfAnother(current)) {
                // The names of two programs of one collection have the same ending, or the day on which weeks end was
                // drawn again.
                byte[] header = metadata(current, "");
                String other = shortName + "~" + Integer.toHexString(fnv(header, 0, header.length));
                current = CurrentWeek.find(local, other, version, runtime, os, arch, today);
            }
            week = current;
        }
        return current;
    }

    /** Whether the existing journal begins with metadata other than this build's. */
    private boolean isOfAnother(CurrentWeek found) throws IOException {
        byte[] expected = metadata(found, "");
        byte[] start = new byte[BODY + expected.length];
        return TelemetryHome.read(found.journal(), start) == start.length
                && !Arrays.equals(start, BODY, start.length, expected, 0, expected.length);
    }

    /**
     * The beginning of a count file of the week: magic, length, metadata, zeros.
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
            } catch (Exception e) {
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

    /** The length of the body of the frame that begins here, or -1 if no complete frame does. */
    public static int wholeFrame(byte[] bytes, int at) {
        int magic = CountFormat.getInt(bytes, at);
        if (magic != COUNTS_MAGIC && magic != METADATA_MAGIC) {
            return -1;
        }
        int length = CountFormat.getInt(bytes, at + LENGTH);
        int body = at + BODY;
        if (length < 0 || length > MAX_FRAME - BODY || length > bytes.length - body) {
            return -1;
        }
        return fnv(bytes, body, length) == CountFormat.getInt(bytes, at + CHECKSUM) ? length : -1;
    }

    /** The length of the name of the entry that begins here, or -1 if no entry that ends by {@code end} does. */
    public static int nameLength(byte[] bytes, int entry, int end) {
        int rest = end - entry - ENTRY_NAME;
        int length = rest < 0 ? -1 : CountFormat.getInt(bytes, entry + ENTRY_NAME_LENGTH);
        return length > 0 && length <= CountFormat.MAX_NAME && length <= rest ? length : -1;
    }
}
