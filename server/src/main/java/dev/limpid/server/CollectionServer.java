package dev.limpid.server;

import dev.limpid.server.http.HttpEvents;
import dev.limpid.server.http.Mount;
import dev.limpid.server.http.front.HttpFront;
import dev.limpid.server.http.limit.HttpLimits;
import dev.limpid.server.ops.OperationsResource;
import dev.limpid.server.ops.ServerMetrics;
import dev.limpid.server.runtime.ReleaseFinder;
import dev.limpid.server.runtime.ResourceStack;
import dev.limpid.server.runtime.ServerContext;
import dev.limpid.server.settings.CollectionSettings;
import dev.limpid.server.settings.ServerSettings;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running server: the collections of one configuration behind one address. Closing it refuses new requests, answers
 * those that have begun, and keeps every accepted answer. Safe for use by many threads: the first call of {@code close}
 * sets an atomic flag, and all else is final.
 */
public final class CollectionServer implements AutoCloseable {

    private static final int SLOW_THREADS = 2;
    /** How many bodies may wait to be judged outside the event loops; senders of more are asked to retry. */
    private static final int SLOW_QUEUE = 1024;

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Logger LOG = LoggerFactory.getLogger(CollectionServer.class);

    private final ServerSettings config;
    private final Opened opened;
    private final HttpFront front;
    private final Optional<HttpFront> operations;
    private final AtomicBoolean closed = new AtomicBoolean();

    /** What is opened before the server listens; all of it is closed if a later step fails. */
    private record Opened(
            ServerMetrics metrics,
            ExecutorService slow,
            ScheduledExecutorService regular,
            List<CollectionRuntime> collections,
            ResourceStack parts) {

        void add(CollectionRuntime collection) {
            collections.add(collection);
            parts.add(collection::close);
        }

        Optional<String> unready(HttpFront front) {
            return front.unready()
                    .or(() -> collections.stream()
                            .flatMap(collection -> collection.unready().stream())
                            .findFirst());
        }

        ResourceStack stopped() {
            regular.shutdown();
            slow.shutdown();
            return parts;
        }
    }

    private CollectionServer(ServerSettings config, Opened opened, HttpFront front, Optional<HttpFront> operations) {
        this.config = config;
        this.opened = opened;
        this.front = front;
        this.operations = operations;
    }

    /**
     * Opens the collections and begins to listen.
     *
     * @param clock the time for answers, configurations and publication
     * @throws IOException if a collection cannot be opened or the server cannot listen at an address; then nothing
     *     is left open
     */
    public static CollectionServer start(ServerSettings config, Clock clock) throws IOException {
        return start(config, clock, ReleaseFinder.BY_HAND);
    }

    /**
     * The same.
     *
     * @param releases finds the released versions for charts whose file a collection follows
     */
    public static CollectionServer start(ServerSettings config, Clock clock, ReleaseFinder releases)
            throws IOException {
        Opened opened = new Opened(
                new ServerMetrics(),
                new ThreadPoolExecutor(
                        SLOW_THREADS,
                        SLOW_THREADS,
                        0,
                        TimeUnit.SECONDS,
                        new ArrayBlockingQueue<>(SLOW_QUEUE),
                        new DaemonThreads("limpid-slow")),
                Executors.newSingleThreadScheduledExecutor(new DaemonThreads("limpid-regular")),
                new ArrayList<>(),
                new ResourceStack());
        opened.parts().add(opened.metrics()::close);
        try {
            for (CollectionSettings one : config.collections()) {
                opened.add(open(config, one, clock, opened, releases));
            }
            return listen(config, opened);
        } catch (IOException | RuntimeException | Error e) {
            opened.stopped().closeAfter(e);
            throw e;
        }
    }

    private static CollectionRuntime open(
            ServerSettings server, CollectionSettings config, Clock clock, Opened opened, ReleaseFinder releases)
            throws IOException {
        ServerContext context = new ServerContext(clock, new SecureRandom(), opened.slow(), opened.metrics());
        if (config.follows().isPresent()) {
            return UploadNode.open(config, config.follows().get(), context);
        }
        return CollectionAssembler.served(config, PrivacyRules.of(server, config), context, releases);
    }

    private static CollectionServer listen(ServerSettings config, Opened opened) throws IOException {
        List<Mount> mounts =
                opened.collections().stream().map(CollectionRuntime::mount).toList();
        HttpFront front = HttpFront.start(config.listen(), mounts, config.http(), opened.metrics(), config.tls());
        Optional<HttpFront> operations = Optional.empty();
        try {
            if (config.operations().isPresent()) {
                OperationsResource resource =
                        new OperationsResource(Optional.of(opened.metrics()), () -> opened.unready(front));
                operations = Optional.of(HttpFront.start(
                        config.operations().get(),
                        List.of(new Mount(Optional.empty(), "/", Optional.empty(), List.of(resource))),
                        HttpLimits.usual(),
                        HttpEvents.failures(opened.metrics()),
                        Optional.empty()));
            }
            CollectionServer server = new CollectionServer(config, opened, front, operations);
            opened.collections().forEach(collection -> collection.setListenAddress(server.url()));
            config.publishEvery().ifPresent(server::publishRegularly);
            return server;
        } catch (IOException | RuntimeException | Error e) {
            operations.ifPresent(HttpFront::close);
            front.close(Duration.ZERO);
            throw e;
        }
    }

    private void publishRegularly(Duration every) {
        long seconds = every.toSeconds();
        ScheduledFuture<?> publishing = opened.regular()
                .scheduleWithFixedDelay(this::workForAll, Math.min(seconds, 10), seconds, TimeUnit.SECONDS);
        LOG.debug("publishes every {} s: {}", seconds, publishing);
    }

    private void workForAll() {
        for (CollectionRuntime collection : opened.collections()) {
            try {
                collection.runMaintenance();
            } catch (Throwable e) {
                // An exception that leaves this method ends the regular work of all collections, and nobody would
                // notice.
                opened.metrics().failed(collection.name() + ": maintenance failed and will be retried", e);
            }
        }
    }

    /** The address at which uploads, data and pages are served. */
    public InetSocketAddress address() {
        return front.address();
    }

    /** The address as a URL of this machine, ending in a slash. */
    public URI url() {
        return url(config.tls().isPresent() ? "https" : "http", address());
    }

    /** The address at which health and metrics are served, if they are. */
    public Optional<InetSocketAddress> operationsAddress() {
        return operations.map(HttpFront::address);
    }

    /** The same as a URL of this machine, ending in a slash. */
    public Optional<URI> operationsUrl() {
        return operationsAddress().map(address -> url("http", address));
    }

    private static URI url(String scheme, InetSocketAddress address) {
        String host = address.getAddress().getHostAddress();
        boolean six = address.getAddress() instanceof Inet6Address;
        return URI.create(scheme + "://" + (six ? "[" + host + "]" : host) + ":" + address.getPort() + "/");
    }

    /**
     * Completes with the reason once a store can no longer keep its promises, or a thread that everything needs has
     * ended; the process should then end.
     */
    public CompletionStage<Throwable> broken() {
        CompletableFuture<Throwable> broken = new CompletableFuture<>();
        front.broken().thenAccept(broken::complete);
        operations.ifPresent(port -> port.broken().thenAccept(broken::complete));
        opened.collections().forEach(collection -> collection.broken().thenAccept(broken::complete));
        return broken;
    }

    /** The collections whose log this server owns, in the order of the configuration. */
    public List<HostedCollection> collections() {
        return opened.collections().stream()
                .filter(HostedCollection.class::isInstance)
                .map(HostedCollection.class::cast)
                .toList();
    }

    /** What is served, one line for each collection; a collection whose log another node owns is marked. */
    public List<String> describeCollections() {
        return opened.collections().stream()
                .map(one -> one.name() + " at " + one.url() + (one instanceof UploadNode ? ", uploads only" : ""))
                .toList();
    }

    /**
     * The collection of this name.
     *
     * @throws NoSuchElementException if the server has none of this name
     */
    public HostedCollection collection(String name) {
        Map<String, HostedCollection> byName =
                collections().stream().collect(Collectors.toMap(HostedCollection::name, collection -> collection));
        return Optional.ofNullable(byName.get(name))
                .orElseThrow(() -> new NoSuchElementException(
                        "there is no collection " + name + ", expected one of " + byName.keySet()));
    }

    /** How many bytes of bodies and pages are in memory. */
    public long memoryTaken() {
        return front.memoryTaken();
    }

    /** Does nothing the second time. */
    @Override
    public void close() throws IOException {
        if (closed.getAndSet(true)) {
            return;
        }
        try {
            front.close(PATIENCE);
        } finally {
            try {
                operations.ifPresent(HttpFront::close);
            } finally {
                opened.stopped().close();
            }
        }
    }

    /** Threads that do not keep the process alive. */
    private record DaemonThreads(String name) implements ThreadFactory {
        @Override
        public Thread newThread(Runnable task) {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        }
    }
}
