package dev.limpid.server.publish.file;

import dev.limpid.protocol.text.Quoted;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A part of a file that can be read on its own: one Zstandard frame, or a run of bytes of an uncompressed file. Frames
 * are found by walking block headers (RFC 8878, section 3.1.1):
 *
 * <pre>
 * frame    magic 4 · descriptor 1 · [window 1] · [dictionary 0-4] · [content size 0-8] · blocks · [checksum 4]
 * block    header 3, little-endian: bit 0 last · bits 1-2 type (0 raw, 1 run-length, 2 compressed) · 21 bits size
 * skipped  magic 4 (0x184D2A50 to …5F) · size 4 · as many bytes
 * </pre>
 *
 * @param offset where it begins
 * @param length how long it is
 * @param compressed whether it is a frame
 * @param contentSize how long it is when unpacked, or -1 if the frame does not contain this
 */
record FilePiece(long offset, long length, boolean compressed, long contentSize) {

    static final int MAGIC = 0xFD2FB528;
    private static final int SKIPPED_MAGIC = 0x184D2A50;
    private static final int SKIPPED_MASK = 0xFFFFFFF0;
    private static final int RUN_LENGTH = 1;
    private static final int RESERVED = 3;
    private static final int[] DICTIONARY_SIZES = {0, 1, 2, 4};
    private static final int[] CONTENT_SIZES = {0, 2, 4, 8};
    private static final int BEGINNING = 40;
    private static final int PLAIN_BYTES = 4 << 20;
    private static final int MOST_AT_ONCE = 16 << 20;

    /** The pieces of a file, in order. */
    static List<FilePiece> of(Path file, FileChannel channel) throws IOException {
        long size = channel.size();
        List<FilePiece> pieces = new ArrayList<>();
        if (size < Integer.BYTES || !isFrame(read(channel, 0, Integer.BYTES).getInt())) {
            requireLines(file, channel, size);
            for (long at = 0; at < size; at += PLAIN_BYTES) {
                pieces.add(new FilePiece(at, Math.min(PLAIN_BYTES, size - at), false, -1));
            }
            return pieces;
        }
        for (long at = 0; at < size; ) {
            try {
                int magic = read(channel, at, Integer.BYTES).getInt();
                if ((magic & SKIPPED_MASK) == SKIPPED_MAGIC) {
                    at += 2L * Integer.BYTES
                            + Integer.toUnsignedLong(
                                    read(channel, at + Integer.BYTES, 4).getInt());
                } else if (magic == MAGIC) {
                    FilePiece frame = frame(channel, at);
                    pieces.add(frame);
                    at += frame.length();
                } else {
                    throw new CorruptDataException(file + ": corrupt at byte " + at + ": found "
                            + Integer.toHexString(magic) + ", expected the start of a Zstandard frame");
                }
                if (at > size) {
                    throw new EOFException();
                }
            } catch (EOFException e) {
                throw new CorruptDataException(file + ": ends at byte " + size + ", inside a Zstandard frame", e);
            }
        }
        return pieces;
    }

    /** Refuses other files: the most common one that is mistaken for published answers is a saved error page. */
    private static void requireLines(Path file, FileChannel channel, long size) throws IOException {
        byte[] start = read(channel, 0, (int) Math.min(size, BEGINNING)).array();
        if (start.length > 0 && start[0] != '{') {
            throw new CorruptDataException(file + " is not a file of published answers: it begins with "
                    + Quoted.of(new String(start, StandardCharsets.ISO_8859_1).strip())
                    + ", expected a Zstandard frame or a line of JSON");
        }
    }

    private static boolean isFrame(int magic) {
        return magic == MAGIC || (magic & SKIPPED_MASK) == SKIPPED_MAGIC;
    }

    private static FilePiece frame(FileChannel channel, long start) throws IOException {
        int descriptor = read(channel, start + Integer.BYTES, 1).get();
        boolean single = (descriptor & 0x20) != 0;
        int sizeBytes = CONTENT_SIZES[(descriptor >> 6) & 3];
        if (single && sizeBytes == 0) {
            sizeBytes = 1;
        }
        long at = start + Integer.BYTES + 1 + (single ? 0 : 1) + DICTIONARY_SIZES[descriptor & 3];
        long contentSize = contentSize(read(channel, at, sizeBytes));
        at += sizeBytes;
        boolean last = false;
        while (!last) {
            ByteBuffer header = read(channel, at, 3);
            int bits = (header.getShort() & 0xFFFF) | ((header.get() & 0xFF) << 16);
            last = (bits & 1) != 0;
            int type = (bits >> 1) & 3;
            if (type == RESERVED) {
                throw new CorruptDataException("corrupt at byte " + at + ": a block of the reserved type 3");
            }
            at += 3 + (type == RUN_LENGTH ? 1 : bits >> 3);
        }
        long end = at + ((descriptor & 0x04) != 0 ? Integer.BYTES : 0);
        return new FilePiece(start, end - start, true, contentSize);
    }

    private static long contentSize(ByteBuffer bytes) {
        return switch (bytes.remaining()) {
            case 1 -> bytes.get() & 0xFF;
            case 2 -> (bytes.getShort() & 0xFFFF) + 256;
            case 4 -> Integer.toUnsignedLong(bytes.getInt());
            case 8 -> bytes.getLong();
            default -> -1;
        };
    }

    /** Whether it is a frame that is small enough to be unpacked at once. */
    boolean fitsMemory() {
        return compressed && contentSize >= 0 && contentSize <= MOST_AT_ONCE && length <= MOST_AT_ONCE;
    }

    static ByteBuffer read(FileChannel channel, long at, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, at + bytes.position()) < 0) {
                throw new EOFException();
            }
        }
        return bytes.flip();
    }
}
