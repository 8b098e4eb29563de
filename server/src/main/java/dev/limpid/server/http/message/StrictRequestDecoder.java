package dev.limpid.server.http.message;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpHeadersFactory;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Reads requests, and marks ambiguous ones as failed: lines that end with LF alone or contain CR alone, folded lines
 * (RFC 9112, 2.2 and 5.2), and request lines whose parts are not separated by exactly one space (3). Netty would repair
 * them; a proxy in front may repair them differently.
 *
 * <p>It never reads ahead: while a request is answered, what was sent after it stays as bytes, which need less than a
 * tenth of the memory of the objects that are made from them. {@link #resume} continues.
 *
 * <p>Used by the connection's event loop alone.
 */
public final class StrictRequestDecoder extends HttpRequestDecoder {

    private static final int LINE_BYTES = 4096;
    private static final int HEADER_BYTES = 8192;
    /** Browsers and proxies send some twenty. A line of three bytes takes more than thirty times as many in memory. */
    private static final int HEADER_LINES = 100;

    private static final int CHUNK_BYTES = 16 << 10;

    private final BooleanSupplier isWanted;
    private boolean decoding;
    private boolean inHead = true;
    /** Whether the request line has begun; empty lines before it are ignored. */
    private boolean begun;

    private boolean inRequestLine = true;
    private boolean odd;
    private byte before = '\n';

    /** @param isWanted whether what comes next can be handled now; asked before each part of a request */
    public StrictRequestDecoder(BooleanSupplier isWanted) {
        super(new HttpDecoderConfig()
                .setMaxInitialLineLength(LINE_BYTES)
                .setMaxHeaderSize(HEADER_BYTES)
                .setMaxChunkSize(CHUNK_BYTES)
                .setHeadersFactory(new FewHeaders()));
        this.isWanted = isWanted;
    }

    /** Whether it is handing over what it read, and so reads on by itself. */
    public boolean isDecoding() {
        return decoding;
    }

    /** How many bytes of memory hold what has arrived and was not read: a whole buffer, also if a part of it was. */
    public int waitingBytes() {
        ByteBuf held = internalBuffer();
        return held.isReadable() ? held.capacity() : 0;
    }

    /** Reads on in the bytes that have arrived, after what came before them was not wanted for a while. */
    public void resume(ChannelHandlerContext ctx) throws Exception {
        channelRead(ctx, Unpooled.EMPTY_BUFFER);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) throws Exception {
        decoding = true;
        try {
            super.channelRead(ctx, message);
        } finally {
            decoding = false;
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) throws Exception {
        decoding = true;
        super.channelInactive(ctx);
    }

    /** Netty's would read more from the connection whenever nothing was handed over, even while nothing is wanted. */
    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        discardSomeReadBytes();
        ctx.fireChannelReadComplete();
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) throws Exception {
        if (!isWanted.getAsBoolean()) {
            return;
        }
        int from = in.readerIndex();
        int known = out.size();
        super.decode(ctx, in, out); // one call never reads beyond the end of a head
        if (inHead) {
            odd |= isOdd(in, from, in.readerIndex());
        }
        for (int i = known; i < out.size(); i++) {
            if (out.get(i) instanceof HttpRequest request) {
                inHead = false;
                if (odd && request.decoderResult().isSuccess()) {
                    request.setDecoderResult(DecoderResult.failure(new IllegalArgumentException(
                            "the head has a folded line, or one with wrong spaces or line ends")));
                }
            }
            if (out.get(i) instanceof LastHttpContent) {
                inHead = true;
                begun = false;
                inRequestLine = true;
                odd = false;
                before = '\n';
            }
        }
    }

    private boolean isOdd(ByteBuf in, int from, int to) {
        boolean found = false;
        for (int i = from; i < to; i++) {
            byte now = in.getByte(i);
            found |= before == '\r' && now != '\n';
            found |= now == '\n' && before != '\r';
            found |= before == '\n' && (now == ' ' || now == '\t');
            begun |= now != '\r' && now != '\n';
            if (inRequestLine && begun) {
                found |= isOddInRequestLine(now);
                inRequestLine = now != '\n';
            }
            before = now;
        }
        return found;
    }

    private boolean isOddInRequestLine(byte now) {
        boolean space = now == ' ' && before == ' ';
        boolean control = now >= 0 && now < ' ' && now != '\r' && now != '\n';
        return space || control;
    }

    /** Netty accepts the version in lower case, but it must be in capitals (RFC 9112, 2.3). */
    @Override
    protected HttpMessage createMessage(String[] initialLine) throws Exception {
        odd |= !initialLine[2].startsWith("HTTP/");
        return super.createMessage(initialLine);
    }

    /** A length in addition to chunks is the classic way to smuggle a request past a proxy. */
    @Override
    protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
        throw new IllegalArgumentException("a Transfer-Encoding and a Content-Length, expected one of them");
    }

    private static final class FewHeaders implements HttpHeadersFactory {
        @Override
        public HttpHeaders newHeaders() {
            return new DefaultHttpHeaders() {
                private int lines;

                @Override
                public HttpHeaders add(String name, Object value) {
                    count();
                    return super.add(name, value);
                }

                @Override
                public HttpHeaders add(CharSequence name, Object value) {
                    count();
                    return super.add(name, value);
                }

                private void count() {
                    lines++;
                    if (lines > HEADER_LINES) {
                        throw new TooLongHttpHeaderException(
                                "the head has more than " + HEADER_LINES + " header lines");
                    }
                }
            };
        }

        @Override
        public HttpHeaders newEmptyHeaders() {
            return newHeaders();
        }
    }
}
