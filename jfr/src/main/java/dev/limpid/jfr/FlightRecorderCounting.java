package dev.limpid.jfr;

import dev.limpid.bridge.CountingList;
import dev.limpid.bridge.Edge;
import dev.limpid.bridge.Listed;
import dev.limpid.counter.Telemetry;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Counts chosen events of the flight recorder, the JDK's and the program's own:
 *
 * <pre>{@code
 * FlightRecorderCounting counting = FlightRecorderCounting.start(telemetry, List.of(
 *         Listed.durations("jdk.GCPhasePause", "1ms", "10ms", "100ms").as("tool/gc-pause"),
 *         Listed.events("jdk.ClassLoadingStatistics/loadedClassCount").as("tool/classes-loaded"),
 *         Listed.events("jdk.JavaExceptionThrow").tag("thrownClass", "org.example.tool.ParseException").as("tool/thrown:{thrownClass}")));
 * }</pre>
 *
 * <p>A source is the name of an event, or {@code event/field}. Of an event its occurrences or its duration are counted; of a field its
 * value: in buckets each, and without bounds what it grew by, for fields that show a sum since the start of the JVM. Tags are fields of the
 * event; of classes, their names. {@code thrower} is the class whose code made the exception.
 *
 * <p>A recording runs for it, which writes some megabytes into the folder of temporary files and deletes them. So it is not begun while the
 * user's mode is off, and ends when that is turned off; then it does not come back before the next start.
 */
public final class FlightRecorderCounting implements AutoCloseable {
    private final CountingList list;
    private final @Nullable Recorded recorded;
    private final String failure;

    private FlightRecorderCounting(CountingList list, @Nullable Recorded recorded, String failure) {
        this.list = list;
        this.recorded = recorded;
        this.failure = failure;
    }

    /** Begins; never throws, and does nothing where telemetry does not count. */
    public static FlightRecorderCounting start(Telemetry telemetry, Collection<Listed> entries) {
        CountingList list = new CountingList(entries, Edge.BELOW);
        if (!telemetry.isCounting()) {
            return new FlightRecorderCounting(list, null, telemetry.whyNotCounting());
        }
        try {
            return new FlightRecorderCounting(list, Recorded.start(telemetry, list), "");
        } catch (RuntimeException | LinkageError e) {
            return new FlightRecorderCounting(list, null, "this Java has no flight recorder that can be used: " + e);
        }
    }

    /** Why nothing is counted, in one sentence; empty if events are. */
    public String whyNotCounting() {
        Recorded running = recorded;
        return running == null || running.isRunning() ? failure : "the recording has ended";
    }

    /** What is listed and cannot be counted, a sentence each. */
    public List<String> refusals() {
        return list.refusals();
    }

    /** Counts what happened until now, for which it waits some seconds, ten at most, and ends. */
    @Override
    public void close() {
        if (recorded != null) {
            recorded.close();
        }
    }
}
