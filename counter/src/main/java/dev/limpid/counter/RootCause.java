package dev.limpid.counter;

/**
 * What is counted of an exception: the class and the stack of its root cause. Messages and suppressed exceptions are
 * never read. An exception can be of any class, and its methods can return anything, throw, or wait for ever: only
 * methods that the JDK implements are called. Loaded by the first crash.
 */
final class RootCause {
    private static final String PREFIX = "crash/crash";

    /** More causes than this are not followed. */
    private static final int MOST_CAUSES = 64;

    /**
     * With less memory left than this, a stack is counted without its frames, since class files would have to be read
     * for them.
     */
    private static final long ENOUGH_MEMORY = 2 << 20;

    private RootCause() {}

    /** The root cause; if causes form a cycle, the last one before it closes. */
    static Throwable cause(Throwable thrown) {
        Throwable[] seen = new Throwable[MOST_CAUSES];
        Throwable last = thrown;
        for (int i = 0; i < MOST_CAUSES; i++) {
            seen[i] = last;
            Throwable next = isTheJdks(last, "getCause") ? last.getCause() : null;
            if (next == null || isAmong(seen, next)) {
                return last;
            }
            last = next;
        }
        return last;
    }

    private static boolean isAmong(Throwable[] seen, Throwable next) {
        for (Throwable each : seen) {
            if (each == next) {
                return true;
            }
        }
        return false;
    }

    /** The frames where it was thrown; empty if its class overrides the method that returns them. */
    static StackTraceElement[] frames(Throwable thrown) {
        return isTheJdks(thrown, "getStackTrace") ? thrown.getStackTrace() : new StackTraceElement[0];
    }

    private static boolean isTheJdks(Throwable thrown, String method) {
        Class<?> type = thrown.getClass();
        try {
            // Most exceptions are the JDK's own, and reflection takes memory, which may be lacking.
            return isTheJdks(type) || isTheJdks(type.getMethod(method).getDeclaringClass());
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            return false;
        }
    }

    private static boolean isTheJdks(Class<?> type) {
        ClassLoader loader = type.getClassLoader();
        return loader == null || loader == ClassLoader.getPlatformClassLoader();
    }

    /** Counts it for the program that the calling thread counts for. */
    static void count(Throwable cause) {
        String name = null;
        Runtime memory = Runtime.getRuntime();
        boolean scarce = cause instanceof OutOfMemoryError
                && memory.maxMemory() - memory.totalMemory() + memory.freeMemory() < ENOUGH_MEMORY;
        if (!scarce) {
            try {
                name = StackName.of(cause, frames(cause), PREFIX, StackCounter.MAX_DEPTH);
            } catch (OutOfMemoryError e) {
                name = null;
            }
        }
        if (name == null) {
            name = PREFIX + "\njava.lang.OutOfMemoryError.<init>:=0";
        }
        Counter.of(name).increment();
    }
}
