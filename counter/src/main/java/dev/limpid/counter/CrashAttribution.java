package dev.limpid.counter;

import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Decides which program a crash belongs to if several programs of one JVM count: the one whose frame is the nearest to
 * where the exception was thrown. The crash is counted once, whichever program started first and however many of our
 * handlers it passes. The programs can use several copies of this library, which know each other only by types of the
 * JDK. Loaded by the first crash.
 *
 * <p>Each instance is for one crash: the thread that is about to end creates it, waits for the thread that counts, and
 * reads {@link #done} when that has ended.
 */
final class CrashAttribution implements Runnable {
    /**
     * The exceptions that were counted and must not be counted again: as many as can fail at once in a large pool
     * before the code that waits for them sees the first. Guarded by the class's monitor.
     */
    @SuppressWarnings({"unchecked", "rawtypes"})
    private static final WeakReference<Throwable>[] TOLD = new WeakReference[4096];

    private static int told;

    private final Throwable cause;
    private final @Nullable Program owner;
    private boolean done;

    /** Takes a root cause, and the program to count it for; null for the program of the calling code. */
    private CrashAttribution(Throwable cause, @Nullable Program owner) {
        this.cause = cause;
        this.owner = owner;
    }

    /**
     * Has the program that the crash belongs to count it. Returns false if another of our handlers, which called this
     * one, has done so; otherwise {@link #endHandling} must be called afterwards.
     */
    @SuppressWarnings("unchecked")
    static boolean count(Map<String, Object> shared, List<Object[]> programs, Throwable crash) {
        Object[][] all;
        synchronized (shared) {
            if (shared.get(key()) == crash) {
                return false;
            }
            shared.put(key(), crash);
            all = programs.toArray(new Object[0][]);
        }
        @Nullable Object owner = null;
        int best = Integer.MAX_VALUE;
        for (Object[] program : all) {
            int rank = all.length == 1 ? 0 : rank(program[0], crash);
            if (rank < best) {
                best = rank;
                owner = program[0];
            }
        }
        try {
            if (owner != null) {
                ((Consumer<Throwable>) owner).accept(crash);
            }
        } catch (Throwable e) {
            // The program is about to say what is really wrong.
            return true;
        }
        return true;
    }

    /** Called once all handlers have returned. */
    static void endHandling(Map<String, Object> shared) {
        synchronized (shared) {
            shared.remove(key());
        }
    }

    private static String key() {
        return "crash " + Thread.currentThread().getId();
    }

    @SuppressWarnings("unchecked")
    private static int rank(Object program, Throwable crash) {
        try {
            return ((ToIntFunction<Throwable>) program).applyAsInt(crash);
        } catch (Throwable e) {
            // The class loader of that copy was closed.
            return Integer.MAX_VALUE;
        }
    }

    /** Counts a crash that nobody caught, unless the program reported it before; false if counting failed. */
    static boolean uncaught(Throwable crash, Program owner) {
        Throwable cause = RootCause.cause(crash);
        // The program's own handler may report it next. The JVM can throw the same OutOfMemoryError again and again.
        if (told(cause, !(cause instanceof OutOfMemoryError))) {
            return true;
        }
        CrashAttribution counting = new CrashAttribution(cause, owner);
        counting.run();
        return counting.done;
    }

    /** Counts a crash that a program reports; one that is reported repeatedly is counted once. */
    static void report(Throwable crash) {
        Throwable cause = RootCause.cause(crash);
        if (told(cause, true)) {
            return;
        }
        Program[] all = Program.running;
        Program owner = null;
        int best = Integer.MAX_VALUE;
        for (Program program : all) {
            int rank = all.length == 1 ? best : rank(program, cause);
            if (rank < best) {
                best = rank;
                owner = program;
            }
        }
        CrashAttribution counting = new CrashAttribution(cause, owner);
        if (cause instanceof StackOverflowError) {
            // The code that caught it can be as deep in the stack: a class that is first used there could become
            // permanently unusable.
            runElsewhere(all.length == 1 ? new CrashAttribution(cause, all[0]) : counting);
        } else {
            counting.run();
        }
    }

    private static void runElsewhere(CrashAttribution counting) {
        Thread thread = new Thread(null, counting, "limpid-crash", 0, false);
        thread.setDaemon(true);
        thread.start();
        try {
            // The thread reads classes of the program, whose loader the caller may have locked: do not wait for ever.
            thread.join(1000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void run() {
        try {
            if (owner == null) {
                RootCause.count(cause);
                done = true;
            } else {
                CrashAttribution inside = new CrashAttribution(cause, null);
                owner.runAttributed(inside);
                done = inside.done;
            }
        } catch (Throwable e) {
            // The program is about to say what is really wrong.
            return;
        }
    }

    private static synchronized boolean told(Throwable cause, boolean telling) {
        for (int i = 0; i < TOLD.length && TOLD[i] != null; i++) {
            if (TOLD[i].refersTo(cause)) {
                return true;
            }
        }
        if (telling) {
            TOLD[told++ % TOLD.length] = new WeakReference<>(cause);
        }
        return false;
    }
}
