package dev.limpid.counter;

import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Whose a crash is, where several programs of one JVM count: the one's whose frame is the first on its way
 * out. It is counted once, whoever started first and however many handlers of ours it passes. The programs may be of
 * several copies of this library, which know each other by types of the JDK only. Loaded by the first crash.
 *
 * <p>Each is for one crash: the thread that is about to end makes it, waits for the thread that counts, and reads {@link
 * #done} when that has ended.
 */
final class Crashes implements Runnable {
    /**
     * The exceptions that were counted, and that nobody shall count again: as many as fail at once in a large pool, before
     * whoever waits for them sees the first. Guarded by the class.
     */
    @SuppressWarnings({"unchecked", "rawtypes"})
    private static final WeakReference<Throwable>[] TOLD = new WeakReference[4096];

    private static int told;

    private final Throwable cause;
    private final @Nullable Program owner;
    private boolean done;

    /** An exception that nothing caused but itself, and the program to count it for; null for that of the calling code. */
    private Crashes(Throwable cause, @Nullable Program owner) {
        this.cause = cause;
        this.owner = owner;
    }

    /**
     * Has the crash counted by the program that it belongs to. Returns false if another handler of ours, which called this
     * one, has done so; else {@link #counted} must follow.
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

    /** All handlers that were called have returned. */
    static void counted(Map<String, Object> shared) {
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
            // A copy whose class loader was closed.
            return Integer.MAX_VALUE;
        }
    }

    /** Counts a crash that nobody caught, unless the program told of it before; false if that failed. */
    static boolean uncaught(Throwable crash, Program owner) {
        Throwable cause = Thrown.cause(crash);
        // The program's own handler may tell of it next. Of errors of memory the JVM throws one again and again.
        if (told(cause, !(cause instanceof OutOfMemoryError))) {
            return true;
        }
        Crashes counting = new Crashes(cause, owner);
        counting.run();
        return counting.done;
    }

    /** Counts a crash that a program tells of; again and again the same one once. */
    static void tell(Throwable crash) {
        Throwable cause = Thrown.cause(crash);
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
        Crashes counting = new Crashes(cause, owner);
        if (cause instanceof StackOverflowError) {
            // What caught it may be as deep: a class that is first used there could be broken for good.
            runElsewhere(all.length == 1 ? new Crashes(cause, all[0]) : counting);
        } else {
            counting.run();
        }
    }

    private static void runElsewhere(Crashes counting) {
        Thread thread = new Thread(null, counting, "limpid-crash", 0, false);
        thread.setDaemon(true);
        thread.start();
        try {
            // It reads classes of the program, whose loader may be locked by the caller: not for ever.
            thread.join(1000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void run() {
        try {
            if (owner == null) {
                Thrown.count(cause);
                done = true;
            } else {
                Crashes inside = new Crashes(cause, null);
                owner.inside(inside);
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
