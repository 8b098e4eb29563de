package dev.limpid.counter;

import dev.limpid.counter.file.CurrentWeek;
import dev.limpid.counter.file.Journal;
import dev.limpid.counter.file.JournalFold;
import dev.limpid.counter.file.MappedFile;
import dev.limpid.counter.file.MappedWord;
import dev.limpid.counter.file.Seat;
import dev.limpid.counter.home.Environment;
import dev.limpid.counter.home.ModeRule;
import dev.limpid.counter.home.TelemetryHome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Counts for one program: takes counts from counters that have no word yet to the journal. At first that is all there is:
 * mapping a file would cost a young process more than it is worth. A second later the {@link Keeper} maps the count file
 * and gives counters their words.
 *
 * <p>Every event is in exactly one place: pending in its counter, appended to the journal, or added to the count file.
 *
 * <p>The user's mode is looked at every half minute: by the keeper, and where there is none by the event that comes next.
 * While it is off nothing is open, no thread runs, and events are dropped.
 *
 * <p>Threads: any may count, flush, look at the mode and hand over a crash. Programs are installed and uninstalled under
 * Telemetry's lock; {@link #running}, {@link #others} and {@link #epoch} are replaced as a whole, and read without. The journal's
 * monitor guards the journal and the step of an event from its counter to a file, and is held for one short write at most.
 * This object's monitor guards the beginning and the end of the keeper and of counting ({@link #keeper}, {@link #closing},
 * {@link #off}). The monitor of the seat's map guards what all copies share ({@link #link}). Other fields are final, or
 * volatile and each true by itself. Monitors are taken in this order: Telemetry's, this object's, then the
 * seat's map's or Counter's; the journal's is the last.
 *
 * <p>On the way of every program's start: nothing here may load more than it must.
 */
final class Recorder
        implements Runnable, Thread.UncaughtExceptionHandler, ToIntFunction<Throwable>, Consumer<Throwable> {
    /** How often the mode and the clock are looked at; {@code -Dlimpid.look.after} is for tests. */
    static final long LOOK_MILLIS = Long.getLong("limpid.look.after", 30_000);

    /** The programs that count by this copy of the library: hardly ever more than one. */
    static volatile Recorder[] running = {};

    /** Programs that are known to be here and do not count, or not any more: see {@link Owners}. */
    static volatile String[][] others = {};

    /** Whether {@link #others} holds all programs of the class path: see {@link #lookForOthers}. */
    private static volatile boolean surveyed;

    /** So many counters are asked where their code lies; then looking once is cheaper. Races are fine. */
    private static final int MOST_ASKED = 64;

    private static int asked;

    /** Goes up whenever one of these changes: counters then ask anew whose they are. */
    static volatile int epoch = 1;

    /** The only start failed: events are dropped rather than kept for the next. */
    static volatile boolean dropping;

    /** The program whose crash, or whatever it said to be its own, is being counted, and the thread that does it. */
    private static volatile @Nullable Recorder crashing;

    private static volatile @Nullable Thread crashCounter;

    /** The key in {@link Seat} of an ArrayList of all copies' programs: Object[] {program, next handler or null}. */
    private static final String PROGRAMS = "programs";

    final TelemetryHome home;
    final String program;
    final String version;
    final String[] frames;

    /** Where the program's own classes are found; null for the boot loader. */
    final @Nullable ClassLoader classes;

    /** The class whose code started the program, and where the program's properties lie; empty if not known. */
    final String startedBy;

    final String place;

    /** For tests: all counters are this one's, whoever else starts. */
    final boolean strict;

    /** Whether its start looked for the properties of all programs. */
    private final boolean knowsOthers;

    /** The counters that count for it, by name. Guarded by Counter. */
    final HashMap<String, Counter> counters = new HashMap<>();

    /** Where the methods of its classes begin: see {@link MethodLines}. */
    final ConcurrentHashMap<String, Map<String, int[]>> lines = new ConcurrentHashMap<>();

    /** How many have started the program and not closed it. Guarded by Telemetry. */
    int holders = 1;

    private final Environment here;
    private final boolean offByDefault;
    private final boolean crashes;
    private final Journal journal;
    private final long started = System.nanoTime();

    /** Milliseconds by which this home's clock is moved. */
    private volatile long clockOffset;

    private volatile @Nullable Keeper keeper;

    /** Nothing may wait any more: the process is mapped, or about to exit. Every event goes to a file at once. */
    private volatile boolean writeThrough;

    /** Why nothing can be written, which is tried again at the next look; null while all is well. */
    private volatile @Nullable String broken;

    /** An error of memory that left none to count it with: it is counted later. */
    private volatile boolean missed;

    private volatile boolean closing;
    private volatile boolean closed;
    private volatile boolean off;
    private volatile long looked = System.nanoTime();

    private @Nullable Seat seat;
    private final @Nullable Object[] link = {this, null};

    /** Opens nothing yet. */
    Recorder(TelemetryOptions options, TelemetryHome home, String program, String version, String startedBy) {
        this.here = options.environment;
        this.offByDefault = options.offByDefault;
        this.crashes = options.crashes;
        this.strict = options.strict;
        this.frames = options.frames != null ? options.frames : new String[] {program};
        this.classes = options.resources != null ? options.resources : Telemetry.class.getClassLoader();
        this.place = options.place;
        this.knowsOthers = options.surveyed;
        this.home = home;
        this.program = program;
        this.version = version;
        this.startedBy = startedBy;
        this.journal = new Journal(home.localAsFile(), program, version, here.runtime(), here.os(), here.arch());
        this.clockOffset = home.clockOffset(here);
        this.off = !ModeRule.of(home, here, offByDefault).counts();
    }

    /** What it is known by from one start to the next: its collection and its name. */
    String key() {
        return home.collection() + " " + program;
    }

    /** The program that the code which called counts for; null if none runs, or if that cannot be said. */
    static @Nullable Recorder ofCaller() {
        Recorder[] all = running;
        if (Thread.currentThread() == crashCounter) {
            return crashing;
        }
        for (Recorder each : all) {
            if (each.strict) {
                return each;
            }
        }
        if (!surveyed && all.length > 0) {
            lookForOthers(Telemetry.callerName());
        }
        if (all.length == 1 && others.length == 0) {
            return all[0];
        }
        return all.length == 0 ? null : Owners.ofCaller(all, others);
    }

    /** The program that ended and whose code called, as {@link #others} has it; null if it is none. */
    static String @Nullable [] endedOfCaller() {
        return others.length == 0 ? null : Owners.endedOfCaller();
    }

    /**
     * A program that tells its identity in code looks for nobody's properties when it starts, since that costs a young
     * process milliseconds. So it is done here, by the first event that may be another program's: one
     * that was not counted by the class which started the program, or by one that lies with it. Any thread may call; two that
     * do at once search twice, and find the same.
     */
    static void lookForOthers(String caller) {
        Recorder[] all = running;
        boolean alone = all.length == 1 && others.length == 0 && asked++ < MOST_ASKED;
        if (!surveyed && !(alone && (caller.equals(all[0].startedBy) || Owners.liesWith(caller, all[0].startedBy)))) {
            Owners.survey(all);
            surveyed = true;
        }
    }

    static synchronized void nextEpoch() {
        epoch++;
    }

    /** Takes part from now on, and takes over what was counted before. */
    void install() {
        // Whose the others' counters are is asked anew: some may be this one's.
        for (Recorder other : running) {
            other.flush();
            other.detachAll();
        }
        Recorder[] more = Arrays.copyOf(running, running.length + 1);
        more[more.length - 1] = this;
        if (others.length > 0) {
            Owners.removeOther(this);
        }
        dropping = false;
        surveyed = knowsOthers && (surveyed || more.length == 1);
        running = more;
        nextEpoch();
        for (Recorder other : more) {
            other.detachAll();
        }
        Counter.adopt();
        if (off) {
            Diagnostics.tell("off " + home.localAsFile(), "limpid: " + whyNot());
        } else {
            begin();
        }
    }

    private void begin() {
        if (seat == null) {
            Seat taken = Seat.take();
            seat = taken;
            synchronized (taken.get()) {
                programs(taken).add(link);
                if (crashes) {
                    link[1] = Thread.getDefaultUncaughtExceptionHandler();
                    Thread.setDefaultUncaughtExceptionHandler(this);
                }
            }
        }
        flush();
    }

    @SuppressWarnings("unchecked")
    private static List<Object[]> programs(Seat seat) {
        Map<String, Object> shared = seat.get();
        List<Object[]> programs = (List<Object[]>) shared.get(PROGRAMS);
        if (programs == null) {
            programs = new ArrayList<>();
            shared.put(PROGRAMS, programs);
        }
        return programs;
    }

    /** Stops counting; what is pending is written first. Counters keep what comes after for the next start. */
    void uninstall() {
        endAsOwner();
        Recorder[] rest = new Recorder[running.length - 1];
        int kept = 0;
        for (Recorder each : running) {
            if (each != this) {
                rest[kept++] = each;
            }
        }
        running = rest;
        nextEpoch();
        synchronized (this) {
            closing = true;
            writeThrough = true;
        }
        Keeper last = keeper;
        if (last != null) {
            last.finish();
        }
        detachAll();
        flush();
        synchronized (journal) {
            journal.close();
            closed = true;
        }
        Counter.handBack(this);
        leaveSeat();
    }

    private void endAsOwner() {
        try {
            if (!strict) {
                Owners.end(this);
            }
        } catch (Throwable e) {
            // The class loader of this copy was closed first: then it will ask nobody whose a counter is.
            return;
        }
    }

    private void leaveSeat() {
        Seat taken = seat;
        seat = null;
        if (taken == null) {
            return;
        }
        synchronized (taken.get()) {
            List<Object[]> programs = programs(taken);
            programs.remove(link);
            Thread.UncaughtExceptionHandler next = (Thread.UncaughtExceptionHandler) link[1];
            if (Thread.getDefaultUncaughtExceptionHandler() == this) {
                Thread.setDefaultUncaughtExceptionHandler(next);
            }
            for (int i = 0; i < programs.size(); i++) {
                if (programs.get(i)[1] == this) {
                    programs.get(i)[1] = next;
                }
            }
        }
        taken.leave();
    }

    /** Counts it, then does what would have been done without: the program's own handler, or the JVM's usual lines. */
    @Override
    public void uncaughtException(Thread thread, Throwable crash) {
        Thread.UncaughtExceptionHandler next = (Thread.UncaughtExceptionHandler) link[1];
        Seat taken = seat;
        boolean first = false;
        try {
            first = taken != null && Crashes.count(taken.get(), programs(taken), crash);
        } catch (Throwable e) {
            // The program is about to say what is really wrong.
            missed |= crash instanceof OutOfMemoryError;
        }
        try {
            if (next != null) {
                next.uncaughtException(thread, crash);
            } else if (!crash.getClass().getName().equals("java.lang.ThreadDeath")) {
                // As java.lang.ThreadGroup does where there is no default handler.
                System.err.print("Exception in thread \"" + thread.getName() + "\" ");
                crash.printStackTrace(System.err);
            }
        } finally {
            if (first && taken != null) {
                Crashes.counted(taken.get());
            }
        }
    }

    /** How far from where it was thrown the first frame of this program is: see {@link Owners#rank}. */
    @Override
    public int applyAsInt(Throwable crash) {
        return Owners.rank(this, Thrown.frames(Thrown.cause(crash)));
    }

    /** Counts a crash that is this program's. */
    @Override
    public void accept(Throwable crash) {
        if (crashes) {
            missed |= crash instanceof OutOfMemoryError;
            if (Crashes.uncaught(crash, this)) {
                missed = false;
            }
        }
    }

    /** Memory was lacking to count an error of memory; the thread that it ended has given back its own since. */
    private void countMissed() {
        if (missed) {
            OutOfMemoryError crash = new OutOfMemoryError();
            crash.setStackTrace(new StackTraceElement[0]);
            accept(crash);
        }
    }

    /** Whatever this counts on the calling thread is counted for this program. */
    void inside(Runnable events) {
        synchronized (Recorder.class) {
            Recorder before = crashing;
            try {
                crashing = this;
                crashCounter = Thread.currentThread();
                events.run();
            } finally {
                crashing = before;
                crashCounter = before == null ? null : crashCounter;
            }
        }
    }

    /** Events of a counter of this program that has no word. */
    void count(Counter counter, long events) {
        if (!mayCount()) {
            return;
        }
        counter.pend(events);
        if (broken != null) {
            return;
        }
        MappedWord word = counter.word();
        if (word != null) {
            // The keeper attached the word meanwhile, and may have looked at what was pending before this came.
            moveTo(word, counter);
        } else if (writeThrough || !counter.isJournaled()) {
            flush(counter);
            Keeper mapping = keeper;
            if (mapping != null) {
                if (writeThrough) {
                    mapping.attachSoon(counter);
                }
            } else if (journal.isLong()) {
                startKeeper();
            }
        } else if (keeper == null) {
            startKeeper();
        }
    }

    /** Many threads add to this counter's word. */
    void spreadSoon(Counter counter) {
        Keeper mapping = keeper;
        if (mapping != null) {
            mapping.spreadSoon(counter);
        }
    }

    /** Whether the user's mode lets events be counted, looked at anew if the last look is old. */
    boolean mayCount() {
        if (System.nanoTime() - looked >= LOOK_MILLIS * 1_000_000) {
            look();
            countMissed();
        }
        return !off;
    }

    /**
     * Looks at the user's mode, and begins or ends counting; returns whether events are counted. What could not be written
     * is tried once more.
     */
    synchronized boolean look() {
        looked = System.nanoTime();
        if (!closing) {
            broken = null;
            boolean counts = ModeRule.of(home, here, offByDefault).counts();
            if (counts && off) {
                off = false;
                begin();
            } else if (!counts && !off) {
                turnOff();
            } else {
                flush();
            }
        }
        return !off;
    }

    /** The user said off: nothing more is written, what waited included. What lies in files stays. */
    private void turnOff() {
        synchronized (journal) {
            off = true;
            journal.close();
        }
        Keeper last = keeper;
        if (last != null) {
            last.finishSoon();
        }
        writeThrough = false;
        for (Counter counter : Counter.of(this)) {
            counter.detach();
            counter.takePending();
        }
    }

    private synchronized void startKeeper() {
        if (keeper == null && !closing && !off) {
            try {
                keeper = Keeper.start(this);
            } catch (Throwable e) {
                // No thread to be had, or the JVM is exiting: then write every event at once.
                writeThrough = true;
                flush();
            }
        }
    }

    /** The keeper's thread ends: it was asked to, or it could not go on. Then nothing may wait for it any more. */
    void keeperEnds(boolean asked) {
        detachAll();
        if (asked) {
            keeper = null;
        } else {
            writeThrough = true;
            flush();
        }
    }

    /** Writes what all counters have pending. */
    void flush() {
        for (Counter counter : Counter.of(this)) {
            MappedWord word = counter.word();
            if (word != null) {
                moveTo(word, counter);
            } else if (counter.hasPending()) {
                flush(counter);
            }
        }
    }

    /**
     * Appends what this counter has pending. The lock covers the whole of it: a process that exits waits for the lock,
     * so that no event is lost between its counter and the journal.
     */
    void flush(Counter counter) {
        synchronized (journal) {
            long events = closed || broken != null ? 0 : counter.takePending();
            if (events == 0 || off) {
                return;
            }
            try {
                journal.append(counter.encodedName(), events, now());
                counter.journaled();
            } catch (Throwable e) {
                counter.pend(events);
                if (!(e instanceof OutOfMemoryError) && !(e instanceof StackOverflowError)) {
                    fail("cannot append to the journal: " + e);
                }
            }
        }
    }

    /** Adds what is pending to the word; if the word's file is gone, it stays pending. */
    void moveTo(MappedWord word, Counter counter) {
        synchronized (journal) {
            long events = counter.takePending();
            if (events == 0 || off || word.add(events) != MappedWord.LOST) {
                return;
            }
            counter.pend(events);
        }
        lost(word.file());
    }

    /** The mapping is gone: no counter touches it again, not even while that is being told. */
    void lost(MappedFile file) {
        detachAll();
        fail("the count file was cut short or replaced: " + file.cutShort());
    }

    /** No counter has a word any more: each begins anew with its next event. */
    void detachAll() {
        for (Counter counter : Counter.of(this)) {
            counter.detach();
        }
    }

    /** Counting disables itself until the next look; the program goes on, and what it counts waits in memory. */
    void fail(String reason) {
        if (broken == null) {
            broken = reason;
            Diagnostics.trouble(home, program, reason);
        }
    }

    boolean isCounting() {
        return broken == null && !closed && !off;
    }

    /** Why nothing is counted, in one sentence; empty if events are. */
    String whyNot() {
        String reason = broken;
        if (reason != null) {
            return reason;
        }
        if (closed) {
            return "telemetry was closed";
        }
        ModeRule rule = ModeRule.of(home, here, offByDefault);
        return rule.counts() ? "" : "the mode is off: " + rule.why();
    }

    /** What the JVM runs when it exits: from now on nothing may wait. */
    @Override
    public void run() {
        becomePrompt();
        flush();
        countMissed();
    }

    /** From now on every event goes to a file before its counter returns; what failed before is tried once more. */
    void becomePrompt() {
        writeThrough = true;
        broken = null;
    }

    long ageMillis() {
        return (System.nanoTime() - started) / 1_000_000;
    }

    /** Sets the clock, as users set theirs and as it jumps when a laptop wakes. For tests. */
    void setClock(long offset) {
        clockOffset = offset;
    }

    long now() {
        return System.currentTimeMillis() + clockOffset;
    }

    /** The week under way, whose files are to be mapped. */
    CurrentWeek week() throws IOException {
        synchronized (journal) {
            return journal.week(CurrentWeek.dayOf(now()));
        }
    }

    /** What the week's count file begins with. */
    byte[] header(CurrentWeek of) {
        return journal.header(of, "");
    }

    /** Keeps the week's journals short. */
    void fold(CurrentWeek week) throws IOException {
        JournalFold.run(journal, week, System.currentTimeMillis(), JournalFold.LONG);
    }
}
