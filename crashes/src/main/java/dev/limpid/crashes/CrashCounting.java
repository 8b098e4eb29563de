package dev.limpid.crashes;

import dev.limpid.counter.Telemetry;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/**
 * Counts exceptions that would reach no handler, because an executor or a future keeps them: as the stack {@code crash/crash},
 * like those that nobody caught. Whoever waits for the result gets the same exception as without.
 *
 * <pre>{@code
 * ExecutorService workers = CrashCounting.executor(Executors.newFixedThreadPool(4));
 * CompletableFuture<Index> index = CrashCounting.future(CompletableFuture.supplyAsync(this::readIndex));
 * }</pre>
 *
 * <p>What the JVM hands to the handler of uncaught exceptions is counted without any of this: from plain and virtual threads, Swing's and
 * JavaFX's event threads, and timers. An exception is counted once, however many of these ways it takes. Tasks that were cancelled or interrupted
 * did not crash. Thread-safe; never throws of itself.
 */
public final class CrashCounting {
    /** Each stage of a future may add one. */
    private static final int MOST_WRAPPERS = 64;

    private CrashCounting() {}

    /** The task, with what it throws counted and thrown on. */
    public static Runnable task(Runnable task) {
        return CountedTask.of(task);
    }

    /** The task, with what it throws counted and thrown on. */
    public static <T> Callable<T> call(Callable<T> task) {
        return CountedTask.of(task);
    }

    /**
     * Threads whose uncaught exceptions are counted even if they have a handler of their own, which would keep them from
     * telemetry's.
     */
    public static ThreadFactory threads(ThreadFactory threads) {
        return work -> threads.newThread(task(work));
    }

    /**
     * The executor, with what its tasks throw counted, whether it is asked by {@code execute}, {@code submit} or {@code invokeAll}.
     * It may be of any kind: of pooled or virtual threads, or a fork-join pool. To end one is to end both. A pool that looks at
     * the tasks of {@code execute} itself, as a queue with a comparator does, finds them wrapped: in such a pool ask in its
     * {@link #afterExecute afterExecute}. An {@code ExecutorCompletionService} above it keeps what its tasks throw: give it each as {@link
     * #call}. Tasks that compare themselves are put in their order as without.
     */
    public static ExecutorService executor(ExecutorService executor) {
        return new CountedExecutor<>(executor);
    }

    /** The same for one that runs tasks later or repeatedly. A repeated task still ends with its first exception. */
    public static ScheduledExecutorService scheduler(ScheduledExecutorService executor) {
        return new CountedScheduler(executor);
    }

    /**
     * For a pool's own {@code afterExecute(Runnable, Throwable)}, with the same arguments: counts what the task threw, or what the
     * future that it is holds.
     */
    public static void afterExecute(Runnable task, @Nullable Throwable thrown) {
        if (thrown != null) {
            count(thrown);
        } else if (task instanceof Future<?> future) {
            done(future);
        }
    }

    /**
     * Counts what a future failed with, if it is done and failed. For tasks that tell when they are done: in {@code done()} of a
     * {@code SwingWorker}, of a {@code javafx.concurrent.Task} or of a {@code FutureTask} write {@code CrashCounting.done(this)}.
     */
    public static void done(Future<?> future) {
        if (!future.isDone() || future.isCancelled()) {
            return;
        }
        try {
            future.get();
        } catch (ExecutionException e) {
            count(e.getCause() == null ? e : e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            count(e);
        }
    }

    /** Has it counted if this future or stage fails, and returns it; what is chained to it needs no asking of its own. */
    public static <F extends CompletionStage<?>> F future(F future) {
        future.whenComplete((result, thrown) -> {
            if (thrown != null) {
                count(thrown);
            }
        });
        return future;
    }

    /** Counts what a task threw, unless that only says that it was to stop. */
    static void count(Throwable thrown) {
        Throwable own = unwrapped(thrown);
        if (!(own instanceof InterruptedException) && !(own instanceof CancellationException)) {
            Telemetry.crash(thrown);
        }
    }

    /** Without what futures wrap around what their task threw: of the JDK's own classes, whose causes are fields. */
    private static Throwable unwrapped(Throwable thrown) {
        Throwable own = thrown;
        for (int i = 0; i < MOST_WRAPPERS; i++) {
            boolean wraps = own.getClass() == CompletionException.class || own.getClass() == ExecutionException.class;
            Throwable cause = wraps ? own.getCause() : null;
            if (cause == null) {
                return own;
            }
            own = cause;
        }
        return own;
    }
}
