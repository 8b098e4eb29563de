package dev.limpid.micrometer;

import dev.limpid.bridge.CountingList;
import dev.limpid.bridge.Edge;
import dev.limpid.bridge.Listed;
import dev.limpid.bridge.Target;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.LongTaskTimer;
import io.micrometer.core.instrument.Measurement;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import io.micrometer.core.instrument.distribution.pause.PauseDetector;
import io.micrometer.core.instrument.internal.DefaultGauge;
import io.micrometer.core.instrument.noop.NoopLongTaskTimer;
import io.micrometer.core.instrument.noop.NoopMeter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * A registry that counts what is listed and nothing else, to be added beside the program's own:
 *
 * <pre>{@code
 * Metrics.addRegistry(new LimpidMeterRegistry(List.of(
 *         Listed.events("cache.gets").tag("result", "hit", "miss").as("tool/cache:{result}"),
 *         Listed.durations("http.server.requests", "10ms", "100ms", "1s").as("tool/http"))));
 * }</pre>
 *
 * <p>Counters count their increments, timers and summaries each record. What a function shows (of a cache, of an executor) is
 * looked at every minute, when its meter is removed, and at the end. Gauges and running tasks are no events, and refused.
 * A summary is in bytes, per cent or plain numbers, as its entry's bounds are.
 *
 * <p>What is not listed is not in it. What is, shows here what it shows in any other registry, so that whoever asks a composite
 * registry, which asks one of its registries, is told the same.
 *
 * <p>Where nobody started telemetry, or the user's mode is off, nothing is counted. Thread-safe.
 */
public final class LimpidMeterRegistry extends MeterRegistry {
    private final CountingList list;
    private final Functions functions = new Functions();

    /** A registry that counts by this list. */
    public LimpidMeterRegistry(Collection<Listed> list) {
        super(Clock.SYSTEM);
        this.list = new CountingList(list, Edge.BELOW);
        config().meterFilter(MeterFilter.denyUnless(id -> this.list.lists(id.getName())));
        config().onMeterRemoved(functions::removed);
    }

    /** What is listed and cannot be counted, a sentence each. */
    public List<String> refusals() {
        return list.refusals();
    }

    /** Looks at the functions now. */
    public void poll() {
        functions.poll();
    }

    @Override
    public void close() {
        if (!isClosed()) {
            functions.close();
        }
        super.close();
    }

    private Target[] targets(Meter.Id id) {
        return list.targets(id.getName(), id::getTag).toArray(new Target[0]);
    }

    /** Those without buckets, where values are not known one by one; the others are refused. */
    private Target[] eventsOnly(Meter.Id id, String what) {
        List<Target> events = new ArrayList<>();
        for (Target target : targets(id)) {
            if (target.hasBuckets()) {
                list.refuse(id.getName() + " is listed with bounds, and is " + what
                        + ", whose values are not known one by one: list its events");
            } else {
                events.add(target);
            }
        }
        return events.toArray(new Target[0]);
    }

    /** Those whose bounds can be said in the meter's unit; the others are refused. */
    private List<Measured> measured(Meter.Id id, BaseUnit unit) {
        List<Measured> measured = new ArrayList<>();
        for (Target target : targets(id)) {
            double factor = unit.factor(target);
            if (factor == 0) {
                list.refuse(id.getName() + " is in " + unit + ", in which the listed bounds of " + target
                        + " cannot be said");
            } else {
                measured.add(new Measured(target, factor));
            }
        }
        return measured;
    }

    private void refuse(Meter.Id id, String what) {
        if (list.lists(id.getName())) {
            list.refuse(id.getName() + " is " + what + ", which is no event: list a counter, a timer or a summary");
        }
    }

    @Override
    protected Counter newCounter(Meter.Id id) {
        return new CountedCounter(id, eventsOnly(id, "a counter"));
    }

    @Override
    protected Timer newTimer(Meter.Id id, DistributionStatisticConfig config, PauseDetector pauses) {
        return new CountedTimer(id, clock, pauses, getBaseTimeUnit(), measured(id, BaseUnit.OF_TIMERS));
    }

    @Override
    protected DistributionSummary newDistributionSummary(
            Meter.Id id, DistributionStatisticConfig config, double scale) {
        return new CountedSummary(id, clock, scale, measured(id, BaseUnit.of(id)));
    }

    @Override
    protected <T> FunctionCounter newFunctionCounter(Meter.Id id, T of, ToDoubleFunction<T> count) {
        return functions.counter(id, of, count, eventsOnly(id, "a function"));
    }

    @Override
    protected <T> FunctionTimer newFunctionTimer(
            Meter.Id id, T of, ToLongFunction<T> count, ToDoubleFunction<T> total, TimeUnit unit) {
        Target[] targets = eventsOnly(id, "a timer that only shows its total");
        return functions.timer(id, of, count, total, unit, getBaseTimeUnit(), targets);
    }

    @Override
    protected <T> Gauge newGauge(Meter.Id id, @Nullable T of, ToDoubleFunction<T> value) {
        refuse(id, "a gauge");
        return new DefaultGauge<>(id, of, value);
    }

    @Override
    protected LongTaskTimer newLongTaskTimer(Meter.Id id, DistributionStatisticConfig config) {
        refuse(id, "a timer of tasks that run");
        return new NoopLongTaskTimer(id);
    }

    @Override
    protected Meter newMeter(Meter.Id id, Meter.Type type, Iterable<Measurement> measurements) {
        refuse(id, "a meter of its own kind");
        return new NoopMeter(id);
    }

    @Override
    protected TimeUnit getBaseTimeUnit() {
        return TimeUnit.SECONDS;
    }

    @Override
    protected DistributionStatisticConfig defaultHistogramConfig() {
        return DistributionStatisticConfig.NONE;
    }
}
