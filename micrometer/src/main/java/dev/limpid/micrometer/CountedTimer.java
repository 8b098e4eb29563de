package dev.limpid.micrometer;

import io.micrometer.core.instrument.AbstractTimer;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import io.micrometer.core.instrument.distribution.TimeWindowMax;
import io.micrometer.core.instrument.distribution.pause.PauseDetector;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * A timer that counts each recorded duration, as an event or in its bucket. Any thread may record: the sums are
 * concurrent adders, and the maximum is Micrometer's, which is atomic.
 */
final class CountedTimer extends AbstractTimer {
    private final List<ScaledTarget> targets;
    private final LongAdder count = new LongAdder();
    private final LongAdder total = new LongAdder();
    private final TimeWindowMax most;

    CountedTimer(Meter.Id id, Clock clock, PauseDetector pauses, TimeUnit base, List<ScaledTarget> targets) {
        super(id, clock, DistributionStatisticConfig.NONE, pauses, base, false);
        this.most = new TimeWindowMax(clock, DistributionStatisticConfig.DEFAULT);
        this.targets = targets;
    }

    @Override
    protected void recordNonNegative(long amount, TimeUnit unit) {
        long nanos = unit.toNanos(amount);
        count.increment();
        total.add(nanos);
        most.record((double) nanos);
        targets.forEach(target -> target.record((double) nanos));
    }

    @Override
    public long count() {
        return count.sum();
    }

    @Override
    public double totalTime(TimeUnit unit) {
        return total.sum() / (double) unit.toNanos(1);
    }

    @Override
    public double max(TimeUnit unit) {
        return most.poll() / unit.toNanos(1);
    }
}
