package dev.limpid.server.http;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.stream.ChunkedWriteHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Listens on one address and hands whole requests to the collections mounted there. Uploads are taken on the event
 * loops, which must not block; pages and files are made on a few threads of their own.
 */
public final class HttpFront implements AutoCloseable {

    private static final int LINE_BYTES = 4096;
    private static final int HEADER_BYTES = 8192;
    private static final int CHUNK_BYTES = 16 << 10;
    private static final int PAGE_THREADS = 4;
    private static final int PAGE_QUEUE = 256;
    private static final Duration SWEEP = Duration.ofMillis(250);

    private final List<Mount> mounts;
    private final HttpLimits limits;
    private final HttpEvents events;
    private final Optional<SslContext> tls;
    private final Connections connections;
    private final Budget memory;
    private final ThreadPoolExecutor pages;
    private final EventLoopGroup acceptor;
    private final EventLoopGroup loops;
    private final Channel channel;
    private final Future<?> sweeps;

    private HttpFront(
            InetSocketAddress listen,
            List<Mount> mounts,
            HttpLimits limits,
            HttpEvents events,
            Optional<SslContext> tls)
            throws IOException {
        // The longest path first, and a named host before any host, so that the nearest mount is found first.
        this.mounts = mounts.stream()
                .sorted(Comparator.comparing((Mount mount) -> mount.host().isEmpty())
                        .thenComparing(mount -> -mount.path().length()))
                .toList();
        this.limits = limits;
        this.events = events;
        this.tls = tls;
        this.connections = new Connections(limits, events);
        this.memory = new Budget(limits.memoryBytes());
        this.pages = new ThreadPoolExecutor(
                PAGE_THREADS,
                PAGE_THREADS,
                1,
                TimeUnit.MINUTES,
                new ArrayBlockingQueue<>(PAGE_QUEUE),
                new DefaultThreadFactory("limpid-pages", true));
        this.acceptor = new MultiThreadIoEventLoopGroup(
                1, new DefaultThreadFactory("limpid-accept", true), NioIoHandler.newFactory());
        this.loops = new MultiThreadIoEventLoopGroup(
                Math.max(2, Runtime.getRuntime().availableProcessors()),
                new DefaultThreadFactory("limpid-http", true),
                NioIoHandler.newFactory());
        this.channel = bind(listen);
        this.sweeps = loops.scheduleAtFixedRate(this::sweep, SWEEP.toMillis(), SWEEP.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * Begins to listen.
     *
     * @throws IOException if the address cannot be listened on
     */
    public static HttpFront start(
            InetSocketAddress listen,
            List<Mount> mounts,
            HttpLimits limits,
            HttpEvents events,
            Optional<SslContext> tls)
            throws IOException {
        return new HttpFront(listen, mounts, limits, events, tls);
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return (InetSocketAddress) channel.localAddress();
    }

    /** How many bytes of bodies and pages are under way. */
    public long memoryTaken() {
        return memory.taken();
    }

    /** Takes no new connection, lets every request that has begun be answered, then closes. */
    public void close(Duration patience) {
        channel.close().syncUninterruptibly();
        connections.drain();
        try {
            connections.awaitNone(patience);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        sweeps.cancel(false);
        pages.shutdown();
        acceptor.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    @Override
    public void close() {
        close(Duration.ofSeconds(10));
    }

    List<Mount> mounts() {
        return mounts;
    }

    HttpLimits limits() {
        return limits;
    }

    HttpEvents events() {
        return events;
    }

    Connections connections() {
        return connections;
    }

    Budget memory() {
        return memory;
    }

    private void sweep() {
        try {
            connections.sweep(System.nanoTime());
        } catch (RuntimeException e) {
            events.failed("looking for slow connections failed", e); // and is tried again
        }
    }

    void upload(RequestHead request, byte[] body, Consumer<Answer> answer) {
        Upload upload = new Upload(request.path(), request.encoding(), body);
        try {
            request.mount().intake().orElseThrow().take(upload).whenComplete((taken, failure) -> {
                answer.accept(failure == null ? taken : internal("an upload failed", failure));
            });
        } catch (RuntimeException e) {
            answer.accept(internal("an upload failed", e));
        }
    }

    void get(RequestHead request, Consumer<Answer> answer) {
        try {
            pages.execute(() -> answer.accept(page(request)));
        } catch (RejectedExecutionException e) {
            answer.accept(Refusals.later(503, "busy", "the server is busy, expected to have room again soon", 5));
        }
    }

    private Answer page(RequestHead request) {
        if (request.path().isEmpty()) {
            return new Answer(
                    308,
                    "text/plain; charset=utf-8",
                    new byte[0],
                    Map.of("Location", request.mount().path()));
        }
        try {
            for (Resource resource : request.mount().resources()) {
                Optional<Answer> found = resource.get(request.forResources());
                if (found.isPresent()) {
                    return found.get();
                }
            }
            return Refusals.of(404, "not-found", "there is nothing at this address");
        } catch (IOException | RuntimeException e) {
            return internal("a page failed", e);
        }
    }

    private Answer internal(String what, Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        events.failed(what, cause);
        return Refusals.of(500, "internal", "the server failed, which is its own fault; it was noted");
    }

    private Channel bind(InetSocketAddress listen) throws IOException {
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(acceptor, loops)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, 1024)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.AUTO_READ, false)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel child) {
                        fill(child);
                    }
                });
        try {
            return bootstrap.bind(listen).syncUninterruptibly().channel();
        } catch (Exception e) { // also a BindException, which the compiler does not know of
            pages.shutdown();
            acceptor.shutdownGracefully(0, 0, TimeUnit.SECONDS).awaitUninterruptibly();
            loops.shutdownGracefully(0, 0, TimeUnit.SECONDS).awaitUninterruptibly();
            throw new IOException(
                    "cannot listen on " + listen.getHostString() + ":" + listen.getPort() + ": " + e.getMessage(), e);
        }
    }

    private void fill(SocketChannel child) {
        ChannelPipeline pipeline = child.pipeline();
        tls.ifPresent(context -> pipeline.addLast(context.newHandler(child.alloc())));
        HttpDecoderConfig config = new HttpDecoderConfig()
                .setMaxInitialLineLength(LINE_BYTES)
                .setMaxHeaderSize(HEADER_BYTES)
                .setMaxChunkSize(CHUNK_BYTES);
        pipeline.addLast(new HttpServerCodec(config));
        pipeline.addLast(new ChunkedWriteHandler());
        pipeline.addLast(new HttpExchange(this));
    }
}
