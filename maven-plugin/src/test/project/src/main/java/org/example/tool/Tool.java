package org.example.tool;

import dev.limpid.counter.Counter;
import dev.limpid.counter.Histogram;
import dev.limpid.counter.StackCounter;
import dev.limpid.counter.Telemetry;

/** A small program that counts. */
public final class Tool {

    private static final Counter BUILD = Counter.of("tool/command:build");
    private static final Counter TEST = Counter.of("tool/command:test");
    private static final Counter HELP = Counter.of("tool/command:help");
    private static final Histogram TIME = Histogram.ofDurations("tool/time", "10ms", "1s");
    private static final StackCounter FAILED = StackCounter.of("tool/failed", 16);

    private Tool() {}

    public static void main(String[] arguments) {
        Telemetry.start();
        long begin = System.nanoTime();
        for (String argument : arguments) {
            switch (argument) {
                case "build" -> BUILD.increment();
                case "test" -> TEST.increment();
                case "help" -> HELP.increment();
                default -> Counter.of("tool/plugin:" + argument).increment();
            }
        }
        if (arguments.length == 0) {
            FAILED.increment();
        }
        TIME.record(System.nanoTime() - begin);
    }
}
