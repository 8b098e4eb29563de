package dev.limpid.server.intake;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Unpacks gzip (RFC 1952): one or more members without gaps, each with the length and checksum that it declares, and
 * nothing else. The JDK's own reader accepts any bytes after the last member.
 *
 * <p>For one thread at a time.
 */
final class GzipBody {

    private static final int HEADER = 10;
    private static final int TRAILER = 8;
    private static final int DEFLATE = 8;
    private static final int HEADER_CRC = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;
    private static final int RESERVED = 0xe0;

    private final byte[] packed;
    private final int longest;
    private final ByteArrayOutputStream plain = new ByteArrayOutputStream(4096);
    private int at;

    private GzipBody(byte[] packed, int longest) {
        this.packed = packed;
        this.longest = longest;
    }

    /**
     * The unpacked bytes; if there are more than {@code longest}, the first {@code longest + 1} of them.
     *
     * @throws IOException if it is not gzip from the first byte to the last
     */
    static byte[] unpack(byte[] packed, int longest) throws IOException {
        return new GzipBody(packed, longest).unpack();
    }

    private byte[] unpack() throws IOException {
        Inflater inflater = new Inflater(true);
        try {
            do {
                header();
                inflater.reset();
                member(inflater);
            } while (at < packed.length && plain.size() <= longest);
            return plain.toByteArray();
        } catch (DataFormatException e) {
            throw new IOException(e.getMessage(), e);
        } finally {
            inflater.end();
        }
    }

    private void header() throws IOException {
        int begin = at;
        need(HEADER);
        if (unsigned(at) != 0x1f || unsigned(at + 1) != 0x8b || unsigned(at + 2) != DEFLATE) {
            throw new IOException("expected a member of gzip at byte " + at);
        }
        int flags = unsigned(at + 3);
        if ((flags & RESERVED) != 0) {
            throw new IOException("reserved flags are set");
        }
        at += HEADER;
        if ((flags & EXTRA) != 0) {
            need(2);
            int length = unsigned(at) | unsigned(at + 1) << 8;
            at += 2;
            need(length);
            at += length;
        }
        if ((flags & NAME) != 0) {
            skipText();
        }
        if ((flags & COMMENT) != 0) {
            skipText();
        }
        if ((flags & HEADER_CRC) != 0) {
            CRC32 crc = new CRC32();
            crc.update(packed, begin, at - begin);
            need(2);
            if ((unsigned(at) | unsigned(at + 1) << 8) != (crc.getValue() & 0xffff)) {
                throw new IOException("the header's checksum is wrong");
            }
            at += 2;
        }
    }

    private void skipText() throws IOException {
        while (true) {
            need(1);
            if (packed[at++] == 0) {
                return;
            }
        }
    }

    private void member(Inflater inflater) throws IOException, DataFormatException {
        inflater.setInput(packed, at, packed.length - at);
        CRC32 crc = new CRC32();
        byte[] block = new byte[8192];
        while (!inflater.finished()) {
            int length = inflater.inflate(block, 0, Math.min(block.length, longest + 1 - plain.size()));
            if (length == 0 && !inflater.finished() && (inflater.needsInput() || inflater.needsDictionary())) {
                throw new IOException("it ends too early");
            }
            crc.update(block, 0, length);
            plain.write(block, 0, length);
            if (plain.size() > longest) {
                return; // too long, whatever follows
            }
        }
        at = packed.length - inflater.getRemaining();
        need(TRAILER);
        if (littleEndian(at) != crc.getValue() || littleEndian(at + 4) != (inflater.getBytesWritten() & 0xffffffffL)) {
            throw new IOException("the checksum or the length is wrong");
        }
        at += TRAILER;
    }

    private long littleEndian(int from) {
        return unsigned(from)
                | (long) unsigned(from + 1) << 8
                | (long) unsigned(from + 2) << 16
                | (long) unsigned(from + 3) << 24;
    }

    private int unsigned(int index) {
        return packed[index] & 0xff;
    }

    private void need(int bytes) throws IOException {
        if (packed.length - at < bytes) {
            throw new IOException("it ends too early");
        }
    }
}
