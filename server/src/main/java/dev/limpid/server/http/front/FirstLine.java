package dev.limpid.server.http.front;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Arrays;
import java.util.Optional;

/**
 * The first bytes of a connection, until its first line ends. The handlers that read requests and write answers are
 * created only then. So a connection that has sent nothing, or an occasional byte, takes little memory, and the collector
 * copies little when thousands of them are opened at once. It judges nothing: the decoder reads every byte, and at once if
 * the first one cannot begin a request, since it refuses some of those before a line ends. Used only by the
 * connection's event loop.
 */
final class FirstLine {

    /** Most first lines are shorter; longer ones are for the decoder, which has its own limit. */
    static final int MOST_BYTES = 256;

    private static final byte[] NONE = {};

    private byte[] begun = NONE;

    /**
     * Adds bytes that have arrived, and takes over the buffer.
     *
     * @return all bytes so far, for the caller to release, once the first line has ended, is longer than most are, or
     *     begins with a byte that begins no request
     */
    Optional<ByteBuf> add(ByteBuf arrived) {
        int known = begun.length;
        int added = arrived.readableBytes();
        boolean isEnough = arrived.bytesBefore((byte) '\n') >= 0
                || known + added > MOST_BYTES
                || (known == 0 && added > 0 && !isVisible(arrived.getByte(arrived.readerIndex())));
        if (isEnough && known == 0) {
            return Optional.of(arrived);
        }
        try {
            begun = Arrays.copyOf(begun, known + added);
            arrived.readBytes(begun, known, added);
        } finally {
            arrived.release();
        }
        return isEnough ? Optional.of(Unpooled.wrappedBuffer(begun)) : Optional.empty();
    }

    /** Every method begins with a visible ASCII character (RFC 9110, 5.6.2 and 9.1). */
    private static boolean isVisible(byte first) {
        return first > ' ' && first < 0x7f;
    }
}
