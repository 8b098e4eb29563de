package dev.limpid.counter.file;

/**
 * The layout of a journal: frames one after the other, each appended by one write. Integers are little-endian.
 * <pre>
 *    +0  magic     4   "LJ1M" metadata, "LJ1C" counts
 *    +4  length    4   of the body, at most 8180
 *    +8  checksum  4   FNV-1a over the body
 *   +12  body
 * </pre>
 * The body of a metadata frame is a count file's metadata. The body of a counts frame is entries:
 * <pre>
 *    +0  delta        8   what is to be added to the count, unsigned
 *    +8  name length  4
 *   +12  name             UTF-8, at most 4096 bytes
 * </pre>
 * A frame that a killed process or a full disk left incomplete does not count; frames after it do.
 */
public final class JournalFormat {
    public static final int METADATA_MAGIC = 'L' | ('J' << 8) | ('1' << 16) | ('M' << 24);
    public static final int COUNTS_MAGIC = 'L' | ('J' << 8) | ('1' << 16) | ('C' << 24);

    public static final int LENGTH = Integer.BYTES;
    public static final int CHECKSUM = LENGTH + Integer.BYTES;
    public static final int BODY = CHECKSUM + Integer.BYTES;

    /** A frame is at most what the JDK hands to the operating system in one write without allocating: 8192 bytes. */
    public static final int MAX_FRAME = 8192;

    public static final int NAME_LENGTH = Long.BYTES;
    public static final int NAME = NAME_LENGTH + Integer.BYTES;

    private JournalFormat() {}

    /** The length of the body of the frame that begins here, or -1 if no whole one does. */
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
        return Journal.fnv(bytes, body, length) == CountFormat.getInt(bytes, at + CHECKSUM) ? length : -1;
    }

    /** The length of the name of the entry that begins here, or -1 if no entry does that ends by {@code end}. */
    public static int nameLength(byte[] bytes, int entry, int end) {
        int rest = end - entry - NAME;
        int length = rest < 0 ? -1 : CountFormat.getInt(bytes, entry + NAME_LENGTH);
        return length > 0 && length <= CountFormat.MAX_NAME && length <= rest ? length : -1;
    }
}
