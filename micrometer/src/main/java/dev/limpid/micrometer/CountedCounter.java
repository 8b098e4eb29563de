package dev.limpid.micrometer;

import dev.limpid.bridge.Target;
import io.micrometer.core.instrument.AbstractMeter;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import java.util.concurrent.atomic.DoubleAdder;

/** A Micrometer counter whose increments are counted. Any thread may count: the sum is a concurrent adder. */
final class CountedCounter extends AbstractMeter implements Counter {
    private final Target[] targets;
    private final DoubleAdder sum = new DoubleAdder();

    CountedCounter(Meter.Id id, Target[] targets) {
        super(id);
        this.targets = targets;
    }

    @Override
    public void increment(double amount) {
        sum.add(amount);
        for (Target target : targets) {
            target.add(amount);
        }
    }

    @Override
    public double count() {
        return sum.sum();
    }
}
