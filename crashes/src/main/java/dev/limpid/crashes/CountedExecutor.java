package dev.limpid.crashes;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Wraps an executor and counts the crashes of its tasks; everything else is delegated. */
sealed class CountedExecutor<E extends ExecutorService> implements ExecutorService permits CountedScheduler {
    final E executor;

    CountedExecutor(E executor) {
        this.executor = executor;
    }

    @Override
    public void execute(Runnable task) {
        executor.execute(CrashCounting.task(task));
    }

    @Override
    public <T> Future<T> submit(Callable<T> task) {
        return executor.submit(CrashCounting.call(task));
    }

    @Override
    public <T> Future<T> submit(Runnable task, T result) {
        return executor.submit(CrashCounting.task(task), result);
    }

    @Override
    public Future<?> submit(Runnable task) {
        return executor.submit(CrashCounting.task(task));
    }

    @Override
    public <T> List<Future<T>> invokeAll(Collection<? extends Callable<T>> tasks) throws InterruptedException {
        return executor.invokeAll(counted(tasks));
    }

    @Override
    public <T> List<Future<T>> invokeAll(Collection<? extends Callable<T>> tasks, long timeout, TimeUnit unit)
            throws InterruptedException {
        return executor.invokeAll(counted(tasks), timeout, unit);
    }

    @Override
    public <T> T invokeAny(Collection<? extends Callable<T>> tasks) throws InterruptedException, ExecutionException {
        return executor.invokeAny(counted(tasks));
    }

    @Override
    public <T> T invokeAny(Collection<? extends Callable<T>> tasks, long timeout, TimeUnit unit)
            throws InterruptedException, ExecutionException, TimeoutException {
        return executor.invokeAny(counted(tasks), timeout, unit);
    }

    private static <T> List<Callable<T>> counted(Collection<? extends Callable<T>> tasks) {
        List<Callable<T>> counted = new ArrayList<>(tasks.size());
        for (Callable<T> task : tasks) {
            counted.add(CrashCounting.call(task));
        }
        return counted;
    }

    @Override
    public void shutdown() {
        executor.shutdown();
    }

    @Override
    public List<Runnable> shutdownNow() {
        return executor.shutdownNow().stream().map(CountedTask::original).toList();
    }

    @Override
    public boolean isShutdown() {
        return executor.isShutdown();
    }

    @Override
    public boolean isTerminated() {
        return executor.isTerminated();
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
        return executor.awaitTermination(timeout, unit);
    }

    /** Since Java 19 executors can be closed, each in its own way: closing the common pool does nothing. */
    public void close() throws Exception {
        if (executor instanceof AutoCloseable closeable) {
            closeable.close();
        } else {
            executor.shutdown();
        }
    }

    @Override
    public String toString() {
        return executor.toString();
    }
}
