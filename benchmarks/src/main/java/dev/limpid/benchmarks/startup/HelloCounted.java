package dev.limpid.benchmarks.startup;

import dev.limpid.counter.Counter;
import dev.limpid.counter.Telemetry;
import dev.limpid.counter.TelemetryOptions;

/** Says hello, and counts it. */
public final class HelloCounted {
    private static final Counter RUN = Counter.of("hello/run");

    private HelloCounted() {}

    /** Runs the program. */
    public static void main(String[] args) {
        Telemetry.start(TelemetryOptions.builder()
                .collection("telemetry.example.org")
                .program("example.org/hello", "1.0.0")
                .build());
        RUN.increment();
        System.out.println("hello");
    }
}
