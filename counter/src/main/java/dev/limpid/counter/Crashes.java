package dev.limpid.counter;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Whose an uncaught exception is, where several programs of one JVM count: the one's whose frame is the first on its way
 * out. It is counted once, whoever started first and however many handlers of ours it passes. The programs may be of
 * several copies of this library, which know each other by types of the JDK only. Loaded by the first crash.
 */
final class Crashes {
    private Crashes() {}

    /**
     * Has the crash counted by the program that it belongs to. Returns false if another handler of ours, which called this
     * one, has done so; else {@link #counted} must follow.
     */
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
        count(owner, crash);
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

    @SuppressWarnings("unchecked")
    private static void count(@Nullable Object program, Throwable crash) {
        try {
            if (program != null) {
                ((Consumer<Throwable>) program).accept(crash);
            }
        } catch (Throwable e) {
            // The program is about to say what is really wrong.
            return;
        }
    }
}
