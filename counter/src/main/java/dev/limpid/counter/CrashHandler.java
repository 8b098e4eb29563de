package dev.limpid.counter;

import org.jspecify.annotations.Nullable;

/**
 * Counts uncaught exceptions as the stack {@code crash/crash}, then does what would have been done without it: the
 * program's own handler runs, or the JVM's usual lines are printed.
 */
final class CrashHandler implements Thread.UncaughtExceptionHandler {
    private static final String NAME = "crash/crash";

    private final Thread.@Nullable UncaughtExceptionHandler next;

    private CrashHandler(Thread.@Nullable UncaughtExceptionHandler next) {
        this.next = next;
    }

    static CrashHandler install() {
        CrashHandler handler = new CrashHandler(Thread.getDefaultUncaughtExceptionHandler());
        Thread.setDefaultUncaughtExceptionHandler(handler);
        return handler;
    }

    void uninstall() {
        if (Thread.getDefaultUncaughtExceptionHandler() == this) {
            Thread.setDefaultUncaughtExceptionHandler(next);
        }
    }

    @Override
    public void uncaughtException(Thread thread, Throwable crash) {
        count(crash);
        if (next != null) {
            next.uncaughtException(thread, crash);
        } else if (!crash.getClass().getName().equals("java.lang.ThreadDeath")) {
            // As java.lang.ThreadGroup does where there is no default handler.
            System.err.print("Exception in thread \"" + thread.getName() + "\" ");
            crash.printStackTrace(System.err);
        }
    }

    static void count(Throwable crash) {
        try {
            StackCounter.of(NAME, StackCounter.MAX_DEPTH).add(crash);
        } catch (RuntimeException | LinkageError | OutOfMemoryError | StackOverflowError e) {
            // The program is about to say what is really wrong.
            return;
        }
    }
}
