package dev.limpid.benchmarks;

import dev.limpid.counter.Counter;
import dev.limpid.counter.Telemetry;
import dev.limpid.counter.TelemetryOptions;
import dev.limpid.counter.home.Environment;
import dev.limpid.counter.home.TelemetryHome;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;

/**
 * How much memory a counter takes, and how much disk a program's week takes: the heap after a collection with and without this many
 * counters, and the files of a program that counts each counter once in one process that maps the file and in twenty short ones. The
 * journal is folded into the file when it gets long.
 */
public final class Footprint {
    private static final int COUNTERS = 10_000;

    private Footprint() {}

    /** Prints both. With a home and a number as arguments it runs as one of the processes whose disk is measured. */
    public static void main(String[] args) throws IOException, InterruptedException {
        if (args.length > 0) {
            count(Path.of(args[0]), Integer.parseInt(args[1]));
            return;
        }
        System.setProperty("limpid.map.after", "1");
        Path folder = Files.createTempDirectory("limpid-footprint");
        try {
            memory(folder.resolve("memory"));
            for (int counters : new int[] {10, 100, 1000}) {
                disk(folder.resolve("disk" + counters), counters);
            }
        } finally {
            try (var files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private static void memory(Path home) throws IOException {
        Telemetry telemetry = start(home);
        Counter first = Counter.of("footprint/first");
        awaitMapped(first);
        String[] names = names(COUNTERS);
        Counter[] counters = new Counter[COUNTERS];
        long before = heap();
        for (int i = 0; i < COUNTERS; i++) {
            counters[i] = Counter.of(names[i]);
        }
        long made = heap();
        for (Counter counter : counters) {
            counter.increment();
        }
        for (Counter counter : counters) {
            awaitMapped(counter);
        }
        long counting = heap();
        System.out.printf(
                "a counter that never counted: %d bytes of heap; one that counts: %d (%d counters, names not included)%n",
                (made - before) / COUNTERS, (counting - before) / COUNTERS, counters.length);
        telemetry.close();
    }

    /** Starts separate processes, since a JVM keeps every counter that ever counted in it. */
    private static void disk(Path home, int count) throws IOException, InterruptedException {
        for (int process = 0; process < 21; process++) {
            int exit = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Dlimpid.map.after=" + (process == 0 ? 1 : 1_000_000),
                            "-cp",
                            System.getProperty("java.class.path"),
                            Footprint.class.getName(),
                            home.toString(),
                            Integer.toString(count))
                    .inheritIO()
                    .start()
                    .waitFor();
            if (exit != 0) {
                throw new IOException("a process of " + count + " counters ended with " + exit + ", expected 0");
            }
        }
        System.out.printf(
                "a week of %d counters, 21 processes, 20 of them young: %d bytes of count file, %d of journal%n",
                count, bytes(home, ".v1.count"), bytes(home, ".v1.journal"));
    }

    private static void count(Path home, int count) {
        Telemetry telemetry = start(home);
        Counter[] counters = new Counter[count];
        String[] names = names(count);
        for (int i = 0; i < count; i++) {
            counters[i] = Counter.of(names[i]);
            counters[i].increment();
        }
        if (Integer.getInteger("limpid.map.after", 0) == 1) {
            // The second event starts the background writer; more events would only make the journal longer.
            counters[0].increment();
            for (Counter counter : counters) {
                while (!counter.isMapped()) {
                    Thread.onSpinWait();
                }
            }
        }
        telemetry.close();
    }

    private static Telemetry start(Path home) {
        return Telemetry.start(TelemetryOptions.builder()
                .home(TelemetryHome.at("footprint", home))
                .environment(
                        Environment.of(Map.of(), Map.of(), home.resolve("none").toFile()))
                .program("footprint.example.org/footprint", "1.0.0")
                .ownPackages("")
                .build());
    }

    private static String[] names(int count) {
        String[] names = new String[count];
        for (int i = 0; i < count; i++) {
            names[i] = "footprint/chart:bucket" + i;
        }
        return names;
    }

    /** Only the first counter of a name is ever mapped: a later one of the same name counts through it. */
    private static void awaitMapped(Counter counter) {
        while (!counter.isMapped()) {
            counter.increment();
            Thread.onSpinWait();
        }
    }

    private static long heap() {
        var memory = ManagementFactory.getMemoryMXBean();
        for (int i = 0; i < 3; i++) {
            memory.gc();
        }
        return memory.getHeapMemoryUsage().getUsed();
    }

    private static long bytes(Path home, String suffix) throws IOException {
        long bytes = 0;
        try (var files = Files.walk(home)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(suffix)).toList()) {
                bytes += Files.size(file);
            }
        }
        return bytes;
    }
}
