package dev.limpid.counter;

import dev.limpid.counter.file.Seat;
import dev.limpid.counter.home.TelemetryHome;
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
 * A program that counts: what it is, which counters and crashes are its own, and which programs count beside it. Its events
 * are written by its {@link Recorder}.
 *
 * <p>Threads: any may ask whose the calling code is, and hand over a crash. Programs are installed and uninstalled under
 * Telemetry's lock, which guards {@link #holders}. {@link #running}, {@link #others} and {@link #epoch} are replaced as a whole and read
 * without a lock; {@link #others} and {@link #epoch} are replaced under the class's monitor. This object's monitor is held by whoever
 * takes or leaves the {@link #seat}; the monitor of the seat's map guards what all copies of the library share ({@link #link}). Counter's guards
 * {@link #counters}. Other fields are final, or volatile and each true by itself. Monitors are taken in this order: Telemetry's, the recorder's, this
 * object's, then the seat's map's, Counter's or the class's; the journal's is the last.
 *
 * <p>On the way of every program's start: nothing here may load more than it must.
 */
final class Program implements Thread.UncaughtExceptionHandler, ToIntFunction<Throwable>, Consumer<Throwable> {
    /** The programs that count by this copy of the library: hardly ever more than one. */
    static volatile Program[] running = {};

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
    private static volatile @Nullable Program crashing;

    private static volatile @Nullable Thread crashCounter;

    /** The key in {@link Seat} of an ArrayList of all copies' programs: Object[] {program, next handler or null}. */
    private static final String PROGRAMS = "programs";

    final TelemetryHome home;
    final String name;
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

    private final boolean crashes;

    /** Writes its events. */
    final Recorder recorder;

    /** The counters that count for it, by name. Guarded by Counter. */
    final HashMap<String, Counter> counters = new HashMap<>();

    /** Where the methods of its classes begin: see {@link MethodLines}. */
    final ConcurrentHashMap<String, Map<String, int[]>> lines = new ConcurrentHashMap<>();

    /** How many have started the program and not closed it. Guarded by Telemetry. */
    int holders = 1;

    /** An error of memory that left none to count it with: it is counted later. */
    private volatile boolean missed;

    private volatile @Nullable Seat seat;
    private final @Nullable Object[] link = {this, null};

    /** Opens nothing yet. */
    Program(TelemetryOptions options, TelemetryHome home, String name, String version, String startedBy) {
        this.crashes = options.crashes;
        this.strict = options.strict;
        this.frames = options.frames != null ? options.frames : new String[] {name};
        this.classes = options.resources != null ? options.resources : Telemetry.class.getClassLoader();
        this.place = options.place;
        this.knowsOthers = options.surveyed;
        this.home = home;
        this.name = name;
        this.version = version;
        this.startedBy = startedBy;
        this.recorder = new Recorder(this, options.environment, options.offByDefault);
    }

    /** What it is known by from one start to the next: its collection and its name. */
    String key() {
        return home.collection() + " " + name;
    }

    /** The program that the code which called counts for; null if none runs, or if that cannot be said. */
    static @Nullable Program ofCaller() {
        Program[] all = running;
        if (Thread.currentThread() == crashCounter) {
            return crashing;
        }
        for (Program each : all) {
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
        Program[] all = running;
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
        for (Program other : running) {
            other.recorder.flush();
            other.recorder.detachAll();
        }
        Program[] more = Arrays.copyOf(running, running.length + 1);
        more[more.length - 1] = this;
        if (others.length > 0) {
            Owners.removeOther(this);
        }
        dropping = false;
        surveyed = knowsOthers && (surveyed || more.length == 1);
        running = more;
        nextEpoch();
        for (Program other : more) {
            other.recorder.detachAll();
        }
        Counter.adopt();
        recorder.open();
    }

    /** Its mode lets it count: from now on crashes of this JVM may be its own. */
    synchronized void takeSeat() {
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
        Program[] rest = new Program[running.length - 1];
        int kept = 0;
        for (Program each : running) {
            if (each != this) {
                rest[kept++] = each;
            }
        }
        running = rest;
        nextEpoch();
        recorder.close();
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

    private synchronized void leaveSeat() {
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
    void countMissed() {
        if (missed) {
            OutOfMemoryError crash = new OutOfMemoryError();
            crash.setStackTrace(new StackTraceElement[0]);
            accept(crash);
        }
    }

    /** Whatever this counts on the calling thread is counted for this program. */
    void inside(Runnable events) {
        synchronized (Program.class) {
            Program before = crashing;
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
}
