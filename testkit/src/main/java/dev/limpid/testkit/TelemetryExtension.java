package dev.limpid.testkit;

import java.io.IOException;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives each test telemetry of its own, as a parameter of type {@link TestTelemetry}:
 *
 * <pre>{@code
 * @ExtendWith(TelemetryExtension.class)
 * class CacheTest {
 *     @Test
 *     void get_ofAKnownKey_countsAHit(TestTelemetry telemetry) {
 *         new Cache().get("known");
 *
 *         assertThat(telemetry.count("tool/cache:hit")).isEqualTo(1);
 *     }
 * }
 * }</pre>
 *
 * <p>A counter with a bad name throws in such a test. Counters are static, so tests that count must not run at the same
 * time in one JVM.
 */
public final class TelemetryExtension implements AfterEachCallback, ParameterResolver {
    private static final ExtensionContext.Namespace NAMESPACE =
            ExtensionContext.Namespace.create(TelemetryExtension.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == TestTelemetry.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        ExtensionContext.Store store = context.getStore(NAMESPACE);
        TestTelemetry telemetry = store.get(TestTelemetry.class, TestTelemetry.class);
        if (telemetry == null) {
            telemetry = TestTelemetry.start();
            store.put(TestTelemetry.class, telemetry);
        }
        return telemetry;
    }

    @Override
    public void afterEach(ExtensionContext context) throws IOException {
        TestTelemetry telemetry = context.getStore(NAMESPACE).remove(TestTelemetry.class, TestTelemetry.class);
        if (telemetry != null) {
            telemetry.close();
        }
    }
}
