package org.example.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.limpid.counter.Counter;
import dev.limpid.testkit.TelemetryExtension;
import dev.limpid.testkit.TestTelemetry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TelemetryExtension.class)
class CacheTest {
    private static final Counter HIT = Counter.of("tool/cache:hit");

    @Test
    void hit_isCounted(TestTelemetry telemetry) {
        HIT.increment();

        assertEquals(1, telemetry.count("tool/cache:hit"));
    }

    @Test
    void hitsOfAnotherTest_areNotSeen(TestTelemetry telemetry) {
        HIT.add(2);

        assertEquals(2, telemetry.count("tool/cache:hit"));
    }
}
