package dev.limpid.server;

import dev.limpid.server.http.HttpEvents;
import dev.limpid.server.http.HttpFront;
import dev.limpid.server.http.Mount;
import java.io.IOException;
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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/**
 * A running server: the collections of one configuration behind one address. Closing it takes no new request, answers
 * those that have begun, and keeps every report that was accepted. Safe for use by many threads.
 */
public final class CollectionServer implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ServerConfig config;
    private final ExecutorService slow;
    private final List<HostedCollection> collections;
    private final HttpFront front;

    private CollectionServer(
            ServerConfig config, ExecutorService slow, List<HostedCollection> collections, HttpFront front) {
        this.config = config;
        this.slow = slow;
        this.collections = collections;
        this.front = front;
    }

    /**
     * Opens the collections and begins to listen.
     *
     * @param clock what time it is for reports, configurations and publication
     * @throws IOException if a collection cannot be opened or the address cannot be listened on; then nothing is left open
     */
    public static CollectionServer start(ServerConfig config, Clock clock) throws IOException {
        ExecutorService slow = Executors.newFixedThreadPool(2, task -> {
            Thread thread = new Thread(task, "limpid-slow");
            thread.setDaemon(true);
            return thread;
        });
        List<HostedCollection> collections = new ArrayList<>();
        try {
            for (CollectionConfig collection : config.collections()) {
                collections.add(HostedCollection.open(collection, clock, new SecureRandom(), slow));
            }
            List<Mount> mounts =
                    collections.stream().map(HostedCollection::mount).toList();
            HttpFront front =
                    HttpFront.start(config.listen(), mounts, config.http(), HttpEvents.NONE, Optional.empty());
            CollectionServer server = new CollectionServer(config, slow, List.copyOf(collections), front);
            collections.forEach(collection -> collection.listensAt(server.url()));
            return server;
        } catch (IOException | RuntimeException e) {
            for (HostedCollection collection : collections) {
                collection.close();
            }
            slow.shutdown();
            throw e;
        }
    }

    /** Where uploads, data and pages are served. */
    public InetSocketAddress address() {
        return front.address();
    }

    /** The address as a URL of this machine, ending in a slash. */
    public URI url() {
        return URI.create("http://" + address().getAddress().getHostAddress() + ":"
                + address().getPort() + "/");
    }

    /** The collections, in the order of the configuration. */
    public List<HostedCollection> collections() {
        return collections;
    }

    /**
     * The collection of this name.
     *
     * @throws NoSuchElementException if the server has none of this name
     */
    public HostedCollection collection(String name) {
        Map<String, HostedCollection> byName =
                collections.stream().collect(Collectors.toMap(HostedCollection::name, collection -> collection));
        return Optional.ofNullable(byName.get(name))
                .orElseThrow(() -> new NoSuchElementException(
                        "there is no collection " + name + ", expected one of " + byName.keySet()));
    }

    /** How it was started. */
    public ServerConfig config() {
        return config;
    }

    @Override
    public void close() throws IOException {
        front.close(PATIENCE);
        slow.shutdown();
        IOException failure = null;
        for (HostedCollection collection : collections) {
            try {
                collection.close();
            } catch (IOException e) {
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
