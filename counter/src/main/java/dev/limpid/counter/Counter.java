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
 * the chart from the bucket: {@code chart:bucket}. An event under any other name is dropped, with one diagnostic;
 * in tests that use the testkit it throws.
 */
public final class Counter {
    /**
     * Those that counted while their program did not run, by name and by whose they are: two programs may count under one
     * name. Its monitor guards each program's as well.
     */
    private static final HashMap<String, Counter> WAITING = new HashMap<>();

    private final String name;
    private final AtomicLong pending = new AtomicLong();

    /** Where events go once the count file is mapped. Null before that, and always null for a twin. */
    private volatile @Nullable MappedWord word;

    /** The counter that counts for this one: itself, or that of the same name which was there first; null if none does. */
    private volatile @Nullable Counter first;

    /** When that was decided; valid while the programs that run are the same. */
    private volatile int decided;

    /** The program that it counts for; null while none is started. */
    private volatile @Nullable Program program;

    /** The class that counted first, if no program was started then. */
    private String caller = "";

    /** The program that ended, if it counted for one: what waits is for its next start alone. */
    private @Nullable String ended;

    /** Whether an event of this week has reached a file: from then on a young process may let events wait. */
    private volatile boolean journaled;

    private Counter(@Nullable String name) {
        this.name = name == null ? "" : name; // which is no name, and is told where names are looked at
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
            int how = events > 0 ? mapped.add(events) : MappedWord.ADDED;
            if (how != MappedWord.ADDED) {
                look(mapped, how, events);
            }
        } else if (events > 0) {
            addUnmapped(events);
        }
    }

    private void addUnmapped(long events) {
        Counter canonical = isCurrent() ? first : decide();
        if (canonical != this) {
            if (canonical != null) {
                canonical.add(events);
            }
            return;
        }
        Program mine = program;
        if (mine != null) {
            mine.recorder.count(this, events);
        } else {
            pend(events);
        }
    }

    /** The file went away underneath, and the events of this call are not in it; or the word should have more stripes. */
    private void look(MappedWord mapped, int how, long events) {
        Program mine = program;
        if (how == MappedWord.LOST) {
            if (mine != null) {
                mine.recorder.lost(mapped.file());
            }
            addUnmapped(events);
        } else if (mine != null && mapped.wanted() > mapped.width()) {
            mine.recorder.spreadSoon(this);
        }
    }

    /** Whether it is known whose counter this is. */
    boolean isCurrent() {
        return decided == Program.epoch;
    }

    /** Which counter counts for this name in the program of the code that called, or null if none does. */
    private @Nullable Counter decide() {
        if (!isGood()) {
            Diagnostics.badName(name);
            return null;
        }
        int now = Program.epoch;
        Program mine = Program.ofCaller();
        String[] before = mine == null ? Program.endedOfCaller() : null;
        Counter counter = null;
        if (mine != null || before != null || (Program.running.length == 0 && !Program.dropping)) {
            if (mine == null && caller.isEmpty()) {
                caller = Telemetry.callerName();
            }
            counter = moveTo(mine, before == null ? null : before[Owners.KEY]);
        } else if (Program.running.length > 0) {
            Diagnostics.tell(
                    "owner",
                    "limpid: not counted: " + name + ", since it cannot be said which program's code"
                            + " counts it; frames(…) of TelemetryOptions tells them apart");
        }
        first = counter;
        decided = now;
        return counter;
    }

    /**
     * Makes it that program's, or one that waits: for the next start of a program that ended, if one is named, else for the
     * first of its own. Returns the counter that counts for the name there.
     */
    private Counter moveTo(@Nullable Program to, @Nullable String next) {
        synchronized (WAITING) {
            Program before = program;
            if (before == null) {
                WAITING.remove(waitingName(), this);
            } else if (before != to && before.counters.remove(name, this)) {
                before.recorder.flush(this);
                detach();
                ended = before.key();
            }
            String owner = to == null ? next : to.key();
            if (owner != null) {
                if (ended != null && !ended.equals(owner)) {
                    takePending(); // another program's events, whose code this is no more
                }
                ended = owner;
            }
            Counter other = to == null ? WAITING.putIfAbsent(waitingName(), this) : to.counters.putIfAbsent(name, this);
            if (other == null || other == this) {
                program = to;
                return this;
            }
            other.pend(takePending());
            return other;
        }
    }

    /** Its name, after whose it is: the program that ended, else the class that counted first. */
    private String waitingName() {
        return (ended == null ? caller : ended) + "\n" + name;
    }

    /** Gives what waited for a start to the programs that run now. */
    static void adopt() {
        Counter[] early;
        synchronized (WAITING) {
            early = WAITING.values().toArray(new Counter[0]);
        }
        for (Counter counter : early) {
            // Reads files: not under the lock.
            Program.lookForOthers(counter.caller);
        }
        synchronized (WAITING) {
            for (Counter counter : WAITING.values().toArray(new Counter[0])) {
                Program adopter = counter.adopter(Program.running);
                if (adopter != null) {
                    counter.first = counter.moveTo(adopter, null);
                    counter.decided = Program.epoch;
                }
            }
        }
    }

    private @Nullable Program adopter(Program[] all) {
        if (ended != null) {
            for (Program each : all) {
                if (each.key().equals(ended)) {
                    return each;
                }
            }
            return null;
        }
        Program last = all[all.length - 1];
        return last.strict || (all.length == 1 && Program.others.length == 0)
                ? last
                : Owners.ofName(caller, all, Program.others);
    }

    /** The program ends: what came too late for it waits for its next start. */
    static void handBack(Program ended) {
        synchronized (WAITING) {
            for (Counter counter : of(ended)) {
                if (counter.hasPending()) {
                    counter.moveTo(null, null);
                }
            }
        }
    }

    /** All that have counted something for this program, each name once. */
    static Counter[] of(Program program) {
        synchronized (WAITING) {
            return program.counters.values().toArray(new Counter[0]);
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
    public boolean isGood() {
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
