package dev.limpid.server.intake.limit;

import dev.limpid.protocol.sampling.NetworkCappedCount;
import dev.limpid.server.http.Sender;
import dev.limpid.server.publish.index.NetworkHistogram;
import dev.limpid.tlog.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How much networks gave to one calendar week: sums under salted hashes, the histogram, and what counts towards
 * sampling control. It contains no address and no list of networks. Mutable; its owner ensures that only one thread
 * uses it at a time.
 */
final class NetworkWeek {

    private static final int SALT_BYTES = 32;

    /** Installations are counted in sixteenths. */
    private static final int UNIT = 16;

    /** More than any network may give. */
    private static final int MOST = Integer.MAX_VALUE >> 1;

    private final byte[] salt;
    private final GrowingSketch sums = new GrowingSketch();
    /** How many answers each network gave to each chart; kept separately, so that they stay exact for longer. */
    private final GrowingSketch heads = new GrowingSketch();

    private final Map<String, NetworkCappedCount> first = new TreeMap<>();
    private final MessageDigest sha256 = Sha256.digest();
    private NetworkHistogram histogram = new NetworkHistogram(0, 0, 0, 0);

    /** The amount reserved for one answer, until it is known to be new. */
    record Reserved(
            String chart,
            long network,
            int networkLayer,
            long wider,
            int widerLayer,
            int amount,
            double installations,
            long whole) {}

    private NetworkWeek(byte[] salt) {
        this.salt = salt;
    }

    static NetworkWeek begin(SecureRandom random) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return new NetworkWeek(salt);
    }

    /** Reserves the amount of an answer; empty if its network, or the larger one around it, has given its share. */
    Optional<Reserved> reserve(Sender sender, String chart, double installations, NetworkAllowance allowance) {
        int amount = (int) Math.min(MOST, Math.ceil(allowance.cost(installations) * UNIT));
        long network = hash('n', sender.prefix(), chart);
        long wider = hash('w', sender.widerPrefix(), chart);
        if (sums.count(network) + amount > allowance.network() * UNIT
                || sums.count(wider) + amount > allowance.wider() * UNIT) {
            return Optional.empty();
        }
        return Optional.of(new Reserved(
                chart,
                network,
                sums.add(network, amount),
                wider,
                sums.add(wider, amount),
                amount,
                installations,
                hash('a', sender.prefix(), "")));
    }

    /** The answer was new. */
    void keep(Reserved reserved) {
        histogram = oneMore(sums.count(reserved.whole()));
        sums.add(reserved.whole(), 1);
        first.computeIfAbsent(reserved.chart(), any -> new NetworkCappedCount())
                .add(
                        nth(reserved.network()),
                        nth(reserved.wider()),
                        votes(reserved.network(), reserved.wider()),
                        reserved.installations(),
                        1);
    }

    /** Whether the network of the answer just counted is among the first in the larger network around it. */
    private boolean votes(long network, long wider) {
        if (heads.count(network) == 1 && heads.count(~wider) < NetworkCappedCount.VOTES) {
            heads.add(~wider, 1);
            heads.add(~network, 1);
        }
        return heads.count(~network) > 0;
    }

    /** An answer through a relay was new. Its network is unknown, so it counts as its network's first. */
    void keepRelayed(String relay, String chart, double installations) {
        histogram = histogram.andThrough(relay);
        first.computeIfAbsent(chart, any -> new NetworkCappedCount()).add(1, 1, true, installations, 1);
    }

    private long nth(long network) {
        heads.add(network, 1);
        return heads.count(network);
    }

    /** The counts of answers, by chart. */
    Map<String, NetworkCappedCount> first() {
        return Collections.unmodifiableMap(first);
    }

    /** The histogram after a network with {@code before} answers gave one more. */
    private NetworkHistogram oneMore(long before) {
        NetworkHistogram now = histogram;
        if (before == 0) {
            return new NetworkHistogram(now.one() + 1, now.upTo9(), now.upTo99(), now.more(), now.relays());
        }
        if (before == 1) {
            return new NetworkHistogram(now.one() - 1, now.upTo9() + 1, now.upTo99(), now.more(), now.relays());
        }
        if (before == 9) {
            return new NetworkHistogram(now.one(), now.upTo9() - 1, now.upTo99() + 1, now.more(), now.relays());
        }
        return before == 99
                ? new NetworkHistogram(now.one(), now.upTo9(), now.upTo99() - 1, now.more() + 1, now.relays())
                : now;
    }

    /** The answer was a duplicate, or could not be stored. */
    void giveBack(Reserved reserved) {
        sums.subtract(reserved.networkLayer(), reserved.network(), reserved.amount());
        sums.subtract(reserved.widerLayer(), reserved.wider(), reserved.amount());
    }

    /** Whether this is the network's first refusal. */
    boolean isFirstRefusal(Sender sender) {
        long key = hash('r', sender.prefix(), "");
        boolean first = sums.count(key) == 0;
        if (first) {
            sums.add(key, 1);
        }
        return first;
    }

    NetworkHistogram histogram() {
        return histogram;
    }

    private long hash(char what, long network, String chart) {
        sha256.update(salt);
        sha256.update((byte) what);
        sha256.update(ByteBuffer.allocate(Long.BYTES).putLong(network).flip());
        return ByteBuffer.wrap(sha256.digest(chart.getBytes(StandardCharsets.UTF_8)))
                .getLong();
    }
}
