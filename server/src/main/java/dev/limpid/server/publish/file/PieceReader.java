package dev.limpid.server.publish.file;

import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import com.github.luben.zstd.ZstdInputStream;
import dev.limpid.charts.fold.AnswerFold;
import dev.limpid.protocol.json.MalformedJsonException;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Reads pieces of files and adds their answers to one fold. It returns the bytes before a piece's first line end and
 * after its last: a line may begin in one piece and end in the next. Mutable, for one thread.
 */
final class PieceReader implements Closeable {

    private static final int BLOCK = 1 << 20;

    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = ONES << 7;
    private static final long LINE_FEEDS = ONES * '\n';

    private final AnswerFold fold;
    private final ZstdDecompressCtx context = new ZstdDecompressCtx();
    private byte[] buffer = new byte[2 * BLOCK];

    PieceReader(AnswerFold fold) {
        this.fold = fold;
    }

    /**
     * The ends of a piece.
     *
     * @param head the bytes before the first line end, or all of the piece if it has none
     * @param tail the bytes after the last line end
     * @param whole whether there was a line end
     */
    record Ends(byte[] head, byte[] tail, boolean whole) {}

    Ends read(Path file, FileChannel channel, FilePiece piece) throws IOException {
        try {
            return piece.fitsMemory() ? readAtOnce(channel, piece) : readStream(channel, piece);
        } catch (MalformedJsonException e) {
            throw new CorruptDataException(
                    file + ": in the piece from byte " + piece.offset() + ": " + e.getMessage(), e);
        } catch (ZstdException | IOException e) {
            throw new CorruptDataException(
                    file + ": the piece from byte " + piece.offset() + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Reads the frames that {@link DataFile} writes: unpacking them at once is much faster than as a stream. */
    private Ends readAtOnce(FileChannel channel, FilePiece piece) throws IOException, MalformedJsonException {
        byte[] packed =
                FilePiece.read(channel, piece.offset(), (int) piece.length()).array();
        int size = (int) piece.contentSize();
        if (buffer.length < size) {
            buffer = new byte[size];
        }
        int end = context.decompressByteArray(buffer, 0, size, packed, 0, packed.length);
        int first = nextLineEnd(0, end);
        if (first == end) {
            return new Ends(Arrays.copyOf(buffer, end), new byte[0], false);
        }
        int from = first + 1;
        for (int i = nextLineEnd(from, end); i < end; i = nextLineEnd(from, end)) {
            if (i > from) {
                fold.add(buffer, from, i);
            }
            from = i + 1;
        }
        return new Ends(Arrays.copyOf(buffer, first), Arrays.copyOfRange(buffer, from, end), true);
    }

    /** Where the next line ends, or {@code end}; searches eight bytes at once, as the scanner of charts does. */
    private int nextLineEnd(int from, int end) {
        int i = from;
        for (; i + Long.BYTES <= end; i += Long.BYTES) {
            long others = (long) EIGHT.get(buffer, i) ^ LINE_FEEDS;
            long found = (others - ONES) & ~others & HIGH_BITS;
            if (found != 0) {
                return i + (Long.numberOfTrailingZeros(found) >> 3);
            }
        }
        while (i < end && buffer[i] != '\n') {
            i++;
        }
        return i;
    }

    private Ends readStream(FileChannel channel, FilePiece piece) throws IOException, MalformedJsonException {
        try (InputStream raw = new ChannelPart(channel, piece.offset(), piece.length());
                InputStream in = piece.compressed() ? new ZstdInputStream(raw) : raw) {
            return read(in);
        }
    }

    private Ends read(InputStream in) throws IOException, MalformedJsonException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        boolean whole = false;
        int held = 0;
        while (true) {
            if (buffer.length - held < BLOCK) {
                buffer = Arrays.copyOf(buffer, buffer.length * 2);
            }
            int read = in.read(buffer, held, buffer.length - held);
            if (read < 0) {
                break;
            }
            int end = held + read;
            int from = 0;
            for (int i = held; i < end; i++) {
                if (buffer[i] == '\n') {
                    if (whole && i > from) {
                        fold.add(buffer, from, i);
                    } else if (!whole) {
                        head.write(buffer, from, i - from);
                        whole = true;
                    }
                    from = i + 1;
                }
            }
            held = end - from;
            System.arraycopy(buffer, from, buffer, 0, held);
        }
        byte[] rest = Arrays.copyOf(buffer, held);
        return whole ? new Ends(head.toByteArray(), rest, true) : new Ends(rest, new byte[0], false);
    }

    @Override
    public void close() {
        context.close();
    }

    AnswerFold fold() {
        return fold;
    }

    /** A part of a file as a stream; other threads may read other parts of the same file. */
    private static final class ChannelPart extends InputStream {
        private final FileChannel channel;
        private final long end;
        private long at;

        private ChannelPart(FileChannel channel, long offset, long length) {
            this.channel = channel;
            this.at = offset;
            this.end = offset + length;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] to, int offset, int length) throws IOException {
            if (at >= end) {
                return -1;
            }
            int read = channel.read(ByteBuffer.wrap(to, offset, (int) Math.min(length, end - at)), at);
            at += Math.max(0, read);
            return read;
        }
    }
}
