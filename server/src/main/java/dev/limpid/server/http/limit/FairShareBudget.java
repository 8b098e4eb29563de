package dev.limpid.server.http.limit;

import dev.limpid.server.http.Sender;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * An amount that many senders share: bytes, connections, places in a queue. A request that does not fit is refused at
 * once. One network, and one address in it, may take only a share, so that there is always room for others. Known
 * relays forward for many networks: all relays together may take half, and one relay half of that. A sender that has
 * taken nothing may once take more than its share; otherwise nobody could get an amount larger than a share. A network
 * is remembered only while it has taken something. Safe for use by many threads: each number is updated atomically.
 */
public final class FairShareBudget {

    /** Whether something was taken, and if not, why. */
    public enum Acquisition {
        TAKEN,
        OVER_SHARE,
        FULL
    }

    private final long size;
    private final long perNetwork;
    private final long perAddress;
    private final AtomicLong taken = new AtomicLong();
    private final Map<Long, Long> networks = new ConcurrentHashMap<>();
    private final Map<Sender, Long> addresses = new ConcurrentHashMap<>();

    /**
     * Nothing is taken yet.
     *
     * @param size how much there is
     * @param perNetwork how much of it one network may take
     * @param perAddress how much of it one address may take
     */
    public FairShareBudget(long size, long perNetwork, long perAddress) {
        this.size = size;
        this.perNetwork = perNetwork;
        this.perAddress = perAddress;
    }

    /** Takes an amount, if there is room for it; {@link #release} gives it back. */
    public boolean tryTake(Sender sender, long amount) {
        return take(sender, amount) == Acquisition.TAKEN;
    }

    public Acquisition take(Sender sender, long amount) {
        if (amount == 0) {
            return Acquisition.TAKEN;
        }
        boolean relayed = sender.relay().isPresent();
        if (!add(networks, sender.prefix(), amount, relayed ? size / 2 : perNetwork)) {
            return Acquisition.OVER_SHARE;
        }
        if (!add(addresses, sender, amount, relayed ? size / 4 : perAddress)) {
            subtract(networks, sender.prefix(), amount);
            return Acquisition.OVER_SHARE;
        }
        if (taken.addAndGet(amount) > size) {
            release(sender, amount);
            return Acquisition.FULL;
        }
        return Acquisition.TAKEN;
    }

    /** Gives back an amount that was taken. */
    public void release(Sender sender, long amount) {
        if (amount > 0) {
            taken.addAndGet(-amount);
            subtract(networks, sender.prefix(), amount);
            subtract(addresses, sender, amount);
        }
    }

    /** How much is taken in total. */
    public long taken() {
        return taken.get();
    }

    /** How much is left for all senders. */
    public long left() {
        return size - taken.get();
    }

    private static <K> boolean add(Map<K, Long> held, K holder, long amount, long share) {
        long now = held.merge(holder, amount, Long::sum);
        if (now > share && now > amount) {
            subtract(held, holder, amount);
            return false;
        }
        return true;
    }

    private static <K> void subtract(Map<K, Long> held, K holder, long amount) {
        held.computeIfPresent(holder, (key, now) -> now > amount ? now - amount : null);
    }
}
