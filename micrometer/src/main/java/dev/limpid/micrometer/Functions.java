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
 * Meters that show a sum which somebody else keeps: what it grew by since the last look is counted. A sum that fell was begun
 * anew, and counts from zero. What was counted of a meter that was removed is kept for its return, so that nothing is counted
 * twice. A quiet daemon thread looks every minute; there is none until there is such a meter. Safe for use by many threads: this object's monitor guards all of it.
 */
final class Functions implements AutoCloseable {
    private static final long MINUTE_MILLIS = 60_000;
    private static final int MOST_REMOVED = 1000;

    private final Map<Meter.Id, Watched> watched = new HashMap<>();
    private final Map<Meter.Id, Double> removed = new LinkedHashMap<>();
    private @Nullable Thread looking;
    private boolean closed;

    private static final class Watched {
        final DoubleSupplier sum;
        final Target[] targets;
        double counted;

        Watched(DoubleSupplier sum, Target[] targets, double counted) {
            this.sum = sum;
            this.targets = targets;
            this.counted = counted;
        }

        void look() {
            double now;
            try {
                now = sum.getAsDouble();
            } catch (RuntimeException | Error e) {
                return; // the program's own function, which failed; the others are looked at all the same
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
        watched.put(id, new Watched(sum, targets, before == null ? 0 : before));
        if (looking == null && !closed) {
            Thread thread = new Thread(this::lookEveryMinute, "limpid-micrometer");
            thread.setDaemon(true);
            looking = thread;
            thread.start();
        }
    }

    synchronized void removed(Meter meter) {
        Watched gone = watched.remove(meter.getId());
        if (gone != null) {
            gone.look();
            removed.put(meter.getId(), gone.counted);
            if (removed.size() > MOST_REMOVED) {
                Iterator<Meter.Id> oldest = removed.keySet().iterator();
                oldest.next();
                oldest.remove();
            }
        }
    }

    synchronized void poll() {
        watched.values().forEach(Watched::look);
    }

    private synchronized void lookEveryMinute() {
        while (!closed) {
            try {
                wait(MINUTE_MILLIS);
            } catch (InterruptedException e) {
                // Whoever interrupts all threads of a program does not mean this one: it only looks now.
            }
            poll();
        }
    }

    /** Looks for the last time. */
    @Override
    public synchronized void close() {
        poll();
        closed = true;
        watched.clear();
        notifyAll();
    }
}
