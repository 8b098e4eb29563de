package dev.limpid.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limpid.counter.Counter;
import dev.limpid.counter.StackCounter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TelemetryExtension.class)
class TelemetryExtensionTest {
    private static final Counter HIT = Counter.of("tool/cache:hit");
    private static final StackCounter SLOW = StackCounter.of("tool/slow", 4);

    @Test
    void count_readsBackWhatWasCounted(TestTelemetry telemetry) {
        assertThat(telemetry.count("tool/cache:hit")).isZero();

        HIT.increment();
        HIT.add(2);

        assertThat(telemetry.count("tool/cache:hit")).isEqualTo(3);
    }

    @Test
    void count_ofAnotherTest_isNotSeen(TestTelemetry telemetry) {
        HIT.increment();

        assertThat(telemetry.count("tool/cache:hit")).isEqualTo(1);
    }

    @Test
    void stacks_holdWhereTheEventHappened(TestTelemetry telemetry) {
        SLOW.increment();
        SLOW.increment();

        assertThat(telemetry.stacks("tool/slow").values()).containsExactly(1L, 1L);
    }

    @Test
    void badName_throws(TestTelemetry telemetry) {
        Counter bad = Counter.of("two words");

        assertThatThrownBy(bad::increment).hasMessageContaining("two words");
        assertThat(telemetry.counts()).isEmpty();
    }
}
