package dev.limpid.testkit.testng;

import dev.limpid.testkit.TestTelemetry;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import org.testng.IInvokedMethod;
import org.testng.IInvokedMethodListener;
import org.testng.ITestResult;

/**
 * Gives each test method of a class telemetry of its own:
 *
 * <pre>{@code
 * @Listeners(TelemetryListener.class)
 * public class CacheTest {
 *     @Test
 *     public void get_ofAKnownKey_countsAHit() {
 *         new Cache().get("known");
 *
 *         assertEquals(TelemetryListener.telemetry().count("tool/cache:hit"), 1);
 *     }
 * }
 * }</pre>
 *
 * <p>TestNG applies a listener to all classes of a suite, whichever class names it. A counter with a bad name throws in such a
 * test. Counters are static, so tests that count must not run at the same time in one JVM;
 * any thread of the running test may ask for its telemetry, which a volatile field contains.
 */
public final class TelemetryListener implements IInvokedMethodListener {

    private static volatile @Nullable TestTelemetry current;

    /** Called by TestNG. */
    public TelemetryListener() {}

    /**
     * The telemetry of the running test.
     *
     * @throws IllegalStateException outside of a test
     */
    public static TestTelemetry telemetry() {
        TestTelemetry started = current;
        if (started == null) {
            throw new IllegalStateException(
                    "no test is running: is the class marked with @Listeners(TelemetryListener.class)?");
        }
        return started;
    }

    @Override
    public void beforeInvocation(IInvokedMethod method, ITestResult result) {
        if (method.isTestMethod()) {
            current = TestTelemetry.start();
        }
    }

    @Override
    public void afterInvocation(IInvokedMethod method, ITestResult result) {
        TestTelemetry started = current;
        if (method.isTestMethod() && started != null) {
            current = null;
            try {
                started.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
