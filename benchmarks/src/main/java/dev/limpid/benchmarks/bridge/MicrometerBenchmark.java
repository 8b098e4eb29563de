package dev.limpid.benchmarks.bridge;

import dev.limpid.bridge.CountingRule;
import dev.limpid.counter.Telemetry;
import dev.limpid.counter.TelemetryOptions;
import dev.limpid.counter.home.Environment;
import dev.limpid.counter.home.TelemetryHome;
import dev.limpid.micrometer.LimpidMeterRegistry;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** One increment and one record through a composite registry: with a plain registry in it, and with the bridge next to that. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
@State(Scope.Benchmark)
public class MicrometerBenchmark {

    /** The contents of the composite: a plain registry; that and a bridge without listed meters; that and a bridge that counts. */
    @Param({"plain", "unlisted", "counted"})
    public String registries = "plain";

    @SuppressWarnings("NullAway.Init") // JMH calls the setup first
    private Counter counter;

    @SuppressWarnings("NullAway.Init")
    private Timer timer;

    @SuppressWarnings("NullAway.Init")
    private MeterRegistry registry;

    @SuppressWarnings("NullAway.Init")
    private Telemetry telemetry;

    /** Starts telemetry; its file is mapped long before the warm-up ends. */
    @Setup
    public void open() throws IOException {
        System.setProperty("limpid.map.after", "1");
        Path folder = Files.createTempDirectory("limpid-benchmark");
        telemetry = Telemetry.start(TelemetryOptions.builder()
                .home(TelemetryHome.at("benchmark.example.org", folder))
                .environment(Environment.of(
                        Map.of(), Map.of(), folder.resolve("none").toFile()))
                .program("org.example/benchmark", "1.0.0")
                .build());
        CompositeMeterRegistry both = new CompositeMeterRegistry();
        both.add(new SimpleMeterRegistry());
        if (!registries.equals("plain")) {
            both.add(new LimpidMeterRegistry(
                    registries.equals("counted")
                            ? List.of(
                                    CountingRule.events("work")
                                            .tag("result", "hit", "miss")
                                            .as("tool/work:{result}"),
                                    CountingRule.durations("time", "1ms", "10ms", "100ms", "1s")
                                            .as("tool/time"))
                            : List.of()));
        }
        registry = both;
        counter = both.counter("work", "result", "hit");
        timer = both.timer("time");
        counter.increment();
        timer.record(20, TimeUnit.MILLISECONDS);
    }

    /** Stops telemetry. */
    @TearDown
    public void close() {
        registry.close();
        telemetry.close();
    }

    /** One event. */
    @Benchmark
    public void increment() {
        counter.increment();
    }

    /** One duration, in the third bucket of five. */
    @Benchmark
    public void record() {
        timer.record(20, TimeUnit.MILLISECONDS);
    }
}
