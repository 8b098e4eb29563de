package dev.limpid.counter;

import dev.limpid.counter.home.Environment;
import dev.limpid.counter.home.TelemetryHome;
import dev.limpid.countfile.CountedWeek;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Telemetry of one test: counts whatever this JVM counts into a home of its own, and reads it back. */
final class StrictTelemetry implements AutoCloseable {
    final TelemetryHome home;
    final Telemetry telemetry;

    /** Starts in this folder, which no user's choice concerns. */
    StrictTelemetry(Path folder) {
        home = TelemetryHome.at("strict.example.org", folder);
        telemetry = Telemetry.start(TelemetryOptions.builder()
                .home(home)
                .environment(Environment.of(
                        Map.of(), Map.of(), folder.resolve("system").toFile()))
                .program("test.example.org/test", "1.0.0")
                .withoutCrashes()
                .ownPackages("")
                .strict()
                .build());
    }

    /** What was counted, by name. */
    SortedMap<String, Long> counts() throws IOException {
        telemetry.flush();
        SortedMap<String, Long> counts = new TreeMap<>();
        try {
            for (CountedWeek week : CountedWeek.in(home)) {
                week.read().counts().forEach((name, count) -> counts.merge(name, count, Long::sum));
            }
        } catch (NoSuchFileException e) {
            return counts; // nothing was counted
        }
        return counts;
    }

    /** How many events were counted under this name. */
    long count(String name) throws IOException {
        return counts().getOrDefault(name, 0L);
    }

    /** The stacks counted under this name, each as {@code name\nframe\nframe…}. */
    SortedMap<String, Long> stacks(String name) throws IOException {
        return counts().subMap(name + "\n", name + "\n\uffff");
    }

    @Override
    public void close() {
        telemetry.close();
    }
}
