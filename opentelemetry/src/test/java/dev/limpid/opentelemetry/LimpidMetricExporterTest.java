package dev.limpid.opentelemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.bridge.CountingRule;
import dev.limpid.counter.Telemetry;
import dev.limpid.counter.TelemetryOptions;
import dev.limpid.counter.home.Environment;
import dev.limpid.counter.home.TelemetryHome;
import dev.limpid.countfile.CountedWeek;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.metrics.Aggregation;
import io.opentelemetry.sdk.metrics.ExplicitBucketHistogramOptions;
import io.opentelemetry.sdk.metrics.InstrumentSelector;
import io.opentelemetry.sdk.metrics.InstrumentType;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.View;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import io.opentelemetry.sdk.metrics.data.LongPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.export.MetricExporter;
import io.opentelemetry.sdk.metrics.export.PeriodicMetricReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LimpidMetricExporterTest {
    private static final AttributeKey<String> METHOD = AttributeKey.stringKey("http.request.method");
    private static final AttributeKey<Boolean> HIT = AttributeKey.booleanKey("hit");
    private static final AttributeKey<Long> USER = AttributeKey.longKey("user");

    @TempDir
    Path dir;

    /** What another exporter gets from the same measurements: sums since the start. */
    private final Captured captured = new Captured();

    private Telemetry telemetry;
    private LimpidMetricExporter limpid;
    private SdkMeterProvider provider;

    private static final class Captured implements MetricExporter {
        Collection<MetricData> last = List.of();

        @Override
        public AggregationTemporality getAggregationTemporality(InstrumentType type) {
            return AggregationTemporality.CUMULATIVE;
        }

        @Override
        public CompletableResultCode export(Collection<MetricData> metrics) {
            last = metrics;
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode flush() {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode shutdown() {
            return CompletableResultCode.ofSuccess();
        }
    }

    @BeforeEach
    void start() {
        telemetry = start("2026-11-02T10:00:00Z");
        open();
    }

    private void open() {
        limpid = new LimpidMetricExporter(List.of(
                CountingRule.events("cache.requests")
                        .tag("hit", "true", "false")
                        .as("tool/cache:{hit}"),
                CountingRule.events("work").as("tool/work"),
                CountingRule.durations("request.duration", "10ms", "100ms", "1s")
                        .tag("http.request.method", "GET", "POST")
                        .as("tool/http/{http.request.method}"),
                CountingRule.events("request.duration").as("tool/requests"),
                CountingRule.durations("exponential", "10ms", "100ms", "1s").as("tool/exponential"),
                CountingRule.sizes("coarse", "1KiB").as("tool/coarse"),
                CountingRule.sizes("unitless", "1KiB").as("tool/unitless"),
                CountingRule.numbers("work", "5").as("tool/wrong"),
                CountingRule.events("queue").as("tool/queue"),
                CountingRule.events("temperature").as("tool/temperature")));
        provider = SdkMeterProvider.builder()
                .registerMetricReader(reader(limpid))
                .registerMetricReader(reader(captured))
                .registerView(
                        InstrumentSelector.builder().setName("request.duration").build(),
                        View.builder()
                                .setAggregation(
                                        Aggregation.explicitBucketHistogram(ExplicitBucketHistogramOptions.builder()
                                                .setBucketBoundaries(List.of(0.001, 0.01, 0.05, 0.1, 0.5, 1.0, 5.0))
                                                .build()))
                                .build())
                .registerView(
                        InstrumentSelector.builder().setName("exponential").build(),
                        View.builder()
                                .setAggregation(Aggregation.base2ExponentialBucketHistogram())
                                .build())
                .build();
    }

    /** A day is longer than any test: only what the test requests is exported. */
    private static PeriodicMetricReader reader(MetricExporter exporter) {
        return PeriodicMetricReader.builder(exporter)
                .setInterval(Duration.ofDays(1))
                .build();
    }

    @AfterEach
    void end() {
        provider.close();
        telemetry.close();
    }

    @Test
    void metrics_countWhatAnotherExporterIsTold() throws IOException {
        Random random = new Random(7);
        LongCounter cache = meter().counterBuilder("cache.requests").build();
        DoubleHistogram requests =
                meter().histogramBuilder("request.duration").setUnit("s").build();
        for (int i = 0; i < 3000; i++) {
            cache.add(random.nextInt(4), Attributes.of(HIT, random.nextBoolean(), USER, (long) random.nextInt(5)));
            requests.record(
                    Math.pow(10, random.nextDouble() * 5 - 4),
                    Attributes.of(METHOD, List.of("GET", "POST", "BREW").get(random.nextInt(3))));
            requests.record(0.1, Attributes.of(METHOD, "GET")); // which is a bound
            if (i % 500 == 0) {
                flush();
            }
        }
        flush();

        Map<String, Long> expected = new TreeMap<>();
        for (MetricData metric : captured.last) {
            if (metric.getName().equals("cache.requests")) {
                for (LongPointData point : metric.getLongSumData().getPoints()) {
                    expected.merge("tool/cache:" + point.getAttributes().get(HIT), point.getValue(), Long::sum);
                }
            } else if (metric.getName().equals("request.duration")) {
                for (HistogramPointData point : metric.getHistogramData().getPoints()) {
                    expect(point, expected);
                }
            }
        }
        assertThat(counts()).isEqualTo(expected).hasSizeGreaterThan(8);
        assertThat(limpid.refusals()).isEmpty();
    }

    private static void expect(HistogramPointData point, Map<String, Long> expected) {
        expected.merge("tool/requests", point.getCount(), Long::sum);
        String method = point.getAttributes().get(METHOD);
        if (!"BREW".equals(method)) {
            String[] buckets = {":<=10ms", ":<=10ms", ":<=100ms", ":<=100ms", ":<=1s", ":<=1s", ":>1s", ":>1s"};
            for (int i = 0; i < buckets.length; i++) {
                expected.merge(
                        "tool/http/" + method + buckets[i], point.getCounts().get(i), Long::sum);
            }
        }
    }

    /** Values within a factor of 1.3 of a bound may be in a bucket that contains it. */
    @Test
    void exponentialHistograms_countWhereTheMiddleOfTheirBucketsLies() throws IOException {
        Random random = new Random(8);
        DoubleHistogram histogram =
                meter().histogramBuilder("exponential").setUnit("ms").build();
        Map<String, Long> expected = new TreeMap<>();
        for (int i = 0; i < 5000; i++) {
            double bound = List.of(0.001, 10.0, 100.0, 1000.0, 1e7).get(random.nextInt(5));
            double value = bound * (random.nextBoolean() ? 1.3 + random.nextDouble() : 0.75 - random.nextDouble() / 3);
            histogram.record(value);
            expected.merge(
                    "tool/exponential:"
                            + (value < 10 ? "<=10ms" : value < 100 ? "<=100ms" : value < 1000 ? "<=1s" : ">1s"),
                    1L,
                    Long::sum);
            if (i % 1000 == 0) {
                flush();
            }
        }
        histogram.record(0);
        expected.merge("tool/exponential:<=10ms", 1L, Long::sum);
        flush();
        assertThat(counts()).isEqualTo(expected).hasSize(4);
    }

    @Test
    void values_thatAreNoEvents_areLeftOut() throws IOException {
        DoubleHistogram histogram =
                meter().histogramBuilder("exponential").setUnit("s").build();
        for (double value :
                new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY, Double.MAX_VALUE, Double.MIN_VALUE, 0.5}) {
            histogram.record(value);
            flush();
        }
        var counter = meter().counterBuilder("work").ofDoubles().build();
        for (double value : new double[] {3, -1, Double.NaN, 1e300, 0.25, 0.75}) {
            counter.add(value);
            flush();
        }
        assertThat(counts())
                .containsEntry("tool/work", 4L)
                .containsEntry("tool/exponential:<=1s", 1L)
                .containsEntry("tool/exponential:<=10ms", 1L);
    }

    @Test
    void whatCannotBeCounted_isSaidInASentence() throws IOException {
        meter().histogramBuilder("coarse").setUnit("By").build().record(7);
        meter().histogramBuilder("unitless").build().record(7);
        meter().counterBuilder("work").build().add(2);
        meter().upDownCounterBuilder("queue").build().add(3);
        meter().gaugeBuilder("temperature").build().set(20);
        meter().counterBuilder("unlisted").build().add(1);
        flush();
        assertThat(limpid.refusals()).hasSize(5);
        assertThat(String.join("\n", limpid.refusals()))
                .contains("coarse has the bounds [0.0, 5.0")
                .contains("give the instrument these bounds by a View")
                .contains("queue can fall, so it is not a sum of events")
                .contains("temperature is a gauge or a summary")
                .contains("unitless is in no unit")
                .contains("work is listed with bounds, but is a counter");
        assertThat(counts()).isEqualTo(Map.of("tool/work", 2L));
        limpid.export(captured.last);
        assertThat(String.join("\n", limpid.refusals())).contains("is a sum since its start");
        assertThat(counts()).isEqualTo(Map.of("tool/work", 2L));
    }

    @Test
    void metrics_ofManyThreads_acrossRestartsAndWeeks_loseNothing() throws Exception {
        for (String now : List.of("2026-11-02T10:00:00Z", "2026-11-02T11:00:00Z", "2026-11-12T10:00:00Z")) {
            telemetry.close();
            telemetry = start(now);
            LongCounter counter = meter().counterBuilder("work").build();
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                Thread thread = new Thread(() -> {
                    for (int j = 0; j < 5000; j++) {
                        counter.add(1);
                    }
                });
                threads.add(thread);
                thread.start();
            }
            for (Thread thread : threads) {
                flush();
                thread.join();
            }
            provider.close(); // exports what is left
            open();
        }
        telemetry.flush();
        List<Long> weeks = new ArrayList<>();
        for (CountedWeek week : CountedWeek.in(home("2026-11-12T10:00:00Z"))) {
            weeks.add(week.read().counts().get("tool/work"));
        }
        assertThat(weeks).containsExactly(40_000L, 20_000L);
    }

    private Meter meter() {
        return provider.get("test");
    }

    private void flush() {
        provider.forceFlush().join(1, TimeUnit.MINUTES);
    }

    private Telemetry start(String now) {
        return Telemetry.start(TelemetryOptions.builder()
                .home(home(now))
                .program("org.example/tool", "1.0.0")
                .environment(environment(now))
                .strict()
                .build());
    }

    private Environment environment(String now) {
        return Environment.of(
                Map.of("LIMPID_DIR", dir.toString(), "LIMPID_NOW", now),
                Map.of(),
                dir.resolve("none").toFile());
    }

    private TelemetryHome home(String now) {
        return TelemetryHome.of("telemetry.example.org", environment(now));
    }

    private Map<String, Long> counts() throws IOException {
        telemetry.flush();
        Map<String, Long> counts = new TreeMap<>();
        for (CountedWeek week : CountedWeek.in(home("2026-11-02T10:00:00Z"))) {
            week.read().counts().forEach((name, count) -> counts.merge(name, count, Long::sum));
        }
        return counts;
    }
}
