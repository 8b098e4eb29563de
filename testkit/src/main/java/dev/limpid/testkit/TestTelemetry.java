package dev.limpid.testkit;

import dev.limpid.counter.Telemetry;
import dev.limpid.counter.TelemetryOptions;
import dev.limpid.counter.file.CountFormat;
import dev.limpid.counter.home.Environment;
import dev.limpid.counter.home.TelemetryHome;
import dev.limpid.countfile.CountedWeek;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Telemetry that runs in a temporary home in mode local, and reads back what was counted. For one test at a time. */
public final class TestTelemetry implements AutoCloseable {
    private static final String COLLECTION = "test.example.org";
    private static final Instant NOW = Instant.parse("2026-11-18T12:00:00Z");

    private final TemporaryFolder folder;
    private final TelemetryHome home;
    private final Telemetry telemetry;

    private TestTelemetry(TemporaryFolder folder, TelemetryHome home, Telemetry telemetry) {
        this.folder = folder;
        this.home = home;
        this.telemetry = telemetry;
    }

    /**
     * Starts in a new home, whose clock begins at the same moment in every run.
     *
     * @throws IllegalStateException if telemetry is already running in this JVM
     */
    public static TestTelemetry start() {
        return start(NOW);
    }

    /**
     * Starts in a new home whose clock begins at this moment.
     *
     * @throws IllegalStateException if telemetry is already running in this JVM
     */
    public static TestTelemetry start(Instant now) {
        TemporaryFolder folder = TemporaryFolder.make();
        Environment environment = Environment.of(
                Map.of("LIMPID_DIR", folder.path().toString(), "LIMPID_NOW", now.toString()),
                Map.of(),
                folder.path().resolve("no-system-wide-mode").toFile());
        TelemetryHome home = TelemetryHome.of(COLLECTION, environment);
        Telemetry telemetry = Telemetry.start(TelemetryOptions.builder()
                .home(home)
                .environment(environment)
                .program("test.example.org/test", "1.0.0")
                .withoutCrashes()
                .ownPackages("") // a test may look at any class
                .strict()
                .build());
        if (!telemetry.isCounting()) {
            throw new IllegalStateException(
                    "telemetry is already running in this JVM, expected the earlier one to be closed");
        }
        return new TestTelemetry(folder, home, telemetry);
    }

    /** How many events were counted under this name: 0 if none. */
    public long count(String name) {
        return counts().getOrDefault(name, 0L);
    }

    /** All that was counted, stacks included, by name. */
    public SortedMap<String, Long> counts() {
        telemetry.flush();
        SortedMap<String, Long> counts = new TreeMap<>();
        try {
            for (CountedWeek week : CountedWeek.in(home)) {
                week.read().counts().forEach((name, count) -> counts.merge(name, count, CountFormat::saturatingAdd));
            }
        } catch (NoSuchFileException e) {
            return counts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return counts;
    }

    /** The stacks counted under this name, each as {@code name\nframe\nframe…}. */
    public SortedMap<String, Long> stacks(String name) {
        return counts().subMap(name + "\n", name + "\n\uffff");
    }

    /** The home in which it counts. */
    public TelemetryHome home() {
        return home;
    }

    /** Stops counting and deletes the home. */
    @Override
    public void close() throws IOException {
        telemetry.close();
        folder.close();
    }
}
