package dev.limpid.benchmarks;

import dev.limpid.counter.Counter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * What one event costs two threads that count at the same time, on a machine that others use as well:
 * {@code ContentionBenchmark [rounds]}. Each round takes a millisecond or less, and both threads start it together. Only rounds
 * in which both ran all the time count; JMH's iterations are too long for that. The kinds take turns, round by round, so both
 * sides of a ratio were measured in the same minute. Prints quartiles in nanoseconds for an event, for one thread and for two.
 */
public final class ContentionBenchmark {
    private static final int EVENTS = 20_000;

    /** Both threads must have run for at least this share of the time from the first one's start to the last one's end. */
    private static final double TOGETHER = 0.8;

    private static final int WARM_UP = 60;

    private static final Counter COUNTER = Counter.of("contention/one");
    private static final Counter[] OWN = {Counter.of("contention/first"), Counter.of("contention/second")};
    private static final LongAdder ADDER = new LongAdder();

    private final MappedProcess process;
    private final List<Kind> kinds = new ArrayList<>();

    /** How many threads have come to the beginning of a round, and to the end of one, since the process began. */
    private final AtomicInteger begun = new AtomicInteger();

    private final AtomicInteger ended = new AtomicInteger();

    private ContentionBenchmark(MappedProcess process) {
        this.process = process;
        kinds.add(new Kind("bare addition", thread -> {
            for (int i = 0; i < EVENTS; i++) {
                this.process.bareGetAndAdd();
            }
        }));
        kinds.add(new Kind("one counter", thread -> {
            for (int i = 0; i < EVENTS; i++) {
                COUNTER.increment();
            }
        }));
        kinds.add(new Kind("a counter each", thread -> {
            Counter own = OWN[thread];
            for (int i = 0; i < EVENTS; i++) {
                own.increment();
            }
        }));
        kinds.add(new Kind("LongAdder", thread -> {
            for (int i = 0; i < EVENTS; i++) {
                ADDER.increment();
            }
        }));
    }

    /** Counts {@link #EVENTS} events as the thread of this number. */
    private interface Events {
        void count(int thread);
    }

    /** One way to count, with the times of each thread's last round and the time per event in the rounds that counted. */
    private record Kind(String name, Events events, long[] begin, long[] end, List<Double> nanos) {
        Kind(String name, Events events) {
            this(name, events, new long[2], new long[2], new ArrayList<>());
        }

        void run(int thread) {
            begin[thread] = System.nanoTime();
            events.count(thread);
            end[thread] = System.nanoTime();
        }

        void note(int threads) {
            long first = Arrays.stream(begin, 0, threads).min().orElseThrow();
            long both = Arrays.stream(begin, 0, threads).max().orElseThrow();
            long last = Arrays.stream(end, 0, threads).max().orElseThrow();
            long alone = Arrays.stream(end, 0, threads).min().orElseThrow();
            if (alone - both >= TOGETHER * (last - first)) {
                long sum = Arrays.stream(end, 0, threads).sum()
                        - Arrays.stream(begin, 0, threads).sum();
                nanos.add((double) sum / threads / EVENTS);
            }
        }

        void print(int threads) {
            double[] sorted =
                    nanos.stream().mapToDouble(Double::doubleValue).sorted().toArray();
            nanos.clear();
            if (sorted.length == 0) {
                System.out.println(threads + " | " + name + " | never ran together");
                return;
            }
            System.out.printf(
                    "%d | %s | %.2f | %.2f | %.2f | %d%n",
                    threads,
                    name,
                    sorted[sorted.length / 4],
                    sorted[sorted.length / 2],
                    sorted[sorted.length * 3 / 4],
                    sorted.length);
        }
    }

    /** The program. */
    public static void main(String[] args) throws IOException, InterruptedException {
        int rounds = args.length == 0 ? 400 : Integer.parseInt(args[0]);
        try (MappedProcess process = MappedProcess.start()) {
            process.awaitMapped(COUNTER);
            for (Counter own : OWN) {
                process.awaitMapped(own);
            }
            System.out.println("threads | what | quartile, ns | median | quartile | rounds together");
            for (int threads = 1; threads <= 2; threads++) {
                new ContentionBenchmark(process).measure(threads, rounds);
            }
        }
    }

    private void measure(int threads, int rounds) throws InterruptedException {
        for (Kind kind : kinds) {
            for (int i = 0; i < WARM_UP; i++) {
                kind.run(0);
            }
        }
        Thread[] all = new Thread[threads];
        for (int i = 0; i < threads; i++) {
            int me = i;
            all[i] = new Thread(() -> takeTurns(me, threads, rounds));
            all[i].start();
        }
        for (Thread thread : all) {
            thread.join();
        }
        for (Kind kind : kinds) {
            kind.print(threads);
        }
    }

    private void takeTurns(int me, int threads, int rounds) {
        for (int turn = 1; turn <= rounds * kinds.size(); turn++) {
            Kind kind = kinds.get(turn % kinds.size());
            arrive(begun, turn * threads);
            kind.run(me);
            arrive(ended, turn * threads);
            if (me == 0) {
                kind.note(threads);
            }
        }
    }

    /** Waits until all are there, spinning: a thread that sleeps would start late. */
    private static void arrive(AtomicInteger there, int all) {
        there.incrementAndGet();
        while (there.get() < all) {
            Thread.onSpinWait();
        }
    }
}
