package dev.limpid.server.http.front;

import dev.limpid.server.http.HttpEvents;
import dev.limpid.server.http.Mount;
import dev.limpid.server.http.Refusals;
import dev.limpid.server.http.Resource;
import dev.limpid.server.http.Response;
import dev.limpid.server.http.Sender;
import dev.limpid.server.http.Upload;
import dev.limpid.server.http.limit.HttpLimits;
import dev.limpid.server.http.limit.OpenFiles;
import dev.limpid.server.http.limit.Pace;
import dev.limpid.server.http.limit.SharedAmount;
import dev.limpid.server.http.message.ForwardedFor;
import dev.limpid.server.http.message.RequestHead;
import dev.limpid.server.http.message.StrictRequestDecoder;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
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
import java.util.function.Consumer;

/**
 * Listens on one address and hands whole requests to the collections mounted there. Uploads are taken on the event
 * loops, which must not block; pages and files are made on a few threads of their own.
 */
public final class HttpFront implements AutoCloseable {

    /** The most that is read at once: so much may wait in each connection that sends ahead of its answers. */
    private static final int READ_BYTES = 16 << 10;

    private static final Duration SWEEP = Duration.ofMillis(250);

    private final List<Mount> mounts;
    private final HttpLimits limits;
    private final HttpEvents events;
    private final Optional<SslContext> tls;
    private final Connections connections;
    private final SharedAmount memory;
    private final Pace pace;
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
        // The longest path first, and a named host before any host, so that the nearest mount is found first.
        this.mounts = mounts.stream()
                .sorted(Comparator.comparing((Mount mount) -> mount.host().isEmpty())
                        .thenComparing(mount -> -mount.path().length()))
                .toList();
        this.limits = limits;
        this.events = events;
        this.tls = tls;
        this.connections = new Connections(limits, events);
        this.memory = limits.memory();
        this.pace = new Pace(limits.requestTime());
        this.channel = bind(listen);
        this.sweeps = threads.loops()
                .scheduleAtFixedRate(this::sweep, SWEEP.toMillis(), SWEEP.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * Begins to listen.
     *
     * @param tls what it shows of itself, empty to speak plain HTTP
     * @throws IOException if the address cannot be listened on, or the files cannot serve TLS
     */
    public static HttpFront start(
            InetSocketAddress listen, List<Mount> mounts, HttpLimits limits, HttpEvents events, Optional<TlsFiles> tls)
            throws IOException {
        Optional<SslContext> context = tls.isPresent() ? Optional.of(tls.get().context()) : Optional.empty();
        return new HttpFront(listen, mounts, OpenFiles.ofThisProcess().limit(limits), events, context);
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return (InetSocketAddress) channel.localAddress();
    }

    /** How many bytes of bodies and pages are under way. */
    public long memoryTaken() {
        return memory.taken();
    }

    /** Why nothing can be taken here now, or empty if something can. */
    public Optional<String> unready() {
        if (threads.isBroken()) {
            return Optional.of("a thread that serves connections has ended");
        }
        if (connections.isFull()) {
            return Optional.of("all " + limits.connections() + " connections are in use");
        }
        return memory.left() < limits.bodyBytes()
                ? Optional.of("the memory for requests under way is used up, all but " + memory.left() + " bytes of it")
                : Optional.empty();
    }

    /** Completes, with the reason, once this side cannot go on; the process should then end. */
    public CompletionStage<Throwable> broken() {
        return threads.broken();
    }

    /** Takes no new connection, lets every request that has begun be answered, then closes. Closing again does nothing. */
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

    SharedAmount memory() {
        return memory;
    }

    Pace pace() {
        return pace;
    }

    EventLoops threads() {
        return threads;
    }

    /** Who asks: the connection's other end, or for whom the outermost trusted proxy says that it asks. */
    Sender senderOf(RequestHead request, Sender peer) {
        if (limits.trustedProxies() == 0) {
            return peer;
        }
        ForwardedFor forwarded = request.forwardedFor(limits.trustedProxies());
        // A look at the server's health comes from nearby, past the proxies.
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
            events.failed("looking for slow connections failed", e); // and is tried again
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

    /** @return whether an answer is being made */
    SharedAmount.Taking get(RequestHead request, Sender sender, Consumer<Response> answer) {
        Optional<CompletionStage<Response>> fetched =
                request.mount().fetched().flatMap(mirror -> mirror.get(request.forResources(), request.via(), sender));
        if (fetched.isPresent()) {
            fetched.get().whenComplete((page, failure) -> {
                answer.accept(failure == null ? page : internal("a page failed", failure));
            });
            return SharedAmount.Taking.TAKEN;
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
        return Refusals.of(500, "internal", "the server failed, which is its own fault; it was noted");
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
        } catch (Exception e) { // also a BindException, which the compiler does not know of
            pages.close();
            threads.close(0);
            throw new IOException(
                    "cannot listen on " + listen.getHostString() + ":" + listen.getPort() + ": " + e.getMessage(), e);
        }
    }

    private void fill(SocketChannel child) {
        ChannelPipeline pipeline = child.pipeline();
        tls.ifPresent(context -> pipeline.addLast(context.newHandler(child.alloc())));
        pipeline.addLast(new StrictRequestDecoder());
        pipeline.addLast(new HttpResponseEncoder());
        pipeline.addLast(new ChunkedWriteHandler());
        pipeline.addLast(new HttpExchange(this));
    }
}
