package dev.limpid.micrometer;

import io.micrometer.core.instrument.AbstractDistributionSummary;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Measurement;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Statistic;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import io.micrometer.core.instrument.distribution.TimeWindowMax;
import java.util.List;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;

/**
 * A summary that counts each recorded value, as an event or in its bucket. Any thread may record: the sums are
 * concurrent adders, and the maximum is Micrometer's, which is atomic.
 */
final class CountedSummary extends AbstractDistributionSummary {
    private final List<ScaledTarget> targets;
    private final LongAdder count = new LongAdder();
    private final DoubleAdder total = new DoubleAdder();
    private final TimeWindowMax most;

    CountedSummary(Meter.Id id, Clock clock, double scale, List<ScaledTarget> targets) {
        super(id, clock, DistributionStatisticConfig.NONE, scale, false);
        this.most = new TimeWindowMax(clock, DistributionStatisticConfig.DEFAULT);
        this.targets = targets;
    }

    @Override
    protected void recordNonNegative(double amount) {
        count.increment();
        total.add(amount);
        most.record(amount);
        targets.forEach(target -> target.record(amount));
    }

    @Override
    public long count() {
        return count.sum();
    }

    @Override
    public double totalAmount() {
        return total.sum();
    }

    @Override
    public Iterable<Measurement> measure() {
        return List.of(
                new Measurement(() -> (double) count(), Statistic.COUNT),
                new Measurement(this::totalAmount, Statistic.TOTAL),
                new Measurement(this::max, Statistic.MAX));
    }

    @Override
    public double max() {
        return most.poll();
    }
}
