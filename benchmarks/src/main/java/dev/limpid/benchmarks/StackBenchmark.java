package dev.limpid.benchmarks;

import dev.limpid.counter.StackCounter;
import java.io.IOException;
import java.util.Set;
import java.util.Spliterator;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
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

/** A stack of 16 frames: counted for the first time, counted again, and only walked. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Benchmark)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class StackBenchmark {
    /**
     * The frames that a counter walks over: besides those of the stack its own, that of the lambda, and the caller of the
     * outermost, without which the JVM does not say cheaply which method that is.
     */
    private static final int WALKED = DeepCalls.DEPTH + 3;

    private static final StackWalker WALKER = StackWalker.getInstance(
            Set.of(StackWalker.Option.RETAIN_CLASS_REFERENCE, StackWalker.Option.SHOW_HIDDEN_FRAMES), WALKED + 2);

    private final StackCounter stacks = StackCounter.of("benchmark/stack", DeepCalls.DEPTH);
    private int next;

    @SuppressWarnings("NullAway.Init") // JMH calls the setup first
    private MappedProcess process;

    /** Starts counting. */
    @Setup
    public void start() throws IOException {
        process = MappedProcess.start();
    }

    /** Stops counting. */
    @TearDown
    public void stop() throws IOException {
        process.close();
    }

    /** The stack, 16 calls deep. */
    @Benchmark
    public void depth16() {
        DeepCalls.run(0, stacks::increment);
    }

    /** The JVM's own time to walk the same frames and give each one's class and position. */
    @Benchmark
    public Walk bareWalk16() {
        Walk walk = new Walk();
        DeepCalls.run(0, () -> WALKER.walk(walk::over));
        return walk;
    }

    /** A stack that was not counted before, although its classes are known. */
    @Benchmark
    @BenchmarkMode(Mode.SingleShotTime)
    public void firstHit16() {
        DeepCalls.run(++next, stacks::increment);
    }

    /** The frames that were seen. */
    public static final class Walk implements Consumer<StackWalker.StackFrame> {
        private int frames;
        private int hash;

        private Walk over(Stream<StackWalker.StackFrame> stack) {
            Spliterator<StackWalker.StackFrame> each = stack.spliterator();
            while (frames < WALKED && each.tryAdvance(this)) {
                frames++;
            }
            return this;
        }

        @Override
        public void accept(StackWalker.StackFrame frame) {
            hash = hash * 31 + System.identityHashCode(frame.getDeclaringClass()) + frame.getByteCodeIndex();
        }
    }
}
