package dev.limpid.server.http.limit;

import dev.limpid.server.http.Sender;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * An amount that many share: bytes, connections, places in a queue. What does not fit is refused rather than waited for,
 * and one network, and one address of it, may hold only a share, so that there is always room for those from elsewhere.
 * Known relays stand for many networks: all of them may hold a half, and one of them half of that. Who holds nothing may
 * take once more than a share, or what is larger than a share could never be had. Networks are known while they hold
 * something and forgotten with the last of it. Safe for use by many threads: each number is counted by an atomic step of
 * its own.
 */
public final class SharedAmount {

    /** Whether something was taken, and if not, why. */
    public enum Taking {
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
     * Nobody holds anything.
     *
     * @param size how much there is
     * @param perNetwork how much of it one network may hold
     * @param perAddress how much one address
     */
    public SharedAmount(long size, long perNetwork, long perAddress) {
        this.size = size;
        this.perNetwork = perNetwork;
        this.perAddress = perAddress;
    }

    /** Takes an amount, if there is room for it; {@link #give} gives it back. */
    public boolean tryTake(Sender sender, long amount) {
        return take(sender, amount) == Taking.TAKEN;
    }

    public Taking take(Sender sender, long amount) {
        if (amount == 0) {
            return Taking.TAKEN;
        }
        boolean relayed = sender.relay().isPresent();
        if (!add(networks, sender.prefix(), amount, relayed ? size / 2 : perNetwork)) {
            return Taking.OVER_SHARE;
        }
        if (!add(addresses, sender, amount, relayed ? size / 4 : perAddress)) {
            subtract(networks, sender.prefix(), amount);
            return Taking.OVER_SHARE;
        }
        if (taken.addAndGet(amount) > size) {
            give(sender, amount);
            return Taking.FULL;
        }
        return Taking.TAKEN;
    }

    /** Gives back what was taken. */
    public void give(Sender sender, long amount) {
        if (amount > 0) {
            taken.addAndGet(-amount);
            subtract(networks, sender.prefix(), amount);
            subtract(addresses, sender, amount);
        }
    }

    /** How much all together hold. */
    public long taken() {
        return taken.get();
    }

    /** How much more all together may take. */
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
