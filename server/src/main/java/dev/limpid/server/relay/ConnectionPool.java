package dev.limpid.server.relay;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.pool.AbstractChannelPoolHandler;
import io.netty.channel.pool.ChannelHealthChecker;
import io.netty.channel.pool.FixedChannelPool;
import io.netty.channel.pool.FixedChannelPool.AcquireTimeoutAction;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.GenericFutureListener;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Sends requests to one server over a pool of connections: a request takes any free one, so that no connection belongs
 * to a sender. A request is sent once; its sender sends it again if no reply arrives. Safe for use by many threads: the
 * open requests are counted atomically, and each connection belongs to its event loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a write, release or close that fails ends in the connection's end
final class ConnectionPool implements AutoCloseable {

    /**
     * The {@code Via} header of every relay's requests: a relay accepts nothing from another relay, which can be
     * itself.
     */
    static final String VIA = "1.1 limpid-relay";

    /** Shorter than the time after which servers close an idle connection. */
    private static final int IDLE_SECONDS = 20;

    private static final int CONNECT_MILLIS = 10_000;
    private static final int WAIT_MILLIS = 10_000;

    private final String host;
    private final int places;
    private final FixedChannelPool pool;
    private final NameLookup names;
    private final Duration wholeReply;
    private final AtomicInteger inFlight = new AtomicInteger();

    /**
     * Starts without connections.
     *
     * @param most how many connections may be open at once
     * @param waiting how many further requests may wait
     * @param longestReply the longest body that is accepted
     * @param wholeReply how long a request may take until the last byte of its reply
     */
    ConnectionPool(
            URI url,
            EventLoopGroup loops,
            NameLookup.Names names,
            int most,
            int waiting,
            int longestReply,
            Duration wholeReply)
            throws IOException {
        this.names = new NameLookup(names);
        this.wholeReply = wholeReply;
        this.places = most + waiting;
        boolean secure = "https".equals(url.getScheme());
        int port = url.getPort() >= 0 ? url.getPort() : secure ? 443 : 80;
        this.host = url.getPort() >= 0 ? url.getHost() + ":" + port : url.getHost();
        Optional<SslContext> tls = secure
                ? Optional.of(SslContextBuilder.forClient()
                        .endpointIdentificationAlgorithm("HTTPS")
                        .protocols("TLSv1.3", "TLSv1.2")
                        .build())
                : Optional.empty();
        Bootstrap bootstrap = new Bootstrap()
                .group(loops)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
                .option(ChannelOption.TCP_NODELAY, true)
                .resolver(this.names)
                .remoteAddress(url.getHost(), port);
        AbstractChannelPoolHandler opened = new AbstractChannelPoolHandler() {
            @Override
            public void channelCreated(Channel channel) {
                fill(channel.pipeline(), tls, channel, url.getHost(), port, longestReply);
            }
        };
        this.pool = new FixedChannelPool(
                bootstrap,
                opened,
                ChannelHealthChecker.ACTIVE,
                AcquireTimeoutAction.FAIL,
                WAIT_MILLIS,
                most,
                Math.max(1, waiting));
    }

    private static void fill(
            ChannelPipeline pipeline,
            Optional<SslContext> tls,
            Channel channel,
            String host,
            int port,
            int longestReply) {
        tls.ifPresent(context -> pipeline.addLast(context.newHandler(channel.alloc(), host, port)));
        pipeline.addLast(new IdleStateHandler(0, 0, IDLE_SECONDS));
        pipeline.addLast(new HttpClientCodec());
        pipeline.addLast(new HttpObjectAggregator(longestReply));
        pipeline.addLast(new ReplyHandler());
    }

    /** How many requests are being sent or wait. */
    int inFlight() {
        return inFlight.get();
    }

    /** Whether no further request can wait. */
    boolean isFull() {
        return inFlight.get() >= places;
    }

    /**
     * Sends a request; the stage fails if the server cannot be reached or has no room.
     *
     * @param request makes the request; only the headers {@code Host} and {@code Via} are added
     */
    CompletionStage<Reply> send(Supplier<FullHttpRequest> request) {
        inFlight.incrementAndGet();
        CompletableFuture<Reply> reply = new CompletableFuture<>();
        send(request, reply, true);
        return reply.whenComplete((answer, failure) -> inFlight.decrementAndGet());
    }

    private void send(Supplier<FullHttpRequest> request, CompletableFuture<Reply> reply, boolean again) {
        GenericFutureListener<Future<Channel>> acquired = future -> {
            if (future.isSuccess()) {
                send(future.getNow(), request, reply, again);
            } else {
                reply.completeExceptionally(future.cause());
            }
        };
        pool.acquire().addListener(acquired);
    }

    /** @param again whether to try another connection if this one has closed since the pool checked it */
    private void send(Channel channel, Supplier<FullHttpRequest> asked, CompletableFuture<Reply> reply, boolean again) {
        CompletableFuture<Reply> here = new CompletableFuture<>();
        here.whenComplete((answer, failure) -> {
            pool.release(channel);
            if (failure == null) {
                reply.complete(answer);
            } else {
                reply.completeExceptionally(failure);
            }
        });
        try {
            channel.eventLoop().execute(() -> {
                if (!channel.isActive() && again) {
                    pool.release(channel);
                    send(asked, reply, false); // nothing of it was sent
                } else if (!channel.isActive()) {
                    here.completeExceptionally(new IOException("it disconnected"));
                } else {
                    send(channel, asked, here);
                }
            });
        } catch (RejectedExecutionException e) { // the event loop is ending
            here.completeExceptionally(e);
        }
    }

    /** On the channel's event loop: sends the request, or completes the reply with the reason why it cannot be sent. */
    private void send(Channel channel, Supplier<FullHttpRequest> asked, CompletableFuture<Reply> reply) {
        try {
            FullHttpRequest request = asked.get();
            // A server that sends a byte now and then is never idle, and would keep the connection for ever.
            Future<?> late =
                    channel.eventLoop().schedule(() -> channel.close(), wholeReply.toMillis(), TimeUnit.MILLISECONDS);
            reply.whenComplete((answer, failure) -> late.cancel(false));
            channel.pipeline().get(ReplyHandler.class).begin(reply);
            request.headers().set(HttpHeaderNames.HOST, host).set(HttpHeaderNames.VIA, VIA);
            channel.writeAndFlush(request).addListener(written -> {
                if (!written.isSuccess()) {
                    channel.close();
                    reply.completeExceptionally(written.cause());
                }
            });
        } catch (Throwable e) { // netty would only log it: the sender would wait, and the pool would lose a connection
            channel.close();
            reply.completeExceptionally(e);
        }
    }

    @Override
    public void close() {
        pool.closeAsync().awaitUninterruptibly(1, TimeUnit.SECONDS);
        names.close();
    }
}
