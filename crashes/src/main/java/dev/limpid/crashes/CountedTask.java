package dev.limpid.crashes;

import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/** Wraps a {@code Runnable} or a {@code Callable}: counts what it throws, and rethrows it unchanged. */
class CountedTask<T> implements Runnable, Callable<T> {
    private final @Nullable Runnable runnable;
    private final @Nullable Callable<T> callable;

    private CountedTask(@Nullable Runnable runnable, @Nullable Callable<T> callable) {
        this.runnable = runnable;
        this.callable = callable;
    }

    /** Refuses null at once, as an executor would. */
    static Runnable of(Runnable task) {
        Objects.requireNonNull(task, "task");
        return task instanceof Comparable ? new Ordered(task) : new CountedTask<Void>(task, null);
    }

    static <T> Callable<T> of(Callable<T> task) {
        return new CountedTask<>(null, Objects.requireNonNull(task, "task"));
    }

    /** The task as it was given. */
    static Runnable original(Runnable task) {
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
            // A future keeps its exception instead of throwing it.
            if (task instanceof FutureTask<?> future) {
                CrashCounting.done(future);
            }
        }
    }

    @Override
    @SuppressWarnings("NullAway") // the task may return null
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

    /** A task that a pool can order. */
    private static final class Ordered extends CountedTask<Void> implements Comparable<Ordered> {
        private final Comparable<Object> place;

        @SuppressWarnings("unchecked")
        Ordered(Runnable task) {
            super(task, null);
            this.place = (Comparable<Object>) task;
        }

        @Override
        public int compareTo(Ordered other) {
            return place.compareTo(original(other));
        }
    }
}
