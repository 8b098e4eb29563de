package dev.limpid.server.http.message;

import dev.limpid.server.http.Refusals;
import dev.limpid.server.http.Response;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelProgressiveFuture;
import io.netty.channel.ChannelProgressiveFutureListener;
import io.netty.channel.ChannelProgressivePromise;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.stream.ChunkedNioFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.LongConsumer;

/**
 * Writes one answer: conditional requests, ranges, HEAD, and the headers that every answer has. Used by the
 * connection's event loop alone.
 */
@SuppressWarnings("FutureReturnValueIgnored") // the last of several writes reports the outcome of all
public final class ResponseWriter {

    private static final int CHUNK = 64 << 10;
    /** So few bytes are not counted: a refusal must always fit, above all when memory is full. */
    private static final int FREE_BYTES = 1 << 10;

    private final RequestHead request;
    private final boolean keepAlive;
    private final LongConsumer onProgress;
    private int status;

    /** @param onProgress called now and then with the number of bytes sent of a file */
    public ResponseWriter(RequestHead request, boolean keepAlive, LongConsumer onProgress) {
        this.request = request;
        this.keepAlive = keepAlive;
        this.onProgress = onProgress;
    }

    /** How much memory an answer uses while it is written. */
    public static long cost(Response answer) {
        if (answer.file().isPresent()) {
            return CHUNK;
        }
        return answer.body().length <= FREE_BYTES ? 0 : answer.body().length;
    }

    public static FullHttpResponse continueResponse() {
        return new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE, Unpooled.EMPTY_BUFFER);
    }

    /** The status that was sent. */
    public int status() {
        return status;
    }

    /** Writes the answer; the future completes when all of it was sent. */
    public ChannelFuture write(ChannelHandlerContext ctx, Response answer) {
        boolean conditional = answer.status() == 200 && !request.isUpload();
        String tag = conditional ? tag(answer) : "";
        if (conditional) {
            switch (Preconditions.of(request.headers(), tag)) {
                case NOT_MODIFIED -> {
                    return empty(ctx, answer, HttpResponseStatus.NOT_MODIFIED, tag);
                }
                case FAILED -> {
                    return write(
                            ctx,
                            Refusals.of(
                                    412,
                                    "precondition-failed",
                                    "the file at this address is not the one that If-Match names"));
                }
                case MET -> {}
            }
        }
        if (answer.file().isPresent()) {
            try {
                return writeFile(ctx, answer, answer.file().get(), tag);
            } catch (IOException e) {
                return write(
                        ctx, Refusals.of(500, "internal", "the server could not read a file that it has published"));
            }
        }
        ByteRange range = range(answer, tag, answer.body().length);
        status = range.status() == 200 ? answer.status() : range.status();
        ByteBuf body = request.isHead()
                ? Unpooled.EMPTY_BUFFER
                : Unpooled.wrappedBuffer(answer.body(), (int) range.from(), (int) range.length());
        FullHttpResponse response =
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(status), body);
        headers(response.headers(), answer, tag);
        range.contentRange().ifPresent(text -> response.headers().set(HttpHeaderNames.CONTENT_RANGE, text));
        response.headers().set(HttpHeaderNames.CONTENT_LENGTH, range.length());
        return ctx.writeAndFlush(response);
    }

    /** A file's tag comes with the response: a large file is not read only to compute its tag. */
    private static String tag(Response answer) {
        String given = answer.headers().getOrDefault("ETag", "");
        return given.isEmpty() && answer.file().isEmpty() ? EntityTag.of(answer.body()) : given;
    }

    /** The part that the request asks for, if it may have one. */
    private ByteRange range(Response answer, String tag, long size) {
        boolean partly = answer.status() == 200
                && answer.hasRanges()
                && request.isGet()
                && EntityTag.allowsRange(tag, request.headers().get("if-range"));
        return ByteRange.of(partly ? request.headers().get("range") : null, size);
    }

    private ChannelFuture writeFile(ChannelHandlerContext ctx, Response answer, Path file, String tag)
            throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        try {
            long size = channel.size();
            ByteRange range = range(answer, tag, size);
            status = range.status();
            DefaultHttpResponse response =
                    new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(range.status()));
            headers(response.headers(), answer, tag);
            response.headers().set(HttpHeaderNames.ACCEPT_RANGES, "bytes");
            range.contentRange().ifPresent(text -> response.headers().set(HttpHeaderNames.CONTENT_RANGE, text));
            response.headers().set(HttpHeaderNames.CONTENT_LENGTH, range.length());
            if (request.isHead() || range.length() == 0) {
                channel.close();
                ctx.write(response);
                return ctx.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT);
            }
            ChunkedNioFile chunks = new ChunkedNioFile(channel, range.from(), range.length(), CHUNK);
            ctx.write(response);
            ChannelProgressivePromise promise = ctx.newProgressivePromise();
            promise.addListener(new Progress());
            ctx.write(chunks, promise);
            return ctx.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT);
        } catch (IOException | RuntimeException | Error e) {
            channel.close();
            throw e;
        }
    }

    /** Reports progress, so that a slow reader of a large file is not cut off while it keeps up the required pace. */
    private final class Progress implements ChannelProgressiveFutureListener {

        @Override
        public void operationProgressed(ChannelProgressiveFuture future, long progress, long total) {
            onProgress.accept(progress);
        }

        @Override
        public void operationComplete(ChannelProgressiveFuture future) {
            if (!future.isSuccess()) {
                future.channel().close();
            }
        }
    }

    private ChannelFuture empty(ChannelHandlerContext ctx, Response answer, HttpResponseStatus code, String tag) {
        status = code.code();
        FullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, code, Unpooled.EMPTY_BUFFER);
        headers(response.headers(), answer, tag);
        return ctx.writeAndFlush(response);
    }

    private void headers(HttpHeaders headers, Response answer, String tag) {
        headers.set(HttpHeaderNames.CONTENT_TYPE, answer.contentType());
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Referrer-Policy", "no-referrer");
        if (!tag.isEmpty()) {
            headers.set(HttpHeaderNames.ETAG, tag);
        }
        answer.headers().forEach(headers::set);
        headers.set(HttpHeaderNames.CONNECTION, keepAlive ? "keep-alive" : "close");
    }
}
