package dev.limpid.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limpid.counter.Histogram;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TelemetryExtension.class)
class HistogramTest {

    private static final Histogram TIME = Histogram.ofDurations("tool/time", "10ms", "1s");

    @Test
    void record_countsInTheBucketOfTheBound(TestTelemetry telemetry) {
        TIME.record(Duration.ofMillis(9));
        TIME.record(Duration.ofMillis(10));
        TIME.record(Duration.ofSeconds(1));

        assertThat(telemetry.count("tool/time:<10ms")).isEqualTo(1);
        assertThat(telemetry.count("tool/time:<1s")).isEqualTo(1);
        assertThat(telemetry.count("tool/time:>=1s")).isEqualTo(1);
    }

    @Test
    void record_ofAnyNumber_neverThrows_andLosesNone(TestTelemetry telemetry) {
        TIME.record(-1);
        TIME.record(Duration.ofSeconds(Long.MIN_VALUE));
        TIME.record(Double.NEGATIVE_INFINITY);
        TIME.record(Double.NaN);
        TIME.record(Double.POSITIVE_INFINITY);
        TIME.record(Duration.ofSeconds(Long.MAX_VALUE));

        assertThat(telemetry.count("tool/time:<10ms")).isEqualTo(3);
        assertThat(telemetry.count("tool/time:>=1s")).isEqualTo(3);
    }

    @Test
    void invalidBounds_areReportedWhereTheyAreWritten() {
        assertThatThrownBy(() -> Histogram.ofSizes("tool/size"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the histogram tool/size has no bounds, expected one or more");
        assertThatThrownBy(() -> Histogram.ofSizes("tool/size", "4KiB", "1KiB"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("from 4KiB to 1KiB, expected each above the one before");
        assertThatThrownBy(() -> Histogram.ofNumbers("tool/size", "many"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"many\" is not a bound");
    }
}
