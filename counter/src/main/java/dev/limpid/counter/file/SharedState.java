package dev.limpid.counter.file;

import java.security.AccessController;
import java.security.PrivilegedAction;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What all copies of this library in one JVM share. Several class loaders can each have a copy, some of them under
 * other package names, but some things exist only once in the JVM: file locks, which the operating system gives to the
 * process, and the handler of uncaught exceptions. So the copies keep these in one map, which contains only types of
 * the JDK.
 *
 * <p>The map belongs to a thread group below the system's, where every copy finds it. It is not a system property:
 * programs print and store those, and {@code Properties.list} and {@code store} fail for a value that is not text.
 *
 * <p>Our threads run in this group too, rather than in the group of the code that happened to count first: hosts that
 * run a program in a group of its own ({@code exec:java}, sbt, Ant) interrupt and destroy that group at the program's
 * end.
 *
 * <pre>
 *   key               value
 *   "programs"        ArrayList of Object[]: the programs that run, see Program
 *   "lock " + file    Object[] {FileLock or null, int[] holders}: files in use, see InUseLock
 *   "channel " + file Object[] {FileChannel, int[] users}: the files that these locks are in
 *   "process " + file a lock of a whole file that this process holds, see ProcessLock in the uploader
 * </pre>
 * A thread that uses the map must hold its monitor. Any thread may call everything else; the monitor of the group's
 * name guards the fields of a shared state that change.
 */
public final class SharedState extends ThreadGroup implements Supplier<Map<String, Object>>, PrivilegedAction<Thread> {
    /**
     * Also the monitor that guards {@link #current}: a literal is one object for all copies. It does not look like a
     * class name, which relocation would change.
     */
    private static final String NAME = "limpid";

    private static final long STACK_BYTES = 256 * 1024;

    /** The shared state of this copy; null while this copy does not run. */
    private static @Nullable SharedState current;

    private final Map<String, Object> shared;
    private int users;

    /** The thread that is being created. */
    private String threadName = "";

    private @Nullable Runnable threadWork;

    private SharedState(ThreadGroup top, Map<String, Object> shared) {
        super(top, NAME);
        this.shared = shared;
    }

    /** Begins one use of the shared state, until {@link #leave}. */
    public static SharedState take() {
        synchronized (NAME) {
            SharedState sharedState = current;
            if (sharedState == null) {
                ThreadGroup top = top();
                sharedState = new SharedState(top, found(top));
                current = sharedState;
            }
            sharedState.users++;
            return sharedState;
        }
    }

    /** Ends one use; the last one removes the group, so that nothing keeps this copy's classes loaded. */
    @SuppressWarnings("removal") // does nothing in JDKs where groups need not be destroyed
    public void leave() {
        synchronized (NAME) {
            if (--users == 0) {
                current = null;
                try {
                    destroy();
                } catch (RuntimeException | LinkageError e) {
                    // A thread is about to end: then the group ends with it. The exception is not caught by its own
                    // name: that would have to be read from the JDK at every start, to verify this class.
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

    /** What the copies share. A thread that uses it must hold its monitor. */
    @Override
    public Map<String, Object> get() {
        return shared;
    }

    /**
     * A daemon thread, not yet started, that inherits nothing from the code that needs it first: no group, no class
     * loader, no thread-local values, no protection domains. Otherwise it would keep them for as long as it runs.
     */
    @SuppressWarnings("removal") // until Java 24 a thread keeps the protection domains of all callers
    public Thread thread(String name, Runnable work) {
        synchronized (NAME) {
            threadName = name;
            threadWork = work;
            Thread made = AccessController.doPrivileged(this);
            threadWork = null;
            return made;
        }
    }

    /**
     * Only for {@link #thread}. It has no class of its own, which would be as large as everything else that this needs.
     */
    @Override
    public Thread run() {
        Thread thread = new Thread(this, threadWork, threadName, STACK_BYTES, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(null);
        return thread;
    }

    /** A thread of ours that dies, for whatever reason, must not print into the program's output. */
    @Override
    public void uncaughtException(Thread thread, Throwable e) {}

    /** The highest group that this code may access. */
    private static ThreadGroup top() {
        ThreadGroup top = Thread.currentThread().getThreadGroup();
        try {
            for (ThreadGroup parent = top; parent != null; parent = top.getParent()) {
                top = parent;
            }
        } catch (RuntimeException e) {
            // A security manager forbids it.
            return top;
        }
        return top;
    }

    /** The map of a copy that exists already, otherwise a new one. */
    @SuppressWarnings("unchecked")
    private static Map<String, Object> found(ThreadGroup top) {
        ThreadGroup[] groups = new ThreadGroup[top.activeGroupCount() + 8];
        for (int i = top.enumerate(groups, false) - 1; i >= 0; i--) {
            if (groups[i] instanceof Supplier<?> shared && groups[i].getName().equals(NAME)) {
                return (Map<String, Object>) shared.get();
            }
        }
        return new HashMap<>();
    }
}
