package org.example.tool;

import static org.testng.Assert.assertEquals;

import dev.limpid.counter.Counter;
import dev.limpid.testkit.testng.TelemetryListener;
import org.testng.annotations.Listeners;
import org.testng.annotations.Test;

@Listeners(TelemetryListener.class)
public class CacheTest {
    private static final Counter HIT = Counter.of("tool/cache:hit");

    @Test
    public void hit_isCounted() {
        HIT.increment();

        assertEquals(TelemetryListener.telemetry().count("tool/cache:hit"), 1);
    }

    @Test
    public void hitsOfAnotherTest_areNotSeen() {
        HIT.add(2);

        assertEquals(TelemetryListener.telemetry().count("tool/cache:hit"), 2);
    }
}
