package dev.limpid.server.http;

import io.netty.channel.Channel;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The open connections: how many there are, how many of one network, and which have been slow for too long. Networks
 * are counted in memory while their connections are open and forgotten with the last of them.
 */
final class Connections {

    private final HttpLimits limits;
    private final HttpEvents events;
    private final Set<HttpExchange> open = ConcurrentHashMap.newKeySet();
    private final Map<Sender, Integer> perSender = new ConcurrentHashMap<>();

    Connections(HttpLimits limits, HttpEvents events) {
        this.limits = limits;
        this.events = events;
    }

    /** Counts a new connection in, or says why it must be closed. */
    Optional<HttpEvents.CutOff> admit(HttpExchange exchange, Channel channel) {
        Optional<Sender> sender = sender(channel);
        if (open.size() >= limits.connections()) {
            return Optional.of(HttpEvents.CutOff.TOO_MANY_CONNECTIONS);
        }
        if (sender.isPresent() && perSender.merge(sender.get(), 1, Integer::sum) > limits.connectionsPerPrefix()) {
            forget(sender.get());
            return Optional.of(HttpEvents.CutOff.TOO_MANY_FROM_ONE_NETWORK);
        }
        open.add(exchange);
        events.connections(open.size());
        channel.closeFuture().addListener(closed -> {
            open.remove(exchange);
            sender.ifPresent(this::forget);
            events.connections(open.size());
        });
        return Optional.empty();
    }

    /** Ends what has been slow or idle for too long; called every now and then. */
    void sweep(long nanoTime) {
        for (HttpExchange exchange : open) {
            if (exchange.deadline() - nanoTime < 0) {
                exchange.overdue();
            }
        }
    }

    /** Lets every connection end after the request it is at. */
    void drain() {
        open.forEach(HttpExchange::drain);
    }

    boolean awaitNone(Duration patience) throws InterruptedException {
        long until = System.nanoTime() + patience.toNanos();
        while (!open.isEmpty() && until - System.nanoTime() > 0) {
            Thread.sleep(5);
        }
        return open.isEmpty();
    }

    /** Behind a proxy all connections are the proxy's; without it they are the senders'. */
    private Optional<Sender> sender(Channel channel) {
        boolean counted = limits.trustedProxies() == 0 && limits.connectionsPerPrefix() > 0;
        return counted && channel.remoteAddress() instanceof InetSocketAddress address
                ? Optional.of(Sender.of(address.getAddress()))
                : Optional.empty();
    }

    private void forget(Sender sender) {
        perSender.computeIfPresent(sender, (s, count) -> count > 1 ? count - 1 : null);
    }
}
