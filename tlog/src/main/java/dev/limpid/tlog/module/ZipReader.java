package dev.limpid.tlog.module;

import dev.limpid.tlog.LogFormatException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Reads a zip (PKWARE APPNOTE 6.3.10) that can be read in only one way: files one after another from the first byte
 * on, then the directory, then the end record, and nothing after it. Readers of zips differ in whether they trust the
 * directory or the headers next to the files, and in where they look for either. So a zip that could be read in two
 * ways is refused. So are comments, several disks, encryption, zip64, and entries that are not regular files.
 *
 * <pre>
 * file       header "PK\3\4", name, extra, content, perhaps a descriptor with digest and sizes
 * directory  an entry "PK\1\2" for each file, in the same order
 * end        "PK\5\6", 22 bytes
 * </pre>
 *
 * <p>For one thread at a time.
 */
final class ZipReader {

    private static final int FILE = 0x04034b50;
    private static final int DESCRIPTOR = 0x08074b50;
    private static final int ENTRY = 0x02014b50;
    private static final int END = 0x06054b50;

    private static final int FILE_BYTES = 30;
    private static final int ENTRY_BYTES = 46;
    private static final int END_BYTES = 22;

    private static final int STORED = 0;
    private static final int DEFLATED = 8;

    /**
     * The flags that do not change how a zip is read: the compression level, sizes in a descriptor, and names in UTF-8.
     */
    private static final int HARMLESS_FLAGS = 0x0006 | 0x0008 | 0x0800;

    private static final int SIZES_FOLLOW = 0x0008;

    private static final int UNIX_KIND = 0xf000;
    private static final int UNIX_FILE = 0x8000;
    private static final int DOS_NO_FILE = 0x18;

    private static final int ZIP64 = 0x0001;
    private static final int OTHER_NAME = 0x7075;

    private final ByteBuffer zip;
    private final int mostFiles;
    private long left;

    private ZipReader(byte[] zip, int mostFiles, long mostBytes) {
        this.zip = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
        this.mostFiles = mostFiles;
        this.left = mostBytes;
    }

    /**
     * The files by their names, in the order of the zip; at most {@code mostFiles} files, of at most {@code mostBytes}
     * bytes when unpacked.
     */
    static Map<String, byte[]> read(byte[] zip, int mostFiles, long mostBytes) throws LogFormatException {
        try {
            return new ZipReader(zip, mostFiles, mostBytes).files();
        } catch (IndexOutOfBoundsException e) {
            throw new LogFormatException("it is not a zip, or is only a part of one");
        }
    }

    private Map<String, byte[]> files() throws LogFormatException {
        int end = zip.limit() - END_BYTES;
        require(end >= 0 && zip.getInt(end) == END, "it does not end with the end record of a zip");
        int count = u16(end + 10);
        long directory = u32(end + 16);
        require(
                zip.getInt(end + 4) == 0 && u16(end + 8) == count && u16(end + 20) == 0,
                "it spans disks or ends in a comment");
        require(directory + u32(end + 12) == end, "its directory does not end where its end record begins");
        require(count <= mostFiles, "it contains more than " + mostFiles + " files");
        Map<String, byte[]> files = new LinkedHashMap<>();
        int file = 0;
        int entry = (int) directory;
        for (int i = 0; i < count; i++) {
            file = file(file, entry, (int) directory, files);
            entry += ENTRY_BYTES + u16(entry + 28) + u16(entry + 30) + u16(entry + 32);
            require(entry <= end, "its directory is longer than the length that it declares");
        }
        require(file == directory && entry == end, "it has bytes before or between its files");
        return files;
    }

    /** Reads the file at an offset, with its entry in the directory; returns the offset of the next file. */
    private int file(int at, int entry, int limit, Map<String, byte[]> files) throws LogFormatException {
        require(
                zip.getInt(entry) == ENTRY && zip.getInt(at) == FILE && u32(entry + 42) == at,
                "its directory does not list its files in order and without gaps");
        int nameLength = u16(entry + 28);
        String name = name(entry + ENTRY_BYTES, nameLength);
        requireFile(name, entry);
        int flags = u16(entry + 8);
        int method = u16(entry + 10);
        long crc = u32(entry + 16);
        long packed = u32(entry + 20);
        long size = u32(entry + 24);
        int extra = u16(at + 28);
        boolean follow = (flags & SIZES_FOLLOW) != 0;
        require(
                (flags & ~HARMLESS_FLAGS) == 0 && (method == STORED || method == DEFLATED),
                name + " is packed in an unknown way");
        require(
                u16(at + 6) == flags
                        && u16(at + 8) == method
                        && u16(at + 26) == nameLength
                        && name.equals(name(at + FILE_BYTES, nameLength))
                        && headerAgrees(u32(at + 14), crc, follow)
                        && headerAgrees(u32(at + 18), packed, follow)
                        && headerAgrees(u32(at + 22), size, follow),
                name + " is described in two ways");
        requirePlainExtra(name, at + FILE_BYTES + nameLength, extra);
        requirePlainExtra(name, entry + ENTRY_BYTES + nameLength, u16(entry + 30));
        long content = (long) at + FILE_BYTES + nameLength + extra;
        require(content + packed <= limit, name + " is longer than the zip");
        byte[] bytes = unpacked(name, method, (int) content, (int) packed, size, crc);
        require(files.put(name, bytes) == null, "it contains " + name + " twice");
        return afterDescriptor(name, (int) (content + packed), follow, crc, packed, size);
    }

    /**
     * Whether the header next to the file agrees with the directory. If a descriptor follows the file, the header can
     * be 0.
     */
    private static boolean headerAgrees(long beside, long inDirectory, boolean follows) {
        return beside == inDirectory || (follows && beside == 0);
    }

    private int afterDescriptor(String name, int at, boolean follows, long crc, long packed, long size)
            throws LogFormatException {
        if (!follows) {
            return at;
        }
        int first = zip.getInt(at) == DESCRIPTOR ? at + Integer.BYTES : at;
        require(
                u32(first) == crc && u32(first + 4) == packed && u32(first + 8) == size,
                name + " is described in two ways");
        return first + 3 * Integer.BYTES;
    }

    /** Refuses folders, symbolic links and devices. */
    private void requireFile(String name, int entry) throws LogFormatException {
        long attributes = u32(entry + 38);
        int kind = (int) (attributes >>> 16) & UNIX_KIND;
        require(u16(entry + 34) == 0 && u16(entry + 32) == 0, name + " is on another disk or has a comment");
        require((kind == 0 || kind == UNIX_FILE) && (attributes & DOS_NO_FILE) == 0, name + " is not a regular file");
    }

    /** Extra fields usually hold times and owners; two kinds of them would change the name or the sizes. */
    private void requirePlainExtra(String name, int from, int length) throws LogFormatException {
        int at = from;
        while (at < from + length) {
            int kind = u16(at);
            at += 4 + u16(at + 2);
            require(
                    kind != ZIP64 && kind != OTHER_NAME && at <= from + length,
                    name + " has an extra field that is not understood");
        }
    }

    private byte[] unpacked(String name, int method, int at, int packed, long size, long crc)
            throws LogFormatException {
        left -= size;
        require(left >= 0, "it contains more bytes than the limit");
        byte[] bytes = method == STORED
                ? Arrays.copyOfRange(zip.array(), at, at + packed)
                : inflated(name, at, packed, (int) size);
        CRC32 digest = new CRC32();
        digest.update(bytes);
        require(bytes.length == size && digest.getValue() == crc, name + " is not what the directory says");
        return bytes;
    }

    private byte[] inflated(String name, int at, int packed, int size) throws LogFormatException {
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(zip.array(), at, packed);
            byte[] bytes = new byte[size];
            int done = 0;
            while (done < size && !inflater.finished() && !inflater.needsInput() && !inflater.needsDictionary()) {
                done += inflater.inflate(bytes, done, size - done);
            }
            // Tries to read one more byte: if there is one, the content is longer than the directory declares.
            int more = inflater.finished() ? 0 : inflater.inflate(new byte[1]);
            require(
                    done == size && more == 0 && inflater.finished() && inflater.getRemaining() == 0,
                    name + " is not what the directory says");
            return bytes;
        } catch (DataFormatException e) {
            throw new LogFormatException(name + " cannot be unpacked: " + e.getMessage());
        } finally {
            inflater.end();
        }
    }

    private String name(int at, int length) throws LogFormatException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(zip.slice(at, length))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new LogFormatException("it contains a name that is not UTF-8");
        }
    }

    private int u16(int at) {
        return zip.getShort(at) & 0xffff;
    }

    private long u32(int at) {
        return zip.getInt(at) & 0xffff_ffffL;
    }

    private static void require(boolean good, String problem) throws LogFormatException {
        if (!good) {
            throw new LogFormatException(problem);
        }
    }
}
