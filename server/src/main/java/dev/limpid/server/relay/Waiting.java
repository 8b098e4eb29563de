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

/** One connection to a server: one request at a time, and who waits for its answer. Used by the connection's event loop. */
@SuppressWarnings("FutureReturnValueIgnored") // a close that fails ends in channelInactive
final class Waiting extends SimpleChannelInboundHandler<FullHttpResponse> {

    private @Nullable CompletableFuture<Reply> asked;

    /** The next answer is for this request. */
    void begin(CompletableFuture<Reply> reply) {
        asked = reply;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, FullHttpResponse response) {
        if (response.status().codeClass() == HttpStatusClass.INFORMATIONAL) {
            return; // a proxy's hint; what the server says is still to come
        }
        CompletableFuture<Reply> reply = asked;
        asked = null;
        byte[] body = new byte[response.content().readableBytes()];
        response.content().readBytes(body);
        if (!HttpUtil.isKeepAlive(response) || response.decoderResult().isFailure()) {
            ctx.close();
        }
        if (reply == null) {
            ctx.close(); // an answer that nobody asked for
        } else if (response.decoderResult().isFailure()) {
            reply.completeExceptionally(new IOException("it answered no HTTP"));
        } else {
            reply.complete(new Reply(
                    response.status().code(), response.headers().get(HttpHeaderNames.CONTENT_TYPE, ""), body));
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof IdleStateEvent) {
            ctx.close(); // a server that is too slow, or a connection that nobody needs
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        fail(new IOException("it hung up"));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        fail(cause);
        ctx.close();
    }

    private void fail(Throwable why) {
        CompletableFuture<Reply> reply = asked;
        asked = null;
        if (reply != null) {
            reply.completeExceptionally(why);
        }
    }
}
