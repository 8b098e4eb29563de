package dev.limpid.server.storage.segment;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads the frames of one segment file from its beginning. It uses a RandomAccessFile, since an interrupt would close a
 * channel. For one thread at a time.
 */
public final class SegmentReader implements AutoCloseable {

    private final Path file;
    private final RandomAccessFile in;
    private final long most;
    private long at;

    /**
     * Opens a segment, at its beginning.
     *
     * @param most how many bytes it has at most; what is after them is not read
     */
    public SegmentReader(Path file, long most) throws IOException {
        this.file = file;
        this.most = most;
        if (Files.notExists(file)) {
            throw new NoSuchFileException(file.toString());
        }
        this.in = new RandomAccessFile(file.toFile(), "r");
    }

    /** Where the next frame begins. */
    public long position() {
        return at;
    }

    /** Goes to a place where a frame is expected. */
    public void moveTo(long place) {
        at = place;
    }

    /** Where the segment ends. */
    public long size() throws IOException {
        return Math.min(in.length(), most);
    }

    /** The answers of the next complete frame, or empty at the end or if no complete frame follows. */
    public Optional<List<byte[]>> next() throws IOException {
        Optional<Integer> claimed = CommitFrame.claimedLength(bytes(at, CommitFrame.HEADER));
        if (claimed.isEmpty() || size() - at < claimed.get()) {
            return Optional.empty();
        }
        Optional<List<byte[]>> answers =
                CommitFrame.read(bytes(at, claimed.get()).array());
        if (answers.isPresent()) {
            at += claimed.get();
        }
        return answers;
    }

    /**
     * The fingerprints of the next frame, which is skipped without reading its body; empty if no frame that ends by
     * {@code end} begins here. A frame that no other follows is checked as a whole.
     */
    public List<Fingerprint> skip(long end) throws IOException {
        ByteBuffer header = bytes(at, CommitFrame.HEADER);
        Optional<Long> next = next(header, end);
        if (next.isEmpty()) {
            return List.of();
        }
        ByteBuffer prints = bytes(at + CommitFrame.HEADER, CommitFrame.fingerprintBytes(header));
        List<Fingerprint> fingerprints = new ArrayList<>();
        while (prints.remaining() >= Fingerprint.BYTES) {
            fingerprints.add(new Fingerprint(prints.getLong(), prints.getLong()));
        }
        at = next.get();
        return fingerprints;
    }

    /**
     * How many answers the frames up to this place contain, according to their headers only; stops where there is no
     * frame.
     */
    public long count(long end) throws IOException {
        long answers = 0;
        while (at < end) {
            ByteBuffer header = bytes(at, CommitFrame.HEADER);
            Optional<Long> next = next(header, end);
            if (next.isEmpty()) {
                return answers;
            }
            answers += CommitFrame.answers(header);
            at = next.get();
        }
        return answers;
    }

    /**
     * Where the frame with this header ends. Another frame must begin there, or reading must end there, or else the
     * frame must be complete.
     */
    private Optional<Long> next(ByteBuffer header, long end) throws IOException {
        Optional<Integer> claimed = CommitFrame.claimedLength(header);
        if (claimed.isEmpty() || at + claimed.get() > end) {
            return Optional.empty();
        }
        long next = at + claimed.get();
        return next == end
                        || CommitFrame.claimedLength(bytes(next, CommitFrame.HEADER))
                                .isPresent()
                        || isWholeAt(at, end)
                ? Optional.of(next)
                : Optional.empty();
    }

    /**
     * Skips what is not a frame, up to the next complete one, or to {@code end} if none comes before it. Empty, and
     * nothing is skipped, if there is a complete frame by now: a server that writes meanwhile put it, and the next one
     * after it, where zeros were.
     */
    public Optional<DamagedRange.Unreadable> skipDamage(long end) throws IOException {
        long from = at;
        long to = nextWhole(end);
        // In this order: once a frame can be seen, those before it can be seen, too.
        if (to < end && isWholeAt(from, end)) {
            return Optional.empty();
        }
        at = to;
        return Optional.of(new DamagedRange.Unreadable(file, from, to));
    }

    /** Where the zeros at the end begin; its size if it does not end in zeros. */
    long zeros() throws IOException {
        long zeros = size();
        while (zeros > 0) {
            int length = (int) Math.min(zeros, 1 << 16);
            ByteBuffer bytes = bytes(zeros - length, length);
            for (int i = bytes.limit() - 1; i >= 0; i--) {
                if (bytes.get(i) != 0) {
                    return zeros - length + i + 1;
                }
            }
            zeros -= length;
        }
        return zeros;
    }

    private long nextWhole(long end) throws IOException {
        byte[] window = new byte[1 << 16];
        for (long from = at + 1; from + CommitFrame.HEADER <= end; from += window.length - CommitFrame.HEADER + 1) {
            ByteBuffer bytes = bytes(from, window.length);
            for (int i = 0; i + CommitFrame.HEADER <= bytes.limit(); i++) {
                if (bytes.getInt(i) == CommitFrame.MAGIC_VALUE && isWholeAt(from + i, end)) {
                    return from + i;
                }
            }
        }
        return end;
    }

    private boolean isWholeAt(long place, long size) throws IOException {
        Optional<Integer> claimed = CommitFrame.claimedLength(bytes(place, CommitFrame.HEADER));
        return claimed.isPresent()
                && size - place >= claimed.get()
                && CommitFrame.read(bytes(place, claimed.get()).array()).isPresent();
    }

    private ByteBuffer bytes(long from, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(length, Math.max(0, size() - from)));
        in.seek(from);
        while (bytes.hasRemaining()) {
            int read = in.read(bytes.array(), bytes.position(), bytes.remaining());
            if (read < 0) {
                break;
            }
            bytes.position(bytes.position() + read);
        }
        return bytes.flip();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
