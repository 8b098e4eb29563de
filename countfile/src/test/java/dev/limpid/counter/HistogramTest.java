package dev.limpid.counter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HistogramTest {
    private static final Histogram TIME = Histogram.ofDurations("tool/time", "10ms", "1s");

    @TempDir
    Path folder;

    @Test
    void record_countsInTheBucketOfTheBound() throws IOException {
        try (StrictTelemetry telemetry = new StrictTelemetry(folder)) {
            TIME.record(Duration.ofMillis(9));
            TIME.record(Duration.ofMillis(10));
            TIME.record(Duration.ofSeconds(1));

            assertThat(telemetry.count("tool/time:<10ms")).isEqualTo(1);
            assertThat(telemetry.count("tool/time:<1s")).isEqualTo(1);
            assertThat(telemetry.count("tool/time:>=1s")).isEqualTo(1);
        }
    }

    @Test
    void record_ofAnyNumber_neverThrows_andLosesNone() throws IOException {
        try (StrictTelemetry telemetry = new StrictTelemetry(folder)) {
            TIME.record(-1);
            TIME.record(Duration.ofSeconds(Long.MIN_VALUE));
            TIME.record(Double.NEGATIVE_INFINITY);
            TIME.record(Double.NaN);
            TIME.record(Double.POSITIVE_INFINITY);
            TIME.record(Duration.ofSeconds(Long.MAX_VALUE));

            assertThat(telemetry.count("tool/time:<10ms")).isEqualTo(3);
            assertThat(telemetry.count("tool/time:>=1s")).isEqualTo(3);
        }
    }

    @Test
    void boundsThatAreNone_areToldWhereTheyAreWritten() {
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

    @ParameterizedTest
    @CsvSource({"1ns,1", "3us,3e3", "2.5ms,2.5e6", "2s,2e9", "2m,120e9", "2h,7200e9"})
    void bound_ofADuration_isInNanoseconds(String bound, double value) throws IOException {
        assertBound(Histogram.ofDurations("tool/bound", bound), bound, value);
    }

    @ParameterizedTest
    @CsvSource({"3B,3", "2KiB,2048", "1.5MiB,1572864", "2GiB,2147483648"})
    void bound_ofASize_isInBytes(String bound, double value) throws IOException {
        assertBound(Histogram.ofSizes("tool/bound", bound), bound, value);
    }

    @Test
    void bound_ofAPercentageOrANumber_isThatNumber() throws IOException {
        assertBound(Histogram.ofPercentages("tool/bound", "5%"), "5%", 5);
        assertBound(Histogram.ofNumbers("tool/bound", "0.5"), "0.5", 0.5);
        assertBound(Histogram.ofNumbers("tool/bound", "1009"), "1009", 1009);
    }

    private void assertBound(Histogram histogram, String bound, double value) throws IOException {
        Path home = Files.createTempDirectory(folder, "home");
        try (StrictTelemetry telemetry = new StrictTelemetry(home)) {
            histogram.record(Math.nextDown(value));
            histogram.record(value);
            histogram.record(Math.nextUp(value));

            assertThat(telemetry.counts()).isEqualTo(Map.of("tool/bound:<" + bound, 1L, "tool/bound:>=" + bound, 2L));
        }
    }

    @Test
    void duration_isCountedToTheNanosecond() throws IOException {
        try (StrictTelemetry telemetry = new StrictTelemetry(folder)) {
            Histogram histogram = Histogram.ofDurations("tool/nanos", "1000000001ns");
            histogram.record(Duration.ofSeconds(1, 0));
            histogram.record(Duration.ofSeconds(1, 1));
            assertThat(telemetry.counts())
                    .isEqualTo(Map.of("tool/nanos:<1000000001ns", 1L, "tool/nanos:>=1000000001ns", 1L));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ms", "10", "10 ms", ".5ms", "-1ms", "1e3ms", "/0ms", ":0ms", "ten"})
    void bound_thatIsNotANumberAndAUnit_isRefused(String bound) {
        assertThatThrownBy(() -> Histogram.ofDurations("tool/bound", bound))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("\"" + bound + "\" is not a bound, expected a number and one of:"
                        + " ns=1 us=1e3 ms=1e6 s=1e9 m=60e9 h=3600e9");
    }

    @Test
    void boundThatRepeats_isRefused() {
        assertThatThrownBy(() -> Histogram.ofDurations("tool/bound", "1s", "1000ms"))
                .hasMessage("the bounds of tool/bound go from 1s to 1000ms, expected each above the one before");
    }
}
