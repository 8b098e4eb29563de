package dev.limpid.crashes;

import java.util.concurrent.Callable;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Wraps a scheduled executor and counts the crashes of its tasks. */
final class CountedScheduler extends CountedExecutor<ScheduledExecutorService> implements ScheduledExecutorService {
    CountedScheduler(ScheduledExecutorService executor) {
        super(executor);
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
        return executor.schedule(CrashCounting.task(task), delay, unit);
    }

    @Override
    public <V> ScheduledFuture<V> schedule(Callable<V> task, long delay, TimeUnit unit) {
        return executor.schedule(CrashCounting.call(task), delay, unit);
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable task, long first, long period, TimeUnit unit) {
        return executor.scheduleAtFixedRate(CrashCounting.task(task), first, period, unit);
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable task, long first, long delay, TimeUnit unit) {
        return executor.scheduleWithFixedDelay(CrashCounting.task(task), first, delay, unit);
    }
}
