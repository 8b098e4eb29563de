package dev.limpid.counter;

import dev.limpid.counter.file.SharedState;
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
 * A program that counts: its identity, which counters and crashes belong to it, and which other programs count. Its
 * {@link Recorder} writes its events.
 *
 * <p>Threads: any thread may ask which program the calling code belongs to, and hand over a crash. Programs are
 * installed and uninstalled under Telemetry's lock, which guards {@link #holders}. {@link #running}, {@link #others}
 * and {@link #epoch} are replaced as a whole and read without a lock; {@link #others} and {@link #epoch} are replaced
 * under the class's monitor. A thread that takes or leaves the {@link #sharedState} holds this object's monitor; the monitor
 * of the shared map guards what all copies of the library share ({@link #link}). Counter's monitor guards {@link
 * #counters}. Other fields are final, or volatile and each valid on its own. Monitors are taken in this order:
 * Telemetry's, the recorder's, this object's, then the shared map's, Counter's or the class's; the journal's is the
 * last.
 *
 * <p>Every start of a program runs this code: nothing here may load more than it must.
 */
final class Program implements Thread.UncaughtExceptionHandler, ToIntFunction<Throwable>, Consumer<Throwable> {
    /** The programs that count with this copy of the library: rarely more than one. */
    static volatile Program[] running = {};

    /** Programs that are known to be present and do not count, or no longer count: see {@link ProgramFinder}. */
    static volatile String[][] others = {};

    /** Whether {@link #others} contains all programs on the class path: see {@link #lookForOthers}. */
    private static volatile boolean surveyed;

    /** After the place of the code was checked for this many counters, searching once is cheaper. Races are fine. */
    private static final int MOST_ASKED = 64;

    private static int asked;

    /** Increases whenever one of these changes: counters then ask again which program they belong to. */
    static volatile int epoch = 1;

    /** Whether the only start failed: events are then dropped rather than kept for the next. */
    static volatile boolean dropping;

    /**
     * The program whose crash is being counted, or events that it declared as its own, and the thread that counts them.
     */
    private static volatile @Nullable Program crashing;

    private static volatile @Nullable Thread crashCounter;

    /** The key in {@link SharedState} of an ArrayList of all copies' programs: Object[] {program, next handler or null}. */
    private static final String PROGRAMS = "programs";

    final TelemetryHome home;
    final String name;
    final String version;
    final String[] frames;

    /** Where the program's own classes are found; null for the boot loader. */
    final @Nullable ClassLoader classes;

    /** The class whose code started the program, and where the program's properties are stored; empty if not known. */
    final String startedBy;

    final String place;

    /** For tests: all counters belong to this program, whichever others start. */
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

    /** How many starts of the program have not been closed. Guarded by Telemetry. */
    int holders = 1;

    /** Whether an OutOfMemoryError left no memory to count it with: it is counted later. */
    private volatile boolean missed;

    private volatile @Nullable SharedState sharedState;
    private final @Nullable Object[] link = {this, null};

    /** Opens nothing yet. */
    Program(TelemetryOptions options, TelemetryHome home, String name, String version, String startedBy) {
        this.crashes = options.crashes;
        this.strict = options.strict;
        this.frames = options.ownPackages != null ? options.ownPackages : new String[] {name};
        this.classes = options.classLoader != null ? options.classLoader : Telemetry.class.getClassLoader();
        this.place = options.place;
        this.knowsOthers = options.surveyed;
        this.home = home;
        this.name = name;
        this.version = version;
        this.startedBy = startedBy;
        this.recorder = new Recorder(this, options.environment, options.offByDefault);
    }

    /** Identifies the program from one start to the next: its collection and its name. */
    String key() {
        return home.collection() + " " + name;
    }

    /** The program that the calling code counts for; null if none runs, or if it is unknown. */
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
        return all.length == 0 ? null : ProgramFinder.ofCaller(all, others);
    }

    /** The entry in {@link #others} of the ended program whose code called; null if there is none. */
    static String @Nullable [] endedOfCaller() {
        return others.length == 0 ? null : ProgramFinder.endedOfCaller();
    }

    /**
     * Looks for the properties of other programs. A program that declares its identity in code does not do this when it
     * starts, since it costs a young process milliseconds. So the first event that may belong to another program does
     * it: one that was counted neither by the class that started the program nor by a class in the same place. Any
     * thread may call; two that do so at once search twice, and find the same.
     */
    static void lookForOthers(String caller) {
        Program[] all = running;
        boolean alone = all.length == 1 && others.length == 0 && asked++ < MOST_ASKED;
        if (!surveyed
                && !(alone
                        && (caller.equals(all[0].startedBy) || ProgramFinder.isAtPlaceOf(caller, all[0].startedBy)))) {
            ProgramFinder.survey(all);
            surveyed = true;
        }
    }

    static synchronized void nextEpoch() {
        epoch++;
    }

    /** Takes part from now on, and takes over the events that were counted before. */
    void install() {
        // The counters of the other programs ask again which program they belong to: some may belong to this one.
        for (Program other : running) {
            other.recorder.flush();
            other.recorder.detachAll();
        }
        Program[] more = Arrays.copyOf(running, running.length + 1);
        more[more.length - 1] = this;
        if (others.length > 0) {
            ProgramFinder.removeOther(this);
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

    /** Called when the mode lets the program count: from now on crashes of this JVM may belong to it. */
    synchronized void takeSeat() {
        if (sharedState == null) {
            SharedState taken = SharedState.take();
            sharedState = taken;
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
    private static List<Object[]> programs(SharedState sharedState) {
        Map<String, Object> shared = sharedState.get();
        List<Object[]> programs = (List<Object[]>) shared.get(PROGRAMS);
        if (programs == null) {
            programs = new ArrayList<>();
            shared.put(PROGRAMS, programs);
        }
        return programs;
    }

    /** Stops counting; pending events are written first. Counters keep later events for the next start. */
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
                ProgramFinder.end(this);
            }
        } catch (Throwable e) {
            // The class loader of this copy was closed first: then it will not ask which program a counter belongs to.
            return;
        }
    }

    private synchronized void leaveSeat() {
        SharedState taken = sharedState;
        sharedState = null;
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

    /**
     * Counts it, then does what would happen without this handler: calls the program's own handler, or prints the JVM's
     * usual lines.
     */
    @Override
    public void uncaughtException(Thread thread, Throwable crash) {
        Thread.UncaughtExceptionHandler next = (Thread.UncaughtExceptionHandler) link[1];
        SharedState taken = sharedState;
        boolean first = false;
        try {
            first = taken != null && CrashAttribution.count(taken.get(), programs(taken), crash);
        } catch (Throwable e) {
            // The program is about to say what is really wrong.
            missed |= crash instanceof OutOfMemoryError;
        }
        try {
            if (next != null) {
                next.uncaughtException(thread, crash);
            } else if (!crash.getClass().getName().equals("java.lang.ThreadDeath")) {
                // As java.lang.ThreadGroup does if there is no default handler.
                System.err.print("Exception in thread \"" + thread.getName() + "\" ");
                crash.printStackTrace(System.err);
            }
        } finally {
            if (first && taken != null) {
                CrashAttribution.endHandling(taken.get());
            }
        }
    }

    /** The distance from where the crash was thrown to the first frame of this program: see {@link ProgramFinder#rank}. */
    @Override
    public int applyAsInt(Throwable crash) {
        return ProgramFinder.rank(this, RootCause.frames(RootCause.cause(crash)));
    }

    /** Counts a crash that belongs to this program. */
    @Override
    public void accept(Throwable crash) {
        if (crashes) {
            missed |= crash instanceof OutOfMemoryError;
            if (CrashAttribution.uncaught(crash, this)) {
                missed = false;
            }
        }
    }

    /**
     * Counts an OutOfMemoryError that there was not enough memory to count; the thread that it ended has released its
     * memory since.
     */
    void countMissed() {
        if (missed) {
            OutOfMemoryError crash = new OutOfMemoryError();
            crash.setStackTrace(new StackTraceElement[0]);
            accept(crash);
        }
    }

    /** Runs this; everything that it counts on the calling thread is counted for this program. */
    void runAttributed(Runnable events) {
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
