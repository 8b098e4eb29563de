package dev.limpid.counter;

import dev.limpid.counter.file.CountFormat;
import dev.limpid.counter.file.Journal;
import dev.limpid.counter.file.MappedWord;
import java.util.HashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Counts events under one name. Made for static fields: making one does nothing, not even a check of the name.
 *
 * <pre>{@code
 * private static final Counter CACHE_HIT = Counter.of("tool/cache:hit");
 * …
 * CACHE_HIT.increment();
 * }</pre>
 *
 * <p>Counts of before {@link Telemetry#start} are kept and written once it is called. Thread-safe and, once the process
 * is a second old, lock-free. Never throws and never blocks on anything but a short append to a local file. Two
 * counters of the same name count the same thing.
 *
 * <p>A name is visible text without white space, at most 4096 bytes of UTF-8, with at most one colon, which separates
 * the chart from the bucket: {@code chart:bucket}. An event under any other name is dropped, with one diagnostic.
 */
public final class Counter {
    private static final HashMap<String, Counter> KNOWN = new HashMap<>();

    private final String name;
    private final AtomicLong pending = new AtomicLong();

    /** Where events go once the count file is mapped. Null before that, and always null for a twin. */
    private volatile @Nullable MappedWord word;

    /** The counter of the same name that was there first and counts for this one. */
    private volatile @Nullable Counter first;

    private volatile boolean isKnown;

    /** Whether an event of this week has reached a file: from then on a young process may let events wait. */
    private volatile boolean journaled;

    private Counter(String name) {
        this.name = name;
    }

    /** The counter of this name. */
    public static Counter of(String name) {
        return new Counter(name);
    }

    /** The name. */
    public String name() {
        return name;
    }

    /** Whether events of this counter now go straight to the mapped count file. */
    public boolean isMapped() {
        return word != null;
    }

    /** Counts one event. */
    public void increment() {
        add(1);
    }

    /** Counts so many events at once; zero and negative numbers are ignored. */
    public void add(long events) {
        MappedWord mapped = word;
        if (mapped != null) {
            if (events > 0 && !mapped.add(events)) {
                lost(mapped, events);
            }
        } else if (events > 0) {
            addUnmapped(events);
        }
    }

    private void addUnmapped(long events) {
        Counter canonical = canonical();
        if (canonical == this) {
            Recorder.count(this, events);
        } else if (canonical != null) {
            canonical.add(events);
        }
    }

    /** The file went away underneath: the events of this call are not in it. */
    private void lost(MappedWord mapped, long events) {
        Recorder.lostMapping(mapped);
        addUnmapped(events);
    }

    /** Which counter counts for this name, or null if the name is none. */
    private @Nullable Counter canonical() {
        if (isKnown) {
            return this;
        }
        Counter other = first;
        if (other == null) {
            if (!isGood()) {
                Diagnostics.badName(name);
                return null;
            }
            other = firstOfName();
            if (other == this) {
                isKnown = true;
            } else {
                first = other;
            }
        }
        return other;
    }

    private Counter firstOfName() {
        synchronized (KNOWN) {
            Counter other = KNOWN.putIfAbsent(name, this);
            return other == null ? this : other;
        }
    }

    /** All that have counted something, each name once. */
    static Counter[] known() {
        synchronized (KNOWN) {
            return KNOWN.values().toArray(new Counter[0]);
        }
    }

    boolean isJournaled() {
        return journaled;
    }

    void journaled() {
        journaled = true;
    }

    /** Forgets the week's files: the next event begins anew. */
    void detach() {
        word = null;
        journaled = false;
    }

    /** Keeps events for whoever writes next. */
    void pend(long events) {
        if (pending.getAndAdd(events) + events < 0) {
            // Beyond what a long can hold; the file would saturate as well.
            pending.set(Long.MAX_VALUE);
        }
    }

    boolean hasPending() {
        return pending.get() != 0;
    }

    /** Hands over what is pending; the caller must write it or give it back. */
    long takePending() {
        return pending.getAndSet(0);
    }

    /** The name in UTF-8. */
    byte[] encodedName() {
        return Journal.utf8(name);
    }

    /**
     * Whether the name may be counted under; the rules of golang.org/x/telemetry's documentation. Of a stack's name
     * ({@code prefix\\nframe\\nframe…}) the prefix is held to them; the frames are made here.
     */
    private boolean isGood() {
        int end = name.indexOf('\n');
        if (end < 0) {
            end = name.length();
        }
        int colons = 0;
        for (int i = 0; i < end; i++) {
            char c = name.charAt(i);
            if (c <= ' ' || (c >= 0x7f && isWhiteOrControl(c)) || (c == ':' && ++colons > 1)) {
                return false;
            }
        }
        // A char is at most three bytes: most names need no encoding to be known short enough.
        return end > 0 && (name.length() * 3 <= CountFormat.MAX_NAME || encodedName().length <= CountFormat.MAX_NAME);
    }

    private static boolean isWhiteOrControl(char c) {
        return Character.isISOControl(c) || Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    @Nullable
    MappedWord word() {
        return word;
    }

    void attach(MappedWord mapped) {
        word = mapped;
    }

    @Override
    public String toString() {
        return name;
    }
}
