package dev.limpid.counter;

import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Counts the stacks that lead to an event: for events that are of interest only with the calls that led to them. Each
 * stack is a counter of its own, named {@code name\nframe\nframe…}; a frame is {@code class.method:+N}, N lines after
 * the method's first, so that it survives edits elsewhere in the file. A lambda's frame is that of the method in which
 * it is written, and recursion is written once. The name contains no messages, arguments, paths or thread names, and
 * frames that are neither the program's nor the JDK's are hidden.
 *
 * <p>Made for static fields. Never throws. Any thread may count: the stacks seen are in a concurrent map, and the latest
 * one is volatile. Nothing guards the walker and how much it fetches: a thread that sees an older one only walks slower.
 */
public final class StackCounter {
    /** The largest number of frames by which stacks are distinguished. */
    public static final int MAX_DEPTH = 64;

    /** Beyond this number, stacks are distinguished by name only: slower, but with bounded memory. */
    private static final int MOST_KEYS = 4096;

    private final String name;
    private final int depth;
    private final ConcurrentHashMap<StackKey, StackKey> seen = new ConcurrentHashMap<>();

    /** The stack that was counted last. */
    private volatile @Nullable StackKey latest;

    /**
     * Created by the first event: a young program that counts no stack should not pay for it. Replaced when a stack
     * needs more frames. Immutable, so races are fine.
     */
    private @Nullable StackWalker walker;

    /** How many frames the walker gets from the JVM at once. */
    private int fetched;

    private StackCounter(@Nullable String name, int depth) {
        this.name = name == null ? "" : name;
        this.depth = depth;
        fetched = depth + StackKey.OWN;
    }

    /**
     * The stack counter of this name.
     *
     * @param depth how many frames distinguish stacks, at most {@link #MAX_DEPTH}
     */
    public static StackCounter of(String name, int depth) {
        return new StackCounter(name, Math.max(1, Math.min(depth, MAX_DEPTH)));
    }

    /** The name, which each of its stacks begins with. */
    public String name() {
        return name;
    }

    /** Counts one event for the stack that called this method. */
    public void increment() {
        try {
            StackWalker walking = walker;
            if (walking == null) {
                walking = StackKey.walker(fetched);
                walker = walking;
            }
            StackKey before = latest;
            // Every frame between this method and the walk would make the walk longer.
            StackKey key = walking.walk(new StackKey(depth, before));
            Counter counter = before != null && key.equals(before) ? before.counter : null;
            (counter == null ? counter(key) : counter).increment();
        } catch (RuntimeException | Error e) {
            lost(e);
        }
    }

    private Counter counter(StackKey key) {
        StackKey known = seen.get(key);
        Counter counter = known == null ? null : known.counter;
        if (counter == null) {
            counter = Counter.of(StackName.ofCaller(name, depth));
            // While no program runs, it may not be known yet whose frames may be shown.
            if (!key.isComplete() || seen.size() >= MOST_KEYS || Program.running.length == 0) {
                return counter;
            }
            key.counter = counter;
            seen.put(key, key);
            known = key;
            if (key.frames > fetched) {
                fetched = key.frames;
                walker = StackKey.walker(fetched);
            }
        }
        latest = known;
        return counter;
    }

    /** Counts one event for the stack on which this was thrown. */
    public void add(Throwable thrown) {
        try {
            Counter.of(StackName.of(RootCause.frames(thrown), name, depth)).increment();
        } catch (RuntimeException | Error e) {
            lost(e);
        }
    }

    private static void lost(Throwable e) {
        Diagnostics.report("stack", "limpid: a stack could not be counted: " + e);
    }
}
