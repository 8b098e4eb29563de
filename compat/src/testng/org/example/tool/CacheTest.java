package org.example.tool;

import static org.testng.Assert.assertEquals;

import dev.limpid.counter.Counter;
import dev.limpid.testkit.TestTelemetry;
import java.io.IOException;
import java.time.Instant;
import org.testng.annotations.Test;

public class CacheTest {
    private static final Counter HIT = Counter.of("tool/cache:hit");

    @Test
    public void hit_isCounted() throws IOException {
        try (TestTelemetry telemetry = TestTelemetry.start(Instant.parse("2026-11-18T12:00:00Z"))) {
            HIT.increment();

            assertEquals(telemetry.count("tool/cache:hit"), 1);
        }
    }
}
