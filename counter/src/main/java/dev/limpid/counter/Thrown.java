package dev.limpid.counter;

/**
 * What is counted of an exception: the class and the stack of what caused it all. Messages are never asked for, and neither are
 * suppressed exceptions. An exception may be of any class, and answer with anything, throw, or wait for ever: only
 * what the JDK implements is called. Loaded by the first crash.
 */
final class Thrown {
    private static final String PREFIX = "crash/crash";

    /** More causes than that are not followed. */
    private static final int MOST_CAUSES = 64;

    /** With less memory left than this a stack is counted without its frames, for which classes would be read. */
    private static final long ENOUGH_MEMORY = 2 << 20;

    private Thrown() {}

    /** What caused it and was caused by nothing else; where causes go in a circle, the last before it closes. */
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

    /** Where it was thrown; nothing if its class has a way of its own to say that. */
    static StackTraceElement[] frames(Throwable thrown) {
        return isTheJdks(thrown, "getStackTrace") ? thrown.getStackTrace() : new StackTraceElement[0];
    }

    private static boolean isTheJdks(Throwable thrown, String method) {
        Class<?> type = thrown.getClass();
        try {
            // Most are the JDK's own, and reflection takes memory, which may be what is lacking.
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
