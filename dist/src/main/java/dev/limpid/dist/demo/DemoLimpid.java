package dev.limpid.dist.demo;

import dev.limpid.counter.home.Environment;
import dev.limpid.dist.Main;
import dev.limpid.dist.telemetry.LimpidTelemetry;
import java.util.Arrays;

/** The entry point of {@code limpid} on the machines of the demo: it counts for the demo's collection. */
final class DemoLimpid {

    private DemoLimpid() {}

    /** Runs one command; the first argument is the collection's name. */
    public static void main(String[] arguments) {
        LimpidTelemetry counting = new LimpidTelemetry(arguments[0], Environment.ofProcess(), "devel");
        System.exit(Main.run(counting, Arrays.copyOfRange(arguments, 1, arguments.length)));
    }
}
