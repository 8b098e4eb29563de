package dev.limpid.server.relay;

import dev.limpid.protocol.oblivious.MediaTypes;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.pool.AbstractChannelPoolHandler;
import io.netty.channel.pool.ChannelHealthChecker;
import io.netty.channel.pool.FixedChannelPool;
import io.netty.channel.pool.FixedChannelPool.AcquireTimeoutAction;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.GenericFutureListener;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Brings messages to one gateway over connections that are kept: a message takes whichever is free, so that no connection
 * belongs to a sender. A message is sent once; whoever sent it sends it anew if nothing came back. Safe for use by many
 * threads.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a write, release or close that fails ends in the connection's end
final class Forwarder implements AutoCloseable {

    /** Sooner than a server hangs up on a connection that does nothing. */
    private static final int IDLE_SECONDS = 20;

    private static final int CONNECT_MILLIS = 10_000;
    private static final int WAIT_MILLIS = 10_000;
    private static final int LONGEST_REPLY = 16 << 10;

    /** What every relay says with every message: a relay takes nothing from another, which may be itself. */
    static final String VIA = "1.1 limpid-relay";

    /** What a gateway may take from a message to the last byte of its reply. */
    static final Duration WHOLE_REPLY = Duration.ofSeconds(30);

    private final RelayConfig.Destination to;
    private final String host;
    private final String path;
    private final FixedChannelPool pool;
    private final NameLookup names;
    private final Duration wholeReply;
    private final AtomicInteger underWay = new AtomicInteger();

    Forwarder(RelayConfig.Destination to, EventLoopGroup loops) throws IOException {
        this(to, loops, InetAddress::getAllByName, WHOLE_REPLY);
    }

    Forwarder(RelayConfig.Destination to, EventLoopGroup loops, NameLookup.Names names, Duration wholeReply)
            throws IOException {
        this.to = to;
        this.names = new NameLookup(names);
        this.wholeReply = wholeReply;
        URI url = to.url();
        boolean secure = "https".equals(url.getScheme());
        int port = url.getPort() >= 0 ? url.getPort() : secure ? 443 : 80;
        this.host = url.getPort() >= 0 ? url.getHost() + ":" + port : url.getHost();
        String given = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        this.path = given.length() > 1 && given.endsWith("/") ? given.substring(0, given.length() - 1) : given;
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
                fill(channel.pipeline(), tls, channel, url.getHost(), port);
            }
        };
        this.pool = new FixedChannelPool(
                bootstrap,
                opened,
                ChannelHealthChecker.ACTIVE,
                AcquireTimeoutAction.FAIL,
                WAIT_MILLIS,
                to.connections(),
                Math.max(1, to.waiting()));
    }

    private static void fill(
            ChannelPipeline pipeline, Optional<SslContext> tls, Channel channel, String host, int port) {
        tls.ifPresent(context -> pipeline.addLast(context.newHandler(channel.alloc(), host, port)));
        pipeline.addLast(new IdleStateHandler(0, 0, IDLE_SECONDS));
        pipeline.addLast(new HttpClientCodec());
        pipeline.addLast(new HttpObjectAggregator(LONGEST_REPLY));
        pipeline.addLast(new Waiting());
    }

    /** How many messages are on their way or wait. */
    int underWay() {
        return underWay.get();
    }

    /** Whether no message more can wait. */
    boolean isFull() {
        return underWay.get() >= to.connections() + to.waiting();
    }

    /** Brings a message; the stage fails if the gateway cannot be reached, or has no room. */
    CompletionStage<Reply> bring(byte[] message) {
        underWay.incrementAndGet();
        CompletableFuture<Reply> reply = new CompletableFuture<>();
        GenericFutureListener<Future<Channel>> acquired = future -> {
            if (future.isSuccess()) {
                send(future.getNow(), message, reply);
            } else {
                reply.completeExceptionally(future.cause());
            }
        };
        pool.acquire().addListener(acquired);
        return reply.whenComplete((answer, failure) -> underWay.decrementAndGet());
    }

    private void send(Channel channel, byte[] message, CompletableFuture<Reply> reply) {
        channel.eventLoop().execute(() -> {
            CompletableFuture<Reply> here = new CompletableFuture<>();
            // A gateway that says a byte now and then is never idle, and would keep the connection for ever.
            Future<?> late =
                    channel.eventLoop().schedule(() -> channel.close(), wholeReply.toMillis(), TimeUnit.MILLISECONDS);
            here.whenComplete((answer, failure) -> {
                late.cancel(false);
                pool.release(channel);
                if (failure == null) {
                    reply.complete(answer);
                } else {
                    reply.completeExceptionally(failure);
                }
            });
            channel.pipeline().get(Waiting.class).begin(here);
            channel.writeAndFlush(request(message)).addListener(written -> {
                if (!written.isSuccess()) {
                    channel.close();
                    here.completeExceptionally(written.cause());
                }
            });
        });
    }

    /** Nothing of the one that was received is in it but the message. */
    private FullHttpRequest request(byte[] message) {
        FullHttpRequest request = new DefaultFullHttpRequest(
                HttpVersion.HTTP_1_1, HttpMethod.POST, path, Unpooled.wrappedBuffer(message));
        request.headers()
                .set(HttpHeaderNames.HOST, host)
                .set(HttpHeaderNames.VIA, VIA)
                .set(HttpHeaderNames.CONTENT_TYPE, MediaTypes.REQUEST)
                .setInt(HttpHeaderNames.CONTENT_LENGTH, message.length);
        to.secret().ifPresent(secret -> request.headers().set(HttpHeaderNames.AUTHORIZATION, "Bearer " + secret));
        return request;
    }

    @Override
    public void close() {
        pool.closeAsync().awaitUninterruptibly(1, TimeUnit.SECONDS);
        names.close();
    }
}
