package org.example.tool;

import static org.junit.Assert.assertEquals;

import dev.limpid.counter.Counter;
import dev.limpid.testkit.junit4.TelemetryRule;
import org.junit.Rule;
import org.junit.Test;

public class CacheTest {
    private static final Counter HIT = Counter.of("tool/cache:hit");

    @Rule
    public final TelemetryRule telemetry = new TelemetryRule();

    @Test
    public void hit_isCounted() {
        HIT.increment();

        assertEquals(1, telemetry.count("tool/cache:hit"));
    }

    @Test
    public void hitsOfAnotherTest_areNotSeen() {
        HIT.add(2);

        assertEquals(2, telemetry.count("tool/cache:hit"));
    }
}
