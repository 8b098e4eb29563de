package dev.limpid.counter.file;

import java.security.AccessController;
import java.security.PrivilegedAction;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What all copies of this library in one JVM share. Several class loaders may each hold a copy, some of them under other
 * package names, but the JVM has only one of some things: locks of files, which the operating system gives to the process,
 * and the handler of uncaught exceptions. So the copies keep these in one map, which holds types of the JDK only.
 *
 * <p>The map hangs at a thread group below the system's, where every copy finds it. Not at a system property: programs
 * print and store those, and {@code Properties.list} and {@code store} fail for a value that is no text.
 *
 * <p>Our threads run in this group too, rather than in the group of the code that happened to count first: hosts that run a
 * program in a group of its own ({@code exec:java}, sbt, Ant) interrupt and destroy that at the program's end.
 *
 * <pre>
 *   key               value
 *   "programs"        ArrayList of Object[]: the programs that run, see Program
 *   "lock " + file    Object[] {FileLock or null, int[] holders}: files in use, see InUseLock
 *   "channel " + file Object[] {FileChannel, int[] users}: the files that these locks are in
 *   "process " + file a lock of a whole file that this process holds, see ProcessLock in the uploader
 * </pre>
 * Whoever touches the map holds its monitor. All else any thread may call; what changes of a seat is guarded by the monitor of the
 * group's name.
 */
public final class Seat extends ThreadGroup implements Supplier<Map<String, Object>>, PrivilegedAction<Thread> {
    /** Also the monitor under which seats are made: a literal is one object for all copies. Not like a class's name, which
     * relocation would change. */
    private static final String NAME = "limpid";

    private static final long STACK_BYTES = 256 * 1024;

    /** This copy's; null while nothing of it runs. */
    private static @Nullable Seat current;

    private final Map<String, Object> shared;
    private int users;

    /** The thread that is being made. */
    private String threadName = "";

    private @Nullable Runnable threadWork;

    private Seat(ThreadGroup top, Map<String, Object> shared) {
        super(top, NAME);
        this.shared = shared;
    }

    /** Takes part until {@link #leave}. */
    public static Seat take() {
        synchronized (NAME) {
            Seat seat = current;
            if (seat == null) {
                ThreadGroup top = top();
                seat = new Seat(top, found(top));
                current = seat;
            }
            seat.users++;
            return seat;
        }
    }

    /** Ends one use; the last one takes the group away, so that nothing keeps this copy's classes loaded. */
    @SuppressWarnings("removal") // does nothing where groups need no destroying any more
    public void leave() {
        synchronized (NAME) {
            if (--users == 0) {
                current = null;
                try {
                    destroy();
                } catch (RuntimeException | LinkageError e) {
                    // A thread is on its last step: then the group goes with it. Not by the exception's own name: that
                    // would
                    // have to be read from the JDK at every start, to check this class.
                    endWithLastThread();
                }
            }
        }
    }

    @SuppressWarnings("removal")
    private void endWithLastThread() {
        try {
            setDaemon(true);
        } catch (LinkageError e) {
            return;
        }
    }

    /** What the copies share. Whoever touches it holds its monitor. */
    @Override
    public Map<String, Object> get() {
        return shared;
    }

    /**
     * A daemon thread, not yet started, that inherits nothing from whoever needs it first: no group, no class loader, no
     * values, no protection domains. It would keep them for as long as it runs.
     */
    @SuppressWarnings("removal") // until Java 24 a thread keeps the protection domains of all that called
    public Thread thread(String name, Runnable work) {
        synchronized (NAME) {
            threadName = name;
            threadWork = work;
            Thread made = AccessController.doPrivileged(this);
            threadWork = null;
            return made;
        }
    }

    /** For {@link #thread} alone. No class of its own, which would be as large as the rest of what it takes. */
    @Override
    public Thread run() {
        Thread thread = new Thread(this, threadWork, threadName, STACK_BYTES, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(null);
        return thread;
    }

    /** A thread of ours that dies, of whatever, must not print into the program's output. */
    @Override
    public void uncaughtException(Thread thread, Throwable e) {}

    /** The highest group that may be touched. */
    private static ThreadGroup top() {
        ThreadGroup top = Thread.currentThread().getThreadGroup();
        try {
            for (ThreadGroup parent = top; parent != null; parent = top.getParent()) {
                top = parent;
            }
        } catch (RuntimeException e) {
            // A security manager.
            return top;
        }
        return top;
    }

    /** The map of a copy that is there already, else a new one. */
    @SuppressWarnings("unchecked")
    private static Map<String, Object> found(ThreadGroup top) {
        ThreadGroup[] groups = new ThreadGroup[top.activeGroupCount() + 8];
        for (int i = top.enumerate(groups, false) - 1; i >= 0; i--) {
            if (groups[i] instanceof Supplier<?> seat && groups[i].getName().equals(NAME)) {
                return (Map<String, Object>) seat.get();
            }
        }
        return new HashMap<>();
    }
}
