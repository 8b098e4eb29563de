package dev.limpid.server.http.front;

import dev.limpid.server.http.HttpEvents;
import dev.limpid.server.http.Sender;
import dev.limpid.server.http.limit.FairShareBudget;
import dev.limpid.server.http.limit.FairShareBudget.Acquisition;
import dev.limpid.server.http.limit.HttpLimits;
import io.netty.channel.Channel;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The open connections: how many there are, how many come from one network and address, and which have been slow for
 * too long. Behind a proxy, all connections are the proxy's, so the requests in progress are counted instead, by the
 * client that the proxy names.
 *
 * <p>Safe for use by many threads, namely all event loops, the sweep and whoever closes the server: the set of open
 * connections is concurrent, and {@link FairShareBudget} is safe for that, too.
 */
public final class Connections {

    private final HttpLimits limits;
    private final HttpEvents events;
    private final Set<HttpConnection> open = ConcurrentHashMap.newKeySet();
    private final FairShareBudget slots;

    Connections(HttpLimits limits, HttpEvents events) {
        this.limits = limits;
        this.events = events;
        this.slots = limits.slots();
    }

    /** Counts a new connection, or returns why it must be closed. */
    Optional<HttpEvents.CloseReason> admit(HttpConnection exchange, Channel channel, Sender peer) {
        if (isFull()) {
            return Optional.of(HttpEvents.CloseReason.TOO_MANY_CONNECTIONS);
        }
        boolean counted = limits.trustedProxies() == 0;
        if (counted && slots.take(peer, 1) != Acquisition.TAKEN) {
            return Optional.of(HttpEvents.CloseReason.TOO_MANY_FROM_ONE_NETWORK);
        }
        open.add(exchange);
        events.connections(open.size());
        channel.closeFuture().addListener(closed -> {
            open.remove(exchange);
            if (counted) {
                slots.release(peer, 1);
            }
            events.connections(open.size());
        });
        return Optional.empty();
    }

    /** Behind a proxy: counts a request of this sender, if one more is allowed. */
    boolean begin(Sender sender) {
        return limits.trustedProxies() == 0 || slots.take(sender, 1) == Acquisition.TAKEN;
    }

    /** Ends a request that {@link #begin} allowed. */
    void end(Sender sender) {
        if (limits.trustedProxies() > 0) {
            slots.release(sender, 1);
        }
    }

    boolean isFull() {
        return open.size() >= limits.connections();
    }

    /** Closes connections that have been slow or idle for too long; called regularly. */
    void sweep(long nanoTime) {
        for (HttpConnection exchange : open) {
            if (exchange.deadline() - nanoTime < 0) {
                exchange.overdue();
            }
        }
    }

    /** Closes every connection after its current request. */
    void drain() {
        open.forEach(HttpConnection::drain);
    }

    boolean awaitNone(Duration patience) throws InterruptedException {
        long until = System.nanoTime() + patience.toNanos();
        while (!open.isEmpty() && until - System.nanoTime() > 0) {
            Thread.sleep(5);
        }
        return open.isEmpty();
    }
}
