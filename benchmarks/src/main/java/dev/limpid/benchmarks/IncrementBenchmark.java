package dev.limpid.benchmarks;

import dev.limpid.counter.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.export.CollectionRegistration;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** One event, counted by several libraries. Only Limpid's event is in a file when the call returns. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class IncrementBenchmark {

    /** One counter of each kind, shared by all threads. */
    @State(Scope.Benchmark)
    public static class Shared extends Kinds {}

    /** One counter of each kind for every thread. */
    @State(Scope.Thread)
    public static class Own extends Kinds {}

    /** One counter of each kind. */
    public abstract static class Kinds {
        private static final AtomicInteger MADE = new AtomicInteger();

        final Counter limpid = Counter.of("benchmark/increment:" + MADE.incrementAndGet());
        final LongAdder adder = new LongAdder();
        final io.micrometer.core.instrument.Counter micrometer = new SimpleMeterRegistry().counter("increment");
        final io.prometheus.metrics.core.metrics.Counter prometheus =
                io.prometheus.metrics.core.metrics.Counter.builder()
                        .name("increment")
                        .build();
        private final SdkMeterProvider provider =
                SdkMeterProvider.builder().registerMetricReader(new Reader()).build();
        final LongCounter otel =
                provider.get("benchmark").counterBuilder("increment").build();

        @SuppressWarnings("NullAway.Init") // JMH calls the setup first
        private MappedProcess process;

        /** Maps the count file. */
        @Setup
        public void map() throws IOException {
            process = MappedProcess.start();
            process.awaitMapped(limpid);
        }

        /** Deletes the count file. */
        @TearDown
        public void unmap() throws IOException {
            process.close();
        }

        MappedProcess process() {
            return process;
        }
    }

    /** The lower bound: one atomic addition to mapped memory. */
    @Benchmark
    public long bareGetAndAdd(Shared shared) {
        return shared.process().bareGetAndAdd();
    }

    @Benchmark
    public void limpid(Shared shared) {
        shared.limpid.increment();
    }

    @Benchmark
    public void limpidOwn(Own own) {
        own.limpid.increment();
    }

    @Benchmark
    public void longAdder(Shared shared) {
        shared.adder.increment();
    }

    @Benchmark
    public void longAdderOwn(Own own) {
        own.adder.increment();
    }

    @Benchmark
    public void micrometer(Shared shared) {
        shared.micrometer.increment();
    }

    @Benchmark
    public void prometheus(Shared shared) {
        shared.prometheus.inc();
    }

    @Benchmark
    public void openTelemetry(Shared shared) {
        shared.otel.add(1, Attributes.empty());
    }

    /** Keeps the provider from being a no-op; nothing is exported. */
    private static final class Reader implements io.opentelemetry.sdk.metrics.export.MetricReader {
        @Override
        public void register(CollectionRegistration registration) {
            // Nothing is collected.
        }

        @Override
        public io.opentelemetry.sdk.common.CompletableResultCode forceFlush() {
            return io.opentelemetry.sdk.common.CompletableResultCode.ofSuccess();
        }

        @Override
        public io.opentelemetry.sdk.common.CompletableResultCode shutdown() {
            return io.opentelemetry.sdk.common.CompletableResultCode.ofSuccess();
        }

        @Override
        public io.opentelemetry.sdk.metrics.data.AggregationTemporality getAggregationTemporality(
                io.opentelemetry.sdk.metrics.InstrumentType type) {
            return io.opentelemetry.sdk.metrics.data.AggregationTemporality.CUMULATIVE;
        }
    }
}
