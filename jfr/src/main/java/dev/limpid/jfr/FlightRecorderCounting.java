package dev.limpid.jfr;

import dev.limpid.bridge.BoundInclusion;
import dev.limpid.bridge.CountingRule;
import dev.limpid.bridge.CountingRules;
import dev.limpid.counter.Telemetry;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Counts selected events of the flight recorder, both the JDK's and the program's own:
 *
 * <pre>{@code
 * FlightRecorderCounting counting = FlightRecorderCounting.start(telemetry, List.of(
 *         CountingRule.durations("jdk.GCPhasePause", "1ms", "10ms", "100ms").as("tool/gc-pause"),
 *         CountingRule.events("jdk.ClassLoadingStatistics/loadedClassCount").as("tool/classes-loaded"),
 *         CountingRule.events("jdk.JavaExceptionThrow").tag("thrownClass", "org.example.tool.ParseException").as("tool/thrown:{thrownClass}")));
 * }</pre>
 *
 * <p>A source is the name of an event, or {@code event/field}. For an event, its occurrences or its durations are
 * counted; for a field, its values: with bounds, each in its bucket; without bounds, the increase, for fields with a
 * sum since the start of the JVM. Tags are fields of the event; a class is given by its name. {@code thrower} is the
 * class whose code made the exception.
 *
 * <p>This needs a running recording, which writes a few megabytes into the folder for temporary files and deletes them.
 * So it does not start while the user's mode is off, and it ends when the mode becomes off; then it restarts only with
 * the program.
 */
public final class FlightRecorderCounting implements AutoCloseable {
    private final CountingRules list;
    private final @Nullable EventRecording recorded;
    private final String failure;

    private FlightRecorderCounting(CountingRules list, @Nullable EventRecording recorded, String failure) {
        this.list = list;
        this.recorded = recorded;
        this.failure = failure;
    }

    /** Starts counting; never throws, and does nothing if telemetry does not count. */
    public static FlightRecorderCounting start(Telemetry telemetry, Collection<CountingRule> entries) {
        CountingRules list = new CountingRules(entries, BoundInclusion.EXCLUSIVE);
        if (!telemetry.isCounting()) {
            return new FlightRecorderCounting(list, null, telemetry.whyNotCounting());
        }
        try {
            return new FlightRecorderCounting(list, EventRecording.start(telemetry, list), "");
        } catch (RuntimeException | LinkageError e) {
            return new FlightRecorderCounting(list, null, "this Java has no usable flight recorder: " + e);
        }
    }

    /** Why nothing is counted, in one sentence; empty if events are counted. */
    public String whyNotCounting() {
        EventRecording running = recorded;
        return running == null || running.isRunning() ? failure : "the recording has ended";
    }

    /** The rules that cannot be applied, one sentence each. */
    public List<String> refusals() {
        return list.refusals();
    }

    /** Counts what happened until now, and ends. Waits for a few seconds, at most ten. */
    @Override
    public void close() {
        if (recorded != null) {
            recorded.close();
        }
    }
}
