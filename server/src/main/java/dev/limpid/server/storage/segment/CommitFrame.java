package dev.limpid.server.storage.segment;

import com.github.luben.zstd.Zstd;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * The answers of one commit, as they are stored in a segment: completely or not at all.
 * <pre>
 *   +0  magic          4   "LPA1", big-endian like all that follows
 *   +4  codec          4   0 plain, 1 zstd
 *   +8  count          4   how many answers
 *  +12  plain length   4   of the body before compression
 *  +16  stored length  4   of the body as it is stored
 *  +20  checksum       4   CRC-32C of the bytes +0 to +20 and of all that follows
 *  +24  fingerprints  16 each, in the order of the answers
 *       body               per answer: length (4), bytes
 * </pre>
 * The fingerprints are not compressed, so that a week's index can be made without unpacking anything.
 */
public final class CommitFrame {

    /** How many bytes a frame has before its fingerprints. */
    public static final int HEADER = 24;
    /** The longest body, before compression; one answer is always allowed. */
    public static final int MAX_PLAIN = 16 << 20;

    /** The first four bytes of each frame. */
    public static final int MAGIC_VALUE = 0x4C504131;

    private static final int CODEC = 4;
    private static final int COUNT = 8;
    private static final int PLAIN_LENGTH = 12;
    private static final int STORED_LENGTH = 16;
    /** Where its checksum is. */
    public static final int CHECKSUM = 20;

    /** The codec of a body that is not compressed. */
    public static final int PLAIN = 0;
    /** The codec of a compressed body. */
    public static final int ZSTD = 1;

    private CommitFrame() {}

    /** How many bytes the frame that begins here claims to have, or empty if no frame begins here. */
    static Optional<Integer> claimedLength(ByteBuffer header) {
        int at = header.position();
        if (header.remaining() < HEADER || header.getInt(at) != MAGIC_VALUE) {
            return Optional.empty();
        }
        int codec = header.getInt(at + CODEC);
        int count = header.getInt(at + COUNT);
        int plain = header.getInt(at + PLAIN_LENGTH);
        int stored = header.getInt(at + STORED_LENGTH);
        boolean possible = (codec == PLAIN || codec == ZSTD)
                && count > 0
                && plain > 0
                && stored > 0
                && stored <= plain
                && (long) count * Integer.BYTES <= plain
                && plain <= MAX_PLAIN * 2;
        return possible ? Optional.of(HEADER + count * Fingerprint.BYTES + stored) : Optional.empty();
    }

    /** The answers in a complete frame, or empty if its checksum or its shape is wrong. */
    static Optional<List<byte[]>> read(byte[] frame) {
        ByteBuffer in = ByteBuffer.wrap(frame);
        Optional<Integer> claimed = claimedLength(in);
        if (claimed.isEmpty() || claimed.get() != frame.length) {
            return Optional.empty();
        }
        if (in.getInt(CHECKSUM) != checksum(frame, frame.length)) {
            return Optional.empty();
        }
        int plainLength = in.getInt(PLAIN_LENGTH);
        int bodyAt = HEADER + in.getInt(COUNT) * Fingerprint.BYTES;
        ByteBuffer body;
        if (in.getInt(CODEC) == ZSTD) {
            byte[] plain = new byte[plainLength];
            long got = Zstd.decompressByteArray(plain, 0, plainLength, frame, bodyAt, frame.length - bodyAt);
            if (got != plainLength) {
                return Optional.empty();
            }
            body = ByteBuffer.wrap(plain);
        } else {
            body = in.position(bodyAt).slice();
        }
        return split(body, in.getInt(COUNT));
    }

    /** How many answers are in the frame that begins here. */
    static int answers(ByteBuffer header) {
        return header.getInt(header.position() + COUNT);
    }

    /** How many bytes of fingerprints follow the header of a frame that begins here. */
    static int fingerprintBytes(ByteBuffer header) {
        return answers(header) * Fingerprint.BYTES;
    }

    private static Optional<List<byte[]>> split(ByteBuffer body, int count) {
        List<byte[]> answers = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int length = body.remaining() < Integer.BYTES ? -1 : body.getInt();
            if (length < 0 || length > body.remaining()) {
                return Optional.empty();
            }
            byte[] answer = new byte[length];
            body.get(answer);
            answers.add(answer);
        }
        return body.hasRemaining() ? Optional.empty() : Optional.of(answers);
    }

    /** The checksum of the frame that consists of the first {@code length} bytes of an array. */
    public static int checksum(byte[] frame, int length) {
        CRC32C crc = new CRC32C();
        crc.update(frame, 0, CHECKSUM);
        crc.update(frame, HEADER, length - HEADER);
        return (int) crc.getValue();
    }
}
