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
 * Counts exceptions that reach no handler because an executor or a future keeps them: as the stack {@code crash/crash},
 * like uncaught ones. Code that waits for the result gets the same exception as without this class.
 *
 * <pre>{@code
 * ExecutorService workers = CrashCounting.executor(Executors.newFixedThreadPool(4));
 * CompletableFuture<Index> index = CrashCounting.future(CompletableFuture.supplyAsync(this::readIndex));
 * }</pre>
 *
 * <p>Exceptions that the JVM passes to the handler of uncaught exceptions are counted without this class: from plain
 * and virtual threads, Swing's and JavaFX's event threads, and timers. An exception is counted once, even if it is seen
 * in several of these ways. Cancelled or interrupted tasks did not crash. Thread-safe; throws nothing of its own.
 */
public final class CrashCounting {
    /** Each stage of a future may add one. */
    private static final int MOST_WRAPPERS = 64;

    private CrashCounting() {}

    /** The task; what it throws is counted and rethrown. */
    public static Runnable task(Runnable task) {
        return CountedTask.of(task);
    }

    /** The task; what it throws is counted and rethrown. */
    public static <T> Callable<T> call(Callable<T> task) {
        return CountedTask.of(task);
    }

    /**
     * A factory of threads whose uncaught exceptions are counted even if they have their own handler, which replaces
     * telemetry's.
     */
    public static ThreadFactory threads(ThreadFactory threads) {
        return work -> threads.newThread(task(work));
    }

    /**
     * The executor; what its tasks throw is counted, whether they are run by {@code execute}, {@code submit} or {@code
     * invokeAll}. It can be of any kind: with pooled or virtual threads, or a fork-join pool. Shutting down either one
     * shuts down both. A pool that inspects the tasks of {@code execute} itself, for example in a queue with a
     * comparator, sees the wrappers: for such a pool, call {@link #afterExecute} in its own method of that name
     * instead. An {@code ExecutorCompletionService} on top of it keeps what its tasks throw: wrap each of these tasks
     * by {@link #call}. Comparable tasks keep their order.
     */
    public static ExecutorService executor(ExecutorService executor) {
        return new CountedExecutor<>(executor);
    }

    /** The same for a scheduled executor. A repeated task still ends with its first exception. */
    public static ScheduledExecutorService scheduler(ScheduledExecutorService executor) {
        return new CountedScheduler(executor);
    }

    /**
     * For a pool's own {@code afterExecute(Runnable, Throwable)}, with the same arguments: counts what the task threw,
     * or, if the task is a future, what it failed with.
     */
    public static void afterExecute(Runnable task, @Nullable Throwable thrown) {
        if (thrown != null) {
            count(thrown);
        } else if (task instanceof Future<?> future) {
            done(future);
        }
    }

    /**
     * Counts what a future failed with, if it is done and failed. For tasks with a callback for their end: call {@code
     * CrashCounting.done(this)} in {@code done()} of a {@code SwingWorker}, a {@code javafx.concurrent.Task} or a
     * {@code FutureTask}.
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

    /**
     * Counts the exception if this future or stage fails, and returns it. Stages that depend on it need not be passed
     * as well.
     */
    public static <F extends CompletionStage<?>> F future(F future) {
        future.whenComplete((result, thrown) -> {
            if (thrown != null) {
                count(thrown);
            }
        });
        return future;
    }

    /** Counts what a task threw, unless that only means that the task was stopped. */
    static void count(Throwable thrown) {
        Throwable own = unwrapped(thrown);
        if (!(own instanceof InterruptedException) && !(own instanceof CancellationException)) {
            Telemetry.countCrash(thrown);
        }
    }

    /**
     * Removes the wrappers that futures put around what their task threw. Only the JDK's own classes, whose {@code
     * getCause} runs no foreign code.
     */
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
