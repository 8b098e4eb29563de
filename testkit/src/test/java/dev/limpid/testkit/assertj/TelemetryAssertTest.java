package dev.limpid.testkit.assertj;

import static dev.limpid.testkit.assertj.TelemetryAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limpid.counter.Counter;
import dev.limpid.counter.StackCounter;
import dev.limpid.testkit.TelemetryExtension;
import dev.limpid.testkit.TestTelemetry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TelemetryExtension.class)
class TelemetryAssertTest {
    private static final Counter HIT = Counter.of("tool/cache:hit");
    private static final StackCounter FAILED = StackCounter.of("tool/failed", 4);

    @Test
    void whatWasCounted_isAsserted_andNothingElse(TestTelemetry telemetry) {
        HIT.add(2);
        FAILED.increment();

        assertThat(telemetry)
                .counted("tool/cache:hit", 2)
                .didNotCount("tool/cache:miss")
                .countedStack("tool/failed", getClass().getName() + ".whatWasCounted_isAsserted_andNothingElse")
                .countedNothingElse();
    }

    @Test
    void otherCounts_fail_andTheMessageSaysWhatWasCounted(TestTelemetry telemetry) {
        HIT.add(2);

        assertThatThrownBy(() -> assertThat(telemetry).counted("tool/cache:hit"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("expected tool/cache:hit to be counted 1 times, but it was counted 2 times");
        assertThatThrownBy(() -> assertThat(telemetry).countedNothingElse())
                .hasMessageContaining("also counted: {tool/cache:hit=2}");
        assertThatThrownBy(() -> assertThat(telemetry).countedStack("tool/failed", "org.example.Tool.run"))
                .hasMessageContaining("expected a stack of tool/failed with org.example.Tool.run in it");
    }
}
