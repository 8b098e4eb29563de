package dev.limpid.server.intake;

import dev.limpid.server.http.Sender;
import dev.limpid.server.publish.Networks;
import dev.limpid.tlog.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * What networks gave to one calendar week: sums of salted hashes, and the histogram. No address and no list of networks.
 * Mutable; its owner sees to it that one thread uses it at a time.
 *
 * <pre>
 *   +0  magic       4   "LPN1", big-endian like all that follows
 *   +4  salt       32
 *  +36  histogram  32   one, up to 9, up to 99, more
 *  +68  layers      4   how many
 *  +72  added       4   amounts in the last one
 *       cells           of each layer its rows, 4 bytes a cell
 *       checksum    4   CRC-32C of all before
 * </pre>
 */
final class NetworkWeek {

    private static final int MAGIC = 0x4C504E31;
    private static final int SALT_BYTES = 32;
    private static final int HEADER = 2 * Integer.BYTES + SALT_BYTES + 4 * Long.BYTES + Integer.BYTES;

    /** Installations are counted in sixteenths. */
    private static final int UNIT = 16;

    /** More than any network may give. */
    private static final int MOST = Integer.MAX_VALUE >> 1;

    private final byte[] salt;
    private final GrowingSketch sums;
    private final MessageDigest sha256 = Sha256.digest();
    private Networks histogram;
    private boolean changed;

    /** What was set aside for one answer, until it is known to be new. */
    record Reserved(long network, int networkLayer, long wider, int widerLayer, int amount, long whole) {}

    private NetworkWeek(byte[] salt, GrowingSketch sums, Networks histogram) {
        this.salt = salt;
        this.sums = sums;
        this.histogram = histogram;
    }

    static NetworkWeek begin(SecureRandom random) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return new NetworkWeek(salt, new GrowingSketch(), new Networks(0, 0, 0, 0));
    }

    /** Sets aside what an answer stands for; empty if its network, or the one around it, has given its share. */
    Optional<Reserved> reserve(Sender sender, String chart, double installations, NetworkAllowance allowance) {
        int amount = (int) Math.min(MOST, Math.ceil(installations * UNIT));
        long network = hash('n', sender.prefix(), chart);
        long wider = hash('w', sender.wider(), chart);
        if (sums.count(network) + amount > allowance.network() * UNIT
                || sums.count(wider) + amount > allowance.wider() * UNIT) {
            return Optional.empty();
        }
        changed = true;
        return Optional.of(new Reserved(
                network,
                sums.add(network, amount),
                wider,
                sums.add(wider, amount),
                amount,
                hash('a', sender.prefix(), "")));
    }

    /** The answer was new. */
    void keep(Reserved reserved) {
        histogram = oneMore(sums.count(reserved.whole()));
        sums.add(reserved.whole(), 1);
        changed = true;
    }

    /** After a network that had given {@code before} answers gave one more. */
    private Networks oneMore(long before) {
        Networks now = histogram;
        if (before == 0) {
            return new Networks(now.one() + 1, now.upTo9(), now.upTo99(), now.more());
        }
        if (before == 1) {
            return new Networks(now.one() - 1, now.upTo9() + 1, now.upTo99(), now.more());
        }
        if (before == 9) {
            return new Networks(now.one(), now.upTo9() - 1, now.upTo99() + 1, now.more());
        }
        return before == 99 ? new Networks(now.one(), now.upTo9(), now.upTo99() - 1, now.more() + 1) : now;
    }

    /** The answer was there before, or could not be stored. */
    void giveBack(Reserved reserved) {
        sums.takeBack(reserved.networkLayer(), reserved.network(), reserved.amount());
        sums.takeBack(reserved.widerLayer(), reserved.wider(), reserved.amount());
        changed = true;
    }

    /** Whether this is the first time that something of this network is refused. */
    boolean isFirstRefusal(Sender sender) {
        long key = hash('r', sender.prefix(), "");
        boolean first = sums.count(key) == 0;
        if (first) {
            sums.add(key, 1);
            changed = true;
        }
        return first;
    }

    Networks histogram() {
        return histogram;
    }

    /** What to write down, if anything changed since it was asked. */
    Optional<byte[]> news() {
        if (!changed) {
            return Optional.empty();
        }
        changed = false;
        int cells = sums.layers().stream()
                .mapToInt(layer -> CountSketch.ROWS * layer.width())
                .sum();
        ByteBuffer out = ByteBuffer.allocate(HEADER + cells * Integer.BYTES + Integer.BYTES);
        out.putInt(MAGIC).put(salt);
        out.putLong(histogram.one())
                .putLong(histogram.upTo9())
                .putLong(histogram.upTo99())
                .putLong(histogram.more());
        out.putInt(sums.layers().size()).putInt(sums.added());
        for (CountSketch layer : sums.layers()) {
            for (int row = 0; row < CountSketch.ROWS; row++) {
                for (int cell : layer.row(row)) {
                    out.putInt(cell);
                }
            }
        }
        out.putInt(checksum(out.array(), out.position()));
        return Optional.of(out.array());
    }

    /** What was written down; empty if it is not whole. */
    static Optional<NetworkWeek> read(byte[] file) {
        ByteBuffer in = ByteBuffer.wrap(file);
        if (file.length < HEADER
                || in.getInt(file.length - Integer.BYTES) != checksum(file, file.length - Integer.BYTES)
                || in.getInt() != MAGIC) {
            return Optional.empty();
        }
        byte[] salt = new byte[SALT_BYTES];
        in.get(salt);
        Networks histogram = new Networks(in.getLong(), in.getLong(), in.getLong(), in.getLong());
        int count = in.getInt();
        int added = in.getInt();
        List<CountSketch> layers = new ArrayList<>();
        for (int i = 0; i < count && i < GrowingSketch.LAYERS; i++) {
            CountSketch layer = new CountSketch(GrowingSketch.width(i));
            if (in.remaining() < CountSketch.ROWS * layer.width() * Integer.BYTES) {
                return Optional.empty();
            }
            for (int row = 0; row < CountSketch.ROWS; row++) {
                for (int at = 0; at < layer.width(); at++) {
                    layer.row(row)[at] = in.getInt();
                }
            }
            layers.add(layer);
        }
        return layers.isEmpty()
                ? Optional.empty()
                : Optional.of(new NetworkWeek(salt, new GrowingSketch(layers, added), histogram));
    }

    private static int checksum(byte[] bytes, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }

    private long hash(char what, long network, String chart) {
        sha256.update(salt);
        sha256.update((byte) what);
        sha256.update(ByteBuffer.allocate(Long.BYTES).putLong(network).flip());
        return ByteBuffer.wrap(sha256.digest(chart.getBytes(StandardCharsets.UTF_8)))
                .getLong();
    }
}
