package dev.limpid.server.intake.limit;

import java.util.ArrayList;
import java.util.List;

/**
 * A {@link CountSketch} that starts small and adds a larger layer whenever the last has many amounts, up to a limit of
 * memory: a quiet week takes 64 KiB, the busiest 5.4 MiB. Mutable, for one thread at a time: the monitor of
 * {@link NetworkShares} guards it.
 */
final class GrowingSketch {

    private static final int FIRST_WIDTH = 1 << 12;
    private static final int GROWTH = 4;
    /** Enough for a week of a large collection: 40 charts with 17,000 answers each, all from different networks. */
    private static final int LAYERS = 4;

    private final List<CountSketch> layers = new ArrayList<>();
    private int added;

    GrowingSketch() {
        layers.add(new CountSketch(FIRST_WIDTH));
    }

    /** What was added for a key, or more. */
    long count(long hash) {
        long sum = 0;
        for (CountSketch layer : layers) {
            sum += layer.count(hash);
        }
        return sum;
    }

    /** Adds to a key; returns the layer, for {@link #subtract}. */
    int add(long hash, int amount) {
        CountSketch last = layers.get(layers.size() - 1);
        if (added >= last.width() && layers.size() < LAYERS) {
            last = new CountSketch(last.width() * GROWTH);
            layers.add(last);
            added = 0;
        }
        added++;
        last.add(hash, amount);
        return layers.size() - 1;
    }

    void subtract(int layer, long hash, int amount) {
        layers.get(layer).add(hash, -amount);
    }
}
