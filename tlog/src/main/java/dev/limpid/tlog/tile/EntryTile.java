package dev.limpid.tlog.tile;

import dev.limpid.tlog.LogFormatException;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The entries below one tile of leaves: for each a big-endian uint16 length, then the entry (C2SP tlog-tiles). */
public final class EntryTile {

    /** The most bytes an entry can have. */
    public static final int LONGEST_ENTRY = 0xffff;

    private static final int LENGTH_BYTES = 2;

    private EntryTile() {}

    public static byte[] encode(List<byte[]> entries) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (byte[] entry : entries) {
            if (entry.length > LONGEST_ENTRY) {
                throw new IllegalArgumentException(
                        "an entry has " + entry.length + " bytes, more than " + LONGEST_ENTRY);
            }
            bytes.write(entry.length >>> 8);
            bytes.write(entry.length);
            bytes.write(entry, 0, entry.length);
        }
        return bytes.toByteArray();
    }

    /** @throws LogFormatException if the last entry is cut short or there are more than 256 */
    public static List<byte[]> decode(byte[] bytes) throws LogFormatException {
        List<byte[]> entries = new ArrayList<>();
        for (int at = 0; at < bytes.length; ) {
            int end = end(bytes, at);
            if (end < 0 || entries.size() == Tile.FULL) {
                throw new LogFormatException("entry " + entries.size() + " at byte " + at + " does not fit its tile");
            }
            entries.add(Arrays.copyOfRange(bytes, at + LENGTH_BYTES, end));
            at = end;
        }
        return entries;
    }

    /** The bytes of the first {@code width} entries: a partial tile is the beginning of a wider one. */
    public static byte[] prefix(byte[] bytes, int width) throws LogFormatException {
        int at = 0;
        for (int i = 0; i < width; i++) {
            int end = end(bytes, at);
            if (end < 0) {
                throw new LogFormatException("a tile of entries has " + i + " entries, expected at least " + width);
            }
            at = end;
        }
        return Arrays.copyOf(bytes, at);
    }

    private static int end(byte[] bytes, int at) {
        if (at + LENGTH_BYTES > bytes.length) {
            return -1;
        }
        int end = at + LENGTH_BYTES + ((bytes[at] & 0xff) << 8 | (bytes[at + 1] & 0xff));
        return end > bytes.length ? -1 : end;
    }
}
