package dev.limpid.server.relay;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.timeout.IdleStateEvent;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Reads the replies on one connection to a server, one request at a time. Used by the connection's event loop. */
@SuppressWarnings("FutureReturnValueIgnored") // a close that fails ends in channelInactive
final class ReplyHandler extends SimpleChannelInboundHandler<FullHttpResponse> {

    private @Nullable CompletableFuture<Reply> pending;

    /** Completes this future with the next reply. */
    void begin(CompletableFuture<Reply> reply) {
        pending = reply;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, FullHttpResponse response) {
        if (response.status().codeClass() == HttpStatusClass.INFORMATIONAL) {
            return; // an interim response; the server's final one is still to come
        }
        CompletableFuture<Reply> reply = pending;
        pending = null;
        byte[] body = new byte[response.content().readableBytes()];
        response.content().readBytes(body);
        if (!HttpUtil.isKeepAlive(response) || response.decoderResult().isFailure()) {
            ctx.close();
        }
        if (reply == null) {
            ctx.close(); // a reply without a request
        } else if (response.decoderResult().isFailure()) {
            reply.completeExceptionally(new IOException("its answer is not HTTP"));
        } else {
            reply.complete(new Reply(
                    response.status().code(), response.headers().get(HttpHeaderNames.CONTENT_TYPE, ""), body));
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof IdleStateEvent) {
            ctx.close(); // the server is too slow, or the connection is idle
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        fail(new IOException("it disconnected"));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        fail(cause);
        ctx.close();
    }

    private void fail(Throwable why) {
        CompletableFuture<Reply> reply = pending;
        pending = null;
        if (reply != null) {
            reply.completeExceptionally(why);
        }
    }
}
