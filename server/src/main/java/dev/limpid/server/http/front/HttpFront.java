package dev.limpid.server.http.front;

import dev.limpid.server.http.HttpEvents;
import dev.limpid.server.http.Mount;
import dev.limpid.server.http.Refusals;
import dev.limpid.server.http.Resource;
import dev.limpid.server.http.Response;
import dev.limpid.server.http.Sender;
import dev.limpid.server.http.Upload;
import dev.limpid.server.http.limit.FairShareBudget;
import dev.limpid.server.http.limit.HttpLimits;
import dev.limpid.server.http.limit.MinimumTransferRate;
import dev.limpid.server.http.limit.OpenFiles;
import dev.limpid.server.http.message.ForwardedFor;
import dev.limpid.server.http.message.RequestHead;
import dev.limpid.server.http.message.StrictRequestDecoder;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.stream.ChunkedWriteHandler;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Listens on one address and hands complete requests to the collections mounted there. Event loops handle uploads,
 * which must not block; a few separate threads make pages and read files. Any thread may ask for its state and close it:
 * all fields are final.
 */
public final class HttpFront implements AutoCloseable {

    /** The most that is read at once, and so the most that waits in a connection that sends ahead of its answers. */
    private static final int READ_BYTES = 16 << 10;

    private static final Duration SWEEP = Duration.ofMillis(250);

    private final List<Mount> mounts;
    private final HttpLimits limits;
    private final HttpEvents events;
    private final Optional<SslContext> tls;
    private final Connections connections;
    private final FairShareBudget memory;
    private final MinimumTransferRate minimumTransferRate;
    private final PageWorkers pages = new PageWorkers();
    private final EventLoops threads = new EventLoops();
    private final Channel channel;
    private final Future<?> sweeps;

    private HttpFront(
            InetSocketAddress listen,
            List<Mount> mounts,
            HttpLimits limits,
            HttpEvents events,
            Optional<SslContext> tls)
            throws IOException {
        // A named host before any host, then the longest path first, so that the closest mount is found first.
        this.mounts = mounts.stream()
                .sorted(Comparator.comparing((Mount mount) -> mount.host().isEmpty())
                        .thenComparing(mount -> -mount.path().length()))
                .toList();
        this.limits = limits;
        this.events = events;
        this.tls = tls;
        this.connections = new Connections(limits, events);
        this.memory = limits.memory();
        this.minimumTransferRate = new MinimumTransferRate(limits.requestTime());
        this.channel = bind(listen);
        this.sweeps = threads.loops()
                .scheduleAtFixedRate(this::sweep, SWEEP.toMillis(), SWEEP.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * Begins to listen.
     *
     * @param tls its certificate and key; empty for plain HTTP
     * @throws IOException if it cannot listen on the address, or the files cannot serve TLS
     */
    public static HttpFront start(
            InetSocketAddress listen, List<Mount> mounts, HttpLimits limits, HttpEvents events, Optional<TlsFiles> tls)
            throws IOException {
        Optional<SslContext> context = tls.isPresent() ? Optional.of(tls.get().context()) : Optional.empty();
        return new HttpFront(listen, mounts, OpenFiles.ofThisProcess().limit(limits), events, context);
    }

    /** The address it listens on. */
    public InetSocketAddress address() {
        return (InetSocketAddress) channel.localAddress();
    }

    /** How many bytes of bodies and pages are in memory. */
    public long memoryTaken() {
        return memory.taken();
    }

    /** Why no request can be accepted now, or empty if one can. */
    public Optional<String> unready() {
        if (threads.isBroken()) {
            return Optional.of("a thread that serves connections has ended");
        }
        if (connections.isFull()) {
            return Optional.of("all " + limits.connections() + " connections are in use");
        }
        return memory.left() < limits.bodyBytes()
                ? Optional.of("the memory for requests is used up, all but " + memory.left() + " bytes of it")
                : Optional.empty();
    }

    /** Completes with the reason once it can no longer serve; the process should then end. */
    public CompletionStage<Throwable> broken() {
        return threads.broken();
    }

    /**
     * Accepts no new connection, waits until every request that has begun is answered, then closes. Closing again does
     * nothing.
     */
    public void close(Duration patience) {
        if (!channel.isOpen()) {
            return;
        }
        channel.close().syncUninterruptibly();
        connections.drain();
        try {
            connections.awaitNone(patience);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        sweeps.cancel(false);
        pages.close();
        threads.close(1);
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

    FairShareBudget memory() {
        return memory;
    }

    MinimumTransferRate pace() {
        return minimumTransferRate;
    }

    EventLoops threads() {
        return threads;
    }

    /** The sender of a request: the connection's other end, or the client that the outermost trusted proxy names. */
    Sender senderOf(RequestHead request, Sender peer) {
        if (limits.trustedProxies() == 0) {
            return peer;
        }
        ForwardedFor forwarded = request.forwardedFor(limits.trustedProxies());
        // Health checks come from nearby and bypass the proxies.
        forwarded
                .unreadable()
                .filter(why -> request.isUpload() || why != HttpEvents.Unreadable.MISSING)
                .ifPresent(events::unreadableSender);
        return forwarded.sender().orElse(peer);
    }

    private void sweep() {
        try {
            connections.sweep(System.nanoTime());
        } catch (Throwable e) {
            events.failed("the search for slow connections failed", e); // and the next sweep tries again
        }
    }

    void upload(RequestHead request, byte[] body, Sender sender, Consumer<Response> answer) {
        Upload upload = new Upload(request.uploadHead(), body);
        try {
            request.mount().intake().orElseThrow().take(upload, sender).whenComplete((taken, failure) -> {
                answer.accept(failure == null ? taken : internal("an upload failed", failure));
            });
        } catch (Throwable e) {
            answer.accept(internal("an upload failed", e));
        }
    }

    /** @return whether an answer will come, or why not */
    FairShareBudget.Acquisition get(RequestHead request, Sender sender, Consumer<Response> answer) {
        Optional<CompletionStage<Response>> fetched = request.mount()
                .asyncResource()
                .flatMap(mirror -> mirror.get(request.forResources(), request.via(), sender));
        if (fetched.isPresent()) {
            fetched.get().whenComplete((page, failure) -> {
                answer.accept(failure == null ? page : internal("a page failed", failure));
            });
            return FairShareBudget.Acquisition.TAKEN;
        }
        return pages.make(sender, () -> page(request), failure -> internal("a page failed", failure), answer);
    }

    private Response page(RequestHead request) {
        if (request.path().isEmpty()) {
            return new Response(
                    308,
                    "text/plain; charset=utf-8",
                    new byte[0],
                    Map.of("Location", request.mount().path()));
        }
        try {
            for (Resource resource : request.mount().resources()) {
                Optional<Response> found = resource.get(request.forResources());
                if (found.isPresent()) {
                    return found.get();
                }
            }
            return Refusals.of(404, "not-found", "there is nothing at this address");
        } catch (IOException e) {
            return internal("a page failed", e);
        }
    }

    private Response internal(String what, Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        events.failed(what, cause);
        return Refusals.of(500, "internal", "the server failed through its own fault, and logged it");
    }

    private Channel bind(InetSocketAddress listen) throws IOException {
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(threads.acceptor(), threads.loops())
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, 1024)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.AUTO_READ, false)
                .childOption(ChannelOption.RECVBUF_ALLOCATOR, new AdaptiveRecvByteBufAllocator(512, 2048, READ_BYTES))
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel child) {
                        fill(child);
                    }
                });
        try {
            return bootstrap.bind(listen).syncUninterruptibly().channel();
        } catch (Throwable e) { // also a BindException, which netty throws undeclared, and Errors: no thread is left
            pages.close();
            threads.close(0);
            if (e instanceof Error error) {
                throw error;
            }
            throw new IOException(
                    "cannot listen on " + listen.getHostString() + ":" + listen.getPort() + ": " + e.getMessage(), e);
        }
    }

    private void fill(SocketChannel child) {
        ChannelPipeline pipeline = child.pipeline();
        tls.ifPresent(context -> pipeline.addLast(context.newHandler(child.alloc())));
        pipeline.addLast(new HttpConnection(this));
    }

    /**
     * Adds what reads requests and writes answers. A connection gets this late, since it is a third of what a connection
     * that has sent nothing would hold.
     *
     * @param isWanted whether what comes next can be handled now
     */
    static StrictRequestDecoder addDecoder(ChannelHandlerContext exchange, BooleanSupplier isWanted) {
        StrictRequestDecoder decoder = new StrictRequestDecoder(isWanted);
        ChannelPipeline pipeline = exchange.pipeline();
        pipeline.addBefore(exchange.name(), null, decoder);
        pipeline.addBefore(exchange.name(), null, new HttpResponseEncoder());
        pipeline.addBefore(exchange.name(), null, new ChunkedWriteHandler());
        return decoder;
    }
}
