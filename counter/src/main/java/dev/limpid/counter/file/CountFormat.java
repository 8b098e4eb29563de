package dev.limpid.counter.file;

/**
 * The layout of a count file, version 1. All integers are little-endian.
 * <pre>
 *    +0  magic          "# telemetry/counter file v1\n", padded with zeros to a multiple of 4
 *   +28  header length  4   n, a multiple of 32
 *   +32  metadata           lines "Key: value\n", ended by an empty line; zeros up to n
 *  n +0  limit          4   end of the allocated records; 0 = none yet
 *  n +4  heads    512 × 4   offset of the first record of each hash chain, 0 = empty
 *  n +2052                  records, at multiples of 32
 * </pre>
 * A record:
 * <pre>
 *    +0  count          8   incremented in place by every process that maps the file
 *    +8  name length    4   with 0xff in the highest byte
 *   +12  next           4   offset of the next record of this chain, 0 = end, 0xffffffff = dead
 *   +16  name               UTF-8, at most 4096 bytes
 * </pre>
 * A record is complete before a chain points at it.
 */
public final class CountFormat {
    public static final String MAGIC_TEXT = "# telemetry/counter file v1\n";
    public static final int MAGIC_LENGTH = 28;
    public static final int HEADER_LENGTH = MAGIC_LENGTH;
    public static final int METADATA = HEADER_LENGTH + Integer.BYTES;
    public static final int MAX_METADATA = 512;

    public static final int LIMIT = 0;
    public static final int HEADS = LIMIT + Integer.BYTES;
    public static final int CHAINS = 512;
    public static final int RECORDS = HEADS + CHAINS * Integer.BYTES;

    public static final int COUNT = 0;
    public static final int NAME_LENGTH = COUNT + Long.BYTES;
    public static final int NEXT = NAME_LENGTH + Integer.BYTES;
    public static final int NAME = NEXT + Integer.BYTES;

    public static final int UNIT = 32;

    /** Processors fetch and own memory in lines of this many bytes: counts in one line would wait for each other. */
    public static final int LINE = 64;

    public static final int PAGE = 16384;
    public static final int NAME_MARK = 0xff000000;
    public static final int DEAD = 0xffffffff;

    /** The longest name of a counter or stack, in bytes of UTF-8. */
    public static final int MAX_NAME = 4096;

    private CountFormat() {}

    public static int roundUp(int value, int unit) {
        return (value + unit - 1) / unit * unit;
    }

    /** The chain that a name belongs to. */
    public static int chain(byte[] name, int start, int length) {
        int hash = Journal.fnv(name, start, length);
        return (hash ^ (hash >>> 16)) & (CHAINS - 1);
    }

    public static int getInt(byte[] bytes, int at) {
        int low = (bytes[at] & 0xff) | ((bytes[at + 1] & 0xff) << 8);
        return low | ((bytes[at + 2] & 0xff) << 16) | (bytes[at + 3] << 24);
    }

    public static long getLong(byte[] bytes, int at) {
        return (getInt(bytes, at) & 0xffffffffL) | ((long) getInt(bytes, at + 4) << 32);
    }

    /** The sum, or 2^64-1 if it would not fit: counts are unsigned and never wrap. */
    public static long saturatingAdd(long count, long more) {
        long sum = count + more;
        return Long.compareUnsigned(sum, count) < 0 ? -1 : sum;
    }
}
