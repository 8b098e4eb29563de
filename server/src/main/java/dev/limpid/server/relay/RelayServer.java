package dev.limpid.server.relay;

import dev.limpid.server.http.HttpEvents;
import dev.limpid.server.http.Mount;
import dev.limpid.server.http.front.HttpFront;
import dev.limpid.server.http.limit.HttpLimits;
import dev.limpid.server.intake.limit.SenderLimits;
import dev.limpid.server.ops.OperationsResource;
import dev.limpid.server.ops.ServerMetrics;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/**
 * A running relay. It writes nothing to disk. Closing it answers the requests that have begun. Safe for use by many
 * threads: all fields are final, and its maps do not change once it has started.
 */
public final class RelayServer implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final RelaySettings config;
    private final ServerMetrics metrics = new ServerMetrics();
    private final EventLoopGroup loops = new MultiThreadIoEventLoopGroup(
            Math.max(2, Runtime.getRuntime().availableProcessors()),
            new DefaultThreadFactory("limpid-forward", true),
            NioIoHandler.newFactory());
    private final Map<String, Forwarder> byPath = new LinkedHashMap<>();
    private final Map<String, Mirror> mirrors = new LinkedHashMap<>();
    private final HttpFront front;
    private final Optional<HttpFront> operations;

    private RelayServer(RelaySettings config, Clock clock) throws IOException {
        this.config = config;
        for (RelaySettings.Destination gateway : config.gateways()) {
            Forwarder forwarder = new Forwarder(gateway, loops);
            byPath.put("/" + gateway.name(), forwarder);
            metrics.inFlight(gateway.name(), forwarder::underWay);
            if (gateway.log().isPresent()) {
                mirrors.put(
                        gateway.name(),
                        new Mirror(gateway.name(), gateway.log().get(), loops, metrics, System::nanoTime));
            }
        }
        // Reading the log does not count towards the limit for messages.
        SenderLimits senders = limits("messages", clock);
        RelayMirrors logs = new RelayMirrors(mirrors, limits("requests", clock), metrics);
        Mount mount = new Mount(
                Optional.empty(),
                "/",
                Optional.of(new RelayIntake(byPath, senders, metrics)),
                Optional.of(logs),
                List.of(new OperationsResource(Optional.empty(), this::unready)));
        try {
            this.front = HttpFront.start(config.listen(), List.of(mount), config.http(), metrics, config.tls());
        } catch (IOException | RuntimeException | Error e) {
            end();
            throw e;
        }
        try {
            this.operations = operations();
        } catch (IOException | RuntimeException | Error e) {
            front.close(Duration.ZERO);
            end();
            throw e;
        }
    }

    /**
     * Begins to listen.
     *
     * @param clock the time for limits
     * @throws IOException if it cannot listen on an address; then nothing is left open
     */
    public static RelayServer start(RelaySettings config, Clock clock) throws IOException {
        return new RelayServer(config, clock);
    }

    private SenderLimits limits(String what, Clock clock) {
        return new SenderLimits(
                what, config.perMinute(), config.perDay(), clock, new SecureRandom(), (day, first) -> {});
    }

    private Optional<HttpFront> operations() throws IOException {
        if (config.operations().isEmpty()) {
            return Optional.empty();
        }
        OperationsResource resource = new OperationsResource(Optional.of(metrics), this::unready);
        return Optional.of(HttpFront.start(
                config.operations().get(),
                List.of(new Mount(Optional.empty(), "/", Optional.empty(), List.of(resource))),
                HttpLimits.usual(),
                HttpEvents.failures(metrics),
                Optional.empty()));
    }

    /** Why no message can be accepted now, or empty if one can. */
    private Optional<String> unready() {
        return front.unready()
                // One full gateway must not take the others out of service.
                .or(() -> byPath.values().stream().allMatch(Forwarder::isFull)
                        ? Optional.of("the queues of all gateways are full")
                        : Optional.empty());
    }

    /** The address that accepts messages, ending in a slash, to which a gateway's name is appended. */
    public URI url() {
        return url(config.tls().isPresent() ? "https" : "http", front.address());
    }

    /** The address at which health and metrics are served, if they are. */
    public Optional<URI> operationsUrl() {
        return operations.map(port -> url("http", port.address()));
    }

    private static URI url(String scheme, InetSocketAddress address) {
        String host = address.getAddress().getHostAddress();
        boolean six = address.getAddress() instanceof Inet6Address;
        return URI.create(scheme + "://" + (six ? "[" + host + "]" : host) + ":" + address.getPort() + "/");
    }

    /** Completes with the reason once the relay can no longer serve; the process should then end. */
    public CompletionStage<Throwable> broken() {
        return front.broken();
    }

    @Override
    public void close() {
        front.close(PATIENCE);
        operations.ifPresent(HttpFront::close);
        end();
    }

    private void end() {
        byPath.values().forEach(Forwarder::close);
        mirrors.values().forEach(Mirror::close);
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
        metrics.close();
    }
}
