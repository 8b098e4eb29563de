package dev.limpid.server.http.front;

import dev.limpid.server.http.message.StrictRequestDecoder;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Hands over what arrives on a connection, one message after another and only while it is wanted. What came too early
 * waits here: bytes until the first line has ended, bytes that the decoder has not read, and the one message at most
 * that it made together with the head of a request that was answered at once. It reads from the connection only while
 * something is wanted, so no more waits than was read at once.
 *
 * <p>{@link HttpConnection} inherits from it instead of using it, since a connection that has sent nothing would hold one
 * more object otherwise. Mutable; used by the connection's event loop only.
 */
abstract class ArrivingMessages extends ChannelInboundHandlerAdapter {

    /** Null once it is complete, and the pipeline reads requests. */
    private @Nullable FirstLine firstLine = new FirstLine();
    /** Null until the first line is complete. */
    private @Nullable StrictRequestDecoder decoder;
    /** What came with a head that was answered at once; null until that happens. */
    private @Nullable Queue<Object> waiting;

    /** Whether the next message can be handled now. */
    abstract boolean isListening();

    /** Handles a message, and releases it. */
    abstract void handle(ChannelHandlerContext ctx, Object message);

    @Override
    public abstract void exceptionCaught(ChannelHandlerContext ctx, Throwable cause);

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) throws Exception {
        FirstLine line = firstLine;
        if (line != null) {
            Optional<ByteBuf> begun = line.add((ByteBuf) message);
            if (begun.isPresent()) {
                firstLine = null;
                decode(ctx, begun.get());
            }
        } else if (isListening() && isNothingWaiting()) {
            handle(ctx, message);
        } else {
            Queue<Object> early = waiting == null ? new ArrayDeque<>() : waiting;
            early.add(message);
            waiting = early;
        }
    }

    private void decode(ChannelHandlerContext ctx, ByteBuf begun) throws Exception {
        StrictRequestDecoder made;
        try {
            made = HttpFront.addDecoder(ctx, this::isListening);
        } catch (Throwable e) {
            begun.release(); // nobody else knows of it, also if there was no memory for the decoder
            throw e;
        }
        decoder = made;
        made.channelRead(ctx.pipeline().context(made), begun);
    }

    private boolean isNothingWaiting() {
        return waiting == null || waiting.isEmpty();
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        if (isListening()) {
            ctx.read();
        }
    }

    /** Hands over what waits, now that more is wanted, and then reads from the connection. */
    void readOn(ChannelHandlerContext ctx) {
        Queue<Object> early = waiting;
        while (early != null && isListening() && !early.isEmpty()) {
            handle(ctx, early.remove());
        }
        StrictRequestDecoder known = decoder;
        ChannelHandlerContext decoding = known == null ? null : ctx.pipeline().context(known);
        if (known == null || decoding == null || known.isDecoding()) {
            return; // the connection has ended; or the decoder reads on by itself, and whoever called it reads from the
            // connection
        }
        try {
            if (isListening()) {
                known.resume(decoding);
            }
        } catch (Exception e) {
            exceptionCaught(ctx, e);
            return;
        }
        if (isListening()) {
            ctx.read();
        }
    }

    /** How many bytes of memory hold what the decoder has not read. */
    int waitingBytes() {
        StrictRequestDecoder known = decoder;
        return known == null ? 0 : known.waitingBytes();
    }

    /** Releases what waits, since the connection has ended. */
    void releaseWaiting() {
        Queue<Object> early = waiting;
        if (early != null) {
            early.forEach(ReferenceCountUtil::release);
            early.clear();
        }
    }
}
