package dev.limpid.server.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Writes one answer: conditional requests, ranges of files, HEAD, and the headers that every answer has. */
@SuppressWarnings("FutureReturnValueIgnored") // of several writes the last one tells how all went
final class AnswerWriter {

    private static final int CHUNK = 64 << 10;

    private final RequestHead request;
    private final boolean keepAlive;
    private final Runnable onProgress;
    private int status;

    AnswerWriter(RequestHead request, boolean keepAlive, Runnable onProgress) {
        this.request = request;
        this.keepAlive = keepAlive;
        this.onProgress = onProgress;
    }

    static FullHttpResponse goOn() {
        return new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE, Unpooled.EMPTY_BUFFER);
    }

    /** The status that was sent in the end. */
    int status() {
        return status;
    }

    /** Writes the answer; the future completes when all of it went out. */
    ChannelFuture write(ChannelHandlerContext ctx, Answer answer) {
        status = answer.status();
        if (answer.file().isPresent()) {
            try {
                return writeFile(ctx, answer, answer.file().get());
            } catch (IOException e) {
                return write(ctx, Refusals.of(500, "internal", "the server could not read what it has published"));
            }
        }
        boolean plain = answer.status() == 200 && !request.isUpload();
        String tag = plain ? answer.headers().getOrDefault("ETag", EntityTag.of(answer.body())) : "";
        if (plain && EntityTag.matches(tag, request.headers().get("if-none-match"))) {
            return notModified(ctx, answer, tag);
        }
        ByteBuf body = request.isHead() ? Unpooled.EMPTY_BUFFER : Unpooled.wrappedBuffer(answer.body());
        FullHttpResponse response =
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(answer.status()), body);
        headers(response.headers(), answer, tag);
        response.headers().set(HttpHeaderNames.CONTENT_LENGTH, answer.body().length);
        return ctx.writeAndFlush(response);
    }

    private ChannelFuture writeFile(ChannelHandlerContext ctx, Answer answer, Path file) throws IOException {
        String tag = answer.headers().getOrDefault("ETag", EntityTag.of(file));
        if (EntityTag.matches(tag, request.headers().get("if-none-match"))) {
            return notModified(ctx, answer, tag);
        }
        long size = Files.size(file);
        ByteRange range = ByteRange.of(request.headers().get("range"), size);
        status = range.status();
        DefaultHttpResponse response =
                new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(range.status()));
        headers(response.headers(), answer, tag);
        response.headers().set(HttpHeaderNames.ACCEPT_RANGES, "bytes");
        range.contentRange().ifPresent(text -> response.headers().set(HttpHeaderNames.CONTENT_RANGE, text));
        response.headers().set(HttpHeaderNames.CONTENT_LENGTH, range.length());
        if (request.isHead() || range.length() == 0) {
            ctx.write(response);
            return ctx.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT);
        }
        ChunkedNioFile chunks = new ChunkedNioFile(
                FileChannel.open(file, StandardOpenOption.READ), range.from(), range.length(), CHUNK);
        ctx.write(response);
        ChannelProgressivePromise promise = ctx.newProgressivePromise();
        promise.addListener(new Progress());
        ctx.write(chunks, promise);
        return ctx.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT);
    }

    /** A reader that takes some of a large file now and then is slow, but not too slow. */
    private final class Progress implements ChannelProgressiveFutureListener {

        @Override
        public void operationProgressed(ChannelProgressiveFuture future, long progress, long total) {
            onProgress.run();
        }

        @Override
        public void operationComplete(ChannelProgressiveFuture future) {
            if (!future.isSuccess()) {
                future.channel().close().addListener(ChannelFutureListener.CLOSE);
            }
        }
    }

    private ChannelFuture notModified(ChannelHandlerContext ctx, Answer answer, String tag) {
        status = HttpResponseStatus.NOT_MODIFIED.code();
        FullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, HttpResponseStatus.NOT_MODIFIED, Unpooled.EMPTY_BUFFER);
        headers(response.headers(), answer, tag);
        return ctx.writeAndFlush(response);
    }

    private void headers(HttpHeaders headers, Answer answer, String tag) {
        headers.set(HttpHeaderNames.CONTENT_TYPE, answer.contentType());
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Referrer-Policy", "no-referrer");
        if (!tag.isEmpty()) {
            headers.set(HttpHeaderNames.ETAG, tag);
        }
        answer.headers().forEach(headers::set);
        if (!keepAlive) {
            headers.set(HttpHeaderNames.CONNECTION, "close");
        } else {
            headers.set(HttpHeaderNames.CONNECTION, "keep-alive");
        }
    }
}
