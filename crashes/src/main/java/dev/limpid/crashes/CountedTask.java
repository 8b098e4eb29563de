package dev.limpid.crashes;

import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/** A task of either kind; what it throws is counted, and thrown on as it is. */
class CountedTask<T> implements Runnable, Callable<T> {
    private final @Nullable Runnable runnable;
    private final @Nullable Callable<T> callable;

    private CountedTask(@Nullable Runnable runnable, @Nullable Callable<T> callable) {
        this.runnable = runnable;
        this.callable = callable;
    }

    /** Nothing is no task, which its executor would say at once. */
    static Runnable of(Runnable task) {
        Objects.requireNonNull(task, "task");
        return task instanceof Comparable ? new Ordered(task) : new CountedTask<Void>(task, null);
    }

    static <T> Callable<T> of(Callable<T> task) {
        return new CountedTask<>(null, Objects.requireNonNull(task, "task"));
    }

    /** The task as it was given. */
    static Runnable given(Runnable task) {
        return task instanceof CountedTask<?> counted && counted.runnable != null ? counted.runnable : task;
    }

    @Override
    public void run() {
        Runnable task = runnable;
        if (task != null) {
            try {
                task.run();
            } catch (Throwable e) {
                CrashCounting.count(e);
                throw e;
            }
            // It keeps what it failed with for whoever asks.
            if (task instanceof FutureTask<?> future) {
                CrashCounting.done(future);
            }
        }
    }

    @Override
    @SuppressWarnings("NullAway") // whatever the task returns
    public T call() throws Exception {
        try {
            return callable.call();
        } catch (Throwable e) {
            CrashCounting.count(e);
            throw e;
        }
    }

    @Override
    public String toString() {
        return String.valueOf(runnable != null ? runnable : callable);
    }

    /** One that a pool may put before others. */
    private static final class Ordered extends CountedTask<Void> implements Comparable<Ordered> {
        private final Comparable<Object> place;

        @SuppressWarnings("unchecked")
        Ordered(Runnable task) {
            super(task, null);
            this.place = (Comparable<Object>) task;
        }

        @Override
        public int compareTo(Ordered other) {
            return place.compareTo(given(other));
        }
    }
}
