package dev.limpid.benchmarks;

import dev.limpid.counter.StackCounter;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
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

/** A stack of 16 frames that was counted before, counted again. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Benchmark)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class StackBenchmark {
    private final StackCounter stacks = StackCounter.of("benchmark/stack", 16);

    @SuppressWarnings("NullAway.Init") // JMH calls the setup first
    private MappedProcess process;

    /** Starts counting. */
    @Setup
    public void start() throws IOException {
        process = MappedProcess.start();
    }

    /** Stops. */
    @TearDown
    public void stop() throws IOException {
        process.close();
    }

    /** The stack, 16 calls deep. */
    @Benchmark
    public void depth16() {
        descend(16);
    }

    private void descend(int depth) {
        if (depth == 0) {
            stacks.increment();
        } else {
            descend(depth - 1);
        }
    }
}
