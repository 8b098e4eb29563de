package dev.limpid.server.storage.local;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import dev.limpid.server.storage.segment.CommitFrame;
import dev.limpid.server.storage.segment.Fingerprint;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Writes {@link CommitFrame}s. It keeps its buffers for the next frame, since a commit of a few answers would otherwise spend
 * more on memory than on the answers. Mutable; for one thread.
 */
final class FrameWriter implements AutoCloseable {

    private static final int ZSTD_LEVEL = 1;
    /** Below this a body is not worth compressing. */
    private static final int SMALL = 256;
    /** The initial length of a buffer. */
    private static final int FIRST = 1 << 14;
    /** A longer buffer is replaced with the next frame that does not need one. */
    private static final int KEPT = 1 << 20;

    private final ZstdCompressCtx zstd = new ZstdCompressCtx().setLevel(ZSTD_LEVEL);
    private byte[] plain = new byte[0];
    private byte[] frame = new byte[0];

    /** How many bytes of a body an answer takes. */
    static int lengthOf(byte[] answer) {
        return Integer.BYTES + answer.length;
    }

    /**
     * The frame of these answers.
     *
     * @return a buffer whose content changes with the next call
     */
    ByteBuffer write(List<SegmentCommitter.Fresh> answers) {
        int length = 0;
        for (SegmentCommitter.Fresh answer : answers) {
            length += lengthOf(answer.bytes());
        }
        int bodyAt = CommitFrame.HEADER + answers.size() * Fingerprint.BYTES;
        plain = room(plain, length);
        frame = room(frame, bodyAt + Math.max(length, Math.toIntExact(Zstd.compressBound(length))));
        ByteBuffer body = ByteBuffer.wrap(plain);
        for (SegmentCommitter.Fresh answer : answers) {
            body.putInt(answer.bytes().length).put(answer.bytes());
        }
        int stored = length < SMALL
                ? length
                : zstd.compressByteArray(frame, bodyAt, frame.length - bodyAt, plain, 0, length);
        int codec = stored < length ? CommitFrame.ZSTD : CommitFrame.PLAIN;
        if (codec == CommitFrame.PLAIN) {
            stored = length;
            System.arraycopy(plain, 0, frame, bodyAt, length);
        }
        return head(answers, codec, length, stored);
    }

    private ByteBuffer head(List<SegmentCommitter.Fresh> answers, int codec, int length, int stored) {
        ByteBuffer out = ByteBuffer.wrap(frame);
        out.putInt(CommitFrame.MAGIC_VALUE).putInt(codec).putInt(answers.size());
        out.putInt(length).putInt(stored).putInt(0);
        for (SegmentCommitter.Fresh answer : answers) {
            out.putLong(answer.fingerprint().high())
                    .putLong(answer.fingerprint().low());
        }
        int end = out.position() + stored;
        out.putInt(CommitFrame.CHECKSUM, CommitFrame.checksum(frame, end));
        return out.position(0).limit(end);
    }

    private static byte[] room(byte[] kept, int needed) {
        return kept.length >= needed && (kept.length <= KEPT || needed > KEPT)
                ? kept
                : new byte[Math.max(needed, FIRST)];
    }

    @Override
    public void close() {
        zstd.close();
    }
}
