package dev.limpid.micrometer;

import dev.limpid.bridge.Target;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.cumulative.CumulativeFunctionCounter;
import io.micrometer.core.instrument.cumulative.CumulativeFunctionTimer;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Polls meters whose sum is computed by a function of the program, and counts the increase since the last poll. A sum
 * that fell has restarted, so all of it counts. The last sum of a removed meter is kept in case the meter returns, so that
 * nothing is counted twice. A daemon thread polls every minute; it starts with the first such meter. Safe for use by
 * many threads: this object's monitor guards all of it.
 */
final class FunctionMeterPoller implements AutoCloseable {
    private static final long MINUTE_MILLIS = 60_000;
    private static final int MOST_REMOVED = 1000;

    private final Map<Meter.Id, PolledSum> watched = new HashMap<>();
    private final Map<Meter.Id, Double> removed = new LinkedHashMap<>();
    private @Nullable Thread poller;
    private boolean closed;

    private static final class PolledSum {
        final DoubleSupplier sum;
        final Target[] targets;
        double counted;

        PolledSum(DoubleSupplier sum, Target[] targets, double counted) {
            this.sum = sum;
            this.targets = targets;
            this.counted = counted;
        }

        void poll() {
            double now;
            try {
                now = sum.getAsDouble();
            } catch (RuntimeException | Error e) {
                return; // the program's own function failed; the others are still polled
            }
            if (now >= 0 && now < Double.POSITIVE_INFINITY) {
                double more = now >= counted ? now - counted : now;
                counted = now;
                for (Target target : targets) {
                    target.add(more);
                }
            }
        }
    }

    <T> FunctionCounter counter(Meter.Id id, T of, ToDoubleFunction<T> count, Target[] targets) {
        CumulativeFunctionCounter<T> counter = new CumulativeFunctionCounter<>(id, of, count);
        watch(id, counter::count, targets);
        return counter;
    }

    <T> FunctionTimer timer(
            Meter.Id id,
            T of,
            ToLongFunction<T> count,
            ToDoubleFunction<T> total,
            TimeUnit unit,
            TimeUnit base,
            Target[] targets) {
        CumulativeFunctionTimer<T> timer = new CumulativeFunctionTimer<>(id, of, count, total, unit, base);
        watch(id, timer::count, targets);
        return timer;
    }

    private synchronized void watch(Meter.Id id, DoubleSupplier sum, Target[] targets) {
        Double before = removed.remove(id);
        watched.put(id, new PolledSum(sum, targets, before == null ? 0 : before));
        if (poller == null && !closed) {
            Thread thread = new Thread(this::pollEveryMinute, "limpid-micrometer");
            thread.setDaemon(true);
            poller = thread;
            thread.start();
        }
    }

    synchronized void removed(Meter meter) {
        PolledSum gone = watched.remove(meter.getId());
        if (gone != null) {
            gone.poll();
            removed.put(meter.getId(), gone.counted);
            if (removed.size() > MOST_REMOVED) {
                Iterator<Meter.Id> oldest = removed.keySet().iterator();
                oldest.next();
                oldest.remove();
            }
        }
    }

    synchronized void poll() {
        watched.values().forEach(PolledSum::poll);
    }

    private synchronized void pollEveryMinute() {
        while (!closed) {
            try {
                wait(MINUTE_MILLIS);
            } catch (InterruptedException e) {
                // The interrupt is not meant for this thread: it only polls now.
            }
            poll();
        }
    }

    /** Polls for the last time. */
    @Override
    public synchronized void close() {
        poll();
        closed = true;
        watched.clear();
        notifyAll();
    }
}
