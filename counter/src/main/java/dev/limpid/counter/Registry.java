package dev.limpid.counter;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The counters of this process that have counted something, each name once. */
final class Registry {
    private static final HashMap<String, Counter> BY_NAME = new HashMap<>();
    private static final ArrayList<Counter> ALL = new ArrayList<>();

    private Registry() {}

    /** The counter that counts for this one's name: itself, or the one that came first; null for a bad name. */
    static @Nullable Counter add(Counter counter) {
        String name = counter.name();
        if (!CounterName.isGood(name)) {
            Diagnostics.badName(name);
            return null;
        }
        synchronized (ALL) {
            Counter other = BY_NAME.get(name);
            if (other != null) {
                return other;
            }
            BY_NAME.put(name, counter);
            ALL.add(counter);
            return counter;
        }
    }

    static int size() {
        synchronized (ALL) {
            return ALL.size();
        }
    }

    static List<Counter> all() {
        synchronized (ALL) {
            return new ArrayList<>(ALL);
        }
    }
}
