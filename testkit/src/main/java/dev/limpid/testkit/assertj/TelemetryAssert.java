package dev.limpid.testkit.assertj;

import dev.limpid.testkit.TestTelemetry;
import java.util.SortedMap;
import java.util.TreeSet;
import org.assertj.core.api.AbstractAssert;

/**
 * Assertions about what was counted:
 *
 * <pre>{@code
 * assertThat(telemetry).counted("tool/cache:hit").counted("tool/bytes", 3).countedNothingElse();
 * }</pre>
 *
 * <p>For one thread at a time.
 */
public final class TelemetryAssert extends AbstractAssert<TelemetryAssert, TestTelemetry> {

    private final TreeSet<String> seen = new TreeSet<>();

    private TelemetryAssert(TestTelemetry actual) {
        super(actual, TelemetryAssert.class);
    }

    /** For a static import, next to AssertJ's own. */
    public static TelemetryAssert assertThat(TestTelemetry telemetry) {
        return new TelemetryAssert(telemetry);
    }

    /** Asserts that exactly one event was counted under this name. */
    public TelemetryAssert counted(String name) {
        return counted(name, 1);
    }

    /** Asserts that this many events were counted under this name. */
    public TelemetryAssert counted(String name, long times) {
        SortedMap<String, Long> counts = actual.counts();
        long found = counts.getOrDefault(name, 0L);
        if (found != times) {
            failWithMessage(
                    "expected %s to be counted %d times, but it was counted %d times; counted: %s",
                    name, times, found, counts);
        }
        seen.add(name);
        return this;
    }

    /** Asserts that a stack was counted under this name with a frame of this method in it, such as {@code org.example.Tool.run}. */
    public TelemetryAssert countedStack(String name, String method) {
        SortedMap<String, Long> stacks = actual.stacks(name);
        if (stacks.keySet().stream().noneMatch(stack -> stack.contains("\n" + method + ":"))) {
            failWithMessage("expected a stack of %s with %s in it; counted: %s", name, method, actual.counts());
        }
        seen.addAll(stacks.keySet());
        return this;
    }

    /** Asserts that nothing was counted under this name. */
    public TelemetryAssert didNotCount(String name) {
        return counted(name, 0);
    }

    /** Asserts that nothing was counted but what was asserted so far. */
    public TelemetryAssert countedNothingElse() {
        SortedMap<String, Long> counts = actual.counts();
        counts.keySet().removeAll(seen);
        if (!counts.isEmpty()) {
            failWithMessage("expected nothing but %s to be counted; also counted: %s", seen, counts);
        }
        return this;
    }
}
