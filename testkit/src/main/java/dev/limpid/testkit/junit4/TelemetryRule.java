package dev.limpid.testkit.junit4;

import dev.limpid.testkit.TestTelemetry;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import org.junit.rules.ExternalResource;

/**
 * Gives each test of a class telemetry of its own:
 *
 * <pre>{@code
 * public class CacheTest {
 *     @Rule
 *     public final TelemetryRule telemetry = new TelemetryRule();
 *
 *     @Test
 *     public void get_ofAKnownKey_countsAHit() {
 *         new Cache().get("known");
 *
 *         assertEquals(1, telemetry.count("tool/cache:hit"));
 *     }
 * }
 * }</pre>
 *
 * <p>A counter with a bad name throws in such a test. Counters are static, so tests that count must not run at the same
 * time in one JVM.
 *
 * <p>For the thread that runs the tests.
 */
public final class TelemetryRule extends ExternalResource {

    private @Nullable TestTelemetry telemetry;

    @Override
    protected void before() {
        telemetry = TestTelemetry.start();
    }

    @Override
    protected void after() {
        TestTelemetry started = telemetry;
        telemetry = null;
        if (started != null) {
            try {
                started.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** How many events were counted under this name: 0 if none. */
    public long count(String name) {
        return get().count(name);
    }

    /**
     * The telemetry of the running test.
     *
     * @throws IllegalStateException outside of a test
     */
    public TestTelemetry get() {
        TestTelemetry started = telemetry;
        if (started == null) {
            throw new IllegalStateException("no test is running: is the rule's field public, and marked with @Rule?");
        }
        return started;
    }
}
