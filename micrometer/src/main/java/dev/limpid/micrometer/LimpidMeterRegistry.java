package dev.limpid.micrometer;

import dev.limpid.bridge.BoundInclusion;
import dev.limpid.bridge.CountingRule;
import dev.limpid.bridge.CountingRules;
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
 * A registry that counts only what is listed, to be added to the program's own registries:
 *
 * <pre>{@code
 * Metrics.addRegistry(new LimpidMeterRegistry(List.of(
 *         CountingRule.events("cache.gets").tag("result", "hit", "miss").as("tool/cache:{result}"),
 *         CountingRule.durations("http.server.requests", "10ms", "100ms", "1s").as("tool/http"))));
 * }</pre>
 *
 * <p>Counters count their increments, timers and summaries each recorded value. Functions (of a cache, of an executor)
 * are polled every minute, when their meter is removed, and at the end. Gauges and running tasks are not events and are
 * refused. A summary is in bytes, per cent or plain numbers, like the bounds of its rule.
 *
 * <p>Meters that are not listed are not in this registry. Listed ones have the same values as in any other registry,
 * because a composite registry reads its values from one of its registries.
 *
 * <p>If telemetry was not started, or the user's mode is off, nothing is counted. Safe for use by many threads: its
 * fields are final and safe for that.
 */
public final class LimpidMeterRegistry extends MeterRegistry {
    private final CountingRules list;
    private final FunctionMeterPoller functions = new FunctionMeterPoller();

    /** A registry that counts by these rules. */
    public LimpidMeterRegistry(Collection<CountingRule> list) {
        super(Clock.SYSTEM);
        this.list = new CountingRules(list, BoundInclusion.EXCLUSIVE);
        config().meterFilter(MeterFilter.denyUnless(id -> this.list.isListed(id.getName())));
        config().onMeterRemoved(functions::removed);
    }

    /** The rules that cannot be applied, one sentence each. */
    public List<String> unsupportedMeters() {
        return list.refusals();
    }

    /** Polls the functions now. */
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

    /** The targets without buckets, for meters whose single values are unknown; the other targets are refused. */
    private Target[] eventsOnly(Meter.Id id, String what) {
        List<Target> events = new ArrayList<>();
        for (Target target : targets(id)) {
            if (target.hasBuckets()) {
                list.refuse(id.getName() + " is listed with bounds, but is " + what
                        + ", whose single values are unknown: list its events");
            } else {
                events.add(target);
            }
        }
        return events.toArray(new Target[0]);
    }

    /** The targets whose bounds can be converted to the meter's unit; the other targets are refused. */
    private List<ScaledTarget> measured(Meter.Id id, BaseUnit unit) {
        List<ScaledTarget> measured = new ArrayList<>();
        for (Target target : targets(id)) {
            double factor = unit.factor(target);
            if (factor == 0) {
                list.refuse(id.getName() + " is in " + unit + ", to which the listed bounds of " + target
                        + " cannot be converted");
            } else {
                measured.add(new ScaledTarget(target, factor));
            }
        }
        return measured;
    }

    private void refuse(Meter.Id id, String what) {
        if (list.isListed(id.getName())) {
            list.refuse(id.getName() + " is " + what + ", which has no events: list a counter, a timer or a summary");
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
        Target[] targets = eventsOnly(id, "a timer with only a total");
        return functions.timer(id, of, count, total, unit, getBaseTimeUnit(), targets);
    }

    @Override
    protected <T> Gauge newGauge(Meter.Id id, @Nullable T of, ToDoubleFunction<T> value) {
        refuse(id, "a gauge");
        return new DefaultGauge<>(id, of, value);
    }

    @Override
    protected LongTaskTimer newLongTaskTimer(Meter.Id id, DistributionStatisticConfig config) {
        refuse(id, "a timer of running tasks");
        return new NoopLongTaskTimer(id);
    }

    @Override
    protected Meter newMeter(Meter.Id id, Meter.Type type, Iterable<Measurement> measurements) {
        refuse(id, "a custom meter");
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
