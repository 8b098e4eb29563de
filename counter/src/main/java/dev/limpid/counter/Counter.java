package dev.limpid.counter;

import dev.limpid.counter.file.CountFormat;
import dev.limpid.counter.file.Journal;
import dev.limpid.counter.file.MappedWord;
import java.util.HashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Counts events under one name. Made for static fields: creating one does nothing, not even a check of the name.
 *
 * <pre>{@code
 * private static final Counter CACHE_HIT = Counter.of("tool/cache:hit");
 * …
 * CACHE_HIT.increment();
 * }</pre>
 *
 * <p>Events counted before {@link Telemetry#start} are kept, and written once it is called. Thread-safe and, once the
 * process is a second old, lock-free. Never throws and never blocks on anything but a short append to a local file. Two
 * counters of the same name count the same thing.
 *
 * <p>A name is visible text without white space, at most 4096 bytes of UTF-8, with at most one colon, which separates
 * the chart from the bucket: {@code chart:bucket}. An event under any other name is dropped, with one diagnostic;
 * in tests that use the testkit it throws.
 *
 * <p>Any thread may count: pending events are atomic, and what decides where an event goes is volatile. The monitor of
 * {@link #WAITING} guards which program a counter belongs to, and {@link #caller} and {@link #ended}.
 */
public final class Counter {
    /**
     * The counters that counted while their program was not running, by owner and name, since two programs can use the
     * same name. Its monitor also guards the counters of each program.
     */
    private static final HashMap<String, Counter> WAITING = new HashMap<>();

    private final String name;
    private final AtomicLong pending = new AtomicLong();

    /**
     * The word that events are added to once the count file is mapped. Null before that, and always null if another
     * counter counts for this one.
     */
    private volatile @Nullable MappedWord word;

    /** The counter that counts for this one: itself, or the first one of the same name; null if there is none. */
    private volatile @Nullable Counter first;

    /** The epoch of {@link Program} in which {@link #first} was decided; valid while the same programs run. */
    private volatile int decided;

    /** The program that this counter counts for; null while none is started. */
    private volatile @Nullable Program program;

    /** The class that counted first, if no program was started at that time. */
    private String caller = "";

    /**
     * The key of the program that this counter counted for, if that ended: pending events wait for its next start only.
     */
    private @Nullable String ended;

    /** Whether an event of this week has reached a file: from then on a young process may let events wait. */
    private volatile boolean journaled;

    private Counter(@Nullable String name) {
        this.name = name == null ? "" : name; // not a valid name, which is reported where names are checked
    }

    /** The counter of this name. */
    public static Counter of(String name) {
        return new Counter(name);
    }

    /** The name. */
    public String name() {
        return name;
    }

    /** Whether events of this counter are now added directly to the mapped count file. */
    public boolean isMapped() {
        return word != null;
    }

    /** Counts one event. */
    public void increment() {
        add(1);
    }

    /** Counts this many events at once; zero and negative numbers are ignored. */
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

    /**
     * Handles an addition after which the file is gone and the events of this call are not in it, or after which the
     * word should have more stripes.
     */
    private void look(MappedWord mapped, int how, long events) {
        Program mine = program;
        if (how == MappedWord.LOST) {
            if (mine != null) {
                mine.recorder.lost(mapped.file());
            }
            addUnmapped(events);
        } else if (mine != null && mapped.wantedStripes() > mapped.stripeCount()) {
            mine.recorder.spreadSoon(this);
        }
    }

    /** Whether it is known which program this counter belongs to. */
    boolean isCurrent() {
        return decided == Program.epoch;
    }

    /** The counter that counts for this name in the calling code's program, or null if there is none. */
    private @Nullable Counter decide() {
        if (!isValidName()) {
            Diagnostics.badName(name);
            return null;
        }
        int now = Program.epoch;
        Program mine = Program.ofCaller();
        String[] before = mine == null ? Program.endedOfCaller() : null;
        Counter counter = null;
        if (mine != null || before != null || (Program.running.length == 0 && !Program.dropping)) {
            if (mine == null) {
                findCaller();
            }
            counter = moveTo(mine, before == null ? null : before[ProgramFinder.KEY]);
        } else if (Program.running.length > 0) {
            Diagnostics.report(
                    "owner",
                    "limpid: not counted: " + name + ", since it is unclear which program's code"
                            + " counts it: set ownPackages of TelemetryOptions");
        }
        first = counter;
        decided = now;
        return counter;
    }

    /** Once only, since a counter waits under this name. */
    private void findCaller() {
        synchronized (WAITING) {
            if (caller.isEmpty()) {
                caller = Telemetry.callerName();
            }
        }
    }

    /**
     * Gives this counter to a program, or lets it wait: for the next start of the ended program {@code next} if there
     * is one, otherwise for the first start of its own program. Returns the counter that counts for the name there.
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
                    takePending(); // dropped: they are another program's, to which this code no longer belongs
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

    /**
     * Its key among the waiting counters: the program that ended, or else the class that counted first, and then the
     * name.
     */
    private String waitingName() {
        return (ended == null ? caller : ended) + "\n" + name;
    }

    /** Gives the counters that waited for a start to the programs that run now. */
    static void adopt() {
        Counter[] early;
        synchronized (WAITING) {
            early = WAITING.values().toArray(new Counter[0]);
        }
        for (Counter counter : early) {
            // This reads files, so it is not done under the lock.
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
                : ProgramFinder.ofName(caller, all, Program.others);
    }

    /** Called when the program ends: events that came too late wait for its next start. */
    static void handBack(Program ended) {
        synchronized (WAITING) {
            for (Counter counter : of(ended)) {
                if (counter.hasPending()) {
                    counter.moveTo(null, null);
                }
            }
        }
    }

    /** All counters that have counted something for this program, one for each name. */
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

    /** Forgets the week's files: the next event starts again. */
    void detach() {
        word = null;
        journaled = false;
    }

    /** Keeps events until the next write. */
    void pend(long events) {
        if (pending.getAndAdd(events) + events < 0) {
            // More than fits into a long; the file would saturate as well.
            pending.set(Long.MAX_VALUE);
        }
    }

    boolean hasPending() {
        return pending.get() != 0;
    }

    /** Takes the pending events; the caller must write them or give them back. */
    long takePending() {
        return pending.getAndSet(0);
    }

    /** The name in UTF-8. */
    byte[] encodedName() {
        return Journal.utf8(name);
    }

    /**
     * Whether the name is valid by the rules in golang.org/x/telemetry's documentation. In a stack's name ({@code
     * prefix\\nframe\\nframe…}) only the prefix must follow them; this library makes the frames.
     */
    public boolean isValidName() {
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
        // A char takes at most three bytes, so most names are short enough without being encoded.
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
