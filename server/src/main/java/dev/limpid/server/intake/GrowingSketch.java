package dev.limpid.server.intake;

import java.util.ArrayList;
import java.util.List;

/**
 * A {@link CountSketch} that begins small and is joined by a larger one once it has many amounts, up to a bound of
 * memory: a quiet week costs 64 KiB, the busiest 5.4 MiB. Mutable, not safe for many threads.
 */
final class GrowingSketch {

    private static final int FIRST_WIDTH = 1 << 12;
    private static final int GROWTH = 4;
    /** Room for a week of a large collection: 40 charts of 17,000 answers from as many networks. */
    private static final int LAYERS = 4;

    private final List<CountSketch> layers = new ArrayList<>();
    private int added;

    GrowingSketch() {
        layers.add(new CountSketch(FIRST_WIDTH));
    }

    /** What was added for a key, at least. */
    long count(long hash) {
        long sum = 0;
        for (CountSketch layer : layers) {
            sum += layer.count(hash);
        }
        return sum;
    }

    /** Adds to a key; the result is where, for {@link #takeBack}. */
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

    void takeBack(int layer, long hash, int amount) {
        layers.get(layer).add(hash, -amount);
    }
}
